use super::{Envelope, seal};
use crate::{Database, Wake, db::Sql};
use async_trait::async_trait;
use contracts::Timestamp;
use sea_orm::{DbBackend, DbErr, QueryResult};
use serde_json::Value;
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Uuid;

/// Where a module's messages are read from: its table, or a stream when it runs elsewhere. A subscriber cannot
/// tell which.
#[async_trait]
pub trait EventSource: Send + Sync {
    /// The module that speaks here.
    fn module(&self) -> &'static str;

    /// Up to `limit` messages after position `after`, in order, without gaps.
    async fn fetch(&self, after: i64, limit: u64) -> Result<Vec<Envelope>, DbErr>;

    /// The last position that can be read.
    async fn head(&self) -> Result<i64, DbErr>;

    /// Which log this is. Another one after a restore.
    async fn epoch(&self) -> Result<Uuid, DbErr>;

    /// The last position of the log that is still what a reader heard of it who knew it as `epoch`; none when
    /// the log is still that one.
    async fn still_true(&self, epoch: Uuid) -> Result<Option<i64>, DbErr> {
        Ok((self.epoch().await? != epoch).then_some(0))
    }

    /// Resolves when there may be something new.
    fn news(&self) -> watch::Receiver<()>;

    /// The database that tells of news from other processes, and whom to wake then; none where there is none.
    fn told_by(&self) -> Option<(Database, Arc<Wake>)> {
        None
    }

    /// Whether news from other processes are told, so that nobody needs to look for them often.
    fn is_told(&self) -> bool {
        false
    }
}

/// The outbox table of a module in this process.
pub struct LocalSource {
    module: &'static str,
    db: Database,
    wake: Arc<Wake>,
}

impl LocalSource {
    /// The outbox of `module` in `db`.
    pub fn new(module: &'static str, db: Database, wake: Arc<Wake>) -> Self {
        Self { module, db, wake }
    }

    fn read(row: &QueryResult) -> Result<Envelope, DbErr> {
        let message_id: Uuid = row.try_get("", "message_id")?;
        let text: String = row.try_get("", "payload")?;
        let mut payload = serde_json::from_str(&text).unwrap_or(Value::String(text));
        let mut sealed_fields = Vec::new();
        // Without the key of its person, which is destroyed when they are forgotten, nobody can read what was sealed.
        let (key, sealed): (Option<Vec<u8>>, Option<Vec<u8>>) =
            (row.try_get("", "person_key")?, row.try_get("", "sealed")?);
        if let (Some(key), Some(sealed)) = (key, sealed) {
            sealed_fields = fill_in(&mut payload, &key, message_id, &sealed);
        }
        Ok(Envelope {
            pos: row.try_get("", "pos")?,
            message_id,
            topic: row.try_get("", "topic")?,
            version: u16::try_from(row.try_get::<i16>("", "version")?).unwrap_or_default(),
            key: row.try_get("", "key")?,
            key_seq: row.try_get("", "key_seq")?,
            payload,
            sealed_fields,
            correlation: row.try_get("", "correlation_id")?,
            traceparent: row.try_get("", "traceparent")?,
            created_at: Timestamp(row.try_get("", "created_at")?),
        })
    }
}

#[async_trait]
impl EventSource for LocalSource {
    fn module(&self) -> &'static str {
        self.module
    }

    async fn fetch(&self, after: i64, limit: u64) -> Result<Vec<Envelope>, DbErr> {
        let sql = format!(
            "SELECT o.*, k.secret AS person_key FROM {m}_outbox o LEFT JOIN {m}_person_key k ON k.person = o.person \
             WHERE o.pos > $1 ORDER BY o.pos LIMIT $2",
            m = self.module
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.db.behind().all(&sql, vec![after.into(), limit.into()]).await?;
        rows.iter().map(Self::read).collect()
    }

    async fn head(&self) -> Result<i64, DbErr> {
        let sql = format!("SELECT COALESCE(MAX(pos), 0) FROM {}_outbox", self.module);
        self.db.behind().one(&sql, vec![]).await?.map_or(Ok(0), |row| row.try_get_by_index(0))
    }

    async fn epoch(&self) -> Result<Uuid, DbErr> {
        let sql = format!("SELECT epoch FROM {}_outbox_head", self.module);
        let row = self.db.behind().one(&sql, vec![]).await?;
        row.ok_or_else(|| DbErr::RecordNotFound(format!("{}_outbox_head", self.module)))?.try_get_by_index(0)
    }

    async fn still_true(&self, epoch: Uuid) -> Result<Option<i64>, DbErr> {
        if self.epoch().await? == epoch {
            return Ok(None);
        }
        let sql = format!("SELECT epoch, after_pos, since FROM {}_outbox_epoch ORDER BY since", self.module);
        let rows = self.db.behind().all(&sql, vec![]).await?;
        let mut later = Vec::new();
        for row in &rows {
            if row.try_get::<Uuid>("", "epoch")? == epoch {
                later.clear();
            } else {
                later.push(row.try_get::<i64>("", "after_pos")?);
            }
        }
        // A log that was never restored as far as it knows is another one altogether.
        Ok(Some(later.into_iter().min().unwrap_or(0)))
    }

    fn news(&self) -> watch::Receiver<()> {
        self.wake.on_stamped()
    }

    fn told_by(&self) -> Option<(Database, Arc<Wake>)> {
        (self.db.backend() == DbBackend::Postgres).then(|| (self.db.clone(), self.wake.clone()))
    }

    fn is_told(&self) -> bool {
        self.wake.is_told()
    }
}

/// Fills in what was sealed; says which fields that were.
fn fill_in(payload: &mut Value, key: &[u8], message: Uuid, sealed: &[u8]) -> Vec<String> {
    let clear = seal::open(key, message, sealed).and_then(|it| serde_json::from_slice(&it).ok());
    let (Some(Value::Object(fields)), Some(payload)) = (clear, payload.as_object_mut()) else {
        return Vec::new();
    };
    let names = fields.keys().cloned().collect();
    payload.extend(fields);
    names
}
