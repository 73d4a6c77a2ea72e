//! The accounts at the provider of those who run campaigns.

use crate::provider::{Bank, ProviderAccount};
use contracts::{Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// One account.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) creator: UserId,
    pub(crate) provider_id: Option<String>,
    /// Whether it can be charged for: campaigns can begin.
    pub(crate) charges_enabled: bool,
    pub(crate) payouts_enabled: bool,
    pub(crate) details_submitted: bool,
    /// What the provider still wants, in its own words.
    pub(crate) due: Vec<String>,
    pub(crate) deadline_at: Option<Timestamp>,
    /// The provider's page, while it is open.
    pub(crate) link: Option<(String, Timestamp)>,
    /// Where its money is paid out to, as far as it was heard.
    pub(crate) bank: Option<Bank>,
    /// Until when nothing is paid out, or was not: whoever decides asks `held_at`.
    pub(crate) held_until: Option<Timestamp>,
}

impl Account {
    /// Until when nothing is paid out, because the bank account was changed; nothing when that is over at `now`.
    pub(crate) fn held_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.held_until.filter(|it| now < *it)
    }
}

fn read(row: &QueryResult) -> Result<Account, DbErr> {
    let due: String = row.try_get("", "due")?;
    let url: Option<String> = row.try_get("", "link_url")?;
    let expires: Option<i64> = row.try_get("", "link_expires_at")?;
    let print: Option<String> = row.try_get("", "bank")?;
    let last4: Option<String> = row.try_get("", "bank_last4")?;
    Ok(Account {
        creator: UserId(row.try_get("", "creator")?),
        provider_id: row.try_get("", "provider_id")?,
        charges_enabled: row.try_get::<i16>("", "charges_enabled")? != 0,
        payouts_enabled: row.try_get::<i16>("", "payouts_enabled")? != 0,
        details_submitted: row.try_get::<i16>("", "details_submitted")? != 0,
        due: due.split(',').filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        deadline_at: row.try_get::<Option<i64>>("", "deadline_at")?.map(Timestamp),
        link: url.zip(expires.map(Timestamp)),
        bank: print.zip(last4).map(|(print, last4)| Bank { print, last4 }),
        held_until: row.try_get::<Option<i64>>("", "held_until")?.map(Timestamp),
    })
}

pub(crate) async fn find(db: &impl ConnectionTrait, creator: UserId) -> Result<Option<Account>, DbErr> {
    let sql = "SELECT * FROM payments_account WHERE creator = $1";
    db.one(sql, vec![creator.0.into()]).await?.as_ref().map(read).transpose()
}

/// The account, and nobody else decides on its money until this transaction ends.
pub(crate) async fn lock(tx: &Transaction, creator: UserId) -> Result<Option<Account>, DbErr> {
    let sql = format!("SELECT * FROM payments_account WHERE creator = $1{}", super::lock(tx));
    tx.one(&sql, vec![creator.0.into()]).await?.as_ref().map(read).transpose()
}

pub(crate) async fn of_provider(db: &impl ConnectionTrait, id: &str) -> Result<Option<Account>, DbErr> {
    let sql = "SELECT * FROM payments_account WHERE provider_id = $1";
    db.one(sql, vec![id.into()]).await?.as_ref().map(read).transpose()
}

/// The same, and nobody else learns how it stands or decides on its money until this transaction ends.
pub(crate) async fn lock_of_provider(tx: &Transaction, id: &str) -> Result<Option<Account>, DbErr> {
    let sql = format!("SELECT * FROM payments_account WHERE provider_id = $1{}", super::lock(tx));
    tx.one(&sql, vec![id.into()]).await?.as_ref().map(read).transpose()
}

/// Notes that the creator wants an account, and that the link of before is spent.
pub(crate) async fn ask(tx: &Transaction, creator: UserId) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_account (creator, payouts_enabled, details_submitted, due, asked_at) \
               VALUES ($1, 0, 0, '', $2) ON CONFLICT (creator) DO UPDATE SET link_url = NULL, link_expires_at = NULL, \
               asked_at = excluded.asked_at";
    tx.exec(sql, vec![creator.0.into(), tx.now.0.into()]).await.map(drop)
}

pub(crate) async fn identify(tx: &Transaction, creator: UserId, id: &str) -> Result<(), DbErr> {
    let sql = "UPDATE payments_account SET provider_id = $1 WHERE creator = $2 AND provider_id IS NULL";
    tx.exec(sql, vec![id.into(), creator.0.into()]).await.map(drop)
}

pub(crate) async fn set_link(
    tx: &Transaction,
    creator: UserId,
    url: &str,
    expires_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE payments_account SET link_url = $1, link_expires_at = $2 WHERE creator = $3";
    tx.exec(sql, vec![url.into(), expires_at.0.into(), creator.0.into()]).await.map(drop)
}

/// How the provider says it stands.
pub(crate) async fn learn(tx: &Transaction, seen: &ProviderAccount) -> Result<(), DbErr> {
    let sql = "UPDATE payments_account SET payouts_enabled = $1, details_submitted = $2, due = $3, deadline_at = $4, \
               looked_at = $5, charges_enabled = $6 WHERE provider_id = $7";
    let values = vec![
        i16::from(seen.payouts_enabled).into(),
        i16::from(seen.details_submitted).into(),
        seen.due.join(",").into(),
        seen.deadline_at.map(|it| it.0).into(),
        tx.now.0.into(),
        i16::from(seen.charges_enabled).into(),
        seen.id.clone().into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Where its money is paid out to from now on.
pub(crate) async fn set_bank(tx: &Transaction, creator: UserId, bank: &Bank) -> Result<(), DbErr> {
    let sql = "UPDATE payments_account SET bank = $1, bank_last4 = $2 WHERE creator = $3";
    let values = vec![bank.print.clone().into(), bank.last4.clone().into(), creator.0.into()];
    tx.exec(sql, values).await.map(drop)
}

/// Nothing is paid out before `until`.
pub(crate) async fn hold(tx: &Transaction, creator: UserId, until: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE payments_account SET held_until = $1 WHERE creator = $2";
    tx.exec(sql, vec![until.0.into(), creator.0.into()]).await.map(drop)
}

/// Accounts of which the provider may still tell something, and when they were asked for: those that it wants something
/// of, and those with a payout under way or one that arrived after `since`, which may come back. At most `limit`; first
/// the one whose events were read longest ago.
pub(crate) async fn awaited(
    db: &impl ConnectionTrait,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(String, Timestamp)>, DbErr> {
    let sql = "SELECT a.provider_id, a.asked_at FROM payments_account a \
               LEFT JOIN payments_sweep s ON s.provider = a.provider_id \
               WHERE a.provider_id IS NOT NULL AND (a.payouts_enabled = 0 OR a.due <> '' OR EXISTS \
               (SELECT 1 FROM payments_payout p WHERE p.account = a.provider_id \
               AND (p.state IN (1, 2, 3, 7) OR (p.state = 4 AND p.ended_at > $1)))) \
               ORDER BY COALESCE(s.began_at, s.since, 0), a.provider_id LIMIT $2";
    let rows = db.all(sql, vec![since.0.into(), limit.into()]).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "provider_id")?, Timestamp(row.try_get("", "asked_at")?))))
        .collect()
}
