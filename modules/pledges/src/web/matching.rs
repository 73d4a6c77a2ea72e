//! The back office's room for matching gifts.

use super::form::LOCALE;
use crate::{
    matching::{self, EndPool, OpenPool, Pool, PoolId, Terms},
    tables::campaign::Campaign,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Currency, Money, MoneyError, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Result, StepUp, View},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3600);
/// How many days a pool may be open for.
const DAYS: std::ops::RangeInclusive<u64> = 1..=365;

#[derive(Serialize)]
struct Room {
    pools: Vec<Line>,
    form: PoolForm,
    problems: FormProblems,
}

impl Page for Room {
    const TEMPLATE: &'static str = "pledges/desk_matching.html";
}

#[derive(Serialize)]
struct Line {
    id: PoolId,
    campaign: String,
    sponsor: String,
    percent: i32,
    cap: Money,
    used: Money,
    per_gift: Option<Money>,
    per_donor: Option<Money>,
    opens_at: Timestamp,
    closes_at: Timestamp,
    open: bool,
}

/// What a sponsor promises, as staff write it down.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolForm {
    /// Minted when the form was shown, so that the same form sent twice is one promise.
    pool: String,
    campaign: String,
    sponsor: String,
    percent: String,
    cap: String,
    per_gift: String,
    per_donor: String,
    days: String,
}

/// `GET /backoffice/matching`
pub(super) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    view.show(&room(&ctx, PoolForm::empty(), FormProblems::default()).await?)
}

/// `POST /backoffice/matching`: whoever promises somebody's money, or ends that, has just proved that it is them (SEC-6).
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Form(form): Form<PoolForm>,
) -> Result<Response> {
    let id = form.pool.parse().map_err(|_| Error::bad("this form lacks its number: open it again"))?;
    let slug = form.campaign.trim();
    let campaign = if slug.contains('\0') { None } else { Campaign::by_slug(ctx.db.read(), slug).await? };
    let mut problems = FormProblems::default();
    let terms = form.read(campaign.as_ref(), ctx.clock.now(), &mut problems);
    let (Some(terms), Some(campaign)) = (terms, campaign) else {
        let room = room(&ctx, form, problems).await?;
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &room);
    };
    let pool = Pool { id, campaign: campaign.id, terms, used: 0, created_by: who.user.id };
    ctx.run(OpenPool { pool }).await?;
    Ok(Redirect::to("/backoffice/matching").into_response())
}

/// `POST /backoffice/matching/{pool}/end`
pub(super) async fn end(
    State(ctx): State<Context>,
    who: StepUp,
    Path(pool): Path<String>,
    Form(_): Form<EndForm>,
) -> Result<Response> {
    let pool: PoolId = pool.parse().map_err(|_| Error::NotFound)?;
    ctx.run(EndPool { pool, by: who.user.id }).await?;
    Ok(Redirect::to("/backoffice/matching").into_response())
}

/// Nothing is asked.
#[derive(Deserialize)]
pub(super) struct EndForm {}

impl PoolForm {
    fn empty() -> Self {
        Self {
            pool: PoolId::fresh().to_string(),
            percent: "100".into(),
            days: "30".into(),
            ..Self::default()
        }
    }

    fn read(
        &self,
        campaign: Option<&Campaign>,
        now: Timestamp,
        problems: &mut FormProblems,
    ) -> Option<Terms> {
        if campaign.is_none() {
            problems.add("campaign", "There is no campaign at that address. Copy the part after /c/.");
        }
        let least = campaign.map(|it| it.minimum);
        let sponsor = self.sponsor.trim().to_owned();
        if sponsor.is_empty() || sponsor.chars().count() > 80 {
            problems.add("sponsor", "Write who adds the money, in at most 80 letters.");
        }
        let percent = self.percent.parse().ok().filter(|it| (1..=1000).contains(it));
        if percent.is_none() {
            problems.add("percent", "Write how much is added to each gift, from 1 to 1000 percent.");
        }
        let cap = sum(&self.cap, least, "cap", problems);
        let per_gift = limit(&self.per_gift, least, "per_gift", problems);
        let per_donor = limit(&self.per_donor, least, "per_donor", problems);
        let days = self.days.parse().ok().filter(|it| DAYS.contains(it));
        if days.is_none() {
            problems.add("days", "Write for how many days, from 1 to 365.");
        }
        let (currency, percent, days, cap) = (least?.currency, percent?, days?, cap?);
        let closes_at = now.after(DAY * u32::try_from(days).ok()?);
        let (opens_at, per_gift, per_donor) = (now, per_gift?, per_donor?);
        problems.is_empty().then_some(Terms {
            sponsor,
            currency,
            percent,
            cap,
            per_gift,
            per_donor,
            opens_at,
            closes_at,
        })
    }
}

/// A sum of a campaign to which `least` can be given. Of one that nobody knows the currency is not known either: then only
/// what is no sum in any of them is a problem.
fn sum(text: &str, least: Option<Money>, field: &str, problems: &mut FormProblems) -> Option<i64> {
    let currency = least.map_or(Currency::Eur, |it| it.currency);
    match (Money::parse_positive(text, currency, LOCALE), least) {
        (Ok(sum), _) => return Some(sum.minor),
        (Err(error), Some(least)) => problems.add(field, error.at_least(least, LOCALE).to_string()),
        (Err(error), None) if is_no_sum(&error) => problems.add(field, error.to_string()),
        (Err(_), None) => (),
    }
    None
}

/// Whether what was typed is no sum, whatever the currency.
fn is_no_sum(error: &MoneyError) -> bool {
    use MoneyError::{Empty, Negative, NotANumber, ScientificNotation, Zero};
    matches!(error, Empty | NotANumber { .. } | ScientificNotation { .. } | Negative | Zero)
}

/// A limit that may be left out.
#[expect(clippy::option_option, reason = "nothing written is no limit; something unreadable is a problem")]
fn limit(text: &str, least: Option<Money>, field: &str, problems: &mut FormProblems) -> Option<Option<i64>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    sum(text, least, field, problems).map(Some)
}

async fn room(ctx: &Context, form: PoolForm, problems: FormProblems) -> Result<Room> {
    let now = ctx.clock.now();
    let pools = matching::all_pools(ctx.db.read()).await?;
    let line = |(pool, campaign): (Pool, String)| Line {
        id: pool.id,
        campaign,
        sponsor: pool.terms.sponsor.clone(),
        percent: pool.terms.percent,
        cap: pool.money(pool.terms.cap),
        used: pool.money(pool.used),
        per_gift: pool.terms.per_gift.map(|it| pool.money(it)),
        per_donor: pool.terms.per_donor.map(|it| pool.money(it)),
        opens_at: pool.terms.opens_at,
        closes_at: pool.terms.closes_at,
        open: pool.terms.covers(now),
    };
    Ok(Room { pools: pools.into_iter().map(line).collect(), form, problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_with_a_promise_is_said_at_once_though_its_campaign_is_not_known() {
        let form = PoolForm {
            cap: "much".into(),
            per_gift: "0".into(),
            per_donor: "1.5".into(),
            percent: "0".into(),
            days: "never".into(),
            ..PoolForm::empty()
        };
        let mut problems = FormProblems::default();
        assert!(form.read(None, Timestamp(0), &mut problems).is_none());
        let fields: Vec<_> = problems.list.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["campaign", "sponsor", "percent", "cap", "per_gift", "days"]);
    }
}
