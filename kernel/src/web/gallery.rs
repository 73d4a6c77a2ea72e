//! `/dev/ui`: every component in every state, for those who build pages and for the tests that look at them. Only
//! in the demo.

use super::{
    Error, FormProblems, Page, Result, Routes, Text, View,
    charts::{Bar, Frame, Key, Plot, Point},
};
use axum::{extract::Path, response::Response, routing::get};
use contracts::{Currency, Money, Timestamp};
use serde::Serialize;
use std::time::Duration;

/// The gallery, and each page that says that something went wrong.
pub fn gallery() -> Routes {
    Routes::default().anyone("/dev/ui", get(show)).anyone("/dev/ui/errors/{status}", get(fail))
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
    plots: [Plot; 3],
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
        plots: [by_day(&view), pace(&view), sizes(&view)],
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

fn by_day(view: &View) -> Plot {
    let locale = view.language().locale();
    let gifts = [12, 9, 14, 31, 28, 22, 40, 64, 51, 38, 45, 72, 88, 61];
    let bars = (1_i64..).zip(gifts).map(|(day, many)| Bar {
        label: view.t("gallery-day", &[("day", day.into())]),
        value: many,
        shown: rupees(many * 1_000).format(locale),
    });
    let frame = Frame {
        name: "by-day",
        title: view.t("gallery-by-day", &[]),
        description: view.t("gallery-by-day-text", &[("most", rupees(88_000).into())]),
        columns: vec![view.t("gallery-day-column", &[]), view.t("gallery-given", &[])],
    };
    Plot::bars(frame, &bars.collect::<Vec<_>>(), true)
}

fn pace(view: &View) -> Plot {
    let point = |(at, value): (i64, i64)| Point {
        at,
        label: view.t("gallery-day", &[("day", at.into())]),
        value,
        shown: rupees(value).format(view.language().locale()),
    };
    let points =
        [(0, 0), (4, 320_000), (9, 480_000), (13, 1_450_000), (18, 2_100_000), (22, 2_982_140)].map(point);
    let frame = Frame {
        name: "pace",
        title: view.t("gallery-pace", &[]),
        description: view.t("gallery-pace-text", &[("raised", rupees(2_982_140).into())]),
        columns: vec![view.t("gallery-day-column", &[]), view.t("gallery-raised", &[])],
    };
    let keys = (Key::pace(view.t("gallery-pace-key", &[])), Key::line(view.t("gallery-raised", &[])));
    Plot::line(frame, &points, (0, 30), &point((30, 4_200_000)), keys.0, keys.1)
}

fn sizes(view: &View) -> Plot {
    let locale = view.language().locale();
    let sizes = [(100, 210), (500, 940), (1_000, 1_320), (2_500, 610), (5_000, 240), (10_000, 98)];
    let bars = sizes.map(|(from, many)| Bar {
        label: rupees(from).format(locale),
        value: many,
        shown: view.t("gallery-gifts", &[("count", many.into())]),
    });
    let frame = Frame {
        name: "sizes",
        title: view.t("gallery-sizes", &[]),
        description: view.t("gallery-sizes-text", &[]),
        columns: vec![view.t("gallery-from", &[]), view.t("gallery-count", &[])],
    };
    Plot::bars(frame, &bars, false)
}
