//! Snapshots are a shortcut and nothing else: one that is not of today's shape, or does not say all that it is read as, is
//! as good as none.

use super::{Aggregate, Loaded, json, read, shape};
use crate::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::Value;

/// What is known of `stream` without its last events, and as of which version.
pub(super) async fn find<A: Aggregate>(
    db: &impl ConnectionTrait,
    module: &str,
    stream: &str,
) -> Result<Option<(A, i64)>, DbErr> {
    let sql = format!("SELECT version, payload FROM {module}_snapshot WHERE stream = $1 AND shape = $2");
    let Some(row) = db.one(&sql, vec![stream.into(), shape::of::<A>().into()]).await? else {
        return Ok(None);
    };
    let payload: String = row.try_get("", "payload")?;
    Ok(understood(&payload).zip(Some(row.try_get("", "version")?)))
}

/// Keeps how `loaded` stands.
pub(super) async fn keep<A: Aggregate>(
    loaded: &Loaded<A>,
    tx: &Transaction,
    stream: &str,
) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO {}_snapshot (stream, version, shape, payload, taken_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (stream) DO UPDATE SET version = $2, shape = $3, payload = $4, taken_at = $5",
        tx.module()
    );
    let payload = serde_json::to_string(&loaded.state).map_err(json)?;
    let values =
        vec![stream.into(), loaded.version.into(), shape::of::<A>().into(), payload.into(), tx.now.0.into()];
    tx.exec(&sql, values).await.map(drop)
}

/// The snapshots of `module` that would be used and are not what the events before them make of it.
///
/// # Errors
/// When the database does not answer or an event cannot be read.
pub async fn wrong_snapshots<A: Aggregate>(
    db: &impl ConnectionTrait,
    module: &str,
) -> Result<Vec<String>, DbErr> {
    let sql = format!(
        "SELECT stream, version, payload FROM {module}_snapshot WHERE shape = $1 AND stream LIKE $2 ORDER BY stream"
    );
    let mut wrong = Vec::new();
    for row in db.all(&sql, vec![shape::of::<A>().into(), format!("{}/%", A::STREAM).into()]).await? {
        let (stream, version, payload): (String, i64, String) =
            (row.try_get("", "stream")?, row.try_get("", "version")?, row.try_get("", "payload")?);
        let Some(kept) = understood::<A>(&payload) else { continue };
        let (folded, events) = folded::<A>(db, module, &stream, version).await?;
        let alike =
            serde_json::to_value(&kept).map_err(json)? == serde_json::to_value(&folded).map_err(json)?;
        if !alike || events != version {
            wrong.push(format!("{stream} at version {version}: without its snapshot it is folded anew"));
        }
    }
    Ok(wrong)
}

/// What the first events of `stream` add up to, and how many there are up to `version`.
async fn folded<A: Aggregate>(
    db: &impl ConnectionTrait,
    module: &str,
    stream: &str,
    version: i64,
) -> Result<(A, i64), DbErr> {
    let sql = format!(
        "SELECT type, schema_ver, payload FROM {module}_event WHERE stream = $1 AND version <= $2 ORDER BY version"
    );
    let (mut state, mut events) = (A::default(), 0);
    for row in db.all(&sql, vec![stream.into(), version.into()]).await? {
        state.apply(&read::<A::Event>(&row)?);
        events += 1;
    }
    Ok((state, events))
}

/// What `payload` says, unless something in it is not understood, or something is missing that an aggregate is written with
/// today.
fn understood<A: Aggregate>(payload: &str) -> Option<A> {
    let kept: Value = serde_json::from_str(payload).ok()?;
    let state: A = serde_json::from_value(kept.clone()).ok()?;
    (serde_json::to_value(&state).ok()? == kept).then_some(state)
}
