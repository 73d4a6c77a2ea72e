use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use super::view::{ClosedPage, QuestionPage, page};
use super::{after, see_other};
use crate::domain::PayOutcome;
use crate::money;
use crate::sandbox::Inner;
use crate::world::{PRIVATE, int, text};

/// `GET /3ds/{intent}`: the bank's question.
pub(super) async fn show(State(inner): State<Arc<Inner>>, Path(id): Path<String>) -> Response {
    inner.tick();
    let Some(intent) = asked(&inner, &id) else { return nothing_to_confirm(&inner) };
    let method = inner.look(|world| world.copy(text(&intent, "payment_method"))).unwrap_or_default();
    let currency = text(&intent, "currency");
    let view = QuestionPage {
        merchant: inner.settings.merchant.clone(),
        total: (!currency.is_empty()).then(|| money::format(int(&intent, "amount"), currency)),
        last4: text(&method["card"], "last4").to_owned(),
    };
    page(StatusCode::OK, "three_d_secure.html", &view)
}

#[derive(Deserialize)]
pub(super) struct Answer {
    outcome: Choice,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Complete,
    Fail,
}

/// `POST /3ds/{intent}`: the donor's answer.
pub(super) async fn answer(
    State(inner): State<Arc<Inner>>,
    Path(id): Path<String>,
    Form(answer): Form<Answer>,
) -> Response {
    let Some(intent) = asked(&inner, &id) else { return nothing_to_confirm(&inner) };
    let return_url = intent["next_action"]["redirect_to_url"]["return_url"].as_str().map(str::to_owned);
    let Ok(outcome) = inner.authenticate(&id, answer.outcome == Choice::Complete) else {
        return nothing_to_confirm(&inner);
    };
    match intent[PRIVATE]["session"].as_str() {
        Some(session) => after(&inner, session, &outcome),
        None => back(&inner, &intent, return_url.as_deref(), &outcome),
    }
}

/// Back to the page that confirmed the intent by itself, told as Stripe tells it.
fn back(inner: &Inner, intent: &Value, return_url: Option<&str>, outcome: &PayOutcome) -> Response {
    let status = if *outcome == PayOutcome::Done { "succeeded" } else { "failed" };
    let Some(mut url) = return_url.and_then(|it| url::Url::parse(it).ok()) else {
        return plain(
            inner,
            StatusCode::OK,
            "Thank you",
            "Your answer was received. You can close this page.",
        );
    };
    url.query_pairs_mut()
        .append_pair(text(intent, "object"), text(intent, "id"))
        .append_pair(&format!("{}_client_secret", text(intent, "object")), text(intent, "client_secret"))
        .append_pair("redirect_status", status);
    see_other(url.as_str())
}

fn asked(inner: &Inner, id: &str) -> Option<Value> {
    inner.look(|world| world.copy(id).filter(|it| text(it, "status") == "requires_action"))
}

fn nothing_to_confirm(inner: &Inner) -> Response {
    let words = "This question was answered already, or the payment page has expired.";
    plain(inner, StatusCode::GONE, "Nothing to confirm", words)
}

fn plain(inner: &Inner, status: StatusCode, title: &'static str, words: &'static str) -> Response {
    let view = ClosedPage { merchant: inner.settings.merchant.clone(), title, words, link: None };
    page(status, "closed.html", &view)
}
