//! Whoever was forgotten stays so, though a copy from before is put back: keys of persons are kept apart (decision 116).

use super::{
    copies::{output, script, to_an_empty_database},
    place::Place,
};
use anyhow::{Context as _, ensure};
use kernel::{
    db::Sql as _,
    outbox::{EventSource as _, LocalSource},
};
use std::{
    collections::BTreeSet, fs, os::unix::fs::PermissionsExt as _, path::Path, sync::Arc, time::Duration,
};

const PASSWORD: &str = "heron-lamp-quarry-seven";

/// The addresses that messages of users tell of to whoever reads them.
pub(super) async fn told_of(place: &Place) -> anyhow::Result<BTreeSet<String>> {
    let db = place.database().await?;
    let said = LocalSource::new("users", db.clone(), Arc::default()).fetch(0, 1_000).await?;
    let told = said.iter().filter_map(|it| it.payload.get("email")?.as_str());
    let told = told.map(str::to_owned).collect();
    db.close().await;
    Ok(told)
}

async fn joins(place: &Place, name: &str) -> anyhow::Result<()> {
    let line = format!("tributary admin create --email {name}@example.org --name {name}");
    place.runs_with(&line, PASSWORD).await.map(drop)
}

/// The keys that there are.
async fn keys(place: &Place) -> anyhow::Result<BTreeSet<Vec<u8>>> {
    let db = place.database().await?;
    let rows = db.read().all("SELECT secret FROM users_person_key", vec![]).await?;
    let keys = rows.iter().map(|row| row.try_get_by_index::<Vec<u8>>(0)).collect::<Result<_, _>>()?;
    db.close().await;
    Ok(keys)
}

/// Destroys the key of whoever is not `stays`, who are two.
async fn forget_the_other(place: &Place, stays: &str) -> anyhow::Result<()> {
    let db = place.database().await?;
    let sql =
        "DELETE FROM users_person_key WHERE person IN (SELECT person FROM users_user WHERE email <> $1)";
    let gone = db.execute(sql, vec![format!("{stays}@example.org").into()]).await?;
    db.close().await;
    ensure!(gone == 1, "{gone} people were forgotten");
    Ok(())
}

fn addresses(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|it| format!("{it}@example.org")).collect()
}

/// Which of these keys are anywhere in the file.
fn found(file: &Path, keys: &BTreeSet<Vec<u8>>) -> anyhow::Result<BTreeSet<Vec<u8>>> {
    let bytes = fs::read(file)?;
    Ok(bytes.windows(32).filter(|it| keys.contains(*it)).map(<[u8]>::to_vec).collect())
}

async fn on_sqlite() -> anyhow::Result<Option<Place>> {
    Ok(Place::each().await?.into_iter().find(Place::is_sqlite))
}

#[tokio::test]
async fn a_copy_holds_no_key_of_a_person_and_the_file_beside_it_holds_all() -> anyhow::Result<()> {
    let Some(place) = on_sqlite().await? else { return Ok(()) };
    place.runs("tributary migrate").await?;
    joins(&place, "asha").await?;
    // More than one page of them, some of which are gone.
    let db = place.database().await?;
    let many = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399) \
                INSERT INTO users_person_key (person, secret, created_at) \
                SELECT randomblob(16), randomblob(32), i FROM n";
    db.execute(many, vec![]).await?;
    db.close().await;
    let all = keys(&place).await?;
    let db = place.database().await?;
    db.execute("DELETE FROM users_person_key WHERE created_at < 100", vec![]).await?;
    db.close().await;
    let left = keys(&place).await?;
    ensure!(all.len() == 401 && left.len() == 301, "{} keys, then {}", all.len(), left.len());

    place.runs("tributary backup --to copy").await?;
    fs::write(place.path("key"), "07".repeat(32))?;
    place.runs("tributary backup --to sealed --keys-to apart --key-file key").await?;
    ensure!(!place.path("sealed.keys").exists(), "the keys are where they were not wanted");
    ensure!(found(&place.path("copy"), &all)?.is_empty(), "a key is in the copy");
    ensure!(found(&place.path("copy.keys"), &all)? == left, "the keys beside it are others");
    ensure!(found(&place.path("apart"), &all)?.is_empty(), "a key can be read in a file that is encrypted");
    let mode = fs::metadata(place.path("apart"))?.permissions().mode() & 0o777;
    ensure!(mode == 0o600, "others can read the keys: {mode:o}");
    for (line, why) in [
        ("tributary backup --to another --keys-to apart", "never written over"),
        ("tributary backup --to another --keys-to another", "a file of their own"),
    ] {
        let words = place.refuses(line, "").await?;
        ensure!(words.contains(why) && !place.path("another").exists(), "{line}: {words}");
    }
    place.runs("tributary restore --from sealed --keys-from apart --key-file key --replace").await?;
    ensure!(keys(&place).await? == left, "other keys came back");
    place.runs("tributary check").await.map(drop)
}

