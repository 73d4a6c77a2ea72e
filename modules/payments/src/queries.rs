//! What the pages show.

use crate::{
    posting::Account,
    tables::campaign::{self, Campaign},
};
use contracts::{CampaignId, Currency, Money, RefundId};
use kernel::db::Sql;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The most groups shown on one page; the newest.
const MOST_GROUPS: i64 = 200;

/// A campaign and what is held for it.
#[derive(Debug, Serialize)]
pub(crate) struct CampaignBalance {
    pub(crate) id: CampaignId,
    pub(crate) title: String,
    /// Taken from donors for the campaign, tips and covered fees.
    pub(crate) collected: Money,
    /// Decided to go back.
    pub(crate) refunded: Money,
    /// Held for the campaign now.
    pub(crate) escrow: Money,
}

/// What is owed in a currency, and where that money is (decision 108).
#[derive(Debug, Serialize)]
pub(crate) struct Coverage {
    /// To campaigns, donors and creators, less what creators owe.
    pub(crate) owed: Money,
    /// At the provider.
    pub(crate) there: Money,
    /// Taken back by banks that have not decided.
    pub(crate) with_banks: Money,
    /// What of the platform's own has to lie at the provider, so that all of it could be paid at once.
    pub(crate) own: Money,
}

/// An account and where it stands: a debit balance is positive.
#[derive(Debug, Serialize)]
pub(crate) struct Balance {
    pub(crate) account: String,
    pub(crate) meaning: &'static str,
    pub(crate) money: Money,
}

/// A group of postings.
#[derive(Debug, Serialize)]
pub(crate) struct PostedGroup {
    pub(crate) kind: String,
    pub(crate) object: String,
    pub(crate) at: i64,
    pub(crate) postings: Vec<Balance>,
}

/// Something the provider told us of that is about nothing known here.
#[derive(Debug, Serialize)]
pub(crate) struct NotUnderstood {
    pub(crate) event: String,
    pub(crate) kind: String,
    pub(crate) object: String,
    /// Nobody looks any more by itself.
    pub(crate) given_up: bool,
    pub(crate) received_at: i64,
}

/// Every campaign that money was collected for, and what is held for it.
pub(crate) async fn campaigns(db: &impl ConnectionTrait) -> Result<Vec<CampaignBalance>, DbErr> {
    let sql = "SELECT c.id, c.title, c.currency, \
               CAST(COALESCE(p.collected, 0) AS bigint) AS collected, CAST(COALESCE(p.refunded, 0) AS bigint) AS refunded, \
               CAST(COALESCE(e.escrow, 0) AS bigint) AS escrow FROM payments_campaign c LEFT JOIN \
               (SELECT campaign, SUM(amount_minor + tip_minor + covered_fee_minor) AS collected, SUM(refunded_minor) AS refunded \
               FROM payments_payment WHERE status = 3 GROUP BY campaign) p ON p.campaign = c.id LEFT JOIN \
               (SELECT g.campaign, -SUM(l.minor) AS escrow FROM payments_posting_group g JOIN payments_posting l \
               ON l.group_id = g.id AND l.account LIKE 'campaign:%:escrow' GROUP BY g.campaign) e ON e.campaign = c.id \
               ORDER BY c.title, c.id";
    let rows = db.all(sql, vec![]).await?;
    rows.iter()
        .map(|row| {
            let currency: Currency = row.try_get("", "currency")?;
            let money = |column: &str| Ok::<_, DbErr>(Money::new(row.try_get("", column)?, currency));
            Ok(CampaignBalance {
                id: CampaignId(row.try_get("", "id")?),
                title: row.try_get("", "title")?,
                collected: money("collected")?,
                refunded: money("refunded")?,
                escrow: money("escrow")?,
            })
        })
        .collect()
}

/// What is owed in each currency, and where that money is.
pub(crate) async fn coverage(db: &impl ConnectionTrait) -> Result<Vec<Coverage>, DbErr> {
    let sql = "SELECT currency, CAST(COALESCE(SUM(CASE WHEN account LIKE 'campaign:%:escrow' OR account LIKE 'backer:%' \
               OR account LIKE 'creator:%' OR account LIKE 'payout:%' THEN -minor END), 0) AS bigint) AS owed, \
               CAST(COALESCE(SUM(CASE WHEN account = 'psp:stripe' THEN minor END), 0) AS bigint) AS there, \
               CAST(COALESCE(SUM(CASE WHEN account = 'dispute:hold' THEN minor END), 0) AS bigint) AS with_banks \
               FROM payments_posting GROUP BY currency ORDER BY currency";
    let rows = db.all(sql, vec![]).await?;
    rows.iter()
        .map(|row| {
            let currency: Currency = row.try_get("", "currency")?;
            let money = |column: &str| Ok::<_, DbErr>(Money::new(row.try_get("", column)?, currency));
            let (owed, there, with_banks) = (money("owed")?, money("there")?, money("with_banks")?);
            let own = (owed.minor - there.minor - with_banks.minor).max(0);
            Ok(Coverage { owed, there, with_banks, own: Money::new(own, currency) })
        })
        .collect()
}

pub(crate) async fn campaign(db: &impl ConnectionTrait, id: CampaignId) -> Result<Option<Campaign>, DbErr> {
    campaign::find(db, id).await
}

