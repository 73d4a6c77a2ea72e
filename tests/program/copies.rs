//! Copies of the database and what comes back from them.

use super::{forgotten::told_of, place::Place, promises::promised};
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use std::{fs, os::unix::fs::PermissionsExt as _, process::Output};
use tests::Process;
use tokio::process::Command;

const ADMIN: &str = "tributary admin create --email you@example.org --name You";
const PASSWORD: &str = "heron-lamp-quarry-seven";

async fn count(place: &Place, table: &str) -> anyhow::Result<i64> {
    let db = place.database().await?;
    let row = db.read().one(&format!("SELECT COUNT(*) FROM {table}"), vec![]).await?.context("a count")?;
    let many = row.try_get_by_index(0)?;
    db.close().await;
    Ok(many)
}

async fn epoch(place: &Place) -> anyhow::Result<uuid::Uuid> {
    let db = place.database().await?;
    let row = db.read().one("SELECT epoch FROM users_outbox_head", vec![]).await?.context("an epoch")?;
    let epoch = row.try_get_by_index(0)?;
    db.close().await;
    Ok(epoch)
}

async fn lose_people(place: &Place) -> anyhow::Result<()> {
    let db = place.database().await?;
    ensure!(db.execute("DELETE FROM users_user", vec![]).await? == 1, "there was nobody to lose");
    db.close().await;
    Ok(())
}

#[tokio::test]
async fn a_copy_made_while_it_runs_brings_back_what_was_lost() -> anyhow::Result<()> {
    for place in Place::each().await? {
        place.runs("tributary migrate").await?;
        place.runs_with(ADMIN, PASSWORD).await?;
        let process = place.serves().await?;
        if place.is_sqlite() {
            fs::write(place.path("key"), "07".repeat(32))?;
            place.runs(promised("tributary backup")?).await?;
            process.kill().await?;
            comes_back_on_sqlite(&place).await?;
        } else {
            let words = place.refuses("tributary backup --to copy", "").await?;
            ensure!(words.contains("bin/backup-postgres"), "{words}");
            let words = place.refuses("tributary restore --from copy", "").await?;
            ensure!(words.contains("bin/restore-postgres"), "{words}");
            fs::write(place.path("key"), "heron lamp")?;
            watch(&place)?;
            script(&place, "backup-postgres", "copy key").await?;
            process.kill().await?;
            comes_back_on_postgres(place).await?;
        }
    }
    Ok(())
}

async fn comes_back_on_sqlite(place: &Place) -> anyhow::Result<()> {
    let (line, log) = (promised("tributary restore")?, epoch(place).await?);
    let copy = fs::read(place.path("copy-of-monday"))?;
    ensure!(!copy.windows(15).any(|it| it == b"you@example.org"), "an address can be read in the copy");
    place.runs("tributary backup --to unsealed").await?;
    for name in ["copy-of-monday", "copy-of-monday.keys", "unsealed", "unsealed.keys"] {
        let mode = fs::metadata(place.path(name))?.permissions().mode() & 0o777;
        ensure!(mode == 0o600, "others can read {name}: {mode:o}");
        ensure!(!place.path(&format!("{name}.part")).exists(), "{name} is there in the clear");
    }
    let again = place.refuses(promised("tributary backup")?, "").await?;
    ensure!(again.contains("never written over"), "{again}");
    lose_people(place).await?;

    let kept = place.refuses(&line.replace(" --replace", ""), "").await?;
    ensure!(kept.contains("give --replace"), "{kept}");
    fs::write(place.path("other"), "08".repeat(32))?;
    let locked = place.refuses(&line.replace("--key-file key", "--key-file other"), "").await?;
    ensure!(locked.contains("the key is another one"), "{locked}");
    ensure!(count(place, "users_user").await? == 0, "what was refused has changed something");

    place.runs(line).await?;
    has_come_back(place).await?;
    ensure!(epoch(place).await? != log, "it does not say that it is another log from here on");
    Ok(())
}

