//! What mails say about a pledge: a copy of what pledges said.

use contracts::{CampaignId, PledgeId, Timestamp, pledges::Collection, pledges::PledgeReserved};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// The facts of a pledge that its mails need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pledged {
    /// The title of its campaign when it was promised.
    pub(crate) campaign: String,
    /// Whether it is charged at once, so that there is money to give back.
    pub(crate) charged: bool,
    /// Whether its money is with the donor's bank.
    pub(crate) disputed: bool,
}

pub(crate) async fn keep(tx: &Transaction, pledge: &PledgeReserved) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_pledge (pledge, campaign_title, charged, campaign) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let charged = i16::from(pledge.collection == Collection::Charge);
    let values = vec![
        pledge.pledge.0.into(),
        pledge.campaign_title.clone().into(),
        charged.into(),
        pledge.campaign.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

pub(crate) async fn activate(tx: &Transaction, pledge: PledgeId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_pledge SET active_at = COALESCE(active_at, $1) WHERE pledge = $2";
    tx.exec(sql, vec![at.0.into(), pledge.0.into()]).await.map(drop)
}

/// Notes whether the money of a pledge is with the donor's bank.
pub(crate) async fn set_disputed(
    tx: &Transaction,
    pledge: PledgeId,
    since: Option<Timestamp>,
) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_pledge SET disputed_at = $1 WHERE pledge = $2";
    tx.exec(sql, vec![since.map(|it| it.0).into(), pledge.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Pledged>, DbErr> {
    let sql = "SELECT campaign_title, charged, disputed_at FROM notifications_pledge WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| {
        let charged: i16 = row.try_get("", "charged")?;
        let disputed = row.try_get::<Option<i64>>("", "disputed_at")?.is_some();
        Ok(Pledged { campaign: row.try_get("", "campaign_title")?, charged: charged != 0, disputed })
    })
    .transpose()
}

/// Notes that all of a pledge was taken back.
pub(crate) async fn gone(tx: &Transaction, pledge: PledgeId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_pledge SET gone_at = COALESCE(gone_at, $1) WHERE pledge = $2";
    tx.exec(sql, vec![at.0.into(), pledge.0.into()]).await.map(drop)
}

/// The first `limit` pledges to `campaign` after `after` that count.
pub(crate) async fn active_after(
    tx: &Transaction,
    campaign: CampaignId,
    after: Option<PledgeId>,
    limit: i64,
) -> Result<Vec<PledgeId>, DbErr> {
    let after = after.unwrap_or(PledgeId(uuid::Uuid::nil()));
    let sql = "SELECT pledge FROM notifications_pledge WHERE campaign = $1 AND pledge > $2 AND active_at IS NOT NULL \
               AND gone_at IS NULL ORDER BY pledge LIMIT $3";
    let rows = tx.all(sql, vec![campaign.0.into(), after.0.into(), limit.into()]).await?;
    rows.iter().map(|row| row.try_get("", "pledge").map(PledgeId)).collect()
}
