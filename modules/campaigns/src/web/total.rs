use crate::{progress::Progress, queries, tables::total::Total, web::parts::shown};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::Money;
use kernel::{
    Context,
    web::{Error, Result, View},
};
use serde::Serialize;

/// A crowd asks for this once a second, so a shared cache keeps it for one (edge.md 4.2).
const CACHING: &str = "public, max-age=1, s-maxage=1, stale-while-revalidate=5";

/// What a campaign's page keeps up to date.
#[derive(Serialize)]
struct Told {
    raised: Amount,
    goal: Amount,
    to_go: Amount,
    /// Persons, not pledges.
    givers: i64,
    /// Whole percent of the goal; may exceed 100.
    percent: i64,
    /// How much of the band is filled, in percent.
    band: i64,
    /// When it last changed (RFC 3339); `null` while nothing came in.
    as_of: Option<String>,
}

#[derive(Serialize)]
struct Amount {
    minor: i64,
    currency: &'static str,
    text: String,
}

impl Told {
    fn of(progress: Progress, total: &Total) -> Self {
        Self {
            raised: progress.raised.into(),
            goal: progress.goal.into(),
            to_go: progress.to_go().into(),
            givers: total.givers,
            percent: progress.percent(),
            band: progress.percent().min(100),
            as_of: total.changed_at.map(|it| it.to_string()),
        }
    }
}

/// What a campaign's page keeps up to date, as JSON.
pub(crate) fn json(progress: Progress, total: &Total) -> String {
    // Numbers and strings: there is nothing that could not be written.
    serde_json::to_string(&Told::of(progress, total)).unwrap_or_default()
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code(), text: shown(money) }
    }
}

/// `GET /c/{slug}/total.json`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    let progress = Progress { raised: standing.total.raised, goal: standing.campaign.goal };
    Ok(view.cached(json(progress, &standing.total), "application/json", CACHING))
}