async fn comes_back_on_postgres(mut place: Place) -> anyhow::Result<()> {
    let log = epoch(&place).await?;
    lose_people(&place).await?;
    let words = super::text(&output(&place, "restore-postgres", "copy key").await?.stderr);
    ensure!(words.contains("the database is not empty"), "{words}");
    to_an_empty_database(&mut place).await?;
    let said = script(&place, "restore-postgres", "copy key").await?;
    let seen = fs::read_to_string(place.path("arguments"))?;
    for program in WATCHED {
        ensure!(seen.contains(&format!("watched/{program} ")), "{program} was not called: {seen}");
    }
    ensure!(!seen.contains("heron") && !seen.contains("quarry"), "others read a secret: {seen}");
    ensure!(said.contains("Restored.") && said.contains("ok   users:"), "{said}");
    has_come_back(&place).await?;
    ensure!(epoch(&place).await? != log, "it does not say that it is another log from here on");
    Ok(())
}

/// On the same server.
pub(super) async fn to_an_empty_database(place: &mut Place) -> anyhow::Result<()> {
    let (server, _) = place.database.rsplit_once('/').context("a database has a name")?;
    let fresh = format!("t{}", uuid::Uuid::new_v4().simple());
    let admin = kernel::Database::connect(&format!("{server}/postgres")).await?;
    admin.execute(&format!("CREATE DATABASE {fresh}"), vec![]).await?;
    admin.close().await;
    place.database = format!("{server}/{fresh}");
    place.set("DATABASE_URL", Some(place.database.clone()));
    Ok(())
}

/// All is there again and holds, messages tell of whoever was lost, and they come in.
async fn has_come_back(place: &Place) -> anyhow::Result<()> {
    ensure!(count(place, "users_user").await? == 1, "nobody came back");
    place.runs(promised("tributary check")?).await?;
    let process = place.serves().await?;
    ensure!(super::place::signs_in(&place.url, "you@example.org", PASSWORD).await?, "they do not come in");
    super::until("messages tell of who came back", async || {
        Ok(told_of(place).await?.contains("you@example.org"))
    })
    .await?;
    process.kill().await
}

/// What a copy's scripts call, whose arguments everybody on the machine reads.
const WATCHED: [&str; 4] = ["openssl", "pg_dump", "pg_restore", "psql"];

/// Has what the scripts call write its arguments down first.
fn watch(place: &Place) -> anyhow::Result<()> {
    fs::create_dir(place.path("watched"))?;
    for program in WATCHED {
        let path = place.path("watched").join(program);
        let words =
            format!("#!/bin/sh\necho \"$0 $*\" >> arguments\nPATH=${{PATH#*:}} exec {program} \"$@\"\n");
        fs::write(&path, words)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

/// What a script of bin/ comes to with these arguments.
pub(super) async fn output(place: &Place, script: &str, arguments: &str) -> anyhow::Result<Output> {
    let path = format!("{}/../bin/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("sh");
    let line = format!("PATH=$PWD/watched:$PATH exec \"$0\" {arguments}");
    command.args(["-c", &line, &path]);
    command.current_dir(place.dir.path()).env("TRIBUTARY", Process::program()?);
    command.envs(place.environment.iter().map(|(name, value)| (name, value)));
    // A server that asks for no password is given one all the same: it is not to be seen either.
    let (user, server) = place.database.split_once('@').context("somebody has the database")?;
    if !user.trim_start_matches("postgres://").contains(':') {
        command.env("TRIBUTARY_DATABASE_URL", format!("{user}:quarry%20lamp@{server}"));
    }
    Ok(command.output().await?)
}

pub(super) async fn script(place: &Place, script: &str, arguments: &str) -> anyhow::Result<String> {
    let done = output(place, script, arguments).await?;
    ensure!(done.status.success(), "{script}: {}", super::text(&done.stderr));
    Ok(super::text(&done.stdout))
}
