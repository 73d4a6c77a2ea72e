//! `payments_mailed`: mails about gifts that left, for what banks are told.

use super::unreadable;
use contracts::{
    PledgeId, Timestamp,
    notifications::{DonorMailed, MailAbout},
};
use kernel::db::Sql;
use sea_orm::DbErr;

/// How many are kept for a pledge. News of the campaign make room first, then the oldest.
const MOST: i64 = 20;

const ALL: [(MailAbout, &str); 6] = [
    (MailAbout::Receipt, "receipt"),
    (MailAbout::CardSaved, "card_saved"),
    (MailAbout::Change, "change"),
    (MailAbout::Refund, "refund"),
    (MailAbout::Update, "update"),
    (MailAbout::Other, "other"),
];

/// The name that a sort of mail is stored under.
fn name(about: MailAbout) -> &'static str {
    ALL.iter().find(|(it, _)| *it == about).map_or("other", |(_, name)| *name)
}

/// Keeps that a mail left, once.
pub(crate) async fn keep(db: &impl Sql, it: &DonorMailed) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_mailed (mail, pledge, about, sent_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let values = vec![it.mail.into(), it.pledge.0.into(), name(it.about).into(), it.sent_at.0.into()];
    db.exec(sql, values).await?;
    let sql = "DELETE FROM payments_mailed WHERE pledge = $1 AND mail NOT IN (SELECT mail FROM payments_mailed \
               WHERE pledge = $1 ORDER BY CASE about WHEN 'update' THEN 1 ELSE 0 END, sent_at DESC, mail LIMIT $2)";
    db.exec(sql, vec![it.pledge.0.into(), MOST.into()]).await.map(drop)
}

/// What was sent to the donor of `pledge`, the oldest first.
pub(crate) async fn of(db: &impl Sql, pledge: PledgeId) -> Result<Vec<(MailAbout, Timestamp)>, DbErr> {
    let sql = "SELECT about, sent_at FROM payments_mailed WHERE pledge = $1 ORDER BY sent_at, mail";
    let rows = db.all(sql, vec![pledge.0.into()]).await?;
    rows.iter()
        .map(|row| {
            let about: String = row.try_get("", "about")?;
            let found = ALL.iter().find(|(_, name)| *name == about).map(|(it, _)| *it);
            let found = found.ok_or_else(|| unreadable("sort of mail", about))?;
            Ok((found, Timestamp(row.try_get("", "sent_at")?)))
        })
        .collect()
}
