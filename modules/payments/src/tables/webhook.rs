use crate::provider::Event;
use contracts::Timestamp;
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbErr};

/// What became of what the provider told us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Stored, to be looked into.
    Received = 0,
    /// Looked into, or nothing this module listens to.
    Done = 1,
    /// It is about something unknown here; perhaps it is only early.
    Parked = 2,
    /// It stayed unknown, or could not be looked into: a person looks at it.
    Dead = 3,
}

/// What the provider told us.
pub(crate) struct Webhook {
    pub(crate) kind: String,
    pub(crate) object: String,
    pub(crate) payload: String,
    pub(crate) is_open: bool,
    /// Whether it waits for a person.
    pub(crate) is_given_up: bool,
    pub(crate) attempts: i32,
    pub(crate) received_at: Timestamp,
}

/// False when it was told before. `untold` is what was found without a webhook.
pub(crate) async fn insert_once(
    tx: &Transaction,
    provider: &str,
    event: &Event,
    state: State,
    untold: bool,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO payments_webhook (provider, event_id, type, object_id, payload, state, attempts, \
               received_at, untold) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        provider.into(),
        event.id.clone().into(),
        event.kind.clone().into(),
        event.object.clone().into(),
        event.payload.clone().into(),
        (state as i16).into(),
        tx.now.0.into(),
        i16::from(untold).into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// A webhook told of what was found without one.
pub(crate) async fn told(tx: &Transaction, provider: &str, event_id: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_webhook SET untold = 0 WHERE provider = $1 AND event_id = $2 AND untold = 1";
    tx.exec(sql, vec![provider.into(), event_id.into()]).await.map(drop)
}

/// How much was found since `since` that no webhook told of, when none came since then (rule R4).
pub(crate) async fn untold(db: &impl ConnectionTrait, since: Timestamp) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM payments_webhook WHERE received_at >= $1 AND untold = 1 AND NOT EXISTS \
               (SELECT 1 FROM payments_webhook w WHERE w.received_at >= $1 AND w.untold = 0)";
    let row = db.one(sql, vec![since.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    provider: &str,
    event_id: &str,
) -> Result<Option<Webhook>, DbErr> {
    let sql = "SELECT type, object_id, payload, state, attempts, received_at FROM payments_webhook \
               WHERE provider = $1 AND event_id = $2";
    let row = db.one(sql, vec![provider.into(), event_id.into()]).await?;
    row.map(|row| {
        let state: i16 = row.try_get("", "state")?;
        Ok(Webhook {
            kind: row.try_get("", "type")?,
            object: row.try_get("", "object_id")?,
            payload: row.try_get("", "payload")?,
            is_open: state == State::Received as i16 || state == State::Parked as i16,
            is_given_up: state == State::Dead as i16,
            attempts: row.try_get("", "attempts")?,
            received_at: Timestamp(row.try_get("", "received_at")?),
        })
    })
    .transpose()
}

pub(crate) async fn set_state(
    tx: &Transaction,
    provider: &str,
    event_id: &str,
    state: State,
    note: Option<&str>,
) -> Result<(), DbErr> {
    let sql = "UPDATE payments_webhook SET state = $1, note = $2, attempts = attempts + 1, handled_at = $3 \
               WHERE provider = $4 AND event_id = $5 AND state IN (0, 2)";
    let values = vec![
        (state as i16).into(),
        note.map(str::to_owned).into(),
        tx.now.0.into(),
        provider.into(),
        event_id.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Has one that was given up looked into again. False when it is not given up.
pub(crate) async fn reopen(tx: &Transaction, provider: &str, event_id: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_webhook SET state = $1, note = NULL, handled_at = NULL \
               WHERE provider = $2 AND event_id = $3 AND state = $4";
    let values =
        vec![(State::Parked as i16).into(), provider.into(), event_id.into(), (State::Dead as i16).into()];
    Ok(tx.exec(sql, values).await? == 1)
}

/// How many were given up and wait for a person.
pub(crate) async fn given_up(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let row = db.one("SELECT COUNT(*) FROM payments_webhook WHERE state = 3", vec![]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// The same, as far as a person tells them apart.
pub(crate) async fn waiting(db: &impl ConnectionTrait) -> Result<Queued, DbErr> {
    Queued::count(db, "SELECT 1 AS one FROM payments_webhook WHERE state = 3", vec![]).await
}
