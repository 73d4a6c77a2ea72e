//! `campaigns_transition`: every step every campaign took.

use super::get;
use crate::{
    lifecycle::{Status, Step},
    transition::Taken,
};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::DbErr;

/// A step as it was written down.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) step: String,
    pub(crate) to: Status,
    /// `None`: the clock.
    pub(crate) actor: Option<UserId>,
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

pub(crate) async fn insert(db: &impl Sql, it: &Taken<'_>, from: Status, to: Status) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_transition (campaign, step, from_status, to_status, actor, reason, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        it.campaign.0.into(),
        it.step.name().into(),
        from.name().into(),
        to.name().into(),
        it.by.map(|it| it.0).into(),
        it.reason.trim().into(),
        it.at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// Every step of `campaign`, the latest first.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Recorded>, DbErr> {
    let sql = "SELECT step, to_status, actor, reason, at FROM campaigns_transition WHERE campaign = $1 \
               ORDER BY id DESC";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    let read = |row| {
        Ok(Recorded {
            step: get(row, "step")?,
            to: super::status(&get::<String>(row, "to_status")?)?,
            actor: get::<Option<uuid::Uuid>>(row, "actor")?.map(UserId),
            reason: get(row, "reason")?,
            at: Timestamp(get(row, "at")?),
        })
    };
    rows.iter().map(read).collect()
}

/// Where `campaign` stood when it was suspended the last time.
pub(crate) async fn suspended_from(db: &impl Sql, campaign: CampaignId) -> Result<Option<Status>, DbErr> {
    let sql = "SELECT from_status FROM campaigns_transition WHERE campaign = $1 AND step = $2 \
               ORDER BY id DESC LIMIT 1";
    let row = db.one(sql, vec![campaign.0.into(), Step::Suspend.name().into()]).await?;
    row.map(|row| super::status(&get::<String>(&row, "from_status")?)).transpose()
}
