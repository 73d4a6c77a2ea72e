//! What is let go first when there is more to do than can be done: exports, then live numbers and searches,
//! then pages; pledges and webhooks last (SEC-41).

use super::words::busy;
use axum::{extract::Request, http::Method, middleware::Next, response::Response};
use kernel::web::{Language, WebState};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

/// How many requests are worked on at once at most.
const AT_ONCE: usize = 512;

/// How much a request matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Giving, and what the provider tells of it.
    Pledge,
    /// Pages.
    Page,
    /// Live numbers, searches and charts.
    Number,
    /// Exports.
    Export,
}

impl Class {
    pub(super) fn of(method: &Method, path: &str) -> Self {
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
        if asks && (counts || path.starts_with("/backoffice/analytics")) { Self::Number } else { Self::Page }
    }

    /// The share of the whole that may be at work when one more of these is begun, in hundredths.
    const fn share(self) -> usize {
        match self {
            Self::Pledge => 100,
            Self::Page => 70,
            Self::Number => 40,
            Self::Export => 15,
        }
    }

    /// How many requests may be at work when one more of these is begun.
    pub(super) const fn most(self) -> usize {
        AT_ONCE * self.share() / 100
    }
}

/// Counts what is at work.
#[derive(Clone, Default)]
pub(crate) struct Load(Arc<AtomicUsize>);

struct AtWork(Load);

impl Load {
    fn begin(&self, class: Class) -> Option<AtWork> {
        let before = self.0.fetch_add(1, Relaxed);
        let work = AtWork(self.clone());
        (before < class.most()).then_some(work)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Relaxed);
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
    let Some(work) = load.begin(class) else {
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
        assert_eq!(of(Method::GET, "/backoffice/pledges.csv"), Class::Export);
    }

    #[test]
    fn what_matters_less_is_let_go_earlier_and_comes_back() {
        let load = Load::default();
        let mut work: Vec<_> = (0..AT_ONCE * 15 / 100).filter_map(|_| load.begin(Class::Export)).collect();
        assert!(load.begin(Class::Export).is_none());
        assert!(load.begin(Class::Number).is_some());
        work.extend((0..AT_ONCE).map_while(|_| load.begin(Class::Page)));
        assert!(load.begin(Class::Page).is_none() && load.begin(Class::Number).is_none());
        assert!(load.begin(Class::Pledge).is_some());
        drop(work);
        assert!(load.begin(Class::Export).is_some());
    }
}
