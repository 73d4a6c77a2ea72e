use super::get;
use contracts::{CampaignId, Timestamp, UserId, campaigns::CampaignPublished};
use kernel::db::Sql;
use sea_orm::DbErr;

/// What a campaign hopes for, and whose it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aim {
    pub(crate) creator: UserId,
    pub(crate) goal_minor: i64,
    pub(crate) began_at: Timestamp,
    pub(crate) deadline_at: Timestamp,
}

/// Keeps how a campaign stands; when it began is what the first message said.
pub(crate) async fn keep(db: &impl Sql, it: &CampaignPublished) -> Result<(), DbErr> {
    let sql = "INSERT INTO analytics_aim (campaign, creator, goal_minor, began_at, deadline_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign) DO UPDATE SET creator = excluded.creator, \
               goal_minor = excluded.goal_minor, deadline_at = excluded.deadline_at";
    let values = vec![
        it.campaign.0.into(),
        it.creator.0.into(),
        it.goal.minor.into(),
        it.published_at.0.into(),
        it.deadline_at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

pub(crate) async fn find(db: &impl Sql, campaign: CampaignId) -> Result<Option<Aim>, DbErr> {
    let row = db.one("SELECT * FROM analytics_aim WHERE campaign = $1", vec![campaign.0.into()]).await?;
    let read = |row| {
        Ok(Aim {
            creator: UserId(get(&row, "creator")?),
            goal_minor: get(&row, "goal_minor")?,
            began_at: Timestamp(get(&row, "began_at")?),
            deadline_at: Timestamp(get(&row, "deadline_at")?),
        })
    };
    row.map(read).transpose()
}
