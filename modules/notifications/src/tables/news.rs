//! Who wants news besides what they must be told. An address decides, whichever gift it was given with.

use crate::notice::NoticeKind;
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

/// Whether whoever reads mail at `email` wants to be told of answers to their comments; they do until they say otherwise.
pub(crate) async fn answers_wanted(db: &impl Sql, email: &str) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM notifications_contact WHERE lower(email) = lower($1) AND answers_wanted = 0";
    Ok(db.one(sql, vec![email.into()]).await?.is_none())
}

/// Keeps whether `email` wants to be told of answers.
pub(crate) async fn set_answers(db: &impl Sql, email: &str, wanted: bool) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_contact SET answers_wanted = $2 WHERE lower(email) = lower($1)";
    db.exec(sql, vec![email.into(), i16::from(wanted).into()]).await.map(drop)
}

/// Whoever got a mail that can be stopped.
pub(crate) struct Reader {
    pub(crate) email: String,
    /// It told of an answer, and is no news.
    pub(crate) of_answers: bool,
}

/// Where the mail with the key `stop_key` went. `None` when there is none, or its reader was forgotten.
pub(crate) async fn reader(db: &impl Sql, stop_key: &str) -> Result<Option<Reader>, DbErr> {
    let sql = "SELECT c.email, m.kind FROM notifications_mail m JOIN notifications_contact c \
               ON c.key = m.recipient WHERE m.stop_key = $1";
    let Some(row) = db.one(sql, vec![stop_key.into()]).await? else { return Ok(None) };
    let (email, kind) = (row.try_get::<Option<String>>("", "email")?, row.try_get::<String>("", "kind")?);
    let of_answers = kind == NoticeKind::CommentAnswered.name();
    Ok(email.map(|email| Reader { email, of_answers }))
}
