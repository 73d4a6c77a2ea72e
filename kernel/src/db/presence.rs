//! Who has a file of `SQLite` open: each process shares a lock on a file beside it for as long as it does. The system
//! lets go of it when the process dies, however it dies.

use sqlx::sqlite::SqliteConnectOptions;
use std::{
    fs::{File, OpenOptions},
    io,
    path::PathBuf,
    str::FromStr,
};

/// A share of the lock.
pub(super) struct Presence {
    /// Kept for its lock.
    _file: File,
    /// Whether nobody else had the database open when we opened it.
    pub(super) alone: bool,
}

impl Presence {
    /// Joins those who have the database at `url` open. Nothing where files cannot be locked: then nobody is known
    /// to be alone.
    pub(super) fn join(url: &str) -> Option<Self> {
        Self::at(&beside(url)?)
            .inspect_err(|error| tracing::debug!(%error, "nobody can tell who has the database open"))
            .ok()
    }

    fn at(path: &PathBuf) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        let alone = file.try_lock().is_ok();
        // Whoever is alone lets others join at once. Those wait for no more than that.
        file.unlock()?;
        file.lock_shared()?;
        Ok(Self { _file: file, alone })
    }
}

/// The file beside the database's own.
fn beside(url: &str) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(url).ok()?;
    let mut name = options.get_filename().as_os_str().to_owned();
    name.push("-open");
    Some(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_opens_first_is_alone_and_again_when_all_have_gone() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let url = format!("sqlite://{}", dir.path().join("a.db").display());
        let join = || Presence::join(&url).ok_or_else(|| anyhow::anyhow!("files cannot be locked here"));
        let first = join()?;
        let second = join()?;
        assert!(first.alone && !second.alone);
        drop(first);
        assert!(!join()?.alone, "the second is still there");
        drop(second);
        assert!(join()?.alone);
        Ok(())
    }
}
