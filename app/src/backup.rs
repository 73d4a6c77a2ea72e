//! Copies of the database, and what it takes to go on from one (SEC-45).

mod sealed;

use crate::config::Settings;
use anyhow::{Context as _, bail, ensure};
use kernel::{Clock as _, Database, SystemClock, db::Sql as _, outbox};
use sea_orm::ConnectionTrait as _;
use sealed::Key;
use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

/// Each database with the modules whose tables are in it.
fn databases(settings: &Settings) -> BTreeMap<String, Vec<&'static str>> {
    let mut all: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for module in migrations::MODULES.iter().copied() {
        all.entry(settings.database_of(module).to_owned()).or_default().push(module);
    }
    all
}

/// The file behind `sqlite://path?…`.
fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://")?;
    Some(path.split_once('?').map_or(path, |(path, _)| path).into())
}

/// Where the copy of a database goes: `to` itself for the shared one, beside it for a module's own.
fn copy_of(settings: &Settings, url: &str, modules: &[&str], to: &Path) -> PathBuf {
    if url == settings.database_url {
        return to.to_owned();
    }
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".{}", modules.first().unwrap_or(&"")));
    name.into()
}

/// Writes a copy of every database to `to` while they are in use, each looked over before it counts.
///
/// # Errors
/// When it cannot be written, is not whole, or a database is not `SQLite`.
pub(crate) async fn write(settings: &Settings, to: &Path, key_file: Option<&Path>) -> anyhow::Result<()> {
    let key = key_file.map(Key::read).transpose()?;
    for (url, modules) in databases(settings) {
        let from = file_of(&url).context("PostgreSQL is copied by bin/backup-postgres")?;
        ensure!(from.exists(), "{} is not there", from.display());
        let copy = copy_of(settings, &url, &modules, to);
        ensure!(!copy.exists(), "{} is there already; a copy is never written over", copy.display());
        let plain = beside(&copy, "part");
        drop(fs::remove_file(&plain));
        // The database writes into a file that is there when it is empty, and leaves it as private as it is.
        drop(private(&plain)?);
        let db = Database::connect(&url).await?;
        let quoted = plain.display().to_string().replace('\'', "''");
        // One moment of the database, taken while others write.
        db.schema().execute_unprepared(&format!("VACUUM INTO '{quoted}'")).await?;
        db.close().await;
        look_over(&plain).await?;
        match &key {
            Some(key) => {
                key.seal(&plain, &copy)?;
                fs::remove_file(&plain)?;
            }
            None => fs::rename(&plain, &copy)?,
        }
        println!("{} of {}", copy.display(), modules.join(", "));
    }
    Ok(())
}

/// Puts the copy `from` in the place of the databases and says in them that they were restored. Without `from`
/// only the latter, for a `PostgreSQL` that was restored by its own tools.
///
/// # Errors
/// When a database is there and is not to be replaced, or the copy cannot be opened or is not whole.
pub(crate) async fn restore(
    settings: &Settings,
    from: Option<&Path>,
    key_file: Option<&Path>,
    replace: bool,
) -> anyhow::Result<()> {
    let key = key_file.map(Key::read).transpose()?;
    for (url, modules) in databases(settings) {
        if let Some(from) = from {
            let into = file_of(&url).context("PostgreSQL is restored by bin/restore-postgres")?;
            put_back(&copy_of(settings, &url, &modules, from), &into, key.as_ref(), replace).await?;
        } else if url.starts_with("sqlite:") {
            bail!("--from is missing: which copy?");
        }
        let db = Database::connect(&url).await?;
        for module in modules {
            // An old copy may lack tables that this program needs to say it in.
            migrations::up(db.schema(), module).await.with_context(|| format!("the tables of {module}"))?;
            outbox::restored(&db, module, SystemClock.now()).await?;
        }
        db.close().await;
    }
    println!(
        "Restored. Run `tributary check`, then start; payments made meanwhile are found by the pollers."
    );
    Ok(())
}

async fn put_back(copy: &Path, into: &Path, key: Option<&Key>, replace: bool) -> anyhow::Result<()> {
    ensure!(copy.exists(), "{} is not there", copy.display());
    ensure!(
        replace || !into.exists(),
        "{} is there; stop the program and give --replace to put the copy in its place",
        into.display()
    );
    let plain = beside(into, "restoring");
    match key {
        Some(key) => key.open(copy, &plain)?,
        None => fs::copy(copy, &plain).map(drop)?,
    }
    look_over(&plain).await?;
    for ending in ["-wal", "-shm"] {
        let mut name = into.as_os_str().to_owned();
        name.push(ending);
        drop(fs::remove_file(PathBuf::from(name)));
    }
    fs::rename(&plain, into)?;
    Ok(())
}

/// Errs when `file` is no whole database.
async fn look_over(file: &Path) -> anyhow::Result<()> {
    let db = Database::connect(&format!("sqlite://{}?mode=rw", file.display()))
        .await
        .with_context(|| format!("{} is no database; is it encrypted?", file.display()))?;
    let row = db.read().one("PRAGMA integrity_check", vec![]).await;
    let row = row.with_context(|| format!("{} is no database; is it encrypted?", file.display()))?;
    let said: String = row.context("nothing was said")?.try_get_by_index(0)?;
    db.close().await;
    ensure!(said == "ok", "{} is not whole: {said}", file.display());
    Ok(())
}

/// An empty file that nobody but its owner can read: in a copy are names and addresses.
fn private(file: &Path) -> anyhow::Result<File> {
    let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file);
    made.with_context(|| format!("{} cannot be written", file.display()))
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    name.into()
}
