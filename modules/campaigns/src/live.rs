//! Totals as they change, for pages that are open (edge.md EDGE-2).
//!
//! One look for the whole process, however many watch: the projection `totals` keeps its place in the pledges' log
//! in the transaction of what it folds, so a place that moved is a total that may have. Only then are the totals
//! that somebody watches read, once, and handed to everybody.

mod look;
mod watched;

use self::watched::Watched;
use crate::{progress::Progress, queries::Standing, tables::total::Total};
use contracts::{CampaignId, Money};
use kernel::Database;
use sea_orm::DbErr;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// How many may watch one process. Whoever comes later asks for `total.json` instead.
pub(crate) const MOST: usize = 2_000;

/// A total as it stood when the log had been folded up to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct News {
    /// The place in the pledges' log.
    pub(crate) id: i64,
    pub(crate) progress: Progress,
    pub(crate) total: Total,
}

/// Who watches what.
#[derive(Clone)]
pub(crate) struct Hub {
    places: Arc<Semaphore>,
    watched: Arc<Mutex<Watching>>,
}

#[derive(Default)]
struct Watching {
    campaigns: BTreeMap<CampaignId, Watched>,
    /// Whether somebody looks on behalf of all.
    looking: bool,
}

/// One of those who watch a campaign.
pub(crate) struct Watcher {
    /// How it stood when they joined.
    pub(crate) first: News,
    /// What the others are told too. Whatever is not after `first` is in it.
    pub(crate) news: watch::Receiver<News>,
    _place: OwnedSemaphorePermit,
}

impl Hub {
    /// For at most `most` who watch at a time.
    pub(crate) fn of(most: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(most)), watched: Arc::default() }
    }

    /// Watches a campaign from how it stands; `None` when as many watch as may.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn watch(&self, db: &Database, standing: &Standing) -> Result<Option<Watcher>, DbErr> {
        let Ok(place) = self.places.clone().try_acquire_owned() else { return Ok(None) };
        let (campaign, goal) = (standing.campaign.id, standing.campaign.goal);
        // The place first: a total that is newer than its place is only told once more.
        let at = look::place(db).await?;
        let total = look::total(db, campaign, goal).await?;
        let (first, news) = self.join(db, campaign, goal, at, total);
        Ok(Some(Watcher { first, news, _place: place }))
    }

    /// How it stands, and what comes after that: nothing falls between, because what was told meanwhile is newer
    /// than `at`, and what will be is news. What everybody was told last may be older than what was read just now.
    fn join(
        &self,
        db: &Database,
        campaign: CampaignId,
        goal: Money,
        at: i64,
        total: Total,
    ) -> (News, watch::Receiver<News>) {
        let mut all = self.lock();
        let watched = all.campaigns.entry(campaign).or_insert_with(|| Watched::new(goal, at, total));
        let joined = (watched.meet(at, &total), watched.join());
        if !all.looking {
            all.looking = true;
            tokio::spawn(look::keep_looking(self.clone(), db.clone(), at));
        }
        joined
    }

    fn lock(&self) -> MutexGuard<'_, Watching> {
        // What is behind the lock is whole between any two statements.
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The campaigns that somebody watches and their goals; nothing when nobody does, and then the look ends.
    fn who_is_watched(&self) -> Option<Vec<(CampaignId, Money)>> {
        let mut all = self.lock();
        all.campaigns.retain(|_, it| it.is_watched());
        all.looking = !all.campaigns.is_empty();
        all.looking.then(|| all.campaigns.iter().map(|(id, it)| (*id, it.goal)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_whoever_had_it_goes() {
        let hub = Hub::of(1);
        let place = hub.places.clone().try_acquire_owned();
        assert!(place.is_ok() && hub.places.clone().try_acquire_owned().is_err());
        drop(place);
        assert!(hub.places.clone().try_acquire_owned().is_ok());
    }
}
