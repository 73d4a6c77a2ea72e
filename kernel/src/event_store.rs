//! Aggregates kept as their events: appended with optimistic concurrency, chained by hash, folded with
//! snapshots, read through upcasters.

mod chain;
mod shape;
mod snapshots;

pub use self::{chain::broken_chains, snapshots::wrong_snapshots};

use self::chain::{COLUMNS, Chain, Fit, HASH_VERSION, Link};
use crate::{Transaction, db::Sql, in_references};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{collections::VecDeque, marker::PhantomData};
use uuid::Uuid;

/// A snapshot is taken when this many events lie behind the last one.
const SNAPSHOT_EVERY: i64 = 50;

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

/// The aggregate `id`, from its last snapshot and the events since. Nobody builds on events that were changed behind the
/// product's back: whoever wants to is refused, and what concerns this aggregate stops there, and nothing else.
///
/// # Errors
/// When the database does not answer, an event cannot be read, or is not what was written.
pub async fn load<A: Aggregate>(
    db: &impl ConnectionTrait,
    module: &str,
    id: Uuid,
) -> Result<Loaded<A>, DbErr> {
    let stream = stream::<A>(id);
    let (mut state, from) = snapshots::find::<A>(db, module, &stream).await?.unwrap_or_default();
    let sql =
        format!("SELECT {COLUMNS} FROM {module}_event WHERE stream = $1 AND version >= $2 ORDER BY version");
    let rows = db.all(&sql, vec![stream.clone().into(), from.into()]).await?;
    let mut chain = match rows.first() {
        Some(row) if from > 0 => Chain::before(row)?,
        _ => Chain::default(),
    };
    if chain.version != from.max(1) - 1 {
        return Err(tampered(module, &stream, from));
    }
    for row in &rows {
        if chain.go_on(row)? == Fit::Broken {
            return Err(tampered(module, &stream, chain.version));
        }
        if chain.version > from {
            state.apply(&read::<A::Event>(row)?);
        }
    }
    Ok(Loaded { state, version: chain.version, hash: chain.hash })
}

/// Says it to whoever is to be woken, too: nothing of ours does this.
fn tampered(module: &str, stream: &str, version: i64) -> DbErr {
    let stream = in_references(stream);
    tracing::error!(module, stream, version, "an event is not what was written; nobody builds on it");
    DbErr::Custom(format!(
        "{stream} is not what was written at version {version}: `tributary check` says more"
    ))
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
        "SELECT {COLUMNS} FROM {module}_event \
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

fn stream<A: Aggregate>(id: Uuid) -> String {
    format!("{}/{id}", A::STREAM)
}

fn read<E: DomainEvent>(row: &QueryResult) -> Result<E, DbErr> {
    let (kind, version, payload): (String, i16, String) =
        (row.try_get("", "type")?, row.try_get("", "schema_ver")?, row.try_get("", "payload")?);
    let payload = serde_json::from_str(&payload).map_err(json)?;
    serde_json::from_value(E::upcast(&kind, version, payload)?).map_err(json)
}

fn json(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}
