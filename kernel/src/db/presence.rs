//! Who has a file of `SQLite` open: each process shares a lock on a file beside it for as long as it does. The system
//! lets go of it when the process dies, however it dies.

use sqlx::sqlite::SqliteConnectOptions;
use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io,
    path::PathBuf,
    str::FromStr,
    sync::{Mutex, PoisonError},
};

/// A share of the lock.
pub(super) struct Presence {
    /// Kept for its lock.
    _file: File,
    /// Whether nobody else had the database open when we opened it.
    alone: bool,
    /// The modules whose heritage was claimed.
    claimed: Mutex<BTreeSet<&'static str>>,
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
        Ok(Self { _file: file, alone, claimed: Mutex::default() })
    }

    /// Whether what somebody of `module` has at hand was at hand in a process that has died. Asked once: whoever asks
    /// again may have something at hand since.
    pub(super) fn inherits(&self, module: &'static str) -> bool {
        self.alone && self.claimed.lock().unwrap_or_else(PoisonError::into_inner).insert(module)
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
        let third = join()?;
        assert!(third.inherits("a") && third.inherits("b"));
        assert!(!third.inherits("a"), "by now it is its own");
        Ok(())
    }
}
