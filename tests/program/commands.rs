//! Each command of the program, by what comes of it.

use super::{
    place::{Place, signs_in},
    promises::promised,
};
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use reqwest::{Client, header};
use std::{fs, time::Duration};
use tempfile::TempDir;
use tests::Process;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

const EMAIL: &str = "you@example.org";
const PASSWORD: &str = "heron-lamp-quarry-seven";

#[tokio::test]
async fn the_lines_of_the_readme_lead_to_a_program_in_which_the_admin_signs_in() -> anyhow::Result<()> {
    for mut place in Place::each().await? {
        // Half of it in the file and half in the environment, as README says that one may.
        place.write_down()?;
        if !place.is_sqlite() {
            let words = place.refuses("tributary serve", "").await?;
            ensure!(words.contains("run `tributary migrate`"), "{words}");
        }
        let said = place.runs(promised("tributary migrate")?).await?;
        ensure!(said.contains("Every table is up to date"), "{said}");
        place.runs("tributary migrate --config tributary.toml").await?;

        let line = promised("tributary admin create")?;
        let short = place.refuses(line, "too short\n").await?;
        ensure!(short.contains("15"), "{short}");
        place.runs_with(line, &format!("{PASSWORD}\n")).await?;
        let twice = place.refuses(line, &format!("{PASSWORD}-again\n")).await?;
        ensure!(twice.contains("has an account already"), "{twice}");

        ensure!(promised("tributary serve")? == "tributary serve", "it takes no options");
        let config = place.path("tributary.toml").display().to_string();
        let process = Process::start(&["serve", "--config", &config], &[], &place.url).await?;
        ensure!(signs_in(&place.url, EMAIL, PASSWORD).await?, "the admin does not come in");
        ensure!(!signs_in(&place.url, EMAIL, &format!("{PASSWORD}-again")).await?, "a wrong password opens");
        ensure!(process.stop().await? == Some(0), "it did not end well");
        place.runs(promised("tributary check")?).await?;
        let staff = place.runs("tributary admin review").await?;
        ensure!(staff.contains(EMAIL) && staff.contains("given by the console"), "{staff}");
        ensure!(!staff.contains("signed in last: never"), "{staff}");
        let csv = place.runs("tributary admin review --csv").await?;
        ensure!(csv.starts_with("email,name,role,") && csv.contains(",finance,"), "{csv}");
    }
    Ok(())
}

