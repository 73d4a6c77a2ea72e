//! One process at a time.

use anyhow::Context as _;
use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

/// A lock on the file at `path`, which is made with its folder when it is missing: nobody else gets one while this is
/// kept. The system lets go of it when the process dies, however it dies.
///
/// # Errors
/// With `otherwise`, when another process has it; or when the file cannot be made.
pub(crate) fn claim(path: &Path, otherwise: &str) -> anyhow::Result<File> {
    let open = || {
        path.parent().map(fs::create_dir_all).transpose()?;
        File::options().create(true).truncate(false).write(true).open(path)
    };
    let file = open().with_context(|| format!("{} cannot be written", path.display()))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => anyhow::bail!("{otherwise}"),
        // Where files cannot be locked, nobody can tell who else is there.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_has_it_and_the_next_when_that_one_is_gone() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let path = dir.path().join("running");
        let first = claim(&path, "somebody has it")?;
        let second = claim(&path, "somebody has it").err().map(|it| it.to_string());
        assert_eq!(second.as_deref(), Some("somebody has it"));
        drop(first);
        claim(&path, "somebody has it").map(drop)
    }
}
