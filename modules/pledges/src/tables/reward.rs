//! `pledges_reward`: rewards as this module was told of them, read together with their stock.

use super::unreadable;
use contracts::{
    CampaignId, Money, RewardId,
    campaigns::{AddOn, RewardPublished},
};
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
    /// What makes it an add-on, when it is one.
    pub(crate) add_on: Option<AddOn>,
    /// Nothing of it is sent by post.
    digital: bool,
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

    /// Whether it is an add-on that goes with `reward` (rule R7).
    pub(crate) fn goes_with(&self, reward: &Self) -> bool {
        self.add_on.as_ref().is_some_and(|it| it.goes_with(self.digital, reward.id, reward.digital))
    }

    /// Whether something of it is sent by post.
    pub(crate) fn is_posted(&self) -> bool {
        !self.digital
    }

    pub(crate) fn is_available(&self) -> bool {
        self.left() != Some(0)
    }
}

const WITH_STOCK: &str = "SELECT r.reward, r.campaign, r.title, r.description, r.price_minor, c.currency, r.digital, r.most, \
     r.goes_with, s.quantity, \
     s.closed, s.reserved + s.sold AS taken FROM pledges_reward r JOIN pledges_campaign c ON c.campaign = r.campaign \
     JOIN pledges_reward_stock s ON s.reward = r.reward";

pub(crate) async fn find(db: &impl ConnectionTrait, id: RewardId) -> Result<Option<Reward>, DbErr> {
    let row = db.one(&format!("{WITH_STOCK} WHERE r.reward = $1"), vec![id.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The rewards of a campaign, and its add-ons, the smallest first.
pub(crate) async fn of(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<Reward>, DbErr> {
    let sql = format!("{WITH_STOCK} WHERE r.campaign = $1 ORDER BY r.price_minor, r.reward");
    db.all(&sql, vec![campaign.0.into()]).await?.iter().map(read).collect()
}

/// Keeps what was said of a reward. False when something newer is known.
pub(crate) async fn keep(tx: &Transaction, it: &RewardPublished) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_reward (reward, campaign, title, description, price_minor, published_at, digital, most, \
         goes_with) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (reward) DO UPDATE SET title = $3, \
         description = $4, price_minor = $5, published_at = $6, digital = $7, most = $8, goes_with = $9 WHERE pledges_reward.published_at <= $6";
    let goes_with = it.add_on.as_ref().map(|it| serde_json::to_string(&it.with)).transpose();
    let goes_with = goes_with.map_err(|error| DbErr::Json(error.to_string()))?;
    let values = vec![
        it.reward.0.into(),
        it.campaign.0.into(),
        it.title.clone().into(),
        it.description.clone().into(),
        it.price.minor.into(),
        it.published_at.0.into(),
        i16::from(it.digital).into(),
        it.add_on.as_ref().map(|it| it.most).into(),
        goes_with.into(),
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
        add_on: add_on(row)?,
        digital: row.try_get::<i16>("", "digital")? != 0,
        closed: row.try_get::<i16>("", "closed")? != 0,
        taken: row.try_get("", "taken")?,
    })
}

fn add_on(row: &QueryResult) -> Result<Option<AddOn>, DbErr> {
    let Some(most) = row.try_get::<Option<i64>>("", "most")? else { return Ok(None) };
    let with = row.try_get::<Option<String>>("", "goes_with")?.unwrap_or_else(|| "[]".to_owned());
    let with = serde_json::from_str(&with).map_err(|error| unreadable("goes_with", error))?;
    Ok(Some(AddOn { most, with }))
}
