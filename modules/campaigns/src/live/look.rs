use super::Hub;
use crate::tables::{campaign, total};
use kernel::Database;
use sea_orm::DbErr;
use std::time::Duration;
use tokio::time::sleep;

/// How often the place is looked at while anybody watches: one row by its key.
const EVERY: Duration = Duration::from_millis(250);

/// Looks until nobody watches any more.
pub(super) async fn keep_looking(hub: Hub, db: Database) {
    while hub.goes_on() {
        if let Err(error) = hub.look(&db).await {
            tracing::warn!(%error, "the totals that are watched could not be read");
        }
        hub.tell();
        sleep(EVERY).await;
    }
}

/// Reads the place, what somebody came for, and what may have changed since the last time. Only one looks at a time.
pub(super) async fn look(hub: &Hub, db: &Database) -> Result<(), DbErr> {
    let unknown = hub.lock().unknown();
    // The place first: a total that is newer than its place is only told once more.
    let now = total::folded_up_to(db.read()).await?;
    let came = campaign::goals_at(db.read(), &unknown).await?;
    let mut read = hub.lock().not_of(now);
    read.extend(came.iter().map(|(_, campaign, goal)| (*campaign, *goal)));
    let totals = total::of_each(db.read(), &read).await?;
    hub.lock().take_in(now, came, &totals.into_iter().collect());
    Ok(())
}
