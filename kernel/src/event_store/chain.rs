//! Each event's hash covers the one before it: what was written behind the product's back does not fit in.

use super::{next_page, page};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use sha2::{Digest, Sha256};

/// The formula that events are hashed by from now on. The first one left out when an event was recorded.
pub(super) const HASH_VERSION: i16 = 2;

/// What of an event's row its hash is made of, for a `SELECT`.
pub(super) const COLUMNS: &str =
    "stream, version, type, schema_ver, payload, recorded_at, prev_hash, hash, hash_ver";

/// A stream as far as it was walked.
#[derive(Default)]
pub(super) struct Chain {
    stream: String,
    pub(super) version: i64,
    pub(super) hash: Option<Vec<u8>>,
}

/// How an event fits to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is as it was written, behind the one that it was written behind.
    Whole,
    /// It was hashed by a formula of a newer program.
    Unknown,
    /// It, or what was before it, was written behind the product's back.
    Broken,
}

impl Chain {
    /// The chain of `stream` up to the event that `row` goes on from, which is taken at its word: what a snapshot
    /// stands for is not read again.
    pub(super) fn before(row: &QueryResult) -> Result<Self, DbErr> {
        let version: i64 = row.try_get("", "version")?;
        let (stream, hash) = (row.try_get("", "stream")?, row.try_get("", "prev_hash")?);
        Ok(Self { stream, version: version - 1, hash })
    }

    /// Goes on to the event in `row`.
    pub(super) fn go_on(&mut self, row: &QueryResult) -> Result<Fit, DbErr> {
        let (stream, version): (String, i64) = (row.try_get("", "stream")?, row.try_get("", "version")?);
        let (kind, schema, payload): (String, i16, String) =
            (row.try_get("", "type")?, row.try_get("", "schema_ver")?, row.try_get("", "payload")?);
        let (prev, hash): (Option<Vec<u8>>, Vec<u8>) =
            (row.try_get("", "prev_hash")?, row.try_get("", "hash")?);
        let (recorded_at, formula): (i64, i16) =
            (row.try_get("", "recorded_at")?, row.try_get("", "hash_ver")?);
        let link = Link { stream: &stream, version, kind: &kind, schema, payload: &payload, recorded_at };
        let follows = version == self.version + 1 && prev == self.hash;
        let fit = if follows && hash == link.hash(formula, self.hash.as_deref()) {
            Fit::Whole
        } else if follows && formula > HASH_VERSION {
            Fit::Unknown
        } else {
            Fit::Broken
        };
        (self.stream, self.version, self.hash) = (stream, version, Some(hash));
        Ok(fit)
    }
}

/// The streams of `module` whose hash chain is broken, with the version where it breaks.
///
/// # Errors
/// When the database does not answer.
pub async fn broken_chains(db: &impl ConnectionTrait, module: &str) -> Result<Vec<(String, i64)>, DbErr> {
    let (mut broken, mut chain) = (Vec::new(), Chain::default());
    let mut after = Some((String::new(), 0));
    while let Some((stream, version)) = after {
        let rows = page(db, module, "%", (&stream, version)).await?;
        after = next_page(&rows)?;
        for row in rows {
            let stream: String = row.try_get("", "stream")?;
            if stream != chain.stream {
                chain = Chain::default();
            }
            if chain.go_on(&row)? != Fit::Whole {
                broken.push((stream, chain.version));
            }
        }
    }
    Ok(broken)
}

/// What the hash of an event covers beside the hash of the one before it.
pub(super) struct Link<'a> {
    pub(super) stream: &'a str,
    pub(super) version: i64,
    pub(super) kind: &'a str,
    pub(super) schema: i16,
    pub(super) payload: &'a str,
    /// In microseconds since 1970: the whole number that is stored, so it is read back as it was hashed.
    pub(super) recorded_at: i64,
}

impl Link<'_> {
    pub(super) fn hash(&self, formula: i16, prev: Option<&[u8]>) -> Vec<u8> {
        let (version, schema) = (self.version.to_string(), self.schema.to_string());
        let recorded_at = self.recorded_at.to_string();
        let mut parts = vec![self.stream, &version, self.kind, &schema, self.payload];
        if formula > 1 {
            parts.push(&recorded_at);
        }
        let mut hash = Sha256::new();
        hash.update(prev.unwrap_or_default());
        for part in parts {
            // Lengths keep one part from reading as the next.
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().to_vec()
    }
}
