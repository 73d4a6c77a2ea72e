use super::News;
use crate::{progress::Progress, tables::total::Total};
use contracts::{CampaignId, Money};
use std::time::Duration;
use tokio::{sync::watch, time::Instant};

/// The least time between two events of one campaign: a crowd that gives is told once a second.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a campaign is known after the last one went: whoever lost the connection is back within seconds.
const LINGER: Duration = Duration::from_secs(10);

/// A campaign that somebody watches.
pub(super) struct Watched {
    pub(super) campaign: CampaignId,
    pub(super) goal: Money,
    news: watch::Sender<News>,
    total: Total,
    /// Whether somebody who joined was told another total than everybody.
    is_ahead: bool,
    told_at: Option<Instant>,
    /// The total at that place, not told yet.
    waiting: Option<(i64, Total)>,
    /// When somebody was seen to watch it.
    watched_at: Instant,
}

impl Watched {
    pub(super) fn new(campaign: CampaignId, goal: Money, at: i64, total: Total) -> Self {
        Self {
            campaign,
            goal,
            news: watch::Sender::new(news(goal, at, &total)),
            total,
            is_ahead: false,
            told_at: None,
            waiting: None,
            watched_at: Instant::now(),
        }
    }

    pub(super) fn join(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// How it stands for somebody who joins: as it was noted last, of which the others may not have been told yet.
    pub(super) fn meet(&mut self) -> News {
        let Some((at, total)) = self.waiting else { return self.news.borrow().clone() };
        self.is_ahead = true;
        news(self.goal, at, &total)
    }

    /// Whether somebody watches it at `now`, or did a while ago.
    pub(super) fn is_kept(&mut self, now: Instant) -> bool {
        if self.news.receiver_count() > 0 {
            self.watched_at = now;
        }
        now.duration_since(self.watched_at) < LINGER
    }

    /// Notes how the campaign stands at `at`.
    pub(super) fn note(&mut self, at: i64, total: Total) {
        self.waiting = (self.is_ahead || total != self.total).then_some((at, total));
    }

    /// Tells everybody who watches what was noted, unless they were told something just now.
    pub(super) fn tell(&mut self, now: Instant) {
        if self.told_at.is_some_and(|told| now.duration_since(told) < PAUSE) {
            return;
        }
        let Some((at, total)) = self.waiting.take() else { return };
        (self.total, self.told_at, self.is_ahead) = (total, Some(now), false);
        self.news.send_replace(news(self.goal, at, &total));
    }
}

fn news(goal: Money, id: i64, total: &Total) -> News {
    News { id, progress: Progress { raised: total.raised, goal }, total: *total }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn inr(minor: i64) -> Money {
        Money::new(minor, Currency::Inr)
    }

    fn total(minor: i64) -> Total {
        Total { raised: inr(minor), givers: 1, changed_at: None }
    }

    fn watched(minor: i64) -> Watched {
        Watched::new(CampaignId::fresh(), inr(10_000), 1, total(minor))
    }

    #[test]
    fn a_crowd_that_gives_is_told_once_a_second_and_ends_with_the_last_total() {
        let mut watched = watched(0);
        let news = watched.join();
        let now = Instant::now();
        for (at, minor) in [(2, 100), (3, 200), (4, 300)] {
            watched.note(at, total(minor));
            watched.tell(now);
        }
        assert_eq!(news.borrow().id, 2, "the first is told at once");
        watched.tell(now + PAUSE);
        assert_eq!(news.borrow().id, 4, "the others are told as one");
        assert_eq!(news.borrow().total, total(300));
    }

    #[test]
    fn whoever_joins_ahead_of_the_others_is_told_when_it_is_as_it_was_again() {
        let mut watched = watched(500);
        assert_eq!(watched.meet().id, 1, "it is what everybody knows");
        watched.note(2, total(700));
        assert_eq!(watched.meet().id, 2, "the others are not told yet");
        let news = watched.join();
        watched.note(3, total(500));
        watched.tell(Instant::now());
        assert_eq!(news.borrow().id, 3, "the one who joined knows of 700 and hears that it is gone");
        assert_eq!(watched.meet().id, 3);
    }

    #[test]
    fn a_total_that_is_what_it_was_is_no_news() {
        let mut watched = watched(500);
        let mut news = watched.join();
        watched.note(2, total(500));
        watched.tell(Instant::now());
        assert_eq!(news.borrow_and_update().total, total(500));
        assert!(news.has_changed().is_ok_and(|it| !it));
    }

    #[test]
    fn a_campaign_is_known_for_a_while_after_the_last_one_who_watched_it_went() {
        let mut watched = watched(500);
        let (news, now) = (watched.join(), Instant::now());
        assert!(watched.is_kept(now + LINGER * 3));
        drop(news);
        assert!(watched.is_kept(now + LINGER * 3 + LINGER / 2));
        assert!(!watched.is_kept(now + LINGER * 4));
    }
}
