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
#[derive(Clone, Default)]
pub(super) struct Checking(Arc<Mutex<Option<Run>>>);

impl Checking {
    /// The outcome of `check`, or of the one that is under way already; nothing when it takes longer. Its outcome is
    /// told to whoever asks next, and after that it is checked anew.
    pub(super) async fn ask<F>(&self, check: impl FnOnce() -> F) -> Option<Outcome>
    where
        F: Future<Output = anyhow::Result<Report>> + Send + 'static,
    {
        let mut run = self.join(check);
        let outcome = match timeout(WAITS, run.wait_for(Option::is_some)).await.ok()? {
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
            sleep(KEPT).await;
            this.forget(&own);
        });
        *current = Some(run.clone());
        run
    }

    fn forget(&self, run: &Run) {
        self.current().take_if(|it| it.same_channel(run));
    }

    fn current(&self) -> MutexGuard<'_, Option<Run>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Checks that take as many seconds as said, and how many there were.
    #[derive(Clone, Default)]
    struct Slow(Arc<AtomicUsize>);

    impl Slow {
        async fn run(self, seconds: u64) -> anyhow::Result<Report> {
            self.0.fetch_add(1, Ordering::Relaxed);
            sleep(Duration::from_secs(seconds)).await;
            Ok(Report { holds: true, checks: Vec::new() })
        }

        fn begun(&self) -> usize {
            self.0.load(Ordering::Relaxed)
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_check_that_takes_long_goes_on_and_is_told_to_whoever_comes_back() {
        let (checking, slow) = (Checking::default(), Slow::default());
        let ask = async || checking.ask(|| slow.clone().run(35)).await;
        assert!(ask().await.is_none());
        assert!(ask().await.is_none(), "the same one is waited for");
        sleep(Duration::from_secs(60)).await;
        assert!(ask().await.is_some_and(|it| it.is_ok_and(|it| it.holds)));
        assert_eq!(slow.begun(), 1);
        assert!(ask().await.is_none(), "it is checked anew");
        assert_eq!(slow.begun(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn an_outcome_that_nobody_came_back_for_is_not_told_much_later() {
        let (checking, slow) = (Checking::default(), Slow::default());
        let ask = async |seconds| checking.ask(|| slow.clone().run(seconds)).await;
        assert!(ask(15).await.is_none());
        sleep(Duration::from_hours(1)).await;
        assert!(ask(1).await.is_some());
        assert_eq!(slow.begun(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_check_that_breaks_off_says_so_and_the_next_one_is_a_new_one() {
        let (checking, slow) = (Checking::default(), Slow::default());
        let broken = checking.ask(|| async { anyhow::bail!("no database") }).await;
        assert_eq!(broken.and_then(Result::err).as_deref(), Some("no database"));
        let panicked = checking.ask(|| async { panic!("a bug") }).await;
        assert_eq!(panicked.and_then(Result::err).as_deref(), Some("the check broke off"));
        assert!(checking.ask(|| slow.clone().run(1)).await.is_some());
    }
}
