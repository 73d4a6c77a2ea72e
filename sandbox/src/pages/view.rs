use std::sync::LazyLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use tera::Tera;

use super::form::{CardForm, Problems, grouped};
use crate::accounts::{TEST_ACCOUNTS, TestAccount};
use crate::cards::TEST_CARDS;
use crate::domain::debits;
use crate::money;
use crate::sandbox::Inner;
use crate::world::{PRIVATE, int, text};

static TEMPLATES: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.add_raw_templates([
        ("base.html", include_str!("../../templates/base.html")),
        ("style.css.html", include_str!("../../templates/style.css.html")),
        ("field.html", include_str!("../../templates/field.html")),
        ("checkout.html", include_str!("../../templates/checkout.html")),
        ("three_d_secure.html", include_str!("../../templates/three_d_secure.html")),
        ("onboarding.html", include_str!("../../templates/onboarding.html")),
        ("closed.html", include_str!("../../templates/closed.html")),
    ])?;
    Ok(tera)
});

/// The page of an open session.
#[derive(Serialize)]
pub(super) struct CheckoutPage {
    merchant: String,
    saves: bool,
    total: String,
    items: Vec<Line>,
    cancel_url: String,
    form: CardForm,
    problems: Problems,
    /// Whether there are any.
    wrong: bool,
    /// Why the last attempt failed.
    failure: Option<String>,
    cards: Vec<CardRow>,
    /// Bank accounts to pay from, where the page takes any.
    accounts: Vec<CardRow>,
    button: String,
}

#[derive(Serialize)]
struct Line {
    name: String,
    quantity: i64,
    amount: String,
}

#[derive(Serialize)]
struct CardRow {
    number: String,
    grouped: String,
    what: &'static str,
}

impl CheckoutPage {
    pub(super) fn of(inner: &Inner, session: &Value, form: CardForm) -> Self {
        let currency = text(session, "currency");
        let saves = text(session, "mode") == "setup";
        let total = if saves { String::new() } else { money::format(int(session, "amount_total"), currency) };
        let button = if saves { "Save card".to_owned() } else { format!("Pay {total}") };
        let lines = session[PRIVATE]["line_items"].as_array().into_iter().flatten();
        let card = |it: &crate::TestCard| CardRow {
            number: it.number.to_owned(),
            grouped: grouped(it.number),
            what: it.what,
        };
        let account = |it: &TestAccount| CardRow {
            number: it.iban.to_owned(),
            grouped: grouped(it.iban),
            what: it.what,
        };
        let accounts: &[TestAccount] = if debits::is_offered(session) { &TEST_ACCOUNTS[..] } else { &[] };
        Self {
            merchant: inner.settings.merchant.clone(),
            saves,
            total,
            items: lines.map(line).collect(),
            cancel_url: text(session, "cancel_url").to_owned(),
            form,
            problems: Problems::default(),
            wrong: false,
            failure: None,
            cards: TEST_CARDS.iter().map(card).collect(),
            accounts: accounts.iter().map(account).collect(),
            button,
        }
    }

    pub(super) fn problems(self, problems: Problems) -> Self {
        Self { wrong: problems != Problems::default(), problems, ..self }
    }

    pub(super) fn failure(self, failure: Option<String>) -> Self {
        Self { failure, ..self }
    }
}

fn line(item: &Value) -> Line {
    Line {
        name: text(item, "description").to_owned(),
        quantity: int(item, "quantity"),
        amount: money::format(int(item, "amount_total"), text(item, "currency")),
    }
}

/// The page of a session that takes no more payments, or of one that never was.
#[derive(Serialize)]
pub(super) struct ClosedPage {
    pub(super) merchant: String,
    pub(super) title: &'static str,
    pub(super) words: &'static str,
    pub(super) link: Option<String>,
}

/// The bank's page.
#[derive(Serialize)]
pub(super) struct QuestionPage {
    pub(super) merchant: String,
    pub(super) total: Option<String>,
    pub(super) last4: String,
}

/// Renders a page; these pages are never cached or framed.
pub(super) fn page(status: StatusCode, name: &str, page: &impl Serialize) -> Response {
    let rendered = match &*TEMPLATES {
        Ok(tera) => tera::Context::from_serialize(page).and_then(|it| tera.render(name, &it)),
        Err(error) => {
            tracing::error!(%error, "the sandbox's templates are broken");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    match rendered {
        Ok(html) => {
            let mut response = (status, Html(html)).into_response();
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
                ),
            );
            response
        }
        Err(error) => {
            tracing::error!(%error, name, "a page of the sandbox could not be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
