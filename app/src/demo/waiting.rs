//! Whoever comes while a demo's past is made may look around at once, and waits with what is signed with the time: the
//! demo's clock still jumps, and a form or a checkout that was just opened would be out of date.

use axum::{
    Router,
    extract::Request,
    http::HeaderValue,
    middleware::{Next, from_fn},
};
use kernel::web::bare;
use std::time::Duration;
use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

/// The header by which whoever makes the past is let through.
pub(super) const MAKER: &str = "x-demo-past";
/// This long after it was begun nobody waits any more: something is wrong with the past, and perhaps nothing with the present.
const LONGEST: Duration = Duration::from_mins(2);
/// Where people give, sign in, and see what is theirs.
const WAIT: [&str; 8] = ["/p", "/plans", "/login", "/signup", "/link", "/me", "/dashboard", "/backoffice"];

/// The past that is being made, or was.
#[derive(Clone)]
pub(super) struct Past {
    made: watch::Sender<bool>,
    maker: String,
    /// When nobody waits any more, made or not.
    until: Instant,
}

/// Somebody makes it. When this is gone it is made, or what made it broke off: whoever waits goes on.
pub(super) struct Making(watch::Sender<bool>);

impl Drop for Making {
    fn drop(&mut self) {
        self.0.send_replace(true);
    }
}

impl Past {
    /// One that is made already, or is yet to be.
    pub(super) fn new(made: bool) -> Self {
        let maker = uuid::Uuid::new_v4().simple().to_string();
        Self { made: watch::Sender::new(made), maker, until: Instant::now() + LONGEST }
    }

    /// What whoever makes it sends in [`MAKER`].
    pub(super) fn maker(&self) -> &str {
        &self.maker
    }

    /// Somebody begins to make it. Whoever waits goes on when what this gives is gone.
    pub(super) fn begin(&self) -> Making {
        Making(self.made.clone())
    }

    /// `router`, in which people wait for it.
    pub(super) fn awaited_by(&self, router: Router) -> Router {
        let past = self.clone();
        router.layer(from_fn(move |request: Request, next: Next| {
            let past = past.clone();
            async move {
                if waits(request.uri().path()) && !past.is_by_its_maker(&request) {
                    let mut made = past.made.subscribe();
                    drop(timeout_at(past.until, made.wait_for(|made| *made)).await);
                }
                next.run(request).await
            }
        }))
    }

    fn is_by_its_maker(&self, request: &Request) -> bool {
        request.headers().get(MAKER).map(HeaderValue::as_bytes) == Some(self.maker.as_bytes())
    }
}

/// Whether whoever asks for `path`, in any language, waits.
fn waits(path: &str) -> bool {
    let own = bare(path);
    let is_there =
        |place: &str| own.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    WAIT.into_iter().any(is_there) || own.ends_with("/give") || own.ends_with("/pledges")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, routing::get};
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn whoever_gives_waits_for_the_past_and_whoever_looks_or_makes_it_does_not() -> anyhow::Result<()> {
        let past = Past::new(false);
        let shown = past.awaited_by(Router::new().fallback(get(|| async {})));
        let ask = |path: &str, maker: &str| Request::get(path).header(MAKER, maker).body(Body::empty());
        let soon = |request| tokio::time::timeout(Duration::from_millis(200), shown.clone().oneshot(request));
        for (path, maker, at_once) in [
            ("/", "", true),
            ("/c/a-well", "", true),
            ("/c/giveaway", "", true),
            ("/readyz", "", true),
            ("/metrics", "", true),
            ("/media/1/640.jpg", "", true),
            ("/me", "", false),
            ("/me/pledges", "", false),
            ("/c/a-well/give", "", false),
            ("/ar/c/a-well/give", "", false),
            ("/es/login", "", false),
            ("/c/a-well/give", past.maker(), true),
        ] {
            assert_eq!(soon(ask(path, maker)?).await.is_ok(), at_once, "{path}");
        }
        let making = past.begin();
        assert!(soon(ask("/c/a-well/give", "")?).await.is_err());
        drop(making);
        assert!(soon(ask("/c/a-well/give", "")?).await.is_ok(), "it is made, or what made it broke off");
        Ok(())
    }

    #[tokio::test]
    async fn nobody_waits_any_more_for_a_past_that_was_begun_too_long_ago() -> anyhow::Result<()> {
        let past = Past { until: Instant::now(), ..Past::new(false) };
        let _making = past.begin();
        let shown = past.awaited_by(Router::new().fallback(get(|| async {})));
        let asked = shown.oneshot(Request::get("/login").body(Body::empty())?);
        assert!(tokio::time::timeout(Duration::from_secs(5), asked).await.is_ok());
        Ok(())
    }
}
