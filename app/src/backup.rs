//! Copies of the database, and what it takes to go on from one (SEC-45).

mod keys;
mod sealed;

use crate::config::Settings;
use anyhow::{Context as _, bail, ensure};
use kernel::{Clock as _, Database, SystemClock, db::Sql as _, outbox};
use sea_orm::{ConnectOptions, ConnectionTrait as _, DatabaseConnection, DbErr};
use sealed::Key;
use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io,
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

/// Writes a copy of every database to `to` while they are in use, and the keys of its people to `keys_to`, or beside
/// it; each looked over before it counts.
///
/// # Errors
/// When it cannot be written, is not whole, or a database is not `SQLite`.
pub(crate) async fn write(
    settings: &Settings,
    to: &Path,
    keys_to: Option<&Path>,
    key_file: Option<&Path>,
) -> anyhow::Result<()> {
    let key = key_file.map(Key::read).transpose()?;
    let keys_to = keys_to.map_or_else(|| beside(to, "keys"), Path::to_owned);
    ensure!(keys_to != to, "--keys-to: the keys belong in a file of their own");
    for (url, modules) in databases(settings) {
        let from = file_of(&url).context("PostgreSQL is copied by bin/backup-postgres")?;
        ensure!(from.exists(), "{} is not there", from.display());
        let copy = copy_of(settings, &url, &modules, to);
        let keys = copy_of(settings, &url, &modules, &keys_to);
        for file in [&copy, &keys] {
            ensure!(!file.exists(), "{} is there already; a copy is never written over", file.display());
        }
        let (plain, plain_keys) = (beside(&copy, "part"), beside(&keys, "part"));
        let mut written = take(&url, &plain, &plain_keys).await;
        if written.is_ok() {
            // No copy counts without its keys.
            written = put(&plain_keys, &keys, key.as_ref()).and_then(|()| put(&plain, &copy, key.as_ref()));
        }
        // Nothing is left in the clear, however it went.
        drop(fs::remove_file(&plain));
        drop(fs::remove_file(&plain_keys));
        written?;
        println!("{} of {}; their people's keys: {}", copy.display(), modules.join(", "), keys.display());
    }
    Ok(())
}

/// One moment of the database at `url`, taken while others write: the keys of persons into one file, all else into
/// the other.
async fn take(url: &str, plain: &Path, plain_keys: &Path) -> anyhow::Result<()> {
    for file in [plain, plain_keys] {
        drop(fs::remove_file(file));
        // The database writes into a file that is there when it is empty, and leaves it as private as it is.
        drop(private(file)?);
    }
    let db = Database::connect(url).await?;
    let quoted = plain.display().to_string().replace('\'', "''");
    db.schema().execute_unprepared(&format!("VACUUM INTO '{quoted}'")).await?;
    db.close().await;
    keys::take_out(plain, plain_keys).await?;
    look_over(plain).await?;
    look_over(plain_keys).await
}

/// What is in `plain` is in `file` from here on, sealed when there is a key.
fn put(plain: &Path, file: &Path, key: Option<&Key>) -> anyhow::Result<()> {
    match key {
        Some(key) => key.seal(plain, file),
        None => Ok(fs::rename(plain, file)?),
    }
}

/// What a restore goes by.
pub(crate) struct Restore {
    /// The copy; none for a `PostgreSQL` that was restored by its own tools.
    pub(crate) from: Option<PathBuf>,
    /// Where the keys of its people are.
    pub(crate) keys: KeysFrom,
    /// What opens both.
    pub(crate) key_file: Option<PathBuf>,
    /// Whether a database that is there is replaced.
    pub(crate) replace: bool,
}

/// Where the keys of a copy's people are.
pub(crate) enum KeysFrom {
    /// Beside it; in it, when it is of a time in which copies held them.
    Beside,
    /// In a file that was named.
    File(PathBuf),
    /// Nowhere: what is sealed in the copy is lost.
    Nowhere,
}

impl Restore {
    /// The file with the keys for the copy `from`, which may not be there.
    fn keys_of(&self, from: &Path) -> PathBuf {
        match &self.keys {
            KeysFrom::File(file) => file.clone(),
            KeysFrom::Beside | KeysFrom::Nowhere => beside(from, "keys"),
        }
    }

    /// One database's copy with its people's keys, in the clear and whole, in `plain`.
    async fn unpack(&self, copy: &Path, keys: &Path, plain: &Path, key: Option<&Key>) -> anyhow::Result<()> {
        unpack(copy, plain, key).await?;
        match self.keys {
            KeysFrom::Nowhere => Ok(()),
            KeysFrom::Beside if !keys.exists() => without_keys(plain, keys).await,
            KeysFrom::Beside | KeysFrom::File(_) => with_keys(plain, keys, key).await,
        }
    }
}

