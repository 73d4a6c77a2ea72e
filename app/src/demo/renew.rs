//! What a demo held in memory to make its past is given back by starting anew, in the same process and on the same
//! listener: whoever connects meanwhile waits for a moment and is answered.

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::header,
    middleware::{Next, from_fn},
    response::Response,
};
use futures::StreamExt as _;
use std::{
    env,
    io::{self, Error},
    net,
    os::{fd::AsFd as _, fd::OwnedFd, unix::process::CommandExt as _},
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::net::TcpListener;

/// How often is looked whether somebody asks, and how many looks in a row must see nobody.
const LOOK: Duration = Duration::from_millis(100);
const QUIET: usize = 20;
/// After so many looks the memory is kept.
const LOOKS: usize = 600;

/// How many requests are being answered.
#[derive(Clone, Default)]
pub(super) struct AtWork(Arc<AtomicUsize>);

struct One(AtWork);

impl Drop for One {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Relaxed);
    }
}

impl AtWork {
    /// `router`, counted.
    pub(super) fn count(&self, router: Router) -> Router {
        let at_work = self.clone();
        router.layer(from_fn(move |request: Request, next: Next| {
            at_work.0.fetch_add(1, Relaxed);
            let one = One(at_work.clone());
            async move {
                let response = next.run(request).await;
                if is_stream(&response) { response.map(|body| watched(body, one)) } else { response }
            }
        }))
    }

    /// Waits until nobody asks; false when somebody always does.
    pub(super) async fn until_quiet(&self) -> bool {
        let mut quiet = 0;
        for _ in 0..LOOKS {
            tokio::time::sleep(LOOK).await;
            quiet = if self.0.load(Relaxed) == 0 { quiet + 1 } else { 0 };
            if quiet == QUIET {
                return true;
            }
        }
        false
    }
}

/// Whether it goes on for as long as somebody watches.
fn is_stream(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|it| it.as_bytes().starts_with(b"text/event-stream"))
}

/// `body`, which counts as a request until it ends.
fn watched(body: Body, one: One) -> Body {
    Body::from_stream(body.into_data_stream().inspect(move |_| {
        let _one = &one;
    }))
}

/// The listener that whoever was here before left as standard input.
///
/// # Errors
/// When it is none.
pub(super) fn inherited() -> io::Result<TcpListener> {
    listen(io::stdin().as_fd().try_clone_to_owned()?)
}

/// Listens on what `listener` is a hold of.
///
/// # Errors
/// When it is of something else.
pub(super) fn listen(listener: OwnedFd) -> io::Result<TcpListener> {
    let listener = net::TcpListener::from(listener);
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// Another hold of what `listener` listens on, which survives it.
///
/// # Errors
/// When there are too many open files.
pub(super) fn kept(listener: &TcpListener) -> io::Result<OwnedFd> {
    listener.as_fd().try_clone_to_owned()
}

/// Becomes the program it is, told the same, that goes on listening on `listener`. Comes back only when that is not
/// possible.
pub(super) fn renew(listener: OwnedFd) -> Error {
    let program = match env::current_exe() {
        Ok(program) => program,
        Err(error) => return error,
    };
    let mut told = env::args_os();
    let mut command = Command::new(program);
    if let Some(name) = told.next() {
        command.arg0(name);
    }
    command.args(told).arg("--listening").stdin(Stdio::from(listener)).exec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use bytes::Bytes;
    use futures::stream;
    use std::convert::Infallible;
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn whoever_watches_counts_until_they_leave_and_whoever_read_a_page_does_not() -> anyhow::Result<()>
    {
        let at_work = AtWork::default();
        let forever = || async {
            let body = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
            ([(header::CONTENT_TYPE, "text/event-stream")], body)
        };
        let router = at_work.count(Router::new().route("/live", get(forever)).route("/", get(|| async {})));
        let ask = |path: &str| Request::builder().uri(path).body(Body::empty());
        let page = router.clone().oneshot(ask("/")?).await?;
        assert_eq!(at_work.0.load(Relaxed), 0);
        let live = router.oneshot(ask("/live")?).await?;
        assert_eq!(at_work.0.load(Relaxed), 1);
        drop((page, live));
        assert_eq!(at_work.0.load(Relaxed), 0);
        Ok(())
    }
}
