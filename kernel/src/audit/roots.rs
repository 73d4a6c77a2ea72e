//! Signed roots of the chain, in a file outside the database: one JSON object a line.

use crate::{Context, Keys, db::Sql};
use anyhow::{Context as _, bail};
use contracts::Timestamp;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

/// How often, and how many times, somebody who adds to a file looks whether whoever adds to it now is done.
const PAUSE: Duration = Duration::from_millis(50);
const LOOKS: u32 = 200;

/// What signs roots: Ed25519 (RFC 8032).
pub struct RootKey {
    id: String,
    pair: Ed25519KeyPair,
}

impl RootKey {
    /// The keys that follow from the product's secrets, newest first. Whoever reads the database alone has none
    /// of them.
    ///
    /// # Errors
    /// When the cryptography refuses.
    pub fn all(keys: &Keys) -> anyhow::Result<Vec<Self>> {
        keys.all()
            .iter()
            .map(|key| {
                let seed = hex::decode(Keys::new(vec![key.clone()]).sign("audit root", b"seed"))?;
                let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
                    .map_err(|_| anyhow::anyhow!("no signing key follows from the secret {}", key.id))?;
                Ok(Self { id: key.id.clone(), pair })
            })
            .collect()
    }

    /// Its public half, in hexadecimal.
    fn public(&self) -> String {
        hex::encode(self.pair.public_key())
    }
}

/// The state of a module's chain at one moment, as signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Root {
    /// Whose chain.
    pub module: String,
    /// The first position it covers.
    pub first: i64,
    /// The last one.
    pub last: i64,
    /// The Merkle root over the hashes of these positions, in hexadecimal.
    pub root: String,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The SHA-256 of the line before this one, in hexadecimal; empty in the first.
    pub before: String,
    /// Which key signed it.
    pub key: String,
    /// The key's public half, in hexadecimal, for whoever checks with other tools.
    pub public: String,
    /// The public halves of the keys that were there beside it: what they signed before stays believed when they are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vouches: Vec<String>,
    /// Ed25519 over all of the above as JSON with this field empty, in hexadecimal.
    pub signature: String,
}

impl Root {
    fn signed(mut self, key: &RootKey) -> anyhow::Result<Self> {
        self.key.clone_from(&key.id);
        self.public = key.public();
        self.signature = hex::encode(key.pair.sign(self.to_sign()?.as_bytes()));
        Ok(self)
    }

    fn to_sign(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string(&Self { signature: String::new(), ..self.clone() })?)
    }

    /// Whether it is signed by the key that it names.
    fn is_signed(&self) -> bool {
        let (Ok(signature), Ok(public)) = (hex::decode(&self.signature), hex::decode(&self.public)) else {
            return false;
        };
        let key = UnparsedPublicKey::new(&ED25519, public);
        self.to_sign().is_ok_and(|text| key.verify(text.as_bytes(), &signature).is_ok())
    }
}

/// Which of `roots`, in the order of their file, are signed by one of `keys`, or by a key for which such a root behind them
/// vouches. Each line tells the hash of the one before it: what stands before a line that is believed was there when it was
/// signed, and whoever gets hold of a key that was taken out adds nothing to it.
pub(super) fn believed(roots: &[Result<Root, String>], keys: &[RootKey]) -> Vec<bool> {
    let mut known: BTreeSet<String> = keys.iter().map(RootKey::public).collect();
    let mut believed = Vec::with_capacity(roots.len());
    for root in roots.iter().rev() {
        let signed = root.as_ref().ok().filter(|it| known.contains(&it.public) && it.is_signed());
        if let Some(root) = signed {
            known.extend(root.vouches.iter().cloned());
        }
        believed.push(signed.is_some());
    }
    believed.reverse();
    believed
}

/// A root as it stands in its file.
#[derive(Clone, Debug)]
pub struct SignedLine {
    /// What it says.
    pub root: Root,
    /// The line itself.
    pub line: String,
    /// Its SHA-256 in hexadecimal, which the line after it tells too.
    pub hash: String,
}

/// The file of signed roots. It should lie on another disk than the database, and be copied away.
#[derive(Clone, Debug)]
pub struct RootFile(PathBuf);

impl RootFile {
    /// The one at `path`, which need not be there yet.
    pub fn at(path: impl AsRef<Path>) -> Self {
        Self(path.as_ref().to_owned())
    }

