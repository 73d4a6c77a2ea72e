use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::see_other;
use super::view::{ClosedPage, page};
use crate::domain::connect::{self, Onboarding};
use crate::sandbox::Inner;
use crate::turn::Asker;
use crate::world::{PRIVATE, text};

/// Stripe's test bank account whose payouts arrive.
const GOOD: &str = "000123456789";

#[derive(Serialize)]
struct OnboardingPage {
    merchant: String,
    bank: &'static str,
    problem: Option<&'static str>,
}

/// `GET /onboarding/{account}/{link}`: the provider's page where a creator says who they are.
pub(super) async fn show(
    State(inner): State<Arc<Inner>>,
    Path((account, _link)): Path<(String, String)>,
) -> Response {
    let known = inner.look(|world| world.get(&account).is_some());
    if known { form(&inner, StatusCode::OK, None) } else { unknown(&inner) }
}

#[derive(Deserialize)]
pub(super) struct Filled {
    bank: String,
    document: Option<String>,
}

/// `POST /onboarding/{account}/{link}`
pub(super) async fn send(
    State(inner): State<Arc<Inner>>,
    Path((account, _link)): Path<(String, String)>,
    Form(filled): Form<Filled>,
) -> Response {
    let bank: String = filled.bank.chars().filter(|it| !it.is_whitespace()).collect();
    if bank.len() < 6 || !bank.chars().all(|it| it.is_ascii_alphanumeric()) {
        return form(
            &inner,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some("Write the number of a test bank account."),
        );
    }
    let filled = Onboarding { bank, document: filled.document.is_some() };
    if inner.turn(Asker::default(), |turn| connect::onboard(turn, &account, &filled)).is_err() {
        return unknown(&inner);
    }
    let then = inner.look(|world| world.get(&account).map(|it| text(&it[PRIVATE], "return_url").to_owned()));
    see_other(&then.unwrap_or_default())
}

fn form(inner: &Inner, status: StatusCode, problem: Option<&'static str>) -> Response {
    let view = OnboardingPage { merchant: inner.settings.merchant.clone(), bank: GOOD, problem };
    page(status, "onboarding.html", &view)
}

fn unknown(inner: &Inner) -> Response {
    let words = "This link leads to no account.";
    let view =
        ClosedPage { merchant: inner.settings.merchant.clone(), title: "No such account", words, link: None };
    page(StatusCode::NOT_FOUND, "closed.html", &view)
}
