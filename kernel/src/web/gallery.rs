//! `/dev/ui`: every component in every state, for those who build pages and for the tests that look at them. Only
//! in the demo.

use super::{Error, FormProblems, Page, Result, Routes, Text, View};
use axum::{extract::Path, response::Response, routing::get};
use contracts::{Currency, Money, Timestamp};
use serde::Serialize;
use std::time::Duration;

/// The gallery, and each page that says that something went wrong.
pub fn gallery() -> Routes {
    Routes::default()
        .anyone("/dev/ui", get(show))
        .anyone("/dev/ui/part", get(part))
        .anyone("/dev/ui/errors/{status}", get(fail))
}

#[derive(Serialize)]
struct Gallery {
    title: String,
    colours: [&'static str; 20],
    raised: Money,
    goal: Money,
    gone: Money,
    at: Timestamp,
    problems: FormProblems,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    text: String,
    amount: Money,
}

impl Page for Gallery {
    const TEMPLATE: &'static str = "kernel/gallery.html";
}

/// What htmx asks for: a part of a page, with a nonce of its own.
#[derive(Serialize)]
struct Part {}

impl Page for Part {
    const TEMPLATE: &'static str = "kernel/gallery_part.html";
}

/// `GET /dev/ui/part`
async fn part(view: View) -> Result<Response> {
    view.show(&Part {})
}

/// `GET /dev/ui`
async fn show(view: View) -> Result<Response> {
    let mut problems = FormProblems::default();
    problems.add("bad-email", view.t("gallery-bad-email", &[]));
    problems.add("bad-sum", view.t("gallery-bad-sum", &[("least", rupees(100).into())]));
    let line = |key: &str, amount| Line { text: view.t(key, &[]), amount };
    view.show(&Gallery {
        title: view.t("gallery-title", &[]),
        colours: [
            "bg",
            "surface",
            "sunk",
            "line",
            "ctrl",
            "ink",
            "ink-2",
            "ink-3",
            "cta",
            "cta-tint",
            "link",
            "link-tint",
            "money",
            "money-tint",
            "bad",
            "bad-tint",
            "ok",
            "ok-tint",
            "warn",
            "warn-tint",
        ],
        raised: rupees(2_982_140),
        goal: rupees(4_200_000),
        gone: rupees(840),
        at: Timestamp::from_seconds(1_772_366_400),
        problems,
        lines: vec![line("gallery-gift", rupees(840)), line("gallery-fee", rupees(21))],
    })
}

/// `GET /dev/ui/errors/{status}`
async fn fail(Path(status): Path<u16>) -> Result<Response> {
    Err(match status {
        403 => Error::StaleForm,
        404 => Error::NotFound,
        410 => Error::Gone(Text::of("gallery-gone")),
        429 => Error::TooMany(Duration::from_secs(7)),
        500 => Error::Internal(anyhow::anyhow!("shown on purpose")),
        503 => Error::Unavailable(Duration::from_secs(30)),
        _ => Error::bad("there is no such page to show"),
    })
}

fn rupees(whole: i64) -> Money {
    Money::new(whole * 100, Currency::Inr)
}
