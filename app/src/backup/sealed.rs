//! An encrypted file, in pieces: ChaCha20-Poly1305 with a counter in each nonce and a mark in the last one, so
//! that pieces can be neither moved nor left out (the STREAM construction).

use super::private;
use anyhow::{Context as _, ensure};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, aead::Aead as _};
use rand::Rng as _;
use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Read, Write as _},
    path::Path,
};

const HEAD: &[u8] = b"tributary backup 1\n";
const PIECE: usize = 1024 * 1024;
const TAG: usize = 16;

/// What opens a copy.
pub(super) struct Key(ChaCha20Poly1305);

impl Key {
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let key = hex::decode(text.trim()).ok().filter(|it| it.len() == 32);
        let key = key.with_context(|| format!("{} must hold 64 hexadecimal digits", file.display()))?;
        Ok(Self(
            ChaCha20Poly1305::new_from_slice(&key).map_err(|_| anyhow::anyhow!("a key of another length"))?,
        ))
    }

    pub(super) fn seal(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let (mut from, mut out) = (BufReader::new(File::open(from)?), BufWriter::new(private(to)?));
        let salt: [u8; 7] = rand::rng().random();
        out.write_all(HEAD)?;
        out.write_all(&salt)?;
        let (mut piece, mut number) = (read(&mut from, PIECE)?, 0);
        loop {
            let next = read(&mut from, PIECE)?;
            let nonce = nonce(salt, number, next.is_empty());
            let sealed = self.0.encrypt(&nonce.into(), piece.as_slice());
            out.write_all(&sealed.map_err(|_| anyhow::anyhow!("a piece could not be sealed"))?)?;
            if next.is_empty() {
                out.into_inner()?.sync_all()?;
                return Ok(());
            }
            (piece, number) = (next, number + 1);
        }
    }

    pub(super) fn open(&self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let (mut from, mut out) = (BufReader::new(File::open(from)?), BufWriter::new(private(to)?));
        ensure!(read(&mut from, HEAD.len())? == HEAD, "this is no encrypted copy");
        let salt: [u8; 7] =
            read(&mut from, 7)?.try_into().map_err(|_| anyhow::anyhow!("the copy is cut off"))?;
        let (mut piece, mut number) = (read(&mut from, PIECE + TAG)?, 0);
        loop {
            let next = read(&mut from, PIECE + TAG)?;
            let nonce = nonce(salt, number, next.is_empty());
            let opened = self.0.decrypt(&nonce.into(), piece.as_slice());
            out.write_all(
                &opened.map_err(|_| anyhow::anyhow!("the copy was changed, or the key is another one"))?,
            )?;
            if next.is_empty() {
                out.into_inner()?.sync_all()?;
                return Ok(());
            }
            (piece, number) = (next, number + 1);
        }
    }
}

fn nonce(salt: [u8; 7], number: u32, last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[..7].copy_from_slice(&salt);
    nonce[7..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}

/// Up to `most` bytes; fewer only at the end.
fn read(from: &mut impl Read, most: usize) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(most);
    from.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn what_was_sealed_opens_and_what_was_changed_or_cut_off_does_not() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let path = |name: &str| dir.path().join(name);
        fs::write(path("key"), "07".repeat(32))?;
        fs::write(path("other"), "08".repeat(32))?;
        let key = Key::read(&path("key"))?;
        for size in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 5] {
            let clear: Vec<u8> = (0..size).map(|it| u8::try_from(it % 251).unwrap_or(0)).collect();
            fs::write(path("clear"), &clear)?;
            key.seal(&path("clear"), &path("sealed"))?;
            key.open(&path("sealed"), &path("opened"))?;
            assert_eq!(fs::read(path("opened"))?, clear, "{size}");
            assert!(Key::read(&path("other"))?.open(&path("sealed"), &path("x")).is_err(), "another key");
            let mut sealed = fs::read(path("sealed"))?;
            if size > PIECE {
                fs::write(path("short"), &sealed[..HEAD.len() + 7 + PIECE + TAG])?;
                assert!(key.open(&path("short"), &path("x")).is_err(), "cut off after a whole piece");
            }
            *sealed.last_mut().context("a byte")? ^= 1;
            fs::write(path("changed"), sealed)?;
            assert!(key.open(&path("changed"), &path("x")).is_err(), "changed");
        }
        assert!(key.open(&path("clear"), &path("x")).is_err(), "never sealed");
        for name in ["sealed", "opened"] {
            let mode = fs::metadata(path(name))?.permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "others can read what is {name}: {mode:o}");
        }
        Ok(())
    }
}
