use super::get;
use crate::{
    campaign::{NewCampaign, Question},
    category::Category,
    cover::{Cover, Motif},
    lifecycle::Status,
};
use contracts::{
    CampaignId, Currency, Money, Timestamp, UserId,
    campaigns::{FundingModel, GiftUnit, Impact},
};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, str::FromStr};
use uuid::Uuid;

/// The status of a campaign that takes pledges until its deadline.
const LIVE: &str = Status::Live.name();

/// How many campaigns one statement asks for.
const AT_ONCE: usize = 200;

/// A campaign as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Campaign {
    pub(crate) id: CampaignId,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) promise: String,
    pub(crate) story: String,
    pub(crate) organiser: String,
    pub(crate) place: String,
    pub(crate) goal: Money,
    pub(crate) model: FundingModel,
    pub(crate) deadline_at: Timestamp,
    pub(crate) zone: String,
    pub(crate) minimum: Money,
    pub(crate) unit: Option<GiftUnit>,
    pub(crate) cover: Cover,
    pub(crate) category: Category,
    /// The language it is written in (BCP 47).
    pub(crate) language: String,
    pub(crate) creator: UserId,
    pub(crate) status: Status,
    /// The picture that stands in place of the drawing.
    pub(crate) cover_image: Option<Uuid>,
    pub(crate) cover_alt: String,
    /// Markdown.
    pub(crate) risks: String,
    pub(crate) faq: Vec<Question>,
    /// What gifts of some sizes do.
    pub(crate) impacts: Vec<Impact>,
    /// Why it takes no gifts, where somebody decided so.
    pub(crate) stopped_reason: Option<String>,
    pub(crate) published_at: Timestamp,
}

impl Campaign {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let currency = currency(&get::<String>(row, "currency")?)?;
        let money = |minor| Money::new(minor, currency);
        let unit = match get::<Option<i64>>(row, "unit_minor")? {
            Some(price) => Some(GiftUnit {
                price: money(price),
                one: get(row, "unit_one")?,
                many: get(row, "unit_many")?,
            }),
            None => None,
        };
        Ok(Self {
            id: CampaignId(get(row, "id")?),
            slug: get(row, "slug")?,
            title: get(row, "title")?,
            promise: get(row, "promise")?,
            story: get(row, "story_markdown")?,
            organiser: get(row, "organiser")?,
            place: get(row, "place")?,
            goal: money(get(row, "goal_minor")?),
            model: model(&get::<String>(row, "model")?)?,
            deadline_at: Timestamp(get(row, "deadline_at")?),
            zone: get(row, "zone")?,
            minimum: money(get(row, "minimum_minor")?),
            unit,
            cover: Cover {
                motif: Motif::named(&get::<String>(row, "cover_motif")?),
                seed: get(row, "cover_seed")?,
            },
            category: get::<String>(row, "category")?.parse().map_err(DbErr::Type)?,
            language: get(row, "language")?,
            creator: UserId(get(row, "creator")?),
            status: super::status(&get::<String>(row, "status")?)?,
            cover_image: get(row, "cover_image")?,
            cover_alt: get(row, "cover_alt")?,
            risks: get(row, "risks_markdown")?,
            faq: from_json(&get::<String>(row, "faq")?)?,
            impacts: from_json(&get::<String>(row, "impacts")?)?,
            stopped_reason: get(row, "stopped_reason")?,
            published_at: Timestamp(get(row, "published_at")?),
        })
    }
}