#[tokio::test]
async fn whoever_was_forgotten_is_not_read_again_in_an_older_copy_with_newer_keys() -> anyhow::Result<()> {
    let Some(place) = on_sqlite().await? else { return Ok(()) };
    place.runs("tributary migrate").await?;
    joins(&place, "asha").await?;
    joins(&place, "ravi").await?;
    place.runs("tributary backup --to monday").await?;
    forget_the_other(&place, "ravi").await?;
    joins(&place, "mina").await?;
    place.runs("tributary backup --to tuesday").await?;

    place.runs("tributary restore --from monday --replace").await?;
    ensure!(told_of(&place).await? == addresses(&["asha", "ravi"]), "with its own keys all is as it was");
    place.runs("tributary restore --from monday --keys-from tuesday.keys --replace").await?;
    ensure!(told_of(&place).await? == addresses(&["ravi"]), "somebody who was forgotten is back");
    place.runs("tributary check").await?;

    for (line, why) in [
        ("tributary restore --from tuesday --keys-from monday.keys --replace", "older than the copy"),
        ("tributary restore --from monday --keys-from nowhere --replace", "nowhere is not there"),
        ("tributary restore --from monday --keys-from monday --replace", "no file of keys"),
        ("tributary restore --from tuesday --keys-from tuesday.keys --without-keys", "cannot be used with"),
        ("tributary restore --keys-from tuesday.keys", "--from"),
    ] {
        let words = place.refuses(line, "").await?;
        ensure!(words.contains(why), "{line}: {words}");
        ensure!(told_of(&place).await? == addresses(&["ravi"]), "{line} has changed something");
        let plain = format!("{}.restoring", place.database.trim_start_matches("sqlite://"));
        ensure!(!Path::new(&plain).exists(), "{line} has left a copy in the clear");
    }
    place.runs("tributary restore --from tuesday --replace").await?;
    ensure!(
        told_of(&place).await? == addresses(&["mina", "ravi"]),
        "the newest copy has all but who is forgotten"
    );
    Ok(())
}

#[tokio::test]
async fn a_copy_whose_keys_are_missing_is_restored_only_by_whoever_says_so() -> anyhow::Result<()> {
    let Some(place) = on_sqlite().await? else { return Ok(()) };
    place.runs("tributary migrate").await?;
    // Nobody is in it yet: there is nothing to lose.
    place.runs("tributary backup --to empty").await?;
    fs::remove_file(place.path("empty.keys"))?;
    place.runs("tributary restore --from empty --replace").await?;

    joins(&place, "asha").await?;
    place.runs("tributary backup --to copy").await?;
    fs::remove_file(place.path("copy.keys"))?;
    let words = place.refuses("tributary restore --from copy --replace", "").await?;
    for part in ["copy.keys is not there", "people: 1)", "--keys-from FILE", "--without-keys"] {
        ensure!(words.contains(part), "{part}: {words}");
    }
    ensure!(told_of(&place).await? == addresses(&["asha"]), "what was refused has changed something");
    place.runs("tributary restore --from copy --without-keys --replace").await?;
    ensure!(told_of(&place).await?.is_empty(), "read without a key");
    place.runs("tributary check").await.map(drop)
}

#[tokio::test]
async fn a_copy_of_before_keys_were_kept_apart_is_still_restored() -> anyhow::Result<()> {
    let Some(place) = on_sqlite().await? else { return Ok(()) };
    place.runs("tributary migrate").await?;
    joins(&place, "asha").await?;
    joins(&place, "ravi").await?;
    let db = place.database().await?;
    db.execute(&format!("VACUUM INTO '{}'", place.path("old").display()), vec![]).await?;
    db.close().await;
    let both = keys(&place).await?;
    forget_the_other(&place, "ravi").await?;
    place.runs("tributary backup --to new").await?;
    place.runs("tributary restore --from old --replace").await?;
    ensure!(keys(&place).await? == both, "it came back with other keys than its own");
    ensure!(told_of(&place).await? == addresses(&["asha", "ravi"]), "not all of it can be read");

    place.runs("tributary restore --from old --keys-from new.keys --replace").await?;
    ensure!(
        told_of(&place).await? == addresses(&["ravi"]),
        "its own keys were used beside those that were given"
    );
    let file = Path::new(place.database.trim_start_matches("sqlite://"));
    ensure!(found(file, &both)? == keys(&place).await?, "a key that is gone lies in a free page");
    Ok(())
}

