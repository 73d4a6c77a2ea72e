//! Totals as they change, for pages that are open (edge.md EDGE-2).
//!
//! One look for the whole process, however many watch or join: the projection `totals` keeps its place in the pledges'
//! log in the transaction of what it folds, so a place that moved is a total that may have. Only then are the totals
//! that somebody watches read, once, and handed to everybody. What is known of a campaign that is watched stays in
//! memory, so whoever joins asks for nothing but the place, and a crowd shares that too.

mod look;
mod shared;
mod watched;

use self::{shared::Shared, watched::Watched};
use crate::{progress::Progress, tables::total::Total};
use contracts::{CampaignId, Money};
use kernel::{Database, waiting_for};
use sea_orm::DbErr;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::Instant,
};

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
    looks: Arc<Shared<Result<(), DbErr>>>,
}

#[derive(Default)]
struct Watching {
    /// By their addresses.
    campaigns: BTreeMap<String, Watched>,
    /// The addresses that somebody is coming to, and how many are.
    wanted: BTreeMap<String, usize>,
    /// The place in the pledges' log at which all campaigns were read last.
    at: Option<i64>,
    /// Whether somebody looks on behalf of all.
    looking: bool,
}

/// What becomes of somebody who wants to watch.
pub(crate) enum Asked {
    Watches(Watcher),
    /// As many watch as may.
    Full,
    /// There is no such campaign.
    Nowhere,
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
        Self { places: Arc::new(Semaphore::new(most)), watched: Arc::default(), looks: Arc::default() }
    }

    /// Watches the campaign at `slug` from how it stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn watch(&self, db: &Database, slug: &str) -> Result<Asked, DbErr> {
        let Ok(place) = self.places.clone().try_acquire_owned() else { return Ok(Asked::Full) };
        let _coming = Coming::to(self, slug);
        self.look(db).await?;
        let joined = self.join(db, slug);
        Ok(joined
            .map_or(Asked::Nowhere, |(first, news)| Asked::Watches(Watcher { first, news, _place: place })))
    }

    /// Brings what is known up to what the database held after this was called.
    async fn look(&self, db: &Database) -> Result<(), DbErr> {
        // A crowd that joins one campaign at once shares looks only when all of it comes to them, and not as many of it
        // as there are turns.
        waiting_for(self.looks.ask(|| look::look(self, db))).await
    }

    /// How it stands, and what comes after that: nothing falls between, because both are of one moment.
    fn join(&self, db: &Database, slug: &str) -> Option<(News, watch::Receiver<News>)> {
        let mut all = self.lock();
        let watched = all.campaigns.get_mut(slug)?;
        let joined = (watched.meet(), watched.join());
        if !all.looking {
            all.looking = true;
            tokio::spawn(look::keep_looking(self.clone(), db.clone()));
        }
        Some(joined)
    }

    fn lock(&self) -> MutexGuard<'_, Watching> {
        // What is behind the lock is whole between any two statements.
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is anything to look at still; when there is not, the look ends.
    fn goes_on(&self) -> bool {
        let mut all = self.lock();
        all.forget(Instant::now());
        all.looking = !all.campaigns.is_empty();
        all.looking
    }

    /// Tells everybody what was noted of what they watch.
    fn tell(&self) {
        let now = Instant::now();
        for it in self.lock().campaigns.values_mut() {
            it.tell(now);
        }
    }
}

/// Somebody on the way to a campaign, until they join or go.
struct Coming<'a> {
    hub: &'a Hub,
    slug: &'a str,
}

impl<'a> Coming<'a> {
    fn to(hub: &'a Hub, slug: &'a str) -> Self {
        *hub.lock().wanted.entry(slug.to_owned()).or_default() += 1;
        Self { hub, slug }
    }
}

impl Drop for Coming<'_> {
    fn drop(&mut self) {
        let mut all = self.hub.lock();
        let others = all.wanted.get(self.slug).map_or(0, |it| it.saturating_sub(1));
        if others == 0 {
            all.wanted.remove(self.slug);
        } else {
            all.wanted.insert(self.slug.to_owned(), others);
        }
    }
}

