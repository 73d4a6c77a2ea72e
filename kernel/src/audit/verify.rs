use super::{
    chain::Entry,
    roots::{Root, RootFile, RootKey, believed, root_of},
};
use crate::db::Sql;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// How many seals are read at once.
const BATCH: i64 = 1000;

/// The first place at which the audit log of a module is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The module.
    pub module: String,
    /// The position in its chain, from 1.
    pub position: i64,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: position {}: {}", self.module, self.position, self.what)
    }
}

/// Looks for the first place at which the audit log of `module` was altered, by its chain and by the signed
/// roots in `roots`, signed by one of `keys` or by one for which those vouch. `None` when everything is as it was written.
///
/// # Errors
/// When the database does not answer or the file of roots cannot be read.
pub async fn verify(
    db: &impl ConnectionTrait,
    module: &str,
    roots: Option<&RootFile>,
    keys: &[RootKey],
) -> anyhow::Result<Option<Broken>> {
    let broken = |position, what: &str| Broken { module: module.to_owned(), position, what: what.to_owned() };
    let mut first = None;
    let mut seals = BTreeMap::new();
    let mut walk = Walk { db, module, seq: 0, hash: Vec::new() };
    loop {
        match walk.step(&mut seals).await? {
            Stepped::More => (),
            Stepped::End => break,
            Stepped::Broken(position, what) => {
                first = Some(broken(position, what));
                break;
            }
        }
    }
    if first.is_none()
        && let Some(entry) = never_sealed(db, module).await?
    {
        first = Some(broken(walk.seq + 1, &format!("the entry {entry} was put in without a seal")));
    }
    let Some(file) = roots else { return Ok(first) };
    let read = file.read()?;
    let believed = believed(&read, keys);
    for (read, is_believed) in read.into_iter().zip(believed) {
        let root = match read {
            Ok(root) => root,
            Err(what) => return Ok(Some(earlier(first, broken(1, &what)))),
        };
        if root.module != module {
            continue;
        }
        if let Some((position, what)) = judge(&root, &seals, first.is_none(), is_believed) {
            return Ok(Some(earlier(first, broken(position, what))));
        }
    }
    Ok(first)
}

/// What a signed root finds wrong with the seals. `whole` when the walk along them found nothing; `is_believed` when a known
/// key signed it.
fn judge(
    root: &Root,
    seals: &BTreeMap<i64, Vec<u8>>,
    whole: bool,
    is_believed: bool,
) -> Option<(i64, &'static str)> {
    if !is_believed {
        return Some((root.first, "the root over it is not signed by any known key"));
    }
    let last = seals.last_key_value().map_or(0, |(seq, _)| *seq);
    if last < root.last {
        // Where the walk stopped early, it has said so itself.
        return whole.then_some((last + 1, "the end was cut off: a signed root tells of more entries"));
    }
    let hashes: Vec<&[u8]> = seals.range(root.first..=root.last).map(|(_, hash)| hash.as_slice()).collect();
    let same = hex::encode(root_of(&hashes)) == root.root;
    (!same).then_some((root.first, "the chain from here is another one than the signed root tells of"))
}

fn earlier(a: Option<Broken>, b: Broken) -> Broken {
    a.filter(|a| a.position <= b.position).unwrap_or(b)
}

enum Stepped {
    More,
    End,
    Broken(i64, &'static str),
}

/// Goes along the chain.
struct Walk<'a, C> {
    db: &'a C,
    module: &'a str,
    seq: i64,
    hash: Vec<u8>,
}

impl<C: ConnectionTrait> Walk<'_, C> {
    async fn step(&mut self, seals: &mut BTreeMap<i64, Vec<u8>>) -> Result<Stepped, DbErr> {
        let m = self.module;
        let sql = format!(
            "SELECT s.seq, s.hash, a.* FROM {m}_audit_seal s LEFT JOIN {m}_audit a ON a.id = s.entry \
             WHERE s.seq > $1 ORDER BY s.seq LIMIT $2"
        );
        let rows = self.db.all(&sql, vec![self.seq.into(), BATCH.into()]).await?;
        if rows.is_empty() {
            return Ok(Stepped::End);
        }
        for row in &rows {
            let (seq, hash): (i64, Vec<u8>) = (row.try_get("", "seq")?, row.try_get("", "hash")?);
            let expected = self.seq + 1;
            if seq != expected {
                return Ok(Stepped::Broken(expected, "the seal is missing"));
            }
            let Ok(entry) = Entry::read(row) else {
                return Ok(Stepped::Broken(expected, "the entry was removed"));
            };
            if entry.hash(&self.hash) != hash {
                return Ok(Stepped::Broken(expected, "the entry or its place was changed"));
            }
            seals.insert(seq, hash.clone());
            (self.seq, self.hash) = (seq, hash);
        }
        Ok(Stepped::More)
    }
}

/// An entry that has no seal and waits for none.
async fn never_sealed(db: &impl ConnectionTrait, m: &str) -> Result<Option<uuid::Uuid>, DbErr> {
    let sql = format!(
        "SELECT a.id FROM {m}_audit a WHERE NOT EXISTS (SELECT 1 FROM {m}_audit_seal s WHERE s.entry = a.id) \
         AND NOT EXISTS (SELECT 1 FROM {m}_audit_new n WHERE n.entry = a.id) ORDER BY a.at LIMIT 1"
    );
    db.one(&sql, vec![]).await?.map(|row| row.try_get_by_index(0)).transpose()
}
