//! The write-ahead log of a `SQLite` file. `SQLite` folds it into the file by itself, but begins anew at its front
//! only at a moment when nobody reads; under steady reading it grows until somebody waits for that moment.

use super::Sql;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

/// How long the log is. Nothing when there is none.
pub(super) async fn size(db: &DatabaseConnection) -> Result<u64, DbErr> {
    let file = db.one("SELECT file FROM pragma_database_list WHERE name = 'main'", vec![]).await?;
    let Some(file) = file.map(|row| row.try_get::<String>("", "file")).transpose()? else { return Ok(0) };
    Ok(tokio::fs::metadata(format!("{file}-wal")).await.map_or(0, |it| it.len()))
}

/// Folds all of it into the file and cuts it off; false when somebody was in the way for longer than `db` waits.
pub(super) async fn cut(db: &DatabaseConnection) -> Result<bool, DbErr> {
    let row = db.query_one_raw(sea_orm::Statement::from_string(
        db.get_database_backend(),
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ));
    Ok(row.await?.map(|row| row.try_get_by_index::<i32>(0)).transpose()? == Some(0))
}
