//! Turns at the processors. Of what is asked at once of one thing only so much is worked on as there are turns in its
//! line, and the rest waits: so a rush for it makes nobody who asks for something else wait behind hundreds.
//!
//! Whoever waits for `SQLite`'s one writer, for a form that is still on its way, or for a look that many share, needs no
//! processor, and gives the turn up until then. So those who wait in line come to the writer meanwhile, and share a commit; and nobody keeps a
//! line waiting by sending slowly.

use futures::poll;
use std::{cell::Cell, pin::pin, sync::Arc, task::Poll};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

tokio::task_local! {
    static CURRENT: Turn;
}

/// A turn in a line, held by the work at hand but while it waits for others.
struct Turn {
    line: Arc<Semaphore>,
    held: Cell<Option<OwnedSemaphorePermit>>,
}

/// Does `work` as soon as it is its turn in `line`: whoever came first is first.
pub async fn in_turn<F: Future>(line: Arc<Semaphore>, work: F) -> F::Output {
    let held = Cell::new(line.clone().acquire_owned().await.ok());
    CURRENT.scope(Turn { line, held }, work).await
}

/// Waits for `others`, and lets somebody else have the turn meanwhile. Work that has none only waits. Whatever `others`
/// has locked it lets go of as it ends: whoever came back into the line with a lock would wait for those who wait for it.
pub async fn waiting_for<F: Future>(others: F) -> F::Output {
    let mut others = pin!(others);
    if let Poll::Ready(answer) = poll!(&mut others) {
        return answer;
    }
    let line = CURRENT.try_with(|it| it.held.take().map(|_| it.line.clone())).ok().flatten();
    let answer = others.await;
    if let Some(line) = line {
        let held = line.acquire_owned().await.ok();
        // There is a line only where `CURRENT` is set.
        CURRENT.with(|it| it.held.set(held));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use tokio::{
        sync::Notify,
        task::{JoinSet, yield_now},
    };

    #[tokio::test]
    async fn no_more_work_at_once_than_there_are_turns_and_all_of_it_is_done() {
        let (line, at_work, most) =
            (Arc::new(Semaphore::new(2)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut asked = JoinSet::new();
        for _ in 0..20 {
            let (at_work, most) = (at_work.clone(), most.clone());
            asked.spawn(in_turn(line.clone(), async move {
                most.fetch_max(at_work.fetch_add(1, SeqCst) + 1, SeqCst);
                yield_now().await;
                at_work.fetch_sub(1, SeqCst);
            }));
        }
        assert_eq!(asked.join_all().await.len(), 20);
        assert_eq!((most.load(SeqCst), line.available_permits()), (2, 2));
    }

    #[tokio::test]
    async fn whoever_waits_for_others_lets_the_next_one_have_the_turn_and_takes_it_up_again() {
        let (line, written) = (Arc::new(Semaphore::new(1)), Arc::new(Notify::new()));
        let waits = tokio::spawn({
            let (inside, written) = (line.clone(), written.clone());
            in_turn(line.clone(), async move {
                waiting_for(written.notified()).await;
                inside.available_permits()
            })
        });
        yield_now().await;
        assert_eq!(in_turn(line.clone(), async { 7 }).await, 7, "the turn is free meanwhile");
        written.notify_one();
        assert_eq!(waits.await.ok(), Some(0), "it has the turn again");
        assert_eq!(line.available_permits(), 1);
    }

    #[tokio::test]
    async fn work_without_a_turn_only_waits() {
        assert_eq!(waiting_for(async { 7 }).await, 7);
    }
}
