//! `campaigns_update`: what creators tell those who follow.

use super::{comment::TURNED_BACK, get};
use contracts::{CampaignId, Timestamp, UpdateId, UserId, campaigns::Audience};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};

/// An update, posted or not.
#[derive(Clone, Debug)]
pub(crate) struct Update {
    pub(crate) id: UpdateId,
    pub(crate) campaign: CampaignId,
    pub(crate) author: UserId,
    pub(crate) title: String,
    /// Markdown.
    pub(crate) body: String,
    pub(crate) audience: Audience,
    /// When it is to be posted, once that was chosen.
    pub(crate) due_at: Option<Timestamp>,
    pub(crate) posted_at: Option<Timestamp>,
}

const fn name_of(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => "public",
        Audience::Backers => "backers",
    }
}

fn read(row: &QueryResult) -> Result<Update, DbErr> {
    let audience = match get::<String>(row, "audience")?.as_str() {
        "public" => Audience::Public,
        "backers" => Audience::Backers,
        other => return Err(DbErr::Type(format!("`{other}` is no audience"))),
    };
    Ok(Update {
        id: UpdateId(get(row, "id")?),
        campaign: CampaignId(get(row, "campaign")?),
        author: UserId(get(row, "author")?),
        title: get(row, "title")?,
        body: get(row, "body_markdown")?,
        audience,
        due_at: get::<Option<i64>>(row, "due_at")?.map(Timestamp),
        posted_at: get::<Option<i64>>(row, "posted_at")?.map(Timestamp),
    })
}

/// Keeps an update as it is written; what was posted stays as it was. `false` when nothing changed.
pub(crate) async fn keep(db: &impl Sql, it: &Update, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_update (id, campaign, author, title, body_markdown, audience, status, due_at, \
               created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET title = $4, \
               body_markdown = $5, audience = $6, status = $7, due_at = $8 \
               WHERE campaigns_update.campaign = $2 AND campaigns_update.posted_at IS NULL";
    let values = vec![
        it.id.0.into(),
        it.campaign.0.into(),
        it.author.0.into(),
        it.title.as_str().into(),
        it.body.as_str().into(),
        name_of(it.audience).into(),
        if it.due_at.is_some() { "scheduled" } else { "draft" }.into(),
        it.due_at.map(|it| it.0).into(),
        now.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Notes that an update is posted; `false` when it was before.
pub(crate) async fn post(db: &impl Sql, id: UpdateId, at: Timestamp) -> Result<bool, DbErr> {
    let sql =
        "UPDATE campaigns_update SET status = 'posted', posted_at = $2 WHERE id = $1 AND posted_at IS NULL";
    Ok(db.exec(sql, vec![id.0.into(), at.0.into()]).await? == 1)
}

/// How many updates of `campaign` were posted, how many comments are shown, and how often its words were changed.
pub(crate) async fn counts(db: &impl Sql, campaign: CampaignId) -> Result<(i64, i64, i64), DbErr> {
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM campaigns_update WHERE campaign = $1 AND posted_at IS NOT NULL), \
         (SELECT COUNT(*) FROM campaigns_comment c WHERE c.campaign = $1 AND c.hidden_at IS NULL \
         AND c.taken_back_at IS NULL AND NOT {TURNED_BACK}), \
         (SELECT COUNT(*) FROM campaigns_revision WHERE campaign = $1)"
    );
    let Some(row) = db.one(&sql, vec![campaign.0.into()]).await? else { return Ok((0, 0, 0)) };
    let revisions: i64 = row.try_get_by_index(2)?;
    Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, (revisions - 1).max(0)))
}

/// The last update of `campaign` that everybody may read.
pub(crate) async fn latest_public(db: &impl Sql, campaign: CampaignId) -> Result<Option<Update>, DbErr> {
    let sql = "SELECT * FROM campaigns_update WHERE campaign = $1 AND posted_at IS NOT NULL AND audience = 'public' \
               ORDER BY posted_at DESC, id DESC LIMIT 1";
    db.one(sql, vec![campaign.0.into()]).await?.as_ref().map(read).transpose()
}

pub(crate) async fn find(db: &impl Sql, campaign: CampaignId, id: UpdateId) -> Result<Option<Update>, DbErr> {
    let sql = "SELECT * FROM campaigns_update WHERE id = $1 AND campaign = $2";
    let row = db.one(sql, vec![id.0.into(), campaign.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Every update of `campaign`, those not posted first, then the latest first.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Update>, DbErr> {
    let sql = "SELECT * FROM campaigns_update WHERE campaign = $1 \
               ORDER BY COALESCE(posted_at, 9223372036854775807) DESC, created_at DESC";
    db.all(sql, vec![campaign.0.into()]).await?.iter().map(read).collect()
}

/// The updates of `campaign` that were posted, the latest first.
pub(crate) async fn posted(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Update>, DbErr> {
    let sql = "SELECT * FROM campaigns_update WHERE campaign = $1 AND posted_at IS NOT NULL ORDER BY posted_at DESC";
    db.all(sql, vec![campaign.0.into()]).await?.iter().map(read).collect()
}

/// Takes away an update that was never posted.
pub(crate) async fn discard(db: &impl Sql, campaign: CampaignId, id: UpdateId) -> Result<bool, DbErr> {
    let sql = "DELETE FROM campaigns_update WHERE id = $1 AND campaign = $2 AND posted_at IS NULL";
    Ok(db.exec(sql, vec![id.0.into(), campaign.0.into()]).await? == 1)
}