/// Keeps a campaign; `false` when its address is taken.
pub(crate) async fn insert(
    db: &impl Sql,
    id: CampaignId,
    new: &NewCampaign,
    published_at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_campaign (id, slug, title, promise, story_markdown, organiser, creator, place, \
               currency, goal_minor, model, opens_at, deadline_at, zone, minimum_minor, unit_minor, unit_one, \
               unit_many, cover_motif, cover_seed, status, published_at, category, cover_image, cover_alt, \
               risks_markdown, faq, impacts, language) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
               $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29) ON CONFLICT (slug) DO NOTHING";
    let values = vec![
        id.0.into(),
        new.slug.as_str().into(),
        new.title.as_str().into(),
        new.promise.as_str().into(),
        new.story.as_str().into(),
        new.organiser.as_str().into(),
        new.creator.0.into(),
        new.place.as_str().into(),
        new.goal.currency.code().into(),
        new.goal.minor.into(),
        name_of(new.model).into(),
        new.opens_at.0.into(),
        new.deadline_at.0.into(),
        new.zone.as_str().into(),
        new.minimum.minor.into(),
        new.unit.as_ref().map(|it| it.price.minor).into(),
        new.unit.as_ref().map(|it| it.one.clone()).into(),
        new.unit.as_ref().map(|it| it.many.clone()).into(),
        new.cover.motif.name().into(),
        new.cover.seed.into(),
        LIVE.into(),
        published_at.0.into(),
        new.category.slug().into(),
        new.cover_image.into(),
        new.cover_alt.as_str().into(),
        new.risks.as_str().into(),
        as_json(&new.faq)?.into(),
        as_json(&new.impacts)?.into(),
        new.language.as_str().into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Where a published campaign stands.
pub(crate) async fn status(db: &impl Sql, id: CampaignId) -> Result<Option<Status>, DbErr> {
    let row = db.one("SELECT status FROM campaigns_campaign WHERE id = $1", vec![id.0.into()]).await?;
    row.map(|row| super::status(&get::<String>(&row, "status")?)).transpose()
}

/// Moves a published campaign on, unless it stands elsewhere by now.
pub(crate) async fn set_status(
    db: &impl Sql,
    id: CampaignId,
    from: Status,
    to: Status,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_campaign SET status = $3 WHERE id = $1 AND status = $2";
    Ok(db.exec(sql, vec![id.0.into(), from.name().into(), to.name().into()]).await? == 1)
}

/// Lets nobody else change a campaign, or decide how it ends, until `tx` is over. `SQLite` has one writer and needs no
/// locks.
pub(crate) async fn lock(tx: &Transaction, id: CampaignId) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.one("SELECT 1 FROM campaigns_campaign WHERE id = $1 FOR UPDATE", vec![id.0.into()]).await?;
    }
    Ok(())
}

/// Gives a campaign time until `deadline`.
pub(crate) async fn extend(db: &impl Sql, id: CampaignId, deadline: Timestamp) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_campaign SET deadline_at = $2 WHERE id = $1";
    db.exec(sql, vec![id.0.into(), deadline.0.into()]).await.map(drop)
}

/// The published campaign with this id.
pub(crate) async fn find(db: &impl Sql, id: CampaignId) -> Result<Option<Campaign>, DbErr> {
    let row = db.one("SELECT * FROM campaigns_campaign WHERE id = $1", vec![id.0.into()]).await?;
    row.as_ref().map(Campaign::read).transpose()
}

/// The campaign at `/c/{slug}`.
pub(crate) async fn at(db: &impl Sql, slug: &str) -> Result<Option<Campaign>, DbErr> {
    let row = db.one("SELECT * FROM campaigns_campaign WHERE slug = $1", vec![slug.into()]).await?;
    row.as_ref().map(Campaign::read).transpose()
}

/// The campaigns `ids`, by their ids.
pub(crate) async fn of_ids(
    db: &impl Sql,
    ids: &[CampaignId],
) -> Result<BTreeMap<CampaignId, Campaign>, DbErr> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = format!("SELECT * FROM campaigns_campaign WHERE id IN ({})", super::listing::places(ids.len()));
    let rows = db.all(&sql, ids.iter().map(|it| it.0.into()).collect()).await?;
    rows.iter().map(Campaign::read).map(|it| it.map(|it| (it.id, it))).collect()
}