#[tokio::test]
async fn a_module_on_a_database_of_its_own_has_a_copy_and_keys_of_its_own() -> anyhow::Result<()> {
    let Some(mut place) = on_sqlite().await? else { return Ok(()) };
    let own = format!("sqlite://{}", place.path("of-users.db").display());
    place.set("USERS_DATABASE_URL", Some(own.clone()));
    place.database = own;
    place.runs("tributary migrate").await?;
    joins(&place, "asha").await?;
    joins(&place, "ravi").await?;
    place.runs("tributary backup --to monday --keys-to days").await?;
    forget_the_other(&place, "ravi").await?;
    place.runs("tributary backup --to tuesday").await?;
    for name in ["monday", "monday.users", "days", "days.users", "tuesday.keys", "tuesday.keys.users"] {
        ensure!(place.path(name).exists(), "{name} is not there");
    }
    fs::rename(place.path("days.users"), place.path("elsewhere"))?;
    let words = place.refuses("tributary restore --from monday --keys-from days --replace", "").await?;
    ensure!(words.contains("days.users is not there"), "{words}");
    ensure!(told_of(&place).await? == addresses(&["ravi"]), "half of it was restored");
    fs::rename(place.path("elsewhere"), place.path("days.users"))?;
    place.runs("tributary restore --from monday --keys-from days --replace").await?;
    ensure!(told_of(&place).await? == addresses(&["asha", "ravi"]), "not all of it can be read");
    place.runs("tributary restore --from monday --keys-from tuesday.keys --replace").await?;
    ensure!(told_of(&place).await? == addresses(&["ravi"]), "somebody who was forgotten is back");
    place.runs("tributary check").await.map(drop)
}

#[tokio::test]
async fn on_postgres_keys_are_kept_apart_too() -> anyhow::Result<()> {
    let Some(mut place) = Place::each().await?.into_iter().find(|it| !it.is_sqlite()) else { return Ok(()) };
    place.runs("tributary migrate").await?;
    joins(&place, "asha").await?;
    joins(&place, "ravi").await?;
    let both = keys(&place).await?;
    let old = "pg_dump --format=custom --no-owner --file=old \"$TRIBUTARY_DATABASE_URL\"";
    shell(&place, old).await?;
    script(&place, "backup-postgres", "monday").await?;
    forget_the_other(&place, "ravi").await?;
    let one = keys(&place).await?;
    // Archives tell when they were made to the second.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    script(&place, "backup-postgres", "tuesday '' days").await?;
    for key in &both {
        let key = hex(key);
        let copy = shell(&place, "pg_restore --file=- monday").await?;
        let beside = shell(&place, "pg_restore --file=- monday.keys").await?;
        ensure!(!copy.contains(&key) && beside.contains(&key), "a key is in the copy, or in no file");
    }

    for (arguments, keys_then) in [
        ("monday", &both),
        ("monday '' days", &one),
        ("old", &both),
        ("old '' days", &one),
        ("monday '' -", &BTreeSet::new()),
    ] {
        to_an_empty_database(&mut place).await?;
        script(&place, "restore-postgres", arguments).await?;
        ensure!(keys(&place).await? == *keys_then, "{arguments}: other keys came back");
    }
    fs::rename(place.path("monday.keys"), place.path("elsewhere"))?;
    to_an_empty_database(&mut place).await?;
    for (arguments, why) in [
        ("monday", "'-' to go on without"),
        ("tuesday '' elsewhere", "older than the copy"),
        ("old '' nowhere", "nowhere is not there"),
    ] {
        let words = super::text(&output(&place, "restore-postgres", arguments).await?.stderr);
        ensure!(words.contains(why), "{arguments}: {words}");
    }
    let again = super::text(&output(&place, "backup-postgres", "another '' days").await?.stderr);
    ensure!(again.contains("never written over"), "{again}");
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut all, it| {
        let _ = write!(all, "{it:02x}");
        all
    })
}

/// What a line of shell prints in the folder of `place`.
async fn shell(place: &Place, line: &str) -> anyhow::Result<String> {
    let mut command = tokio::process::Command::new("sh");
    command.args(["-c", line]).current_dir(place.dir.path());
    command.env("TRIBUTARY_DATABASE_URL", &place.database);
    let done = command.output().await.context("no shell")?;
    ensure!(done.status.success(), "{line}: {}", super::text(&done.stderr));
    Ok(super::text(&done.stdout))
}
