//! Aggregates kept as their events: appended with optimistic concurrency, chained by hash, folded with
//! snapshots, read through upcasters.

mod shape;
mod snapshots;

pub use self::snapshots::wrong_snapshots;

use crate::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{collections::VecDeque, marker::PhantomData};
use uuid::Uuid;

/// A snapshot is taken when this many events lie behind the last one.
const SNAPSHOT_EVERY: i64 = 50;

/// The formula that events are hashed by from now on. The first one left out when an event was recorded.
const HASH_VERSION: i16 = 2;

/// Something that happened to an aggregate, private to its module.
pub trait DomainEvent: Serialize + DeserializeOwned + Send + Sync {
    /// Its name, kept for ever. The same as the `type` field it is written with.
    fn kind(&self) -> &'static str;

    /// The version it is written in.
    const VERSION: i16;

    /// Turns the payload of an older `version` of `kind` into today's.
    ///
    /// # Errors
    /// When no upcaster knows that version.
    fn upcast(kind: &str, version: i16, payload: Value) -> Result<Value, DbErr> {
        if version == Self::VERSION {
            return Ok(payload);
        }
        Err(DbErr::Custom(format!("no upcaster for {kind} of version {version}")))
    }
}

/// A thing that is the sum of its events. Its snapshots are of the shape that serde reads: when a field is added, removed or
/// renamed, anywhere in it, those of before are dropped and folded again.
pub trait Aggregate: Default + Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What happens to it.
    type Event: DomainEvent;

    /// The first part of its streams' names: `pledge` of `pledge/{id}`.
    const STREAM: &'static str;

    /// Takes `event` in. Never fails: what happened, happened.
    fn apply(&mut self, event: &Self::Event);
}

/// An aggregate as of some version of its stream.
#[derive(Clone, Debug)]
pub struct Loaded<A> {
    /// The aggregate; its default when nothing happened yet.
    pub state: A,
    /// How many events it is the sum of.
    pub version: i64,
    hash: Option<Vec<u8>>,
}

/// The aggregate `id`, from its last snapshot and the events since.
///
/// # Errors
/// When the database does not answer or an event cannot be read.
pub async fn load<A: Aggregate>(
    db: &impl ConnectionTrait,
    module: &str,
    id: Uuid,
) -> Result<Loaded<A>, DbErr> {
    let stream = stream::<A>(id);
    let (mut state, from) = snapshots::find::<A>(db, module, &stream).await?.unwrap_or_default();
    let sql = format!(
        "SELECT version, type, schema_ver, payload, hash FROM {module}_event WHERE stream = $1 AND version >= $2 ORDER BY version"
    );
    let rows = db.all(&sql, vec![stream.into(), from.into()]).await?;
    let (mut version, mut hash) = (0, None);
    for row in &rows {
        version = row.try_get("", "version")?;
        hash = row.try_get("", "hash")?;
        if version > from {
            state.apply(&read::<A::Event>(row)?);
        }
    }
    Ok(Loaded { state, version, hash })
}

/// Every event of `id`, with when it happened in microseconds since 1970.
///
/// # Errors
/// When the database does not answer or an event cannot be read.
pub async fn history<A: Aggregate>(
    db: &impl ConnectionTrait,
    module: &str,
    id: Uuid,
) -> Result<Vec<(A::Event, i64)>, DbErr> {
    let sql = format!(
        "SELECT type, schema_ver, payload, recorded_at FROM {module}_event WHERE stream = $1 ORDER BY version"
    );
    let rows = db.all(&sql, vec![stream::<A>(id).into()]).await?;
    rows.iter().map(|row| Ok((read::<A::Event>(row)?, row.try_get("", "recorded_at")?))).collect()
}

impl<A: Aggregate> Loaded<A> {
    /// Appends `event` and takes it in. Whoever appended to the same version meanwhile wins; this transaction is
    /// then run again from the start.
    ///
    /// # Errors
    /// When the database does not answer, or the stream has moved on.
    pub async fn append(&mut self, tx: &Transaction, id: Uuid, event: A::Event) -> Result<(), DbErr> {
        let stream = stream::<A>(id);
        let payload = serde_json::to_string(&event).map_err(json)?;
        let version = self.version + 1;
        let link = Link {
            stream: &stream,
            version,
            kind: event.kind(),
            schema: A::Event::VERSION,
            payload: &payload,
            recorded_at: tx.now.0,
        };
        let hash = link.hash(HASH_VERSION, self.hash.as_deref());
        let sql = format!(
            "INSERT INTO {}_event (stream, version, event_id, type, schema_ver, payload, recorded_at, prev_hash, hash, \
             hash_ver) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            tx.module()
        );
        let values = vec![
            stream.clone().into(),
            version.into(),
            contracts::chance::next_id().into(),
            event.kind().into(),
            A::Event::VERSION.into(),
            payload.into(),
            tx.now.0.into(),
            self.hash.clone().into(),
            hash.clone().into(),
            HASH_VERSION.into(),
        ];
        tx.exec(&sql, values).await?;
        self.state.apply(&event);
        (self.version, self.hash) = (version, Some(hash));
        if version % SNAPSHOT_EVERY == 0 {
            snapshots::keep(self, tx, &stream).await?;
        }
        Ok(())
    }
}

/// How many events are read at once where all of them are.
const PAGE: i64 = 2_000;

