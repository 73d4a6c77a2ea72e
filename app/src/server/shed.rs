//! What is let go first when there is more to do than can be done: exports, then live numbers, searches and what other
//! sites show, then pages; pledges and webhooks last (SEC-41).

use super::{
    turns::{LINES, Turns},
    words::busy,
};
use axum::{extract::Request, http::Method, middleware::Next, response::Response};
use kernel::web::{Language, WebState};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

/// How many requests are worked on at once at most.
const AT_ONCE: usize = 512;
/// How many of those that are about one campaign count against everybody else's. More of them only stand in its line.
const OF_ONE_LINE: usize = 64;

/// How much a request matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Giving, and what the provider tells of it.
    Pledge,
    /// Pages.
    Page,
    /// Live numbers, searches and charts, and what other sites show of a campaign.
    Number,
    /// Exports.
    Export,
}

impl Class {
    fn of(method: &Method, path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let after = |prefix| path.strip_prefix(prefix).unwrap_or_default();
        if path.starts_with("/webhooks/") || path.starts_with("/p/") || after("/c/").ends_with("/pledges") {
            return Self::Pledge;
        }
        if matches!(ending, "csv" | "pdf" | "zip") || path.contains("/export") {
            return Self::Export;
        }
        let asks = method.is_safe();
        let counts = ending == "json" || path.contains("/search") || path.starts_with("/discover");
        let counts = counts || path.starts_with("/embed/");
        if asks && (counts || path.starts_with("/backoffice/analytics")) { Self::Number } else { Self::Page }
    }

    /// The share of the whole that may be at work when one more of these is begun, in hundredths.
    fn share(self) -> usize {
        match self {
            Self::Pledge => 100,
            Self::Page => 70,
            Self::Number => 40,
            Self::Export => 15,
        }
    }
}

/// Counts what is at work, and what stands in the line of each campaign.
#[derive(Clone)]
pub(crate) struct Load(Arc<Counts>);

struct Counts {
    turns: Turns,
    all: AtomicUsize,
    lines: Vec<AtomicUsize>,
}

struct AtWork {
    load: Load,
    line: Option<usize>,
}

impl Load {
    /// Nothing yet, of what will stand in the lines of `turns`.
    pub(crate) fn of(turns: Turns) -> Self {
        let lines = (0..LINES).map(|_| AtomicUsize::new(0)).collect();
        Self(Arc::new(Counts { turns, all: AtomicUsize::new(0), lines }))
    }

    fn line(&self, number: Option<usize>) -> Option<&AtomicUsize> {
        self.0.lines.get(number?)
    }

    /// A line counts for as many as stand in it, and for [`OF_ONE_LINE`] at most: who comes adds one, and who leaves takes
    /// one off, only while it is no longer than that.
    fn begin(&self, class: Class, line: Option<usize>) -> Option<AtWork> {
        let most = AT_ONCE * class.share() / 100;
        let ahead = self.line(line).map(|it| it.fetch_add(1, Relaxed));
        let counts = ahead.is_none_or(|it| it < OF_ONE_LINE);
        let before = if counts { self.0.all.fetch_add(1, Relaxed) } else { self.0.all.load(Relaxed) };
        let work = AtWork { load: self.clone(), line };
        (before < most && ahead.is_none_or(|it| it < most)).then_some(work)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let left = self.load.line(self.line).map(|it| it.fetch_sub(1, Relaxed) - 1);
        if left.is_none_or(|it| it < OF_ONE_LINE) {
            self.load.0.all.fetch_sub(1, Relaxed);
        }
    }
}

/// Answers 503 in words, without a look at the database, when there is too much to do for a request of its
/// class.
pub(crate) async fn shed(load: Load, web: Arc<WebState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Whether it lives is asked most urgently when it is busy.
    if matches!(path, "/healthz" | "/readyz" | "/metrics") || path.starts_with("/assets/") {
        return next.run(request).await;
    }
    let class = Class::of(request.method(), path);
    let Some(work) = load.begin(class, load.0.turns.number(path)) else {
        metrics::counter!("tributary_shed_total", "class" => format!("{class:?}")).increment(1);
        let seconds = if class == Class::Pledge { 2 } else { 10 };
        return busy(web.templates.texts(), Language::current(), seconds);
    };
    let response = next.run(request).await;
    drop(work);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn giving_matters_most_and_exports_least() {
        let of = |method: Method, path: &str| Class::of(&method, path);
        assert_eq!(of(Method::POST, "/c/mangroves/pledges"), Class::Pledge);
        assert_eq!(of(Method::POST, "/webhooks/stripe"), Class::Pledge);
        assert_eq!(of(Method::GET, "/p/1/pay"), Class::Pledge);
        assert_eq!(of(Method::GET, "/c/mangroves"), Class::Page);
        assert_eq!(of(Method::GET, "/c/mangroves/give"), Class::Page);
        assert_eq!(of(Method::POST, "/login"), Class::Page);
        assert_eq!(of(Method::GET, "/c/mangroves/total.json"), Class::Number);
        assert_eq!(of(Method::GET, "/search"), Class::Number);
        assert_eq!(of(Method::GET, "/embed/c/mangroves"), Class::Number);
        assert_eq!(of(Method::GET, "/backoffice/pledges.csv"), Class::Export);
    }

    #[test]
    fn what_matters_less_is_let_go_earlier_and_comes_back() {
        let load = Load::of(Turns::of(1));
        let begin = |class| load.begin(class, None);
        let mut work: Vec<_> = (0..AT_ONCE * 15 / 100).filter_map(|_| begin(Class::Export)).collect();
        assert!(begin(Class::Export).is_none());
        assert!(begin(Class::Number).is_some());
        work.extend((0..AT_ONCE).map_while(|_| begin(Class::Page)));
        assert!(begin(Class::Page).is_none() && begin(Class::Number).is_none());
        assert!(begin(Class::Pledge).is_some());
        drop(work);
        assert!(begin(Class::Export).is_some());
    }

    #[test]
    fn a_rush_for_one_campaign_lets_nobody_go_who_asks_for_anything_else() {
        let load = Load::of(Turns::of(1));
        let mut rush: Vec<_> = (0..AT_ONCE).map_while(|_| load.begin(Class::Pledge, Some(7))).collect();
        assert_eq!(rush.len(), AT_ONCE);
        assert!(load.begin(Class::Pledge, Some(7)).is_none(), "its own line is full");
        assert!(load.begin(Class::Page, Some(7)).is_none(), "what matters less has no place there");
        for (class, line) in [(Class::Page, Some(8)), (Class::Number, None), (Class::Export, None)] {
            assert!(load.begin(class, line).is_some(), "{class:?} was let go");
        }
        // Whoever was ahead leaves first, as it is in a line.
        rush.drain(..AT_ONCE - 10).for_each(drop);
        assert_eq!(load.0.all.load(Relaxed), 10);
        drop(rush);
        assert_eq!(load.0.all.load(Relaxed), 0);
    }
}
