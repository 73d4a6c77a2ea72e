use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::form::CardForm;
use super::view::{CheckoutPage, ClosedPage, page};
use super::{after, success_url};
use crate::domain::PayOutcome;
use crate::sandbox::Inner;
use crate::world::text;

/// `GET /checkout/{session}`.
pub(super) async fn show(State(inner): State<Arc<Inner>>, Path(id): Path<String>) -> Response {
    let session = match open_session(&inner, &id) {
        Ok(session) => session,
        Err(closed) => return *closed,
    };
    let form = CardForm { email: known_email(&inner, &session), ..CardForm::default() };
    let view = CheckoutPage::of(&inner, &session, form).failure(last_failure(&inner, &session));
    page(StatusCode::OK, "checkout.html", &view)
}

/// `POST /checkout/{session}`: pays, or fills in a test card.
pub(super) async fn pay(
    State(inner): State<Arc<Inner>>,
    Path(id): Path<String>,
    Form(form): Form<CardForm>,
) -> Response {
    let session = match open_session(&inner, &id) {
        Ok(session) => session,
        // A second click on "Pay" is answered like the first.
        Err(closed) => {
            return if paid(&inner, &id) { after(&inner, &id, &PayOutcome::Done) } else { *closed };
        }
    };
    if let Some(number) = form.use_card.clone() {
        let view = CheckoutPage::of(&inner, &session, form.filled(&number));
        return page(StatusCode::OK, "checkout.html", &view);
    }
    if let Some(iban) = form.use_account.clone() {
        let view = CheckoutPage::of(&inner, &session, form.filled_account(&iban));
        return page(StatusCode::OK, "checkout.html", &view);
    }
    if form.debit.is_some() {
        return debit(&inner, &session, form);
    }
    let card = match form.read(today(&inner)) {
        Ok(card) => card,
        Err(problems) => {
            let view = CheckoutPage::of(&inner, &session, form).problems(problems);
            return page(StatusCode::UNPROCESSABLE_ENTITY, "checkout.html", &view);
        }
    };
    let failure = match inner.pay(&id, &card) {
        Ok(PayOutcome::Declined(message)) => message,
        Ok(outcome) => return after(&inner, &id, &outcome),
        Err(error) => error.to_string(),
    };
    let view = CheckoutPage::of(&inner, &session, form).failure(Some(failure));
    page(StatusCode::UNPROCESSABLE_ENTITY, "checkout.html", &view)
}

/// Pays from a bank account.
fn debit(inner: &Inner, session: &Value, form: CardForm) -> Response {
    let account = match form.read_account() {
        Ok(account) => account,
        Err(problems) => {
            let view = CheckoutPage::of(inner, session, form).problems(problems);
            return page(StatusCode::UNPROCESSABLE_ENTITY, "checkout.html", &view);
        }
    };
    let id = text(session, "id");
    match inner.debit(id, &account) {
        Ok(outcome) => after(inner, id, &outcome),
        Err(error) => {
            let view = CheckoutPage::of(inner, session, form).failure(Some(error.to_string()));
            page(StatusCode::UNPROCESSABLE_ENTITY, "checkout.html", &view)
        }
    }
}

/// The session if it can be paid, or the page that says why not.
fn open_session(inner: &Inner, id: &str) -> Result<Value, Box<Response>> {
    inner.tick();
    let session = inner.look(|world| world.copy(id).filter(|it| text(it, "object") == "checkout.session"));
    let Some(session) = session else {
        let words = "There is no such payment page.";
        return Err(Box::new(closed(inner, StatusCode::NOT_FOUND, "Page not found", words, None)));
    };
    let page = match text(&session, "status") {
        "open" => return Ok(session),
        "complete" => closed(
            inner,
            StatusCode::OK,
            "You are done",
            "This payment page was completed. Nothing more will be charged here.",
            success_url(inner, id),
        ),
        _ => closed(
            inner,
            StatusCode::GONE,
            "This page has expired",
            "Nothing was charged. Go back and start again to get a new payment page.",
            session["cancel_url"].as_str().map(str::to_owned),
        ),
    };
    Err(Box::new(page))
}

fn closed(
    inner: &Inner,
    status: StatusCode,
    title: &'static str,
    words: &'static str,
    link: Option<String>,
) -> Response {
    let view = ClosedPage { merchant: inner.settings.merchant.clone(), title, words, link };
    page(status, "closed.html", &view)
}

fn paid(inner: &Inner, id: &str) -> bool {
    inner.look(|world| world.get(id).is_some_and(|it| text(&it, "status") == "complete"))
}

fn known_email(inner: &Inner, session: &Value) -> String {
    let given = text(session, "customer_email");
    if !given.is_empty() {
        return given.to_owned();
    }
    let customer = text(session, "customer");
    inner.look(|world| world.get(customer).map(|it| text(&it, "email").to_owned())).unwrap_or_default()
}

/// Why the session's last attempt failed, for the way back from 3-D Secure.
fn last_failure(inner: &Inner, session: &Value) -> Option<String> {
    let (intent, field) = match text(session, "mode") {
        "setup" => (text(session, "setup_intent"), "last_setup_error"),
        _ => (text(session, "payment_intent"), "last_payment_error"),
    };
    inner.look(|world| world.get(intent)?[field]["message"].as_str().map(str::to_owned))
}

/// Year and month on the sandbox's clock.
fn today(inner: &Inner) -> (i64, i64) {
    let now = jiff::Timestamp::from_microsecond(inner.now()).unwrap_or_default();
    let date = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    (i64::from(date.year()), i64::from(date.month()))
}