/// Every aggregate of a kind with its events, one after the other, a page at a time: a log may be longer than memory.
pub struct Streams<'a, C, A> {
    db: &'a C,
    module: &'a str,
    page: VecDeque<QueryResult>,
    after: Option<(String, i64)>,
    kind: PhantomData<A>,
}

impl<'a, C: ConnectionTrait, A: Aggregate> Streams<'a, C, A> {
    /// Those of `module`.
    pub fn of(db: &'a C, module: &'a str) -> Self {
        Self { db, module, page: VecDeque::new(), after: Some((String::new(), 0)), kind: PhantomData }
    }

    /// The next one, with all its events in order.
    ///
    /// # Errors
    /// When the database does not answer or an event cannot be read.
    pub async fn next(&mut self) -> Result<Option<(Uuid, Vec<A::Event>)>, DbErr> {
        let (mut id, mut events) = (None, Vec::new());
        loop {
            if self.page.is_empty() {
                let Some((stream, version)) = self.after.take() else { break };
                let mine = format!("{}/%", A::STREAM);
                let rows = page(self.db, self.module, &mine, (&stream, version)).await?;
                self.after = next_page(&rows)?;
                self.page = rows.into();
            }
            let Some(row) = self.page.front() else { break };
            let stream: String = row.try_get("", "stream")?;
            let of: Uuid = stream
                .rsplit('/')
                .next()
                .and_then(|it| it.parse().ok())
                .ok_or_else(|| DbErr::Type(format!("`{stream}` is no stream")))?;
            if id.is_some_and(|it| it != of) {
                break;
            }
            id = Some(of);
            events.push(read::<A::Event>(row)?);
            self.page.pop_front();
        }
        Ok(id.map(|id| (id, events)))
    }
}

/// The events that come after a place, by stream and version.
async fn page(
    db: &impl ConnectionTrait,
    module: &str,
    like: &str,
    (stream, version): (&str, i64),
) -> Result<Vec<QueryResult>, DbErr> {
    let sql = format!(
        "SELECT stream, version, type, schema_ver, payload, recorded_at, prev_hash, hash, hash_ver FROM {module}_event \
         WHERE (stream, version) > ($1, $2) AND stream LIKE $3 ORDER BY stream, version LIMIT $4"
    );
    db.all(&sql, vec![stream.into(), version.into(), like.into(), PAGE.into()]).await
}

/// Where the page after this one begins; none when this was the last.
fn next_page(rows: &[QueryResult]) -> Result<Option<(String, i64)>, DbErr> {
    let full = i64::try_from(rows.len()).is_ok_and(|it| it == PAGE);
    let last = rows.last().filter(|_| full);
    last.map(|row| Ok((row.try_get("", "stream")?, row.try_get("", "version")?))).transpose()
}

/// The streams of `module` whose hash chain is broken, with the version where it breaks.
///
/// # Errors
/// When the database does not answer.
pub async fn broken_chains(db: &impl ConnectionTrait, module: &str) -> Result<Vec<(String, i64)>, DbErr> {
    let mut broken = Vec::new();
    let (mut last_stream, mut last_version, mut last_hash) = (String::new(), 0, None::<Vec<u8>>);
    let mut after = Some((String::new(), 0));
    while let Some((stream, version)) = after {
        let rows = page(db, module, "%", (&stream, version)).await?;
        after = next_page(&rows)?;
        for row in rows {
            let (stream, version): (String, i64) = (row.try_get("", "stream")?, row.try_get("", "version")?);
            if stream != last_stream {
                (last_version, last_hash) = (0, None);
            }
            let (kind, schema, payload): (String, i16, String) =
                (row.try_get("", "type")?, row.try_get("", "schema_ver")?, row.try_get("", "payload")?);
            let (prev, hash): (Option<Vec<u8>>, Vec<u8>) =
                (row.try_get("", "prev_hash")?, row.try_get("", "hash")?);
            let (recorded_at, formula) = (row.try_get("", "recorded_at")?, row.try_get("", "hash_ver")?);
            let link = Link { stream: &stream, version, kind: &kind, schema, payload: &payload, recorded_at };
            let right = link.hash(formula, last_hash.as_deref());
            if version != last_version + 1 || prev != last_hash || hash != right {
                broken.push((stream.clone(), version));
            }
            (last_stream, last_version, last_hash) = (stream, version, Some(hash));
        }
    }
    Ok(broken)
}

fn stream<A: Aggregate>(id: Uuid) -> String {
    format!("{}/{id}", A::STREAM)
}

fn read<E: DomainEvent>(row: &QueryResult) -> Result<E, DbErr> {
    let (kind, version, payload): (String, i16, String) =
        (row.try_get("", "type")?, row.try_get("", "schema_ver")?, row.try_get("", "payload")?);
    let payload = serde_json::from_str(&payload).map_err(json)?;
    serde_json::from_value(E::upcast(&kind, version, payload)?).map_err(json)
}

/// What the hash of an event covers beside the hash of the one before it.
struct Link<'a> {
    stream: &'a str,
    version: i64,
    kind: &'a str,
    schema: i16,
    payload: &'a str,
    /// In microseconds since 1970: the whole number that is stored, so it is read back as it was hashed.
    recorded_at: i64,
}

impl Link<'_> {
    fn hash(&self, formula: i16, prev: Option<&[u8]>) -> Vec<u8> {
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

fn json(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}
