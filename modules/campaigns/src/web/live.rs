use crate::{
    campaign::is_slug,
    live::{Asked, Hub, News, Watcher},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::{Stream, StreamExt as _, stream};
use kernel::{
    Context,
    web::{Error, Language, Result, Stopping},
};
use std::{convert::Infallible, time::Duration};

/// How often a connection on which nothing happens is shown to be alive, before proxies give it up.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(3);

/// `GET /c/{slug}/live`: the total whenever it changes, as server-sent events. The first says how it stands, unless
/// the browser comes back and knows that already.
pub(crate) async fn follow(
    State(ctx): State<Context>,
    Extension(hub): Extension<Hub>,
    stopping: Option<Extension<Stopping>>,
    Path(slug): Path<String>,
    language: Language,
    headers: HeaderMap,
) -> Result<Response> {
    if !is_slug(&slug) {
        return Err(Error::NotFound);
    }
    let watcher = match hub.watch(&ctx.db, &slug).await? {
        Asked::Watches(watcher) => watcher,
        Asked::Full => return Ok(too_many()),
        Asked::Nowhere => return Err(Error::NotFound),
    };
    let known = headers.get("last-event-id").and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok());
    let stopping = stopping.map(|Extension(it)| it).unwrap_or_default();
    let events =
        Sse::new(events(watcher, known, stopping, language)).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    // What is buffered on the way is late.
    Ok(([(header::CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-accel-buffering"), "no")], events)
        .into_response())
}

/// As many watch as may: the page asks for `total.json` instead, which caches keep.
fn too_many() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30"), (header::CACHE_CONTROL, "no-store")])
        .into_response()
}

fn events(
    watcher: Watcher,
    known: Option<i64>,
    stopping: Stopping,
    language: Language,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let seen = watcher.first.id;
    let first = (known != Some(seen)).then(|| Ok(event(&watcher.first, language)));
    let later = stream::unfold(
        (watcher, stopping, seen, language),
        async |(mut watcher, stopping, seen, language)| {
            loop {
                tokio::select! {
                    () = stopping.0.cancelled() => return None,
                    changed = watcher.news.changed() => changed.ok()?,
                }
                let news = watcher.news.borrow_and_update().clone();
                // The others are told later of what this one was told when they joined.
                if news.id > seen {
                    return Some((Ok(event(&news, language)), (watcher, stopping, news.id, language)));
                }
            }
        },
    );
    stream::iter(first).chain(later)
}

fn event(news: &News, language: Language) -> Event {
    let told = super::total::json(language, news.progress, &news.total);
    Event::default().event("total").id(news.id.to_string()).retry(RETRY).data(told)
}
