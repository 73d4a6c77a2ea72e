//! What tests and demos steer the sandbox with. None of it is Stripe's.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use crate::faults::{FaultPlan, Faults};
use crate::ledger;
use crate::sandbox::Inner;

pub(crate) fn router() -> Router<Arc<Inner>> {
    Router::new()
        .route("/sandbox/faults", get(faults).post(set_faults).delete(clear_faults))
        .route("/sandbox/ledger", get(books))
        .route("/sandbox/clock", post(advance))
}

async fn faults(State(inner): State<Arc<Inner>>) -> Json<FaultPlan> {
    Json(inner.faults().plan().clone())
}

async fn set_faults(State(inner): State<Arc<Inner>>, body: String) -> Response {
    match serde_json::from_str::<FaultPlan>(&body) {
        Ok(plan) => {
            *inner.faults() = Faults::new(plan.clone());
            Json(plan).into_response()
        }
        Err(error) => refused(&format!("this is no fault plan: {error}")),
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
    match asked.and_then(|it| micros(&it.advance)) {
        Ok(micros) => {
            inner.advance(micros);
            Json(json!({ "now": inner.now().div_euclid(1_000_000) })).into_response()
        }
        Err(error) => refused(&format!("say for example {{\"advance\":\"PT24H\"}}: {error}")),
    }
}

/// Microseconds of an ISO 8601 duration whose days have 24 hours. Time does not go back.
fn micros(text: &str) -> Result<i64, String> {
    let span: jiff::Span = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    let days_are_24_hours = jiff::SpanRelativeTo::days_are_24_hours();
    let duration = span.to_duration(days_are_24_hours).map_err(|error| error.to_string())?;
    let micros = i64::try_from(duration.as_micros()).map_err(|error| error.to_string())?;
    if micros < 0 { Err("time does not go back".to_owned()) } else { Ok(micros) }
}

fn refused(message: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": message }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_iso_8601_and_go_forward() {
        assert_eq!(micros("PT24H"), Ok(86_400_000_000));
        assert_eq!(micros("P3DT1S"), Ok(259_201_000_000));
        for wrong in ["", "24", "-PT1H", "P1M", "tomorrow"] {
            assert!(micros(wrong).is_err(), "{wrong}");
        }
    }
}
