//! `campaigns_member`: who helps to run a campaign.

use super::get;
use crate::access::Grants;
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};

/// Somebody who helps.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) user: UserId,
    pub(crate) name: String,
    pub(crate) grants: Grants,
    pub(crate) joined_at: Timestamp,
}

pub(super) fn grants(row: &QueryResult) -> Result<Grants, DbErr> {
    let may = |column| Ok::<_, DbErr>(get::<i16>(row, column)? != 0);
    Ok(Grants { edit: may("may_edit")?, updates: may("may_update")?, money: may("may_see_money")? })
}

/// What `user` may do on the team of `campaign`; `None` when they are not on it.
pub(crate) async fn grants_of(
    db: &impl Sql,
    campaign: CampaignId,
    user: UserId,
) -> Result<Option<Grants>, DbErr> {
    let sql = "SELECT * FROM campaigns_member WHERE campaign = $1 AND user_id = $2";
    let row = db.one(sql, vec![campaign.0.into(), user.0.into()]).await?;
    row.as_ref().map(grants).transpose()
}

/// The team of `campaign`, in the order in which they joined.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Member>, DbErr> {
    let sql = "SELECT * FROM campaigns_member WHERE campaign = $1 ORDER BY joined_at, user_id";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    let read = |row| {
        Ok(Member {
            user: UserId(get(row, "user_id")?),
            name: get(row, "name")?,
            grants: grants(row)?,
            joined_at: Timestamp(get(row, "joined_at")?),
        })
    };
    rows.iter().map(read).collect()
}

/// Takes somebody onto the team, or changes what they may do.
pub(crate) async fn keep(db: &impl Sql, campaign: CampaignId, it: &Member) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_member (campaign, user_id, name, may_edit, may_update, may_see_money, joined_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (campaign, user_id) DO UPDATE SET may_edit = $4, \
               may_update = $5, may_see_money = $6";
    let values = vec![
        campaign.0.into(),
        it.user.0.into(),
        it.name.as_str().into(),
        i16::from(it.grants.edit).into(),
        i16::from(it.grants.updates).into(),
        i16::from(it.grants.money).into(),
        it.joined_at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// Takes somebody off the team.
pub(crate) async fn remove(db: &impl Sql, campaign: CampaignId, user: UserId) -> Result<bool, DbErr> {
    let sql = "DELETE FROM campaigns_member WHERE campaign = $1 AND user_id = $2";
    Ok(db.exec(sql, vec![campaign.0.into(), user.0.into()]).await? == 1)
}

/// Takes `user`, whose account was closed, off every team.
pub(crate) async fn forget(db: &impl Sql, user: UserId) -> Result<(), DbErr> {
    let sql = "DELETE FROM campaigns_member WHERE user_id = $1";
    db.exec(sql, vec![user.0.into()]).await.map(drop)
}
