//! `campaigns_revision`: what a published campaign said before each edit, and now.

use super::{campaign::Campaign, get};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::DbErr;

/// The words of a campaign at one time.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) number: i32,
    pub(crate) title: String,
    pub(crate) promise: String,
    pub(crate) story: String,
    pub(crate) risks: String,
    pub(crate) at: Timestamp,
}

/// Keeps the words a campaign was published with, before the first edit changes them.
pub(crate) async fn keep_first(db: &impl Sql, it: &Campaign) -> Result<(), DbErr> {
    insert(db, it, 1, it.creator, it.published_at).await
}

/// Keeps the words of an edit.
pub(crate) async fn append(db: &impl Sql, it: &Campaign, by: UserId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "SELECT COALESCE(MAX(number), 0) FROM campaigns_revision WHERE campaign = $1";
    let row = db.one(sql, vec![it.id.0.into()]).await?;
    let last: i32 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    insert(db, it, last + 1, by, at).await
}

async fn insert(db: &impl Sql, it: &Campaign, number: i32, by: UserId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_revision (campaign, number, title, promise, story_markdown, risks_markdown, \
               by_user, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.0.into(),
        number.into(),
        it.title.as_str().into(),
        it.promise.as_str().into(),
        it.story.as_str().into(),
        it.risks.as_str().into(),
        by.0.into(),
        at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// Every revision of `campaign`, the first one first.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Revision>, DbErr> {
    let sql = "SELECT * FROM campaigns_revision WHERE campaign = $1 ORDER BY number";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    let read = |row| {
        Ok(Revision {
            number: get(row, "number")?,
            title: get(row, "title")?,
            promise: get(row, "promise")?,
            story: get(row, "story_markdown")?,
            risks: get(row, "risks_markdown")?,
            at: Timestamp(get(row, "at")?),
        })
    };
    rows.iter().map(read).collect()
}