#[tokio::test]
async fn a_read_model_that_was_spoilt_is_folded_anew() -> anyhow::Result<()> {
    for place in Place::each().await? {
        let (data, port) = (place.path("demo").display().to_string(), super::free_port().await?.to_string());
        let mut arguments = vec!["demo", "--port", &*port, "--data", &*data];
        if !place.is_sqlite() {
            arguments.extend(["--database", &*place.database]);
        }
        let demo = Process::start(&arguments, &[], &format!("http://127.0.0.1:{port}")).await?;
        let mut place = place;
        if place.is_sqlite() {
            place.database = format!("sqlite://{data}/tributary.db");
            place.set("DATABASE_URL", Some(place.database.clone()));
        }
        let db = place.database().await?;
        let titles = async || {
            let rows = db.read().all("SELECT title FROM analytics_campaign ORDER BY title", vec![]).await?;
            rows.iter().map(|it| it.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()
        };
        super::until("campaigns are known", async || Ok(titles().await?.len() > 5)).await?;
        demo.kill().await?;
        let before = titles().await?;
        db.execute("UPDATE analytics_campaign SET title = 'spoilt'", vec![]).await?;
        let said = place.runs(promised("tributary rebuild analytics campaigns")?).await?;
        ensure!(said.contains("analytics_campaign"), "it does not say what changed: {said}");
        let after = titles().await?;
        ensure!(after.len() >= before.len() && !after.contains(&"spoilt".to_owned()), "{after:?}");
        let again = place.runs("tributary rebuild analytics campaigns").await?;
        ensure!(again.contains("tables that changed: []"), "{again}");
        for line in ["totals", "progress", "claims", "collected", "backers", "deliveries"]
            .map(|it| format!("campaigns {it}"))
        {
            place.runs(&format!("tributary rebuild {line}")).await?;
        }
        place.runs("tributary rebuild payments evidence").await?;
        for line in ["gift_hours", "gifts", "aims", "plans"].map(|it| format!("analytics {it}")) {
            place.runs(&format!("tributary rebuild {line}")).await?;
        }
        let nothing = place.refuses("tributary rebuild analytics nothing", "").await?;
        ensure!(nothing.contains("nothing") && nothing.contains("gift_hours"), "what there is: {nothing}");
        db.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn after_new_keys_old_passwords_still_open_until_their_key_is_taken_out() -> anyhow::Result<()> {
    let other = "tributary admin create --email other@example.org --name Other";
    for mut place in Place::each().await? {
        let file = place.path("secret");
        place.runs(&format!("tributary keys rotate --file {}", file.display())).await?;
        place.set("SECRET", None);
        place.set("SECRET_FILE", Some(file.display().to_string()));
        place.runs("tributary migrate").await?;
        place.runs_with(promised("tributary admin create")?, PASSWORD).await?;
        place.runs_with(other, PASSWORD).await?;

        let said = place.runs("tributary keys rotate --file secret").await?;
        ensure!(said.starts_with("k2 signs"), "{said}");
        let process = place.serves().await?;
        ensure!(signs_in(&place.url, EMAIL, PASSWORD).await?, "an old password does not open");
        process.stop().await?;

        let newest = fs::read_to_string(&file)?.lines().next().context("a key")?.to_owned();
        ensure!(newest.starts_with("k2="), "{}", newest.len());
        fs::write(&file, newest)?;
        let process = place.serves().await?;
        ensure!(
            signs_in(&place.url, EMAIL, PASSWORD).await?,
            "it was not hashed anew when its owner came in"
        );
        let stayed_away = signs_in(&place.url, "other@example.org", PASSWORD).await;
        ensure!(!stayed_away?, "a password opens whose key is gone");
        process.stop().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_entry_of_the_audit_log_that_was_changed_is_named_by_its_position() -> anyhow::Result<()> {
    for place in Place::each().await? {
        place.runs("tributary migrate").await?;
        place.runs_with(promised("tributary admin create")?, PASSWORD).await?;
        let process = place.serves().await?;
        for _ in 0..3 {
            ensure!(signs_in(&place.url, EMAIL, PASSWORD).await?, "the admin does not come in");
        }
        process.stop().await?;
        place.runs("tributary audit root").await?;
        ensure!(place.path("roots.jsonl").exists(), "no root was signed");
        let said = place.runs("tributary audit verify").await?;
        ensure!(said == "ok   the audit log is as it was written\n", "{said}");

        let db = place.database().await?;
        let around: &[&str] = if place.is_sqlite() {
            &["DROP TRIGGER users_audit_unchanged"]
        } else {
            &["DROP TRIGGER users_audit_kept ON users_audit"]
        };
        for sql in around {
            db.execute(sql, vec![]).await?;
        }
        let second = "UPDATE users_audit SET actor = 'nobody' WHERE id = (SELECT entry FROM users_audit_seal WHERE seq = 2)";
        ensure!(db.execute(second, vec![]).await? == 1, "there is a second entry");
        db.close().await;
        let found = place.types("tributary audit verify", "").await?;
        let said = super::text(&found.stdout);
        ensure!(found.status.code() == Some(1), "it ended with {}", found.status);
        ensure!(said.starts_with("FAIL users: position 2: "), "{said}");
    }
    Ok(())
}

#[tokio::test]
async fn one_seed_is_one_story_told_alike_each_time() -> anyhow::Result<()> {
    let place = &Place::each().await?[0];
    let line = "tributary simulate --seed 7 --campaigns 1 --pledges 2 --days 1 --trace";
    let (first, second) = (place.runs(line).await?, place.runs(line).await?);
    ensure!(first.lines().count() > 5, "it traces nothing: {first}");
    // The last line says how long it took.
    let story = |it: &str| it.trim_end().rsplit_once('\n').map(|(story, _)| story.to_owned());
    ensure!(first.contains("1 seeds from 7 on: everything held"), "{first}");
    ensure!(story(&first) == story(&second), "two stories of one seed:\n{first}\n{second}");
    Ok(())
}

/// The sandbox on its own, with a journal, telling `hooks` of what happens.
async fn sandbox(dir: &TempDir, port: u16, hooks: u16) -> anyhow::Result<tokio::process::Child> {
    let child = tokio::process::Command::new(Process::program()?)
        .args(["sandbox", "--listen", &format!("127.0.0.1:{port}"), "--journal", "journal"])
        .args([
            "--webhook-url",
            &format!("http://127.0.0.1:{hooks}/"),
            "--webhook-secret",
            "whsec_of_this_test",
        ])
        .args(["--public-url", "http://pay.example.test"])
        .current_dir(dir.path())
        .stdout(std::process::Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    super::until("the sandbox listens", async || {
        Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok())
    })
    .await?;
    Ok(child)
}

#[tokio::test]
async fn the_sandbox_on_its_own_tells_of_what_happens_and_forgets_nothing_when_it_is_killed()
-> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let (dir, port) = (TempDir::new()?, super::free_port().await?);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let hooks = listener.local_addr()?.port();
    let mut child = sandbox(&dir, port, hooks).await?;
    let (api, client) = (format!("http://127.0.0.1:{port}/v1/checkout/sessions"), Client::new());
    let form = "mode=setup&currency=eur&success_url=https%3A%2F%2Fgive.example.org%2Fthanks";
    let post = |url: String, body: &'static str| {
        let it = client.post(url).bearer_auth("sk_test_sandbox");
        it.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body).send()
    };
    let made: serde_json::Value = serde_json::from_str(&post(api.clone(), form).await?.text().await?)?;
    let id = made["id"].as_str().with_context(|| made.to_string())?;
    let page = made["url"].as_str().with_context(|| made.to_string())?;
    ensure!(page.starts_with("http://pay.example.test/checkout/"), "{page}");
    child.kill().await?;

    let _child = sandbox(&dir, port, hooks).await?;
    let known = client.get(format!("{api}/{id}")).bearer_auth("sk_test_sandbox").send().await?;
    ensure!(known.status().is_success(), "the session is forgotten: {}", known.status());
    let nobody = client.get(format!("{api}/{id}")).send().await?;
    ensure!(nobody.status().as_u16() == 401, "whoever has no key is answered {}", nobody.status());
    ensure!(post(format!("{api}/{id}/expire"), "").await?.status().is_success(), "it does not end");
    let ended = async {
        loop {
            let told = hears(&listener).await?;
            if told.contains("\"type\":\"checkout.session.expired\"") {
                return anyhow::Ok(told);
            }
        }
    };
    let told = tokio::time::timeout(Duration::from_secs(20), ended).await??;
    ensure!(told.to_lowercase().contains("\r\nstripe-signature: t="), "{told}");
    ensure!(told.contains(id), "{told}");
    Ok(())
}

/// One request, as it came.
async fn hears(listener: &TcpListener) -> anyhow::Result<String> {
    let (mut stream, _) = listener.accept().await?;
    let mut heard = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let many = stream.read(&mut piece).await?;
        heard.extend_from_slice(&piece[..many]);
        let text = super::text(&heard);
        let whole = text.split_once("\r\n\r\n").is_some_and(|(_, body)| body.trim_end().ends_with('}'));
        if many == 0 || whole {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await?;
            return Ok(text);
        }
    }
}
