//! `campaigns_draft`: what creators have written before it is published.

use super::{get, status as status_named};
use crate::{draft::Draft, lifecycle::Status};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::{db::Sql, web::Queued};
use sea_orm::{DbErr, QueryResult};

/// A campaign that was never published, or was first written here.
#[derive(Clone, Debug)]
pub(crate) struct Drafted {
    pub(crate) campaign: CampaignId,
    pub(crate) creator: UserId,
    pub(crate) slug: String,
    pub(crate) status: Status,
    pub(crate) draft: Draft,
    pub(crate) revision: i64,
    /// Whoever knows it may see the draft.
    pub(crate) preview_token: String,
    pub(crate) opens_at: Option<Timestamp>,
    pub(crate) submitted_at: Option<Timestamp>,
    pub(crate) updated_at: Timestamp,
}

fn read(row: &QueryResult) -> Result<Drafted, DbErr> {
    let content: String = get(row, "content")?;
    Ok(Drafted {
        campaign: CampaignId(get(row, "campaign")?),
        creator: UserId(get(row, "creator")?),
        slug: get(row, "slug")?,
        status: status_named(&get::<String>(row, "status")?)?,
        draft: serde_json::from_str(&content).map_err(|error| DbErr::Json(error.to_string()))?,
        revision: get(row, "revision")?,
        preview_token: get(row, "preview_token")?,
        opens_at: get::<Option<i64>>(row, "opens_at")?.map(Timestamp),
        submitted_at: get::<Option<i64>>(row, "submitted_at")?.map(Timestamp),
        updated_at: Timestamp(get(row, "updated_at")?),
    })
}

fn content(draft: &Draft) -> Result<String, DbErr> {
    serde_json::to_string(draft).map_err(|error| DbErr::Json(error.to_string()))
}

/// Keeps a new draft; `false` when its address is taken or it is kept already.
pub(crate) async fn insert(
    db: &impl Sql,
    campaign: CampaignId,
    creator: UserId,
    draft: &Draft,
    preview_token: &str,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_draft (campaign, creator, slug, status, content, revision, preview_token, \
               created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $7) ON CONFLICT DO NOTHING";
    let values = vec![
        campaign.0.into(),
        creator.0.into(),
        draft.slug.as_str().into(),
        Status::Draft.name().into(),
        content(draft)?.into(),
        preview_token.into(),
        now.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Keeps what was written, unless something was written since revision `seen`.
pub(crate) async fn save(
    db: &impl Sql,
    campaign: CampaignId,
    draft: &Draft,
    seen: i64,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_draft SET content = $2, slug = $3, revision = revision + 1, updated_at = $4 \
               WHERE campaign = $1 AND revision = $5";
    let values = vec![
        campaign.0.into(),
        content(draft)?.into(),
        draft.slug.as_str().into(),
        now.0.into(),
        seen.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Whether `slug` is the address of another campaign than `campaign`, published or not.
pub(crate) async fn is_taken(db: &impl Sql, slug: &str, campaign: CampaignId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM campaigns_draft WHERE slug = $1 AND campaign <> $2 UNION ALL \
               SELECT 1 FROM campaigns_campaign WHERE slug = $1 AND id <> $2";
    Ok(db.one(sql, vec![slug.into(), campaign.0.into()]).await?.is_some())
}

pub(crate) async fn find(db: &impl Sql, campaign: CampaignId) -> Result<Option<Drafted>, DbErr> {
    let row = db.one("SELECT * FROM campaigns_draft WHERE campaign = $1", vec![campaign.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The draft at the preview link that ends in `token`.
pub(crate) async fn by_token(db: &impl Sql, token: &str) -> Result<Option<Drafted>, DbErr> {
    let row = db.one("SELECT * FROM campaigns_draft WHERE preview_token = $1", vec![token.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The campaign that is to begin at `/c/{slug}` and has not yet.
pub(crate) async fn scheduled_at(db: &impl Sql, slug: &str) -> Result<Option<Drafted>, DbErr> {
    let sql = "SELECT * FROM campaigns_draft WHERE slug = $1 AND status = $2";
    let row = db.one(sql, vec![slug.into(), Status::Scheduled.name().into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The campaigns of `creator` that are to begin at an hour that was chosen, and when.
pub(crate) async fn scheduled_of(
    db: &impl Sql,
    creator: UserId,
) -> Result<Vec<(CampaignId, Timestamp)>, DbErr> {
    let sql = "SELECT campaign, opens_at FROM campaigns_draft \
               WHERE creator = $1 AND status = $2 AND opens_at IS NOT NULL ORDER BY opens_at, campaign";
    let rows = db.all(sql, vec![creator.0.into(), Status::Scheduled.name().into()]).await?;
    let read = |row: &QueryResult| Ok((CampaignId(get(row, "campaign")?), Timestamp(get(row, "opens_at")?)));
    rows.iter().map(read).collect()
}

/// What `creator` or a team they belong to has written and not published, the latest first.
pub(crate) async fn of_person(db: &impl Sql, creator: UserId) -> Result<Vec<Drafted>, DbErr> {
    let sql = "SELECT * FROM campaigns_draft d WHERE (d.creator = $1 OR EXISTS (SELECT 1 FROM campaigns_member m \
               WHERE m.campaign = d.campaign AND m.user_id = $1)) AND NOT EXISTS \
               (SELECT 1 FROM campaigns_campaign c WHERE c.id = d.campaign) ORDER BY updated_at DESC";
    db.all(sql, vec![creator.0.into()]).await?.iter().map(read).collect()
}

/// What waits for a moderator, the oldest first.
pub(crate) async fn in_review(db: &impl Sql) -> Result<Vec<Drafted>, DbErr> {
    let sql = "SELECT * FROM campaigns_draft WHERE status = $1 ORDER BY submitted_at, campaign";
    db.all(sql, vec![Status::InReview.name().into()]).await?.iter().map(read).collect()
}

/// How many wait for a moderator.
pub(crate) async fn to_review(db: &impl Sql) -> Result<Queued, DbErr> {
    let rows = "SELECT 1 AS one FROM campaigns_draft WHERE status = $1";
    Queued::count(db, rows, vec![Status::InReview.name().into()]).await
}

/// Where a campaign that is not published yet stands.
pub(crate) async fn status(db: &impl Sql, campaign: CampaignId) -> Result<Option<Status>, DbErr> {
    let sql = "SELECT status FROM campaigns_draft WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.map(|row| status_named(&get::<String>(&row, "status")?)).transpose()
}

/// Moves a campaign on, unless it stands elsewhere by now.
pub(crate) async fn set_status(
    db: &impl Sql,
    campaign: CampaignId,
    from: Status,
    to: Status,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_draft SET status = $3 WHERE campaign = $1 AND status = $2";
    Ok(db.exec(sql, vec![campaign.0.into(), from.name().into(), to.name().into()]).await? == 1)
}

/// Notes when the review that is under way was asked for.
pub(crate) async fn submitted(db: &impl Sql, campaign: CampaignId, at: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_draft SET submitted_at = $2 WHERE campaign = $1";
    db.exec(sql, vec![campaign.0.into(), at.0.into()]).await.map(drop)
}

/// Notes when it is to begin.
pub(crate) async fn opens(db: &impl Sql, campaign: CampaignId, at: Option<Timestamp>) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_draft SET opens_at = $2 WHERE campaign = $1";
    db.exec(sql, vec![campaign.0.into(), at.map(|it| it.0).into()]).await.map(drop)
}
