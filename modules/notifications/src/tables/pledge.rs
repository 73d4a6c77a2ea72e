//! What mails say about a pledge: a copy of what pledges said.

use contracts::{PledgeId, Timestamp, pledges::Collection, pledges::PledgeReserved};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// The facts of a pledge that its mails need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pledged {
    /// The title of its campaign when it was promised.
    pub(crate) campaign: String,
    /// Whether it is charged at once, so that there is money to give back.
    pub(crate) charged: bool,
}

pub(crate) async fn keep(tx: &Transaction, pledge: &PledgeReserved) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_pledge (pledge, campaign_title, charged) VALUES ($1, $2, $3) \
               ON CONFLICT DO NOTHING";
    let charged = i16::from(pledge.collection == Collection::Charge);
    let values = vec![pledge.pledge.0.into(), pledge.campaign_title.clone().into(), charged.into()];
    tx.exec(sql, values).await.map(drop)
}

pub(crate) async fn activate(tx: &Transaction, pledge: PledgeId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE notifications_pledge SET active_at = COALESCE(active_at, $1) WHERE pledge = $2";
    tx.exec(sql, vec![at.0.into(), pledge.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Pledged>, DbErr> {
    let sql = "SELECT campaign_title, charged FROM notifications_pledge WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| {
        let charged: i16 = row.try_get("", "charged")?;
        Ok(Pledged { campaign: row.try_get("", "campaign_title")?, charged: charged != 0 })
    })
    .transpose()
}
