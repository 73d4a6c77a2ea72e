use std::time::Duration;
use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

/// The least time between the beginnings of two looks: whoever asks meanwhile shares the second one.
const MOMENT: Duration = Duration::from_millis(20);

/// A look that many share. Whoever asks is answered by one that began after they asked, so nobody is told less than
/// there was by then, and a crowd costs no more than fifty looks a second.
pub(super) struct Shared<T>(Mutex<Option<(Instant, T)>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Shared<T> {
    /// What is seen from now on, by `look` or by somebody else's.
    pub(super) async fn ask<F: Future<Output = T>>(&self, look: impl FnOnce() -> F) -> T {
        let asked = Instant::now();
        let mut last = self.0.lock().await;
        if let Some((began, seen)) = &*last {
            if *began > asked {
                return seen.clone();
            }
            sleep_until(*began + MOMENT).await;
        }
        let began = Instant::now();
        let seen = look().await;
        *last = Some((began, seen.clone()));
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::join_all;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::time::sleep;

    #[tokio::test]
    async fn a_thousand_who_ask_at_once_share_a_few_looks() {
        let (shared, looks) = (Shared::default(), AtomicU32::new(0));
        let look = || async { looks.fetch_add(1, Ordering::SeqCst) };
        join_all((0..1000).map(|_| shared.ask(look))).await;
        // One for the first, one for all who asked after that, and some to spare for a machine that is busy.
        let looks = looks.load(Ordering::SeqCst);
        assert!((2..=5).contains(&looks), "{looks}");
    }

    #[tokio::test]
    async fn whoever_asks_while_somebody_looks_is_told_what_is_seen_after_that() {
        let (shared, there) = (Shared::default(), AtomicU32::new(1));
        let early = shared.ask(|| async {
            let seen = there.load(Ordering::SeqCst);
            sleep(Duration::from_millis(30)).await;
            seen
        });
        let late = async {
            sleep(Duration::from_millis(10)).await;
            there.store(2, Ordering::SeqCst);
            shared.ask(|| async { there.load(Ordering::SeqCst) }).await
        };
        assert_eq!(tokio::join!(early, late), (1, 2));
    }
}
