//! `pledges_campaign`: campaigns as this module was told of them.

use super::{currency, money, unreadable};
use contracts::{
    CampaignId, Currency, Money, Timestamp,
    campaigns::{CampaignEdited, CampaignPublished, FundingModel, GiftUnit, Impact},
    pledges::Collection,
};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// A campaign that can be given to, or could.
#[derive(Clone, Debug)]
pub(crate) struct Campaign {
    pub(crate) id: CampaignId,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) organiser: String,
    pub(crate) currency: Currency,
    pub(crate) model: FundingModel,
    pub(crate) goal: Money,
    pub(crate) deadline_at: Timestamp,
    /// The IANA zone whose days it counts by.
    pub(crate) zone: String,
    pub(crate) minimum: Money,
    pub(crate) unit: Option<GiftUnit>,
    /// What gifts of some sizes do, in the creator's words.
    pub(crate) impacts: Vec<Impact>,
    /// The language it is written in (BCP 47); empty when nobody said.
    pub(crate) language: String,
    /// Why it takes no gifts although its deadline has not passed, as everybody may read it.
    pub(crate) stopped: Option<String>,
    /// It was stopped for good.
    pub(crate) cancelled: bool,
    /// Since when it is stopped for now: nobody is charged for it until it goes on.
    pub(crate) suspended_at: Option<Timestamp>,
}

impl Campaign {
    /// Whether a pledge accepted at `at` counts: strictly before the deadline.
    pub(crate) fn is_open(&self, at: Timestamp) -> bool {
        at < self.deadline_at
    }

    /// How late it is for whoever puts a refused card right: the week stands still while it is suspended.
    pub(crate) fn week_clock(&self, now: Timestamp) -> Timestamp {
        self.suspended_at.map_or(now, |it| it.min(now))
    }

    /// Whether it takes no gifts and may go on: nothing is decided about it meanwhile, its deadline passed or not.
    pub(crate) fn is_suspended(&self) -> bool {
        self.stopped.is_some() && !self.cancelled
    }

    /// What is done with the card of whoever gives to it.
    pub(crate) fn collection(&self) -> Collection {
        match self.model {
            FundingModel::KeepItAll => Collection::Charge,
            FundingModel::AllOrNothing => Collection::SaveCard,
        }
    }

    pub(crate) async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Self>, DbErr> {
        let row = db.one("SELECT * FROM pledges_campaign WHERE slug = $1", vec![slug.into()]).await?;
        row.as_ref().map(read).transpose()
    }

    pub(crate) async fn by_id(db: &impl ConnectionTrait, id: CampaignId) -> Result<Option<Self>, DbErr> {
        let row = db.one("SELECT * FROM pledges_campaign WHERE campaign = $1", vec![id.0.into()]).await?;
        row.as_ref().map(read).transpose()
    }
}