/// Where each account stands, counting what is about `campaign` alone. What is owed to donors is one line,
/// whoever they are.
pub(crate) async fn balances(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<Balance>, DbErr> {
    let sql = "SELECT account, currency, CAST(SUM(minor) AS bigint) AS minor FROM \
               (SELECT CASE WHEN l.account LIKE 'backer:%' THEN 'backers:refundable' \
               WHEN l.account LIKE 'giver:%' THEN 'givers:refundable' ELSE l.account END AS account, \
               l.currency, l.minor FROM payments_posting l JOIN payments_posting_group g ON g.id = l.group_id \
               WHERE g.campaign = $1) x GROUP BY account, currency ORDER BY account, currency";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(balance).collect()
}

/// The sum of everything about `campaign`, by currency: nothing, or something is broken.
pub(crate) async fn sums(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<Money>, DbErr> {
    let sql = "SELECT l.currency, CAST(SUM(l.minor) AS bigint) AS minor FROM payments_posting l \
               JOIN payments_posting_group g ON g.id = l.group_id WHERE g.campaign = $1 \
               GROUP BY l.currency ORDER BY l.currency";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok(Money::new(row.try_get("", "minor")?, row.try_get("", "currency")?))).collect()
}

/// The newest groups about `campaign`, newest first.
pub(crate) async fn groups(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
) -> Result<Vec<PostedGroup>, DbErr> {
    let sql = "SELECT g.id, g.kind, g.provider_object, g.at, l.account, l.currency, l.minor \
               FROM (SELECT id, kind, provider_object, at FROM payments_posting_group WHERE campaign = $1 \
               ORDER BY at DESC, id DESC LIMIT $2) g JOIN payments_posting l ON l.group_id = g.id \
               ORDER BY g.at DESC, g.id DESC, l.line";
    let rows = db.all(sql, vec![campaign.0.into(), MOST_GROUPS.into()]).await?;
    let mut groups: Vec<PostedGroup> = Vec::new();
    for row in &rows {
        let object: String = row.try_get("", "provider_object")?;
        let kind: String = row.try_get("", "kind")?;
        if groups.last().is_none_or(|it| it.object != object || it.kind != kind) {
            groups.push(PostedGroup { kind, object, at: row.try_get("", "at")?, postings: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.postings.push(balance(row)?);
        }
    }
    Ok(groups)
}

fn balance(row: &QueryResult) -> Result<Balance, DbErr> {
    let account: String = row.try_get("", "account")?;
    let meaning = account.parse::<Account>().map_or("Owed to donors", Account::meaning);
    let money = Money::new(row.try_get("", "minor")?, row.try_get("", "currency")?);
    Ok(Balance { account, meaning, money })
}

/// What the provider told us of and nobody here knows: first what waits for a person, then the newest.
pub(crate) async fn not_understood(db: &impl ConnectionTrait) -> Result<Vec<NotUnderstood>, DbErr> {
    let sql = "SELECT event_id, type, object_id, state, received_at FROM payments_webhook \
               WHERE state IN (2, 3) ORDER BY state DESC, received_at DESC, event_id LIMIT $1";
    let rows = db.all(sql, vec![MOST_GROUPS.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(NotUnderstood {
                event: row.try_get("", "event_id")?,
                kind: row.try_get("", "type")?,
                object: row.try_get("", "object_id")?,
                given_up: row.try_get::<i16>("", "state")? == 3,
                received_at: row.try_get("", "received_at")?,
            })
        })
        .collect()
}

/// Whether the provider's event called `id` is stored.
pub(crate) async fn is_stored(db: &impl ConnectionTrait, id: &str) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_webhook WHERE event_id = $1";
    Ok(db.one(sql, vec![id.into()]).await?.is_some())
}

/// What the provider holds for us by our books, in minor units of each currency (ISO 4217, lower case).
///
/// # Errors
/// When the database does not answer.
pub async fn balance_with_provider(ctx: &kernel::Context) -> Result<BTreeMap<String, i64>, DbErr> {
    let sql = "SELECT currency, CAST(SUM(minor) AS bigint) AS net FROM payments_posting \
               WHERE account = 'psp:stripe' GROUP BY currency";
    let mut balances = BTreeMap::new();
    for row in ctx.db.read().all(sql, vec![]).await? {
        balances.insert(row.try_get::<String>("", "currency")?.to_lowercase(), row.try_get("", "net")?);
    }
    Ok(balances)
}

/// Every refund that payments were asked to make.
///
/// # Errors
/// When the database does not answer.
pub async fn refunds(ctx: &kernel::Context) -> Result<BTreeSet<RefundId>, DbErr> {
    let rows = ctx.db.read().all("SELECT id FROM payments_refund", vec![]).await?;
    rows.iter().map(|row| Ok(RefundId(row.try_get("", "id")?))).collect()
}

/// What was taken from donors of each campaign, tips and covered fees included, in the campaign's minor units.
///
/// # Errors
/// When the database does not answer.
pub async fn collected(ctx: &kernel::Context) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    let sql = "SELECT campaign, CAST(SUM(amount_minor + tip_minor + covered_fee_minor) AS bigint) AS minor \
               FROM payments_payment WHERE status = 3 GROUP BY campaign";
    let rows = ctx.db.read().all(sql, vec![]).await?;
    rows.iter().map(|row| Ok((CampaignId(row.try_get("", "campaign")?), row.try_get("", "minor")?))).collect()
}
