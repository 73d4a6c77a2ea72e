use crate::{progress::Progress, queries, tables::total::Total};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::Money;
use kernel::{
    Context,
    web::{Error, Language, Result, View},
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
    givers_text: String,
    /// Whole percent of the goal; may exceed 100.
    percent: i64,
    percent_text: String,
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
    fn of(language: Language, progress: Progress, total: &Total) -> Self {
        let amount = |it: Money| Amount {
            minor: it.minor,
            currency: it.currency.code(),
            text: it.format(language.locale()),
        };
        Self {
            raised: amount(progress.raised),
            goal: amount(progress.goal),
            to_go: amount(progress.to_go()),
            givers: total.givers,
            givers_text: language.number(total.givers),
            percent: progress.percent(),
            percent_text: language.number(progress.percent()),
            band: progress.percent().min(100),
            as_of: total.changed_at.map(|it| it.to_string()),
        }
    }
}

/// What a campaign's page keeps up to date, as JSON, with amounts as `language` writes them.
pub(super) fn json(language: Language, progress: Progress, total: &Total) -> String {
    // Numbers and strings: there is nothing that could not be written.
    serde_json::to_string(&Told::of(language, progress, total)).unwrap_or_default()
}

/// `GET /c/{slug}/total.json`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    let progress = Progress { raised: standing.total.raised, goal: standing.campaign.goal };
    Ok(view.cached(json(view.language(), progress, &standing.total), "application/json", CACHING))
}
