//! `pledges_reward`: rewards as this module was told of them, read together with their stock.

use super::unreadable;
use contracts::{CampaignId, Money, RewardId, campaigns::RewardPublished};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// A reward and how many of it are left.
#[derive(Clone, Debug)]
pub(crate) struct Reward {
    pub(crate) id: RewardId,
    pub(crate) campaign: CampaignId,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) price: Money,
    /// How many there are in all. `None`: as many as are asked for.
    pub(crate) quantity: Option<i64>,
    closed: bool,
    taken: i64,
}

impl Reward {
    /// How many can still be chosen. `None`: as many as are asked for.
    pub(crate) fn left(&self) -> Option<i64> {
        if self.closed {
            return Some(0);
        }
        self.quantity.map(|it| (it - self.taken).max(0))
    }

    pub(crate) fn is_available(&self) -> bool {
        self.left() != Some(0)
    }
}

const WITH_STOCK: &str = "SELECT r.reward, r.campaign, r.title, r.description, r.price_minor, c.currency, s.quantity, \
     s.closed, s.reserved + s.sold AS taken FROM pledges_reward r JOIN pledges_campaign c ON c.campaign = r.campaign \
     JOIN pledges_reward_stock s ON s.reward = r.reward";

pub(crate) async fn find(db: &impl ConnectionTrait, id: RewardId) -> Result<Option<Reward>, DbErr> {
    let row = db.one(&format!("{WITH_STOCK} WHERE r.reward = $1"), vec![id.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The rewards of a campaign, the smallest first.
pub(crate) async fn of(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<Reward>, DbErr> {
    let sql = format!("{WITH_STOCK} WHERE r.campaign = $1 ORDER BY r.price_minor, r.reward");
    db.all(&sql, vec![campaign.0.into()]).await?.iter().map(read).collect()
}

/// Keeps what was said of a reward. False when something newer is known.
pub(crate) async fn keep(tx: &Transaction, it: &RewardPublished) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_reward (reward, campaign, title, description, price_minor, published_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (reward) DO UPDATE SET title = $3, description = $4, \
         price_minor = $5, published_at = $6 WHERE pledges_reward.published_at <= $6";
    let values = vec![
        it.reward.0.into(),
        it.campaign.0.into(),
        it.title.clone().into(),
        it.description.clone().into(),
        it.price.minor.into(),
        it.published_at.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

fn read(row: &QueryResult) -> Result<Reward, DbErr> {
    let currency = row.try_get::<String>("", "currency")?;
    let currency = currency.parse().map_err(|error| unreadable("currency", error))?;
    Ok(Reward {
        id: RewardId(row.try_get("", "reward")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        title: row.try_get("", "title")?,
        description: row.try_get("", "description")?,
        price: Money::new(row.try_get("", "price_minor")?, currency),
        quantity: row.try_get("", "quantity")?,
        closed: row.try_get::<i16>("", "closed")? != 0,
        taken: row.try_get("", "taken")?,
    })
}
