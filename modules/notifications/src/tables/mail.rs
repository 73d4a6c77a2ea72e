//! Mails: one row each, which is also the note that it was asked for.

use crate::{
    letter::{Facts, Kind},
    notice::{Notice, NoticeKind},
};
use contracts::{Timestamp, notifications::MailAbout};
use kernel::{Context, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Deserialize;
use uuid::Uuid;

/// What became of a mail. Stored as its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// To be sent.
    Queued = 0,
    /// Taken by the mail server.
    Sent = 1,
    /// Refused by the mail server for good.
    Refused = 2,
    /// The person was forgotten before it left.
    Nobody = 3,
}

/// A mail as it was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) recipient: String,
    pub(crate) about: About,
    pub(crate) state: State,
    /// Its `Message-ID`: the same however often it is sent.
    pub(crate) message_id: String,
    /// By what its reader stops mails like it, where they may.
    pub(crate) stop_key: Option<String>,
    pub(crate) queued_at: Timestamp,
}

/// What a mail is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum About {
    /// Somebody's money.
    Pledge(Facts),
    /// A campaign.
    Campaign(Notice),
}

impl About {
    /// The name its kind is stored under.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Pledge(facts) => facts.kind.name(),
            Self::Campaign(notice) => notice.notice.name(),
        }
    }

    /// The same for whoever only wants to know what sort of mail it is.
    pub(crate) const fn sort(&self) -> MailAbout {
        match self {
            Self::Pledge(facts) => match facts.kind {
                Kind::Receipt => MailAbout::Receipt,
                Kind::CardSaved => MailAbout::CardSaved,
                Kind::Changed => MailAbout::Change,
                Kind::RefundUnderway | Kind::RefundMade | Kind::RefundFailed => MailAbout::Refund,
                Kind::TooLate | Kind::Released | Kind::Unpaid | Kind::Dropped | Kind::Cancelled => {
                    MailAbout::Other
                }
            },
            Self::Campaign(notice) if matches!(notice.notice, NoticeKind::Update) => MailAbout::Update,
            Self::Campaign(_) => MailAbout::Other,
        }
    }
}

/// A mail about a campaign to be asked for.
pub(crate) struct NewNotice<'a> {
    pub(crate) id: Uuid,
    /// The contact it goes to.
    pub(crate) recipient: &'a str,
    /// What it is about: one mail of its kind for each.
    pub(crate) subject_id: &'a str,
    pub(crate) notice: &'a Notice,
    pub(crate) message_id: &'a str,
}

/// A mail to be asked for.
pub(crate) struct NewMail<'a> {
    pub(crate) id: Uuid,
    /// The contact it goes to.
    pub(crate) recipient: &'a str,
    /// What it is about: one mail of its kind for each.
    pub(crate) subject_id: &'a str,
    pub(crate) facts: &'a Facts,
    pub(crate) message_id: &'a str,
}

