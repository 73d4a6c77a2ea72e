//! A check of every invariant goes through the whole log and may take longer than a page may. Whoever asks waits a
//! while for it and is then told to look again; it goes on meanwhile, once for everybody who asks.

use kernel::check::Report;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

/// How long whoever asks waits. A page is broken off after fifteen seconds.
const WAITS: Duration = Duration::from_secs(10);
/// How long an answer stays that nobody came back for.
const KEPT: Duration = Duration::from_mins(10);

type Outcome = Result<Arc<Report>, String>;
type Run = watch::Receiver<Option<Outcome>>;

/// The check that is under way, or whose outcome waits for whoever asked.
#[derive(Clone)]
pub(super) struct Checking {
    current: Arc<Mutex<Option<Run>>>,
    waits: Duration,
    kept: Duration,
}

impl Default for Checking {
    fn default() -> Self {
        Self { current: Arc::default(), waits: WAITS, kept: KEPT }
    }
}

impl Checking {
    /// The outcome of `check`, or of the one that is under way already; nothing when it takes longer. Its outcome is
    /// told to whoever asks next, and after that it is checked anew.
    pub(super) async fn ask<F>(&self, check: impl FnOnce() -> F) -> Option<Outcome>
    where
        F: Future<Output = anyhow::Result<Report>> + Send + 'static,
    {
        let mut run = self.join(check);
        let outcome = match timeout(self.waits, run.wait_for(Option::is_some)).await.ok()? {
            Ok(outcome) => outcome.clone(),
            Err(_) => Some(Err("the check broke off".to_owned())),
        };
        self.forget(&run);
        outcome
    }

    fn join<F>(&self, check: impl FnOnce() -> F) -> Run
    where
        F: Future<Output = anyhow::Result<Report>> + Send + 'static,
    {
        let mut current = self.current();
        if let Some(run) = &*current {
            return run.clone();
        }
        let (tell, run) = watch::channel(None);
        let (this, own, check) = (self.clone(), run.clone(), check());
        tokio::spawn(async move {
            let outcome = check.await.map(Arc::new).map_err(|error| format!("{error:#}"));
            tell.send_replace(Some(outcome));
            sleep(this.kept).await;
            this.forget(&own);
        });
        *current = Some(run.clone());
        run
    }

    fn forget(&self, run: &Run) {
        self.current().take_if(|it| it.same_channel(run));
    }

    fn current(&self) -> MutexGuard<'_, Option<Run>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::sync::Semaphore;

    /// Checks that end when they are told to, and how many there were.
    struct Slow {
        checking: Checking,
        begun: Arc<AtomicUsize>,
        ends: Arc<Semaphore>,
    }

    impl Slow {
        fn new(kept: Duration) -> Self {
            let checking = Checking { waits: Duration::from_millis(20), kept, ..Checking::default() };
            Self { checking, begun: Arc::default(), ends: Arc::new(Semaphore::new(0)) }
        }

        async fn ask(&self) -> Option<Outcome> {
            let (begun, ends) = (self.begun.clone(), self.ends.clone());
            let check = async move {
                begun.fetch_add(1, Ordering::Relaxed);
                ends.acquire().await?.forget();
                Ok(Report { holds: true, checks: Vec::new() })
            };
            self.checking.ask(|| check).await
        }

        fn begun(&self) -> usize {
            self.begun.load(Ordering::Relaxed)
        }
    }

    #[tokio::test]
    async fn a_check_that_takes_long_goes_on_and_is_told_to_whoever_comes_back() {
        let slow = Slow::new(KEPT);
        assert!(slow.ask().await.is_none());
        assert!(slow.ask().await.is_none(), "the same one is waited for");
        slow.ends.add_permits(1);
        let outcome = loop {
            if let Some(outcome) = slow.ask().await {
                break outcome;
            }
        };
        assert!(outcome.is_ok_and(|it| it.holds));
        assert_eq!(slow.begun(), 1);
        assert!(slow.ask().await.is_none(), "it is checked anew");
        assert_eq!(slow.begun(), 2);
    }

    #[tokio::test]
    async fn an_outcome_that_nobody_came_back_for_is_not_told_much_later() {
        let slow = Slow::new(Duration::from_millis(1));
        assert!(slow.ask().await.is_none());
        slow.ends.add_permits(1);
        while slow.checking.current().is_some() {
            sleep(Duration::from_millis(5)).await;
        }
        assert!(slow.ask().await.is_none());
        assert_eq!(slow.begun(), 2);
    }

    #[tokio::test]
    async fn a_check_that_breaks_off_says_so_and_the_next_one_is_a_new_one() {
        let checking = Checking::default();
        let broken = checking.ask(|| async { anyhow::bail!("no database") }).await;
        assert_eq!(broken.and_then(Result::err).as_deref(), Some("no database"));
        let panicked = checking.ask(|| async { panic!("a bug") }).await;
        assert_eq!(panicked.and_then(Result::err).as_deref(), Some("the check broke off"));
        let next = checking.ask(|| async { Ok(Report { holds: true, checks: Vec::new() }) }).await;
        assert!(next.is_some_and(|it| it.is_ok()));
    }
}
