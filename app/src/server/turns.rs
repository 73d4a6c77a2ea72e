//! Whose turn it is. What is asked of one campaign waits in a line of its own, so that a rush for it keeps nobody waiting
//! who asks for another (REL-8).

use axum::{extract::Request, middleware::Next, response::Response};
use kernel::in_turn;
use std::{
    hash::{BuildHasher as _, RandomState},
    sync::Arc,
};
use tokio::sync::Semaphore;

/// How many lines there are. Campaigns that share one wait for each other, which does no more harm than that.
pub(super) const LINES: u64 = 1024;

/// The lines.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Lines>);

struct Lines {
    each: Vec<Arc<Semaphore>>,
    /// Which of them a campaign has: another one in each process, so that nobody chooses whom to stand behind.
    lots: RandomState,
}

impl Turns {
    /// Lines in each of which so much is worked on at once.
    pub(crate) fn of(each: usize) -> Self {
        let each = (0..LINES).map(|_| Arc::new(Semaphore::new(each))).collect();
        Self(Arc::new(Lines { each, lots: RandomState::new() }))
    }

    /// Which line is the campaign's that `path` is about, also as other sites show it: they may have many more readers.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        let path = path.strip_prefix("/embed").unwrap_or(path);
        let slug = path.strip_prefix("/c/")?.split('/').next()?;
        usize::try_from(self.0.lots.hash_one(slug) % LINES).ok()
    }

    fn line(&self, path: &str) -> Option<Arc<Semaphore>> {
        self.0.each.get(self.number(path)?).cloned()
    }
}

/// Answers what is about a campaign when it is its turn, and everything else at once.
pub(crate) async fn by_turns(turns: Turns, request: Request, next: Next) -> Response {
    match turns.line(request.uri().path()) {
        Some(line) => in_turn(line, next.run(request)).await,
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;
    use axum::{Router, body::Body, http::StatusCode, middleware::from_fn, routing::get};
    use tower::ServiceExt as _;

    #[test]
    fn all_that_is_about_one_campaign_stands_in_one_line_and_what_is_about_none_in_none() {
        let turns = Turns::of(2);
        let same = |one: &str, other: &str| match (turns.line(one), turns.line(other)) {
            (Some(one), Some(other)) => Arc::ptr_eq(&one, &other),
            _ => false,
        };
        assert!(same("/c/wells", "/c/wells/give") && same("/c/wells", "/c/wells/pledges"));
        assert!(same("/c/wells", "/embed/c/wells"), "as other sites show it");
        let others = (0..100).filter(|it| !same("/c/wells", &format!("/c/{it}"))).count();
        assert!(others > 90, "{others} of a hundred others stand elsewhere");
        for path in ["/", "/search", "/p/1/pay", "/healthz", "/c", "/embed"] {
            assert!(turns.line(path).is_none(), "{path}");
        }
    }

    #[tokio::test]
    async fn whoever_asks_for_another_campaign_does_not_wait_behind_a_rush() -> anyhow::Result<()> {
        let turns = Turns::of(1);
        let wells = turns.line("/c/wells").context("a campaign has no line")?;
        let elsewhere = |path: &String| turns.line(path).is_some_and(|it| !Arc::ptr_eq(&it, &wells));
        let other = (0..100).map(|it| format!("/c/{it}")).find(elsewhere).context("all stand in one line")?;
        // Somebody is at work on it and does not come to an end.
        let held = wells.clone().acquire_owned().await?;
        let layer = turns.clone();
        let site: Router = Router::new()
            .route("/c/{slug}", get(|| async { "there" }))
            .layer(from_fn(move |request: Request, next: Next| by_turns(layer.clone(), request, next)));
        let ask = |path: &str| {
            let request = Request::get(path.to_owned()).body(Body::empty());
            let site = site.clone();
            async move { anyhow::Ok(site.oneshot(request?).await?.status()) }
        };
        assert_eq!(ask(&other).await?, StatusCode::OK);
        let waits = tokio::spawn(ask("/c/wells"));
        tokio::task::yield_now().await;
        assert!(!waits.is_finished(), "it stands in line");
        drop(held);
        assert_eq!(waits.await??, StatusCode::OK);
        Ok(())
    }
}