/// Asks for a mail about a pledge. False when it was asked for before.
pub(crate) async fn insert_once(tx: &Transaction, new: &NewMail<'_>) -> Result<bool, DbErr> {
    let sql = "INSERT INTO notifications_mail (id, kind, recipient, subject_id, pledge, facts, state, message_id, \
               queued_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        new.id.into(),
        new.facts.kind.name().into(),
        new.recipient.into(),
        new.subject_id.into(),
        new.facts.pledge.0.into(),
        serde_json::to_string(new.facts).map_err(|error| DbErr::Json(error.to_string()))?.into(),
        new.message_id.into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Asks for a mail about a campaign. False when it was asked for before.
pub(crate) async fn insert_notice_once(tx: &Transaction, new: &NewNotice<'_>) -> Result<bool, DbErr> {
    let sql = "INSERT INTO notifications_mail (id, kind, recipient, subject_id, facts, state, message_id, queued_at, \
               stop_key) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        new.id.into(),
        new.notice.notice.name().into(),
        new.recipient.into(),
        new.subject_id.into(),
        serde_json::to_string(new.notice).map_err(|error| DbErr::Json(error.to_string()))?.into(),
        new.message_id.into(),
        tx.now.0.into(),
        new.notice.notice.can_be_stopped().then(|| Uuid::new_v4().simple().to_string()).into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Whether `email` gets a mail of this kind about `subject_id` already, whichever contact it was asked for.
pub(crate) async fn reached(
    tx: &Transaction,
    kind: NoticeKind,
    subject_id: &str,
    email: &str,
) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM notifications_contact c JOIN notifications_mail m ON m.recipient = c.key \
               AND m.kind = $1 AND m.subject_id = $2 WHERE lower(c.email) = lower($3)";
    Ok(tx.one(sql, vec![kind.name().into(), subject_id.into(), email.into()]).await?.is_some())
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Mail>, DbErr> {
    let sql = "SELECT recipient, facts, state, message_id, stop_key, queued_at FROM notifications_mail WHERE id = $1";
    let Some(row) = db.one(sql, vec![id.into()]).await? else { return Ok(None) };
    let facts: String = row.try_get("", "facts")?;
    Ok(Some(Mail {
        recipient: row.try_get("", "recipient")?,
        about: serde_json::from_str(&facts).map_err(|error| DbErr::Json(error.to_string()))?,
        state: state(row.try_get("", "state")?)?,
        message_id: row.try_get("", "message_id")?,
        stop_key: row.try_get("", "stop_key")?,
        queued_at: Timestamp(row.try_get("", "queued_at")?),
    }))
}

/// Notes what became of a mail. What was sent stays sent.
pub(crate) async fn settle(
    ctx: &Context,
    id: Uuid,
    state: State,
    subject: Option<String>,
    error: Option<String>,
) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_mail SET state = $1, subject = COALESCE($2, subject), error = $3, settled_at = $4 \
               WHERE id = $5 AND state <> 1";
    let values =
        vec![(state as i16).into(), subject.into(), error.into(), ctx.clock.now().0.into(), id.into()];
    ctx.db.execute(sql, values).await.map(drop)
}

/// Notes that a mail left. False when that was known.
pub(crate) async fn sent(tx: &Transaction, id: Uuid, subject: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE notifications_mail SET state = 1, subject = $1, error = NULL, settled_at = $2 \
               WHERE id = $3 AND state <> 1";
    Ok(tx.exec(sql, vec![subject.into(), tx.now.0.into(), id.into()]).await? == 1)
}

/// Pledges that are active and whose donor was not told, or was told the same twice.
pub(crate) async fn without_word_of_it(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT p.pledge, COUNT(m.id) AS mails FROM notifications_pledge p LEFT JOIN notifications_mail m \
               ON m.pledge = p.pledge AND m.kind IN ($1, $2) WHERE p.active_at IS NOT NULL \
               GROUP BY p.pledge HAVING COUNT(m.id) = 0 OR COUNT(m.id) > COUNT(DISTINCT m.kind)";
    let values = vec![Kind::Receipt.name().into(), Kind::CardSaved.name().into()];
    let rows = db.all(sql, values).await?;
    rows.iter()
        .map(|row| {
            let (pledge, mails): (Uuid, i64) = (row.try_get("", "pledge")?, row.try_get("", "mails")?);
            Ok(format!("pledge {pledge} is active and was told so {mails} times"))
        })
        .collect()
}

/// Mails that one recipient got twice about one thing.
pub(crate) async fn doubled(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT kind || ' of ' || subject_id || ' to ' || recipient AS mail FROM notifications_mail \
               GROUP BY kind, recipient, subject_id HAVING COUNT(*) > 1";
    db.all(sql, vec![]).await?.iter().map(|row| row.try_get("", "mail")).collect()
}

/// Mails that wait although no job will send them.
pub(crate) async fn stranded(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT m.kind || ' ' || m.message_id AS mail FROM notifications_mail m WHERE m.state = 0 AND NOT EXISTS \
               (SELECT 1 FROM notifications_job j WHERE j.state IN (0, 1, 3) AND j.dedupe_key = m.message_id)";
    db.all(sql, vec![]).await?.iter().map(|row| row.try_get("", "mail")).collect()
}

pub(super) fn state(number: i16) -> Result<State, DbErr> {
    match number {
        0 => Ok(State::Queued),
        1 => Ok(State::Sent),
        2 => Ok(State::Refused),
        3 => Ok(State::Nobody),
        other => Err(DbErr::Type(format!("a mail is in the unknown state {other}"))),
    }
}
