use crate::{
    progress::Progress,
    queries::{self, Standing},
    web::parts::shown,
};
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
pub(super) struct Told {
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
    pub(super) fn of(standing: &Standing) -> Self {
        let progress = Progress { raised: standing.total.raised, goal: standing.campaign.goal };
        Self {
            raised: progress.raised.into(),
            goal: progress.goal.into(),
            to_go: progress.to_go().into(),
            givers: standing.total.givers,
            percent: progress.percent(),
            band: progress.percent().min(100),
            as_of: standing.total.changed_at.map(|it| it.to_string()),
        }
    }

    pub(super) fn to_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(|error| Error::Internal(error.into()))
    }
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
    Ok(view.cached(Told::of(&standing).to_json()?, "application/json", CACHING))
}
