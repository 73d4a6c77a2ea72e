//! Whose turn it is. What is asked of one campaign waits in a line of its own, so that a rush for it keeps nobody waiting
//! who asks for another (REL-8).

use super::{shed::Class, words::busy};
use axum::{extract::Request, middleware::Next, response::Response};
use kernel::{
    in_turn,
    web::{Language, WebState},
};
use std::{
    hash::{BuildHasher as _, RandomState},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};
use tokio::sync::Semaphore;

/// How many lines there are. Campaigns that share one wait for each other, which does no more harm than that.
const LINES: u64 = 1024;
/// How many may read in one line at once, with those who wait: half as many as may read at all, so that whoever asks for
/// another campaign still finds room. Forms, and what leads to paying, are let in whoever reads.
const READERS: usize = Class::Page.most() / 2;

/// The lines.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Lines>);

struct Lines {
    each: Vec<Line>,
    /// Which of them a campaign has: another one in each process, so that nobody chooses whom to stand behind.
    lots: RandomState,
}

#[derive(Clone)]
struct Line {
    turns: Arc<Semaphore>,
    readers: Arc<AtomicUsize>,
}

/// Somebody who reads in a line, or waits to.
struct Reader(Arc<AtomicUsize>);

impl Turns {
    /// Lines in each of which so much is worked on at once.
    pub(crate) fn of(each: usize) -> Self {
        let line = || Line { turns: Arc::new(Semaphore::new(each)), readers: Arc::default() };
        Self(Arc::new(Lines { each: (0..LINES).map(|_| line()).collect(), lots: RandomState::new() }))
    }

    /// The line of the campaign that `path` is about.
    fn line(&self, path: &str) -> Option<Line> {
        let slug = path.strip_prefix("/c/")?.split('/').next()?;
        let number = usize::try_from(self.0.lots.hash_one(slug) % LINES).ok()?;
        self.0.each.get(number).cloned()
    }
}

impl Line {
    /// A place among those who read; nothing when there are too many already.
    fn reader(&self) -> Option<Reader> {
        let before = self.readers.fetch_add(1, Relaxed);
        let reader = Reader(self.readers.clone());
        (before < READERS).then_some(reader)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

/// Answers what is about a campaign when it is its turn, and everything else at once. Who wants to read where too many
/// do is told to come back.
pub(crate) async fn by_turns(turns: Turns, web: Arc<WebState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let Some(line) = turns.line(path) else { return next.run(request).await };
    if Class::of(request.method(), path) == Class::Pledge {
        return in_turn(line.turns, next.run(request)).await;
    }
    let Some(reader) = line.reader() else {
        metrics::counter!("tributary_shed_total", "class" => "Line").increment(1);
        return busy(web.templates.texts(), Language::current(), 10);
    };
    let response = in_turn(line.turns, next.run(request)).await;
    drop(reader);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;
    use axum::{
        Router,
        body::Body,
        http::{Method, StatusCode},
        middleware::from_fn,
        routing::{get, post},
    };
    use tower::ServiceExt as _;

    fn site(turns: Turns) -> anyhow::Result<Router> {
        let web = Arc::new(WebState::for_tests()?);
        let there = || async { "there" };
        let pages = Router::new().route("/c/{slug}", get(there)).route("/c/{slug}/pledges", post(there));
        Ok(pages.layer(from_fn(move |request: Request, next: Next| {
            by_turns(turns.clone(), web.clone(), request, next)
        })))
    }

    async fn ask(site: Router, method: Method, path: String) -> anyhow::Result<StatusCode> {
        let request = Request::builder().method(method).uri(path).body(Body::empty())?;
        Ok(site.oneshot(request).await?.status())
    }

    /// Another campaign, which stands in another line.
    fn elsewhere(turns: &Turns, line: &Line) -> anyhow::Result<String> {
        let other = |path: &String| turns.line(path).is_some_and(|it| !Arc::ptr_eq(&it.turns, &line.turns));
        (0..100).map(|it| format!("/c/{it}")).find(other).context("all stand in one line")
    }

    #[test]
    fn all_that_is_about_one_campaign_stands_in_one_line_and_what_is_about_none_in_none() {
        let turns = Turns::of(2);
        let same = |one: &str, other: &str| match (turns.line(one), turns.line(other)) {
            (Some(one), Some(other)) => Arc::ptr_eq(&one.turns, &other.turns),
            _ => false,
        };
        assert!(same("/c/wells", "/c/wells/give") && same("/c/wells", "/c/wells/pledges"));
        let others = (0..100).filter(|it| !same("/c/wells", &format!("/c/{it}"))).count();
        assert!(others > 90, "{others} of a hundred others stand elsewhere");
        for path in ["/", "/search", "/p/1/pay", "/healthz", "/c"] {
            assert!(turns.line(path).is_none(), "{path}");
        }
    }

    #[tokio::test]
    async fn whoever_asks_for_another_campaign_does_not_wait_behind_a_rush() -> anyhow::Result<()> {
        let turns = Turns::of(1);
        let wells = turns.line("/c/wells").context("a campaign has no line")?;
        let other = elsewhere(&turns, &wells)?;
        // Somebody is at work on it and does not come to an end.
        let held = wells.turns.clone().acquire_owned().await?;
        let site = site(turns)?;
        assert_eq!(ask(site.clone(), Method::GET, other).await?, StatusCode::OK);
        let waits = tokio::spawn(ask(site, Method::GET, "/c/wells".to_owned()));
        tokio::task::yield_now().await;
        assert!(!waits.is_finished(), "it stands in line");
        drop(held);
        assert_eq!(waits.await??, StatusCode::OK);
        Ok(())
    }

    #[tokio::test]
    async fn those_who_read_of_one_campaign_leave_room_for_others_and_for_forms() -> anyhow::Result<()> {
        let turns = Turns::of(1);
        let wells = turns.line("/c/wells").context("a campaign has no line")?;
        let (other, site) = (elsewhere(&turns, &wells)?, site(turns)?);
        let read = |path: &str| ask(site.clone(), Method::GET, path.to_owned());
        let reading: Vec<_> = (0..READERS).filter_map(|_| wells.reader()).collect();
        assert_eq!(reading.len(), READERS);
        assert_eq!(read("/c/wells").await?, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(read(&other).await?, StatusCode::OK);
        let form = ask(site.clone(), Method::POST, "/c/wells/pledges".to_owned());
        assert_eq!(form.await?, StatusCode::OK);
        drop(reading);
        assert_eq!(read("/c/wells").await?, StatusCode::OK);
        assert_eq!(wells.readers.load(Relaxed), 0, "whoever was told to come back takes up no room");
        Ok(())
    }
}
