//! `users_throttle`: buckets of tries and of mails, which all processes take from.

use contracts::Timestamp;
use kernel::{Transaction, db::Sql, web::Bucket};
use sea_orm::DbErr;
use std::time::Duration;

/// Takes one from `bucket` at `now`. Gives how long to wait instead, when there is none left.
pub(crate) async fn take(
    tx: &Transaction,
    bucket: &Bucket,
    now: Timestamp,
) -> Result<Option<Duration>, DbErr> {
    let id = tx.fingerprint(&bucket.of);
    let deepest = now.after(bucket.every * bucket.burst);
    let one = now.after(bucket.every).0 - now.0;
    // A bucket is known by when it will be full again: each try puts that off by one more. One statement, so that two
    // processes never take the same.
    let sql = "INSERT INTO users_throttle (bucket, full_at) VALUES ($1, $2) ON CONFLICT (bucket) DO UPDATE \
               SET full_at = CASE WHEN users_throttle.full_at > $3 THEN users_throttle.full_at ELSE $3 END + $4 \
               WHERE users_throttle.full_at + $4 <= $5";
    let values = vec![id.as_str().into(), (now.0 + one).into(), now.0.into(), one.into(), deepest.0.into()];
    if tx.exec(sql, values).await? == 1 {
        return Ok(None);
    }
    let row = tx.one("SELECT full_at FROM users_throttle WHERE bucket = $1", vec![id.into()]).await?;
    let full_at = row.map_or(Ok(now.0), |row| row.try_get("", "full_at"))?;
    Ok(Some(Timestamp(full_at).after(bucket.every).since(deepest)))
}

/// Fills `bucket` again.
pub(crate) async fn fill(tx: &Transaction, bucket: &Bucket) -> Result<(), DbErr> {
    let id = tx.fingerprint(&bucket.of);
    tx.exec("DELETE FROM users_throttle WHERE bucket = $1", vec![id.into()]).await.map(drop)
}

/// Throws away what is full again at `now`. Gives how many there were.
pub(crate) async fn purge(tx: &Transaction, now: Timestamp) -> Result<u64, DbErr> {
    tx.exec("DELETE FROM users_throttle WHERE full_at <= $1", vec![now.0.into()]).await
}
