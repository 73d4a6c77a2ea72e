use crate::Database;
use contracts::Timestamp;
use sea_orm::DbErr;
use uuid::Uuid;

/// Says that the log of `module` in `db` was restored from a copy and is another log from here on. Whoever heard
/// more of the lost one than the copy has is put back when it next listens.
///
/// # Errors
/// When the database does not answer.
pub async fn restored(db: &Database, module: &str, now: Timestamp) -> Result<(), DbErr> {
    let epoch = Uuid::now_v7();
    let sql = format!(
        "INSERT INTO {module}_outbox_epoch (epoch, after_pos, since) \
         SELECT $1, COALESCE(MAX(pos), 0), $2 FROM {module}_outbox"
    );
    db.execute(&sql, vec![epoch.into(), now.0.into()]).await?;
    let sql = format!("UPDATE {module}_outbox_head SET epoch = $1");
    db.execute(&sql, vec![epoch.into()]).await.map(drop)
}
