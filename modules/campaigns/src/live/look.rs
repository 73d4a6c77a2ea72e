use super::Hub;
use crate::tables::total::{self, Total};
use contracts::{CampaignId, Money};
use kernel::Database;
use sea_orm::DbErr;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How often the place is looked at while anybody watches: one row by its key.
const EVERY: Duration = Duration::from_millis(250);

/// How far the projection has folded the pledges' log.
pub(super) async fn place(db: &Database) -> Result<i64, DbErr> {
    total::folded_up_to(db.read()).await
}

/// What came in for a campaign whose goal is `goal`.
pub(super) async fn total(db: &Database, campaign: CampaignId, goal: Money) -> Result<Total, DbErr> {
    total::of(db.read(), campaign, goal.currency).await
}

/// Looks until nobody watches any more.
pub(super) async fn keep_looking(hub: Hub, db: Database, mut at: i64) {
    while let Some(watched) = hub.who_is_watched() {
        match look(&hub, &db, &watched, at).await {
            Ok(now) => at = now,
            Err(error) => tracing::warn!(%error, "the totals that are watched could not be read"),
        }
        sleep(EVERY).await;
    }
}

async fn look(hub: &Hub, db: &Database, watched: &[(CampaignId, Money)], at: i64) -> Result<i64, DbErr> {
    let now = place(db).await?;
    if now != at {
        let totals = total::of_each(db.read(), watched).await?;
        let mut all = hub.lock();
        for (campaign, total) in totals {
            if let Some(it) = all.campaigns.get_mut(&campaign) {
                it.note(now, total);
            }
        }
    }
    let moment = Instant::now();
    for it in hub.lock().campaigns.values_mut() {
        it.tell(moment);
    }
    Ok(now)
}