    /// Every root in it, in order; in place of one what is wrong with its line.
    pub(super) fn read(&self) -> anyhow::Result<Vec<Result<Root, String>>> {
        let mut roots = Vec::new();
        let mut before = String::new();
        for (number, line) in self.lines()?.iter().enumerate() {
            let place = format!("line {} of {}", number + 1, self.0.display());
            roots.push(match serde_json::from_str::<Root>(line) {
                Err(_) => Err(format!("{place} is no root")),
                Ok(root) if root.before != before => {
                    Err(format!("a line before {place} was removed or changed"))
                }
                Ok(root) => Ok(root),
            });
            before = hex::encode(Sha256::digest(line));
        }
        Ok(roots)
    }

    /// Adds a root of what the chain of `ctx`'s module has grown by, signed by the first of `keys`, which vouches for the
    /// others; false when it has not.
    ///
    /// # Errors
    /// When the database does not answer or the file cannot be written.
    pub async fn add(&self, ctx: &Context, keys: &[RootKey]) -> anyhow::Result<bool> {
        let (key, older) = keys.split_first().context("there is no key to sign with")?;
        // Until it is dropped: each line tells the hash of the one before it, and several processes may have one file.
        let mut file = self.claimed().await?;
        let lines = self.lines()?;
        let of_module =
            |line: &String| serde_json::from_str::<Root>(line).ok().filter(|it| it.module == ctx.module);
        let first = lines.iter().rev().find_map(of_module).map_or(1, |it| it.last + 1);
        let sql = format!("SELECT hash FROM {}_audit_seal WHERE seq >= $1 ORDER BY seq", ctx.module);
        let rows = ctx.db.read().all(&sql, vec![first.into()]).await?;
        let hashes = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<Vec<Vec<u8>>, _>>()?;
        if hashes.is_empty() {
            return Ok(false);
        }
        let hashes: Vec<&[u8]> = hashes.iter().map(Vec::as_slice).collect();
        let root = Root {
            module: ctx.module.to_owned(),
            first,
            last: first + i64::try_from(hashes.len())? - 1,
            root: hex::encode(root_of(&hashes)),
            at: Timestamp(ctx.clock.now().0).0,
            before: lines.last().map(|line| hex::encode(Sha256::digest(line))).unwrap_or_default(),
            key: String::new(),
            public: String::new(),
            vouches: older.iter().map(RootKey::public).collect(),
            signature: String::new(),
        };
        let line = serde_json::to_string(&root.signed(key)?)?;
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_all()?;
        Ok(true)
    }

    /// The file, to add to it while nobody else does. Where files cannot be locked, nobody can tell who else does.
    async fn claimed(&self) -> anyhow::Result<fs::File> {
        let place = self.0.display();
        let file = fs::OpenOptions::new().create(true).append(true).open(&self.0);
        let file = file.with_context(|| format!("{place} cannot be written to"))?;
        for _ in 0..LOOKS {
            match file.try_lock() {
                Err(fs::TryLockError::WouldBlock) => tokio::time::sleep(PAUSE).await,
                Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(file),
            }
        }
        bail!("somebody else has been adding to {place} for too long")
    }

    /// The roots that were signed at `from` or later.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn since(&self, from: Timestamp) -> anyhow::Result<Vec<SignedLine>> {
        let signed = |line: String| {
            let root: Root = serde_json::from_str(&line).ok().filter(|it: &Root| it.at >= from.0)?;
            Some(SignedLine { root, hash: hex::encode(Sha256::digest(&line)), line })
        };
        Ok(self.lines()?.into_iter().filter_map(signed).collect())
    }

    fn lines(&self) -> anyhow::Result<Vec<String>> {
        match fs::read_to_string(&self.0) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", self.0.display())),
        }
    }
}

/// The Merkle root of `leaves` as in RFC 6962: what is a leaf and what is a knot are hashed apart, so that
/// neither passes for the other.
pub(super) fn root_of(leaves: &[&[u8]]) -> Vec<u8> {
    match leaves {
        [] => Sha256::digest([]).to_vec(),
        [leaf] => Sha256::new().chain_update([0]).chain_update(leaf).finalize().to_vec(),
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            let both =
                Sha256::new().chain_update([1]).chain_update(root_of(left)).chain_update(root_of(right));
            both.finalize().to_vec()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_one_of_rfc_6962() {
        // Known answers of the Certificate Transparency reference tests.
        assert_eq!(
            hex::encode(root_of(&[])),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            hex::encode(root_of(&[b""])),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        let two: &[&[u8]] = &[b"", &[0]];
        assert_eq!(
            hex::encode(root_of(two)),
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
        );
        let three: &[&[u8]] = &[b"", &[0], &[0x10]];
        assert_eq!(
            hex::encode(root_of(three)),
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
        );
    }
}
