//! The hosted pages a donor sees: Checkout and 3-D Secure. They work without scripts.

mod checkout;
mod form;
mod onboarding;
mod three_d_secure;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::domain::PayOutcome;
use crate::sandbox::Inner;
use crate::world::text;

/// What Stripe replaces in `success_url`.
pub(crate) const SESSION_PLACEHOLDER: &str = "{CHECKOUT_SESSION_ID}";

pub(crate) fn router() -> Router<Arc<Inner>> {
    Router::new()
        .route("/checkout/{session}", get(checkout::show).post(checkout::pay))
        .route("/onboarding/{account}/{link}", get(onboarding::show).post(onboarding::send))
        .route("/3ds/{intent}", get(three_d_secure::show).post(three_d_secure::answer))
}

/// A redirect that turns a POST into a GET.
fn see_other(url: &str) -> Response {
    axum::response::Redirect::to(url).into_response()
}

/// Where the donor goes when the session is complete.
fn success_url(inner: &Inner, session: &str) -> Option<String> {
    let url = inner.look(|world| world.get(session).map(|it| text(&it, "success_url").to_owned()))?;
    Some(url.replace(SESSION_PLACEHOLDER, session))
}

/// Where an attempt on a session leads.
fn after(inner: &Inner, session: &str, outcome: &PayOutcome) -> Response {
    match outcome {
        PayOutcome::Done => see_other(&success_url(inner, session).unwrap_or_default()),
        PayOutcome::Authenticate(url) => see_other(url),
        PayOutcome::Declined(_) => see_other(&format!("{}/checkout/{session}", inner.settings.public_url)),
    }
}
