//! The ledger. Groups are added and never changed.

use crate::posting::Account;
use crate::posting::Balanced;
use contracts::{CampaignId, Currency, PaymentId, PledgeId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// Whom a group is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
}

impl About {
    /// A group that is about the platform alone.
    pub(crate) const PLATFORM: Self = Self::campaign(CampaignId(Uuid::nil()));

    /// A group that is about a campaign and no single pledge of it.
    pub(crate) const fn campaign(campaign: CampaignId) -> Self {
        Self { payment: PaymentId(Uuid::nil()), pledge: PledgeId(Uuid::nil()), campaign }
    }
}

/// Books `group`. False when the same was booked before, however it was learnt of.
pub(crate) async fn book(tx: &Transaction, group: &Balanced, about: About) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM payments_posting_group WHERE provider_object = $1 AND kind = $2";
    let name = vec![group.provider_object.clone().into(), group.kind.name().into()];
    if tx.one(sql, name).await?.is_some() {
        return Ok(false);
    }
    let id = contracts::chance::next_id();
    // Lines first: SQLite lets a group in only when its lines are there and sum to nothing.
    for (line, posting) in (1_i16..).zip(&group.postings) {
        let sql = "INSERT INTO payments_posting (group_id, line, account, currency, minor) VALUES ($1, $2, $3, $4, $5)";
        let values = vec![
            id.into(),
            line.into(),
            posting.account.to_string().into(),
            posting.money.currency.code().into(),
            posting.money.minor.into(),
        ];
        tx.exec(sql, values).await?;
    }
    let sql = "INSERT INTO payments_posting_group (id, kind, provider_object, payment, pledge, campaign, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        id.into(),
        group.kind.name().into(),
        group.provider_object.clone().into(),
        about.payment.0.into(),
        about.pledge.0.into(),
        about.campaign.0.into(),
        tx.now.0.into(),
    ];
    // Nobody books the same meanwhile: whoever comes here holds the row that it is about. Were it otherwise, the database
    // would refuse this group.
    tx.exec(sql, values).await?;
    Ok(true)
}

/// Where `account` stands: a debit balance is positive.
pub(crate) async fn balance(
    db: &impl ConnectionTrait,
    account: Account,
    currency: Currency,
) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(minor), 0) AS bigint) AS minor FROM payments_posting \
               WHERE account = $1 AND currency = $2";
    let row = db.one(sql, vec![account.to_string().into(), currency.code().into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "minor"))
}

/// What was lost in disputes of a pledge.
pub(crate) async fn lost_on(
    db: &impl ConnectionTrait,
    pledge: PledgeId,
    currency: Currency,
) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(p.minor), 0) AS bigint) AS minor FROM payments_posting_group g \
               JOIN payments_posting p ON p.group_id = g.id \
               WHERE g.pledge = $1 AND p.account = $2 AND p.currency = $3";
    let account = Account::DisputeLoss.to_string();
    let row = db.one(sql, vec![pledge.0.into(), account.into(), currency.code().into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "minor"))
}

/// What the donor of a pledge is owed.
pub(crate) async fn owed_to_donor(
    db: &impl ConnectionTrait,
    pledge: PledgeId,
    currency: Currency,
) -> Result<i64, DbErr> {
    Ok(-balance(db, Account::Refundable(pledge), currency).await?)
}