impl Watching {
    /// Forgets what nobody has watched for a while. Whoever is on the way may have looked already, and joins what they
    /// saw.
    fn forget(&mut self, now: Instant) {
        let Self { campaigns, wanted, .. } = self;
        campaigns.retain(|slug, it| it.is_kept(now) || wanted.contains_key(slug));
    }

    /// The addresses that somebody is coming to, of campaigns that are not known.
    fn unknown(&self) -> Vec<String> {
        self.wanted.keys().filter(|it| !self.campaigns.contains_key(*it)).cloned().collect()
    }

    /// The campaigns that were read at another place than `now`, and their goals.
    fn not_of(&self, now: i64) -> Vec<(CampaignId, Money)> {
        if self.at == Some(now) {
            return Vec::new();
        }
        self.campaigns.values().map(|it| (it.campaign, it.goal)).collect()
    }

    /// Takes in what was read at `now`: campaigns that somebody is coming to, and totals.
    fn take_in(
        &mut self,
        now: i64,
        came: Vec<(String, CampaignId, Money)>,
        totals: &BTreeMap<CampaignId, Total>,
    ) {
        for it in self.campaigns.values_mut() {
            if let Some(total) = totals.get(&it.campaign) {
                it.note(now, *total);
            }
        }
        for (slug, campaign, goal) in came {
            let total = totals.get(&campaign).copied().unwrap_or_else(|| Total::nothing(goal.currency));
            self.campaigns.entry(slug).or_insert_with(|| Watched::new(campaign, goal, now, total));
        }
        self.at = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;
    use kernel::in_turn;
    use std::{future::pending, time::Duration};
    use tokio::{task::yield_now, time::timeout};

    #[test]
    fn a_place_is_free_again_when_whoever_had_it_goes() {
        let hub = Hub::of(1);
        let place = hub.places.clone().try_acquire_owned();
        assert!(place.is_ok() && hub.places.clone().try_acquire_owned().is_err());
        drop(place);
        assert!(hub.places.clone().try_acquire_owned().is_ok());
    }

    #[tokio::test]
    async fn whoever_waits_for_a_look_that_others_share_keeps_nobody_in_their_line() -> anyhow::Result<()> {
        let (hub, line) = (Hub::of(2), Arc::new(Semaphore::new(1)));
        let db = Database::connect("sqlite::memory:").await?;
        let looks = hub.looks.clone();
        let looking = tokio::spawn(async move { looks.ask(pending).await });
        yield_now().await;
        let joins = async move { hub.watch(&db, "shade").await.is_ok() };
        let waits = tokio::spawn(in_turn(line.clone(), joins));
        yield_now().await;
        let other = timeout(Duration::from_secs(5), in_turn(line, async { 7 })).await;
        assert_eq!(other.ok(), Some(7), "the turn is free meanwhile");
        assert!(!looking.is_finished() && !waits.is_finished());
        looking.abort();
        waits.abort();
        Ok(())
    }

    #[test]
    fn an_address_is_looked_for_as_long_as_anybody_is_coming_to_it() {
        let hub = Hub::of(2);
        let unknown = || hub.lock().unknown();
        let (one, other) = (Coming::to(&hub, "shade"), Coming::to(&hub, "shade"));
        drop(one);
        assert_eq!(unknown(), ["shade"]);
        drop(other);
        assert!(unknown().is_empty());
    }

    #[test]
    fn a_campaign_that_somebody_is_coming_to_is_not_forgotten_before_they_join() {
        let mut all = Watching::default();
        let goal = Money::new(10_000, Currency::Inr);
        all.take_in(1, vec![("shade".to_owned(), CampaignId::fresh(), goal)], &BTreeMap::new());
        all.wanted.insert("shade".to_owned(), 1);
        let later = Instant::now() + Duration::from_secs(60);
        all.forget(later);
        assert!(all.campaigns.contains_key("shade"));
        all.wanted.clear();
        all.forget(later);
        assert!(all.campaigns.is_empty());
    }
}
