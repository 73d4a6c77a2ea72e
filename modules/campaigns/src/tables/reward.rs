use super::get;
use crate::campaign::NewReward;
use contracts::{
    CampaignId, Currency, Money, RewardId,
    campaigns::{AddOn, RewardLimit},
};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult, Value};

/// A reward as it is offered. How many are left is known to pledges alone.
#[derive(Clone, Debug)]
pub(crate) struct Reward {
    pub(crate) id: RewardId,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) price: Money,
    pub(crate) limit: RewardLimit,
    /// What makes it an add-on, when it is one.
    pub(crate) add_on: Option<AddOn>,
    /// Nothing of it is sent by post.
    pub(crate) digital: bool,
}

impl Reward {
    /// Whether it is an add-on that goes with `reward`.
    pub(crate) fn goes_with(&self, reward: &Self) -> bool {
        self.add_on.as_ref().is_some_and(|it| it.goes_with(self.digital, reward.id, reward.digital))
    }
}

pub(crate) async fn insert(
    db: &impl Sql,
    id: RewardId,
    campaign: CampaignId,
    place: i32,
    new: &NewReward,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_reward (id, campaign, place, title, description, price_minor, quantity, digital, \
               most, goes_with) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (most, goes_with) = add_on(new)?;
    let values = vec![
        id.0.into(),
        campaign.0.into(),
        place.into(),
        new.title.as_str().into(),
        new.description.as_str().into(),
        new.price.minor.into(),
        quantity(new.limit).into(),
        i16::from(new.digital).into(),
        most,
        goes_with,
    ];
    db.exec(sql, values).await.map(drop)
}

/// Changes what a reward says and how many there are.
pub(crate) async fn change(db: &impl Sql, id: RewardId, new: &NewReward) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_reward SET title = $2, description = $3, price_minor = $4, quantity = $5, digital = $6, \
               most = $7, goes_with = $8 WHERE id = $1";
    let (most, goes_with) = add_on(new)?;
    let values = vec![
        id.0.into(),
        new.title.as_str().into(),
        new.description.as_str().into(),
        new.price.minor.into(),
        quantity(new.limit).into(),
        i16::from(new.digital).into(),
        most,
        goes_with,
    ];
    db.exec(sql, values).await.map(drop)
}

/// The rewards of `campaign`, whose currency is `currency`, in the creator's order.
pub(crate) async fn of(
    db: &impl Sql,
    campaign: CampaignId,
    currency: Currency,
) -> Result<Vec<Reward>, DbErr> {
    let sql = "SELECT * FROM campaigns_reward WHERE campaign = $1 ORDER BY place";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    let read = |row: &QueryResult| {
        Ok(Reward {
            id: RewardId(get(row, "id")?),
            title: get(row, "title")?,
            description: get(row, "description")?,
            price: Money::new(get(row, "price_minor")?, currency),
            limit: limit(get(row, "quantity")?),
            add_on: read_add_on(row)?,
            digital: get::<i16>(row, "digital")? != 0,
        })
    };
    rows.iter().map(read).collect()
}

/// How an add-on's terms are stored.
fn add_on(new: &NewReward) -> Result<(Value, Value), DbErr> {
    let with = new.add_on.as_ref().map(|it| serde_json::to_string(&it.with)).transpose();
    let with = with.map_err(|error| DbErr::Json(error.to_string()))?;
    Ok((new.add_on.as_ref().map(|it| it.most).into(), with.into()))
}

fn read_add_on(row: &QueryResult) -> Result<Option<AddOn>, DbErr> {
    let Some(most) = get::<Option<i64>>(row, "most")? else { return Ok(None) };
    let with = get::<Option<String>>(row, "goes_with")?.unwrap_or_else(|| "[]".to_owned());
    let with = serde_json::from_str(&with).map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(Some(AddOn { most, with }))
}

fn quantity(limit: RewardLimit) -> Option<i64> {
    match limit {
        RewardLimit::Unlimited => None,
        RewardLimit::Closed => Some(0),
        RewardLimit::Quantity(many) => Some(many),
    }
}

fn limit(quantity: Option<i64>) -> RewardLimit {
    match quantity {
        None => RewardLimit::Unlimited,
        Some(0) => RewardLimit::Closed,
        Some(many) => RewardLimit::Quantity(many),
    }
}
