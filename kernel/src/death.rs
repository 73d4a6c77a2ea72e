//! Places where a simulation may end the program, as `kill -9` would: whatever is under way never goes on.

use std::cell::RefCell;

/// Where a program can end so that it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A transaction is ready to be committed, and is not.
    BeforeCommit,
    /// It is committed, and nobody who waits for it will hear so.
    AfterCommit,
}

type Fate = Box<dyn FnMut(Moment) -> bool>;

thread_local! {
    static FATE: RefCell<Option<Fate>> = const { RefCell::new(None) };
}

/// Says who decides, on this thread, whether the program ends at a moment; none: it never does. Only a
/// simulation asks for it.
pub fn decide_on_this_thread(fate: Option<Fate>) {
    FATE.with_borrow_mut(|it| *it = fate);
}

/// Goes on, unless the program ends here: then never.
pub(crate) async fn survive(moment: Moment) {
    if FATE.with_borrow_mut(|it| it.as_mut().is_some_and(|fate| fate(moment))) {
        std::future::pending::<()>().await;
    }
}