/// The campaigns at `slugs`, each with its address and its goal.
pub(crate) async fn goals_at(
    db: &impl Sql,
    slugs: &[String],
) -> Result<Vec<(String, CampaignId, Money)>, DbErr> {
    let mut found = Vec::with_capacity(slugs.len());
    for some in slugs.chunks(AT_ONCE) {
        let places = super::listing::places(some.len());
        let sql =
            format!("SELECT slug, id, currency, goal_minor FROM campaigns_campaign WHERE slug IN ({places})");
        for row in db.all(&sql, some.iter().map(|it| it.as_str().into()).collect()).await? {
            let currency = currency(&get::<String>(&row, "currency")?)?;
            let goal = Money::new(get(&row, "goal_minor")?, currency);
            found.push((get(&row, "slug")?, CampaignId(get(&row, "id")?), goal));
        }
    }
    Ok(found)
}

/// The `limit` campaigns that were published last.
pub(crate) async fn latest(db: &impl Sql, limit: i64) -> Result<Vec<Campaign>, DbErr> {
    let sql = "SELECT * FROM campaigns_campaign ORDER BY published_at DESC, slug LIMIT $1";
    db.all(sql, vec![limit.into()]).await?.iter().map(Campaign::read).collect()
}

/// The published campaigns that `person` runs or helps to run, the latest first.
pub(crate) async fn of_person(db: &impl Sql, person: UserId) -> Result<Vec<Campaign>, DbErr> {
    let sql = "SELECT * FROM campaigns_campaign c WHERE c.creator = $1 OR EXISTS (SELECT 1 FROM campaigns_member m \
               WHERE m.campaign = c.id AND m.user_id = $1) ORDER BY published_at DESC, slug";
    db.all(sql, vec![person.0.into()]).await?.iter().map(Campaign::read).collect()
}

/// Notes why it takes no gifts, or that it does again.
pub(crate) async fn stopped(db: &impl Sql, id: CampaignId, reason: Option<&str>) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_campaign SET stopped_reason = $2 WHERE id = $1";
    db.exec(sql, vec![id.0.into(), reason.into()]).await.map(drop)
}

/// Keeps the words of a published campaign. Nothing about money is among them.
pub(crate) async fn reword(db: &impl Sql, it: &Campaign) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_campaign SET title = $2, promise = $3, story_markdown = $4, organiser = $5, \
               place = $6, category = $7, cover_image = $8, cover_alt = $9, risks_markdown = $10, faq = $11, \
               impacts = $12, language = $13 WHERE id = $1";
    let values = vec![
        it.id.0.into(),
        it.title.as_str().into(),
        it.promise.as_str().into(),
        it.story.as_str().into(),
        it.organiser.as_str().into(),
        it.place.as_str().into(),
        it.category.slug().into(),
        it.cover_image.into(),
        it.cover_alt.as_str().into(),
        it.risks.as_str().into(),
        as_json(&it.faq)?.into(),
        as_json(&it.impacts)?.into(),
        it.language.as_str().into(),
    ];
    db.exec(sql, values).await.map(drop)
}

fn as_json(list: &impl Serialize) -> Result<String, DbErr> {
    serde_json::to_string(list).map_err(|error| DbErr::Json(error.to_string()))
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()))
}

pub(super) fn currency(code: &str) -> Result<Currency, DbErr> {
    Currency::from_str(code).map_err(|error| DbErr::Type(error.to_string()))
}

fn name_of(model: FundingModel) -> &'static str {
    match model {
        FundingModel::KeepItAll => "keep_it_all",
        FundingModel::AllOrNothing => "all_or_nothing",
    }
}

fn model(name: &str) -> Result<FundingModel, DbErr> {
    match name {
        "keep_it_all" => Ok(FundingModel::KeepItAll),
        "all_or_nothing" => Ok(FundingModel::AllOrNothing),
        other => Err(DbErr::Type(format!("`{other}` is no funding model"))),
    }
}
