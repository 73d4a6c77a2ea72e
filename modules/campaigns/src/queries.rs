//! What the pages show.

use crate::{
    campaign::{BudgetLine, is_slug},
    tables::{self, campaign::Campaign, giver::Giver, reward::Reward, total::Total},
};
use contracts::Timestamp;
use kernel::Database;
use sea_orm::DbErr;

/// How many campaigns the home page shows.
const ON_HOME_PAGE: i64 = 24;
/// How many of those who gave last a campaign's page names.
const RECENT: i64 = 5;

/// A campaign and what came in for it.
pub(crate) struct Standing {
    pub(crate) campaign: Campaign,
    pub(crate) total: Total,
}

/// All that a campaign's page shows.
pub(crate) struct Everything {
    pub(crate) standing: Standing,
    pub(crate) budget: Vec<BudgetLine>,
    pub(crate) rewards: Vec<Reward>,
    pub(crate) recent: Vec<Giver>,
}

/// The campaigns that take pledges at `now`.
pub(crate) async fn open(db: &Database, now: Timestamp) -> Result<Vec<Standing>, DbErr> {
    let totals = tables::total::of_open(db.read(), now).await?;
    let campaigns = tables::campaign::open(db.read(), now, ON_HOME_PAGE).await?;
    let standing = |campaign: Campaign| {
        let nothing = Total::nothing(campaign.goal.currency);
        Standing { total: totals.get(&campaign.id).copied().unwrap_or(nothing), campaign }
    };
    Ok(campaigns.into_iter().map(standing).collect())
}

/// The campaign at `/c/{slug}` and what came in for it.
pub(crate) async fn standing(db: &Database, slug: &str) -> Result<Option<Standing>, DbErr> {
    if !is_slug(slug) {
        return Ok(None);
    }
    let Some(campaign) = tables::campaign::at(db.read(), slug).await? else { return Ok(None) };
    let total = tables::total::of(db.read(), campaign.id, campaign.goal.currency).await?;
    Ok(Some(Standing { campaign, total }))
}

/// The campaign at `/c/{slug}` with all that its page shows.
pub(crate) async fn everything(db: &Database, slug: &str) -> Result<Option<Everything>, DbErr> {
    let Some(standing) = standing(db, slug).await? else { return Ok(None) };
    let (id, currency) = (standing.campaign.id, standing.campaign.goal.currency);
    Ok(Some(Everything {
        budget: tables::budget_line::of(db.read(), id, currency).await?,
        rewards: tables::reward::of(db.read(), id, currency).await?,
        recent: tables::giver::recent(db.read(), id, RECENT).await?,
        standing,
    }))
}