/// Puts the copy in the place of the databases, its people's keys in it, and says in them that they were restored.
/// Without a copy only the latter.
///
/// # Errors
/// When a database is there and is not to be replaced, or the copy or its keys cannot be opened or are not whole, or
/// there are no keys to what the copy has sealed.
pub(crate) async fn restore(settings: &Settings, what: &Restore) -> anyhow::Result<()> {
    let key = what.key_file.as_deref().map(Key::read).transpose()?;
    let databases = databases(settings);
    if let Some(from) = &what.from {
        let mut ready = Vec::new();
        for (url, modules) in &databases {
            let into = file_of(url).context("PostgreSQL is restored by bin/restore-postgres")?;
            ensure!(
                what.replace || !into.exists(),
                "{} is there; stop the program and give --replace to put the copy in its place",
                into.display()
            );
            let copy = copy_of(settings, url, modules, from);
            let keys = copy_of(settings, url, modules, &what.keys_of(from));
            let plain = beside(&into, "restoring");
            let unpacked = what.unpack(&copy, &keys, &plain, key.as_ref()).await;
            ready.push((plain, into));
            if let Err(error) = unpacked {
                // What is refused is not left in the clear.
                for (plain, _) in &ready {
                    drop(fs::remove_file(plain));
                }
                return Err(error);
            }
        }
        // None is replaced before all can be.
        for (plain, into) in ready {
            put_back(&plain, &into)?;
        }
    }
    for (url, modules) in databases {
        if what.from.is_none() && url.starts_with("sqlite:") {
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

/// The copy or the keys in `file`, in the clear and whole, in `plain`.
async fn unpack(file: &Path, plain: &Path, key: Option<&Key>) -> anyhow::Result<()> {
    ensure!(file.exists(), "{} is not there", file.display());
    if let Some(key) = key {
        key.open(file, plain).with_context(|| format!("{} cannot be opened", file.display()))?;
    } else {
        // Made first, for a copy of a file is as open to others as that file.
        let mut made = private(plain)?;
        io::copy(&mut File::open(file)?, &mut made)?;
        made.sync_all()?;
    }
    look_over(plain).await
}

/// Lays the keys in `file` into the plain copy.
async fn with_keys(plain: &Path, file: &Path, key: Option<&Key>) -> anyhow::Result<()> {
    let keys = beside(plain, "keys");
    let mut laid = unpack(file, &keys, key).await;
    if laid.is_ok() {
        laid = keys::put_in(&keys, plain).await.with_context(|| format!("the keys in {}", file.display()));
    }
    drop(fs::remove_file(&keys));
    laid
}

/// Errs when nothing can open what the plain copy has sealed, for its keys are not in `missing`.
async fn without_keys(plain: &Path, missing: &Path) -> anyhow::Result<()> {
    let held = keys::held(plain).await?;
    ensure!(
        held.keys > 0 || held.sealed == 0,
        "{} is not there: without the keys nobody can read again what messages tell of people (messages: {}, people: \
         {}), such as the names and addresses in mails that did not go out. Give the file with --keys-from FILE, or \
         --without-keys to go on without",
        missing.display(),
        held.sealed,
        held.people
    );
    Ok(())
}

fn put_back(plain: &Path, into: &Path) -> anyhow::Result<()> {
    for ending in ["-wal", "-shm"] {
        let mut name = into.as_os_str().to_owned();
        name.push(ending);
        drop(fs::remove_file(PathBuf::from(name)));
    }
    Ok(fs::rename(plain, into)?)
}

/// Errs when `file` is no whole database.
async fn look_over(file: &Path) -> anyhow::Result<()> {
    let db = open(file).await?;
    let row = db.one("PRAGMA integrity_check", vec![]).await?;
    let said: String = row.context("nothing was said")?.try_get_by_index(0)?;
    db.close().await?;
    ensure!(said == "ok", "{} is not whole: {said}", file.display());
    Ok(())
}

/// The database in `file`, over a single connection that leaves nothing beside it.
async fn open(file: &Path) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", file.display()));
    options.max_connections(1).sqlx_logging(false);
    let opened = async {
        let db = sea_orm::Database::connect(options).await?;
        db.execute_unprepared("PRAGMA journal_mode = MEMORY").await?;
        Ok::<_, DbErr>(db)
    };
    opened.await.with_context(|| format!("{} is no database; is it encrypted?", file.display()))
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
