use super::patience::in_time;
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use kernel::web::{Error, WebState, show_failures};
use std::{any::Any, sync::Arc};
use tower_http::catch_panic::CatchPanicLayer;

/// `router`, in which whoever takes too long and whoever panics is answered like any other failure of ours: with a page
/// that says what holds of a gift that was under way, or with problem details for machines. So is a form that another site
/// sent, for which nobody is asked who is signed in.
pub(crate) fn contained(router: Router, web: &Arc<WebState>) -> Router {
    router
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(web.clone(), show_failures))
}

fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let words = match cause.downcast::<String>() {
        Ok(words) => *words,
        Err(cause) => {
            cause.downcast::<&str>().map_or_else(|_| "without a word".to_owned(), |it| (*it).to_owned())
        }
    };
    Error::Internal(anyhow::anyhow!("it panicked: {words}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::patience::within;
    use axum::{
        body::{Body, to_bytes},
        extract,
        http::{Request, StatusCode, header},
        middleware::Next,
        routing::get,
    };
    use std::time::Duration;
    use tower::ServiceExt as _;

    async fn ask(path: &str, accept: &str) -> anyhow::Result<(StatusCode, String, String)> {
        let short = |request: extract::Request, next: Next| within(Duration::from_millis(10), request, next);
        let late = get(std::future::pending::<&'static str>).layer(from_fn(short));
        let router = Router::new()
            .route("/breaks", get(breaks))
            .route("/late", late)
            .route("/foreign", get(|| async { Error::SentFromElsewhere }))
            .route("/full", get(|| async { StatusCode::SERVICE_UNAVAILABLE }));
        let router = contained(router, &Arc::new(WebState::for_tests()?));
        let request = Request::get(path).header(header::ACCEPT, accept).body(Body::empty())?;
        let answer = router.oneshot(request).await?;
        let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let (status, kind) = (answer.status(), kind.unwrap_or_default().to_owned());
        let text = String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await?.to_vec())?;
        Ok((status, kind, text))
    }

    #[tokio::test]
    async fn whoever_panics_or_takes_too_long_has_a_page_that_says_what_holds_of_a_gift() -> anyhow::Result<()>
    {
        for (path, status) in
            [("/breaks", StatusCode::INTERNAL_SERVER_ERROR), ("/late", StatusCode::SERVICE_UNAVAILABLE)]
        {
            let (answered, kind, text) = ask(path, "text/html").await?;
            assert_eq!((answered, kind.as_str()), (status, "text/html; charset=utf-8"), "{path}");
            assert!(text.contains("<h1") && text.contains("Do not pay again"), "{path}: {text}");
            assert!(!text.contains("the secret cause"), "{path}: {text}");
            let (answered, kind, _) = ask(path, "application/json").await?;
            assert_eq!((answered, kind.as_str()), (status, "application/problem+json"), "{path}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_form_of_another_site_has_a_page_though_nobody_is_known_out_here() -> anyhow::Result<()> {
        let (status, kind, text) = ask("/foreign", "text/html").await?;
        assert_eq!((status, kind.as_str()), (StatusCode::FORBIDDEN, "text/html; charset=utf-8"));
        assert!(text.contains("<h1>This form was not sent from here.</h1>"), "{text}");
        assert!(text.contains("Nothing was charged."), "{text}");
        let (status, kind, _) = ask("/foreign", "application/json").await?;
        assert_eq!((status, kind.as_str()), (StatusCode::FORBIDDEN, "application/problem+json"));
        Ok(())
    }

    #[tokio::test]
    async fn a_bare_status_is_somebody_s_own_answer_and_stays_one() -> anyhow::Result<()> {
        let (status, kind, text) = ask("/full", "text/html").await?;
        assert_eq!((status, kind.as_str(), text.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "", ""));
        Ok(())
    }

    async fn breaks() -> &'static str {
        panic!("the secret cause")
    }
}
