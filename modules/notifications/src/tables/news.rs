//! Who wants news besides what they must be told. An address decides, whichever gift it was given with.

use contracts::Timestamp;
use kernel::db::Sql;
use sea_orm::DbErr;

/// Whether whoever reads mail at `email` wants news; they do until they say otherwise.
pub(crate) async fn wanted(db: &impl Sql, email: &str) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM notifications_contact WHERE lower(email) = lower($1) AND news_wanted = 0";
    Ok(db.one(sql, vec![email.into()]).await?.is_none())
}

/// Keeps that somebody said at `at` whether `email` wants news, unless they said otherwise since.
pub(crate) async fn set(db: &impl Sql, email: &str, wanted: bool, at: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET news_wanted = $2, news_chosen_at = $3 \
               WHERE lower(email) = lower($1) AND NOT EXISTS (SELECT 1 FROM notifications_contact o \
               WHERE lower(o.email) = lower($1) AND o.news_chosen_at > $3)";
    db.exec(sql, vec![email.into(), i16::from(wanted).into(), at.0.into()]).await.map(drop)
}

/// Where the mail with the key `stop_key` went. `None` when there is none, or its reader was forgotten.
pub(crate) async fn reader(db: &impl Sql, stop_key: &str) -> Result<Option<String>, DbErr> {
    let sql = "SELECT c.email FROM notifications_mail m JOIN notifications_contact c ON c.key = m.recipient \
               WHERE m.stop_key = $1";
    let row = db.one(sql, vec![stop_key.into()]).await?;
    Ok(row.map(|row| row.try_get::<Option<String>>("", "email")).transpose()?.flatten())
}
