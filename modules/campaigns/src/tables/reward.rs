use super::get;
use crate::campaign::NewReward;
use contracts::{CampaignId, Currency, Money, RewardId, campaigns::RewardLimit};
use kernel::db::Sql;
use sea_orm::DbErr;

/// A reward as it is offered. How many are left is known to pledges alone.
#[derive(Clone, Debug)]
pub(crate) struct Reward {
    pub(crate) id: RewardId,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) price: Money,
    pub(crate) limit: RewardLimit,
}

pub(crate) async fn insert(
    db: &impl Sql,
    id: RewardId,
    campaign: CampaignId,
    place: i32,
    new: &NewReward,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_reward (id, campaign, place, title, description, price_minor, quantity) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        id.0.into(),
        campaign.0.into(),
        place.into(),
        new.title.as_str().into(),
        new.description.as_str().into(),
        new.price.minor.into(),
        quantity(new.limit).into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// Changes what a reward says and how many there are.
pub(crate) async fn change(db: &impl Sql, id: RewardId, new: &NewReward) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_reward SET title = $2, description = $3, price_minor = $4, quantity = $5 WHERE id = $1";
    let values = vec![
        id.0.into(),
        new.title.as_str().into(),
        new.description.as_str().into(),
        new.price.minor.into(),
        quantity(new.limit).into(),
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
    let read = |row| {
        Ok(Reward {
            id: RewardId(get(row, "id")?),
            title: get(row, "title")?,
            description: get(row, "description")?,
            price: Money::new(get(row, "price_minor")?, currency),
            limit: limit(get(row, "quantity")?),
        })
    };
    rows.iter().map(read).collect()
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
