//! New secrets.

use anyhow::Context as _;
use rand::Rng as _;
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

/// Puts a fresh key before those in `file`, which nobody but its owner can read then; says what it is called.
///
/// # Errors
/// When the file cannot be read or written; then it is as it was.
pub(crate) fn rotate(file: &Path) -> anyhow::Result<String> {
    let before = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", file.display())),
    };
    let id = format!("k{}", newest(&before) + 1);
    let fresh = hex::encode(rand::rng().random::<[u8; 32]>());
    // Beside it first: a file that was half written would lock everybody out.
    let beside = file.with_extension("new");
    let written = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside);
    let mut written = written.with_context(|| format!("{} cannot be written", beside.display()))?;
    written.write_all(format!("{id}={fresh}\n{before}").as_bytes())?;
    written.sync_all()?;
    fs::rename(&beside, file).with_context(|| format!("{} cannot be replaced", file.display()))?;
    Ok(id)
}

/// The highest number among the keys in `text`. A line without a name is the first key.
fn newest(text: &str) -> u32 {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    let number = |line: &str| line.split_once('=')?.0.strip_prefix('k')?.parse().ok();
    lines.map(|line| number(line).unwrap_or(1)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_new_key_comes_first_and_the_old_ones_stay() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("secret");
        assert_eq!(rotate(&file)?, "k1");
        assert_eq!(rotate(&file)?, "k2");
        let text = fs::read_to_string(&file)?;
        let names: Vec<_> = text.lines().filter_map(|it| it.split('=').next()).collect();
        assert_eq!(names, ["k2", "k1"]);
        assert!(text.lines().all(|it| it.len() == "k1=".len() + 64), "{text}");
        assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn a_bare_secret_becomes_the_first_key() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("secret");
        fs::write(&file, "9f2c1be07a5d4e38b6a1c0d2e4f6a8b0\n")?;
        assert_eq!(rotate(&file)?, "k2");
        assert!(fs::read_to_string(&file)?.ends_with("\n9f2c1be07a5d4e38b6a1c0d2e4f6a8b0\n"));
        Ok(())
    }
}