/// Keeps what was said of a campaign, unless something newer is known.
pub(crate) async fn keep(tx: &Transaction, it: CampaignPublished) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_campaign (campaign, slug, title, organiser, currency, model, goal_minor, deadline_at, zone, \
         minimum_minor, unit_minor, unit_one, unit_many, published_at, impacts, language) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, COALESCE($16, '')) \
         ON CONFLICT (campaign) DO UPDATE SET title = $3, organiser = $4, currency = $5, model = $6, goal_minor = $7, \
         deadline_at = $8, zone = $9, minimum_minor = $10, unit_minor = $11, unit_one = $12, unit_many = $13, \
         published_at = $14, impacts = $15, language = COALESCE($16, pledges_campaign.language) \
         WHERE pledges_campaign.published_at <= $14";
    let (unit_minor, unit_one, unit_many) = match it.unit {
        Some(unit) => (Some(unit.price.minor), Some(unit.one), Some(unit.many)),
        None => (None, None, None),
    };
    let values = vec![
        it.campaign.0.into(),
        it.slug.into(),
        it.title.into(),
        it.organiser.into(),
        it.currency.code().into(),
        model_name(it.model).into(),
        it.goal.minor.into(),
        it.deadline_at.0.into(),
        it.zone.into(),
        it.minimum.minor.into(),
        unit_minor.into(),
        unit_one.into(),
        unit_many.into(),
        it.published_at.0.into(),
        as_json(&it.impacts)?.into(),
        it.language.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Notes that a campaign takes no gifts since `at`, and why. What was cancelled stays so, and what went on after that
/// goes on.
pub(crate) async fn stop(
    tx: &Transaction,
    campaign: CampaignId,
    (how, why): (&str, &str),
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_campaign SET stopped = $2, stopped_reason = $3, stopped_at = $4 \
               WHERE campaign = $1 AND (stopped IS NULL OR stopped <> 'cancelled') \
               AND ($2 = 'cancelled' OR restored_at IS NULL OR restored_at < $4)";
    tx.exec(sql, vec![campaign.0.into(), how.into(), why.into(), at.0.into()]).await.map(drop)
}

/// Notes that a suspended campaign goes on; false when it does already, or was cancelled.
pub(crate) async fn go_on(tx: &Transaction, campaign: CampaignId, at: Timestamp) -> Result<bool, DbErr> {
    let sql = "UPDATE pledges_campaign SET stopped = NULL, stopped_reason = NULL, stopped_at = NULL, restored_at = $2 \
               WHERE campaign = $1 AND stopped = 'suspended'";
    Ok(tx.exec(sql, vec![campaign.0.into(), at.0.into()]).await? == 1)
}

/// Takes over the words of a campaign that was edited.
pub(crate) async fn reword(tx: &Transaction, it: &CampaignEdited) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_campaign SET title = $2, organiser = $3, impacts = COALESCE($4, impacts), \
               language = COALESCE($5, language) WHERE campaign = $1";
    let impacts = it.impacts.as_deref().map(as_json).transpose()?;
    let values = vec![
        it.campaign.0.into(),
        it.title.clone().into(),
        it.organiser.clone().into(),
        impacts.into(),
        it.language.clone().into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

fn as_json(impacts: &[Impact]) -> Result<String, DbErr> {
    serde_json::to_string(impacts).map_err(|error| DbErr::Json(error.to_string()))
}

fn model_name(model: FundingModel) -> &'static str {
    match model {
        FundingModel::KeepItAll => "keep_it_all",
        FundingModel::AllOrNothing => "all_or_nothing",
    }
}

fn read(row: &QueryResult) -> Result<Campaign, DbErr> {
    let currency = currency(row)?;
    let model = match row.try_get::<String>("", "model")?.as_str() {
        "keep_it_all" => FundingModel::KeepItAll,
        "all_or_nothing" => FundingModel::AllOrNothing,
        other => return Err(unreadable("model", other)),
    };
    let unit = match row.try_get::<Option<i64>>("", "unit_minor")? {
        Some(minor) => Some(GiftUnit {
            price: Money::new(minor, currency),
            one: row.try_get("", "unit_one")?,
            many: row.try_get("", "unit_many")?,
        }),
        None => None,
    };
    let stopped: Option<String> = row.try_get("", "stopped")?;
    let suspended_at = match stopped.as_deref() {
        // One of before this was kept had taken gifts until then, and has no week that could stand still.
        Some("suspended") => {
            Some(Timestamp(row.try_get::<Option<i64>>("", "stopped_at")?.unwrap_or_default()))
        }
        _ => None,
    };
    Ok(Campaign {
        id: CampaignId(row.try_get("", "campaign")?),
        slug: row.try_get("", "slug")?,
        title: row.try_get("", "title")?,
        organiser: row.try_get("", "organiser")?,
        currency,
        model,
        goal: money(row, "goal_minor")?,
        deadline_at: Timestamp(row.try_get("", "deadline_at")?),
        minimum: money(row, "minimum_minor")?,
        unit,
        impacts: serde_json::from_str(&row.try_get::<String>("", "impacts")?)
            .map_err(|error| DbErr::Json(error.to_string()))?,
        language: row.try_get("", "language")?,
        zone: row.try_get("", "zone")?,
        stopped: row.try_get("", "stopped_reason")?,
        cancelled: stopped.as_deref() == Some("cancelled"),
        suspended_at,
    })
}
