//! `campaigns_review_note`: what creators and moderators write to each other.

use super::{get, known};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::DbErr;
use uuid::Uuid;

/// A remark on a campaign in review.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) id: Uuid,
    pub(crate) author: UserId,
    /// What its author is called; `None` when their account was closed.
    pub(crate) author_name: Option<String>,
    pub(crate) from_staff: bool,
    pub(crate) words: String,
    pub(crate) at: Timestamp,
}

pub(crate) async fn insert(db: &impl Sql, campaign: CampaignId, it: &Note) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_review_note (id, campaign, author, author_name, from_staff, words, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    let values = vec![
        it.id.into(),
        campaign.0.into(),
        it.author.0.into(),
        it.author_name.as_deref().unwrap_or_default().into(),
        i16::from(it.from_staff).into(),
        it.words.as_str().into(),
        it.at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// All remarks on `campaign`, the earliest first.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Note>, DbErr> {
    let sql = "SELECT * FROM campaigns_review_note WHERE campaign = $1 ORDER BY at, id";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    let read = |row| {
        Ok(Note {
            id: get(row, "id")?,
            author: UserId(get(row, "author")?),
            author_name: known(get(row, "author_name")?),
            from_staff: get::<i16>(row, "from_staff")? != 0,
            words: get(row, "words")?,
            at: Timestamp(get(row, "at")?),
        })
    };
    rows.iter().map(read).collect()
}

/// Forgets what `author` is called, whose account was closed. What they wrote stays.
pub(crate) async fn forget(db: &impl Sql, author: UserId) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_review_note SET author_name = '' WHERE author = $1";
    db.exec(sql, vec![author.0.into()]).await.map(drop)
}
