//! What tests and demos steer the sandbox with. None of it is Stripe's.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use crate::clock::system_micros;
use crate::faults::{FaultPlan, Faults};
use crate::ledger;
use crate::sandbox::Inner;

/// How far ahead of the present time can be moved: dates keep four digits for their year.
const FURTHEST_MICROS: i64 = 50 * 365 * 86_400 * 1_000_000;

pub(crate) fn router() -> Router<Arc<Inner>> {
    Router::new()
        .route("/sandbox/faults", get(faults).post(set_faults).delete(clear_faults))
        .route("/sandbox/ledger", get(books))
        .route("/sandbox/clock", post(advance))
        .route_layer(middleware::from_fn(refuse_foreign))
}

/// A page from elsewhere, open in the same browser, does not steer. What is no browser says nothing of where it
/// comes from, and is heard.
async fn refuse_foreign(request: Request, next: Next) -> Response {
    if request.method().is_safe() || !is_foreign(&request) {
        return next.run(request).await;
    }
    refused(StatusCode::FORBIDDEN, "a page from elsewhere does not steer the sandbox")
}

fn is_foreign(request: &Request) -> bool {
    let headers = request.headers();
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    let is_here = |origin: &str| {
        let place = origin.split_once("://").map(|(_, place)| place);
        place.zip(host).is_some_and(|(place, host)| place.eq_ignore_ascii_case(host))
    };
    let crosses = headers.get_all("sec-fetch-site").iter().any(|it| it == "cross-site");
    crosses || headers.get_all(header::ORIGIN).iter().any(|it| !it.to_str().is_ok_and(is_here))
}

async fn faults(State(inner): State<Arc<Inner>>) -> Json<FaultPlan> {
    Json(inner.faults().plan().clone())
}

async fn set_faults(State(inner): State<Arc<Inner>>, body: String) -> Response {
    let asked = serde_json::from_str::<FaultPlan>(&body).map_err(|error| error.to_string());
    match asked.and_then(FaultPlan::checked) {
        Ok(plan) => {
            *inner.faults() = Faults::new(plan.clone());
            Json(plan).into_response()
        }
        Err(error) => bad(&format!("this is no fault plan: {error}")),
    }
}

async fn clear_faults(State(inner): State<Arc<Inner>>) -> StatusCode {
    *inner.faults() = Faults::new(FaultPlan::default());
    StatusCode::NO_CONTENT
}

/// The books; `?pledge_id=…` shows only payments with that metadata.
async fn books(
    State(inner): State<Arc<Inner>>,
    Query(wanted): Query<BTreeMap<String, String>>,
) -> Json<ledger::LedgerReport> {
    inner.tick();
    let mut report = inner.look(ledger::report);
    report.payments.retain(|it| wanted.iter().all(|(key, value)| it.metadata.get(key) == Some(value)));
    Json(report)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    /// ISO 8601, such as `PT24H` or `P3D`.
    advance: String,
}

async fn advance(State(inner): State<Arc<Inner>>, body: String) -> Response {
    let asked = serde_json::from_str::<Advance>(&body).map_err(|error| error.to_string());
    let _still = inner.under_way.lock().await;
    match asked.and_then(|it| micros(&it.advance)) {
        Ok(micros) if inner.advance_within(micros, system_micros().saturating_add(FURTHEST_MICROS)) => {
            Json(json!({ "now": inner.now().div_euclid(1_000_000) })).into_response()
        }
        Ok(_) => bad("time goes to at most fifty years after the present, and would be later then"),
        Err(error) => bad(&format!("say for example {{\"advance\":\"PT24H\"}}: {error}")),
    }
}

/// Microseconds of an ISO 8601 duration whose days have 24 hours. Time does not go back.
fn micros(text: &str) -> Result<i64, String> {
    // The parser takes words as well, such as `24h`. What is promised is ISO 8601.
    if !text.trim_start_matches(['+', '-']).starts_with('P') {
        return Err("this is no duration of ISO 8601".to_owned());
    }
    let span: jiff::Span = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    let days_are_24_hours = jiff::SpanRelativeTo::days_are_24_hours();
    let uneven = "months and years have no length of their own: say it in weeks or days";
    let duration = span.to_duration(days_are_24_hours).map_err(|_| uneven.to_owned())?;
    let micros = i64::try_from(duration.as_micros()).map_err(|error| error.to_string())?;
    if micros < 0 { Err("time does not go back".to_owned()) } else { Ok(micros) }
}

fn bad(message: &str) -> Response {
    refused(StatusCode::BAD_REQUEST, message)
}

fn refused(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "error": message }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_iso_8601_and_go_forward() {
        assert_eq!(micros("PT24H"), Ok(86_400_000_000));
        assert_eq!(micros("P3DT1S"), Ok(259_201_000_000));
        assert_eq!(micros("P1W"), Ok(604_800_000_000));
        for wrong in ["", "24", "24h", "-PT1H", "P1M", "P1Y", "tomorrow"] {
            assert!(micros(wrong).is_err(), "{wrong}");
        }
        assert!(micros("P1M").is_err_and(|it| it.contains("in weeks or days")), "{:?}", micros("P1M"));
    }
}
