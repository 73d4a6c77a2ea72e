//! `campaigns_outcome`, and what of a campaign its ending is about.

use contracts::{CampaignId, Currency, Money, Timestamp, UserId, campaigns::FundingModel};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use std::collections::BTreeMap;

/// A campaign, as far as its ending goes.
pub(super) struct Subject {
    pub(super) id: CampaignId,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) creator: UserId,
    pub(super) model: FundingModel,
    pub(super) goal: Money,
    pub(super) deadline_at: Timestamp,
}

/// The published campaign `id`.
pub(super) async fn subject(db: &impl Sql, id: CampaignId) -> Result<Option<Subject>, DbErr> {
    let sql = "SELECT slug, title, creator, model, currency, goal_minor, deadline_at FROM campaigns_campaign WHERE id = $1";
    let Some(row) = db.one(sql, vec![id.0.into()]).await? else { return Ok(None) };
    let model = match row.try_get::<String>("", "model")?.as_str() {
        "all_or_nothing" => FundingModel::AllOrNothing,
        _ => FundingModel::KeepItAll,
    };
    Ok(Some(Subject {
        id,
        slug: row.try_get("", "slug")?,
        title: row.try_get("", "title")?,
        creator: UserId(row.try_get("", "creator")?),
        model,
        goal: Money::new(row.try_get("", "goal_minor")?, currency(&row)?),
        deadline_at: Timestamp(row.try_get("", "deadline_at")?),
    }))
}

fn currency(row: &QueryResult) -> Result<Currency, DbErr> {
    let code: String = row.try_get("", "currency")?;
    code.parse().map_err(|_| DbErr::Type(format!("`{code}` is no currency")))
}

/// How a campaign ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// What was promised by the deadline. Locked: it does not fall when cards are declined or gifts go back.
    pub(crate) total: Money,
    pub(crate) promises: i64,
    pub(crate) goal: Money,
    pub(crate) succeeded: bool,
    pub(crate) decided_at: Timestamp,
}

/// Keeps an outcome; false when there is one.
pub(super) async fn insert_once(db: &impl Sql, campaign: CampaignId, it: &Outcome) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_outcome (campaign, currency, total_minor, promises, goal_minor, succeeded, decided_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let values = vec![
        campaign.0.into(),
        it.total.currency.code().into(),
        it.total.minor.into(),
        it.promises.into(),
        it.goal.minor.into(),
        i16::from(it.succeeded).into(),
        it.decided_at.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// How those of `campaigns` ended of which it was decided.
pub(crate) async fn outcomes(
    db: &impl Sql,
    campaigns: &[CampaignId],
) -> Result<BTreeMap<CampaignId, Outcome>, DbErr> {
    if campaigns.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: Vec<_> = (1..=campaigns.len()).map(|it| format!("${it}")).collect();
    let sql = format!("SELECT * FROM campaigns_outcome WHERE campaign IN ({})", places.join(", "));
    let rows = db.all(&sql, campaigns.iter().map(|it| it.0.into()).collect()).await?;
    rows.iter().map(|row| Ok((CampaignId(row.try_get("", "campaign")?), read(row)?))).collect()
}

fn read(row: &QueryResult) -> Result<Outcome, DbErr> {
    let currency = currency(row)?;
    Ok(Outcome {
        total: Money::new(row.try_get("", "total_minor")?, currency),
        promises: row.try_get("", "promises")?,
        goal: Money::new(row.try_get("", "goal_minor")?, currency),
        succeeded: row.try_get::<i16>("", "succeeded")? != 0,
        decided_at: Timestamp(row.try_get("", "decided_at")?),
    })
}
