use super::figures::Series;
use crate::{
    chart::{Chart, Pair},
    pace::Pace,
    queries::{self, Insight},
    tables::{campaign::Campaign, gift::Source},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::{Money, Timestamp};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct CreatorFigures {
    id: String,
    title: String,
    slug: String,
    now: Timestamp,
    gifts: i64,
    /// What counts: given less what was taken back. The campaign's page shows the same.
    raised: Money,
    given: Money,
    taken_back: Money,
    /// Of the gifts that count; one that was taken back whole is none of them.
    average: Option<Money>,
    goal: Money,
    /// How many plans give to it, and what they promise in a month.
    plans: i64,
    plans_a_month: Money,
    /// What should have come in by now to arrive in time.
    due: Money,
    ahead: bool,
    pace: Pace,
    days_table: Vec<DayRow>,
    hours: Series,
    days: Series,
    sources: Vec<SourceRow>,
    amounts: Vec<AmountRow>,
    amounts_chart: Chart,
}

impl Page for CreatorFigures {
    const TEMPLATE: &'static str = "analytics/creator.html";
}

#[derive(Serialize)]
struct DayRow {
    start: Timestamp,
    raised: Money,
    due: Money,
}

#[derive(Serialize)]
struct SourceRow {
    source: String,
    gifts: i64,
    given: Money,
    net: Money,
}

#[derive(Serialize)]
struct AmountRow {
    from: Money,
    to: Money,
    gifts: i64,
}

/// `GET /dashboard/campaigns/{campaign}/figures`: for whoever runs the campaign, and for those who work here. For
/// others there is nothing.
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let id = campaign.parse().map_err(|_| Error::NotFound)?;
    let aim = queries::aim(&ctx.db, id).await?.ok_or(Error::NotFound)?;
    let user = view.user().ok_or(Error::NotFound)?;
    if user.id != aim.creator && !user.is_staff() {
        return Err(Error::NotFound);
    }
    let now = ctx.clock.now();
    let figures = queries::figures(&ctx.db, id, now).await?.ok_or(Error::NotFound)?;
    let insight = queries::insight(&ctx.db, id, aim, now).await?;
    let campaign = figures.campaign;
    let hours = Series::of(&view, &figures.hours, &campaign);
    let days = Series::of(&view, &figures.days, &campaign);
    view.show(&CreatorFigures::of(campaign, insight, (hours, days), now))
}

impl CreatorFigures {
    fn of(campaign: Campaign, it: Insight, (hours, days): (Series, Series), now: Timestamp) -> Self {
        let money = |minor| Money::new(minor, campaign.currency);
        let sum = |of: fn(&Source) -> i64| it.sources.iter().map(of).sum::<i64>();
        let (gifts, given, back) =
            (sum(|it| it.gifts), sum(|it| it.given_minor), sum(|it| it.taken_back_minor));
        let counting = sum(|it| it.counting);
        let due = it.days.last().map_or(0, |it| it.due_minor);
        let raised: Vec<_> = it.days.iter().map(|it| it.raised_minor).collect();
        let pairs: Vec<_> = it.amounts.iter().map(|(_, many)| Pair { up: *many, down: 0 }).collect();
        Self {
            id: campaign.id.to_string(),
            now,
            gifts,
            raised: money(given - back),
            given: money(given),
            taken_back: money(back),
            average: (counting > 0).then(|| money((given - back) / counting.max(1))),
            goal: money(it.aim.goal_minor),
            plans: it.plans.active,
            plans_a_month: money(it.plans.a_month_minor),
            due: money(due),
            ahead: given - back >= due,
            pace: Pace::of(&raised, it.days_in_all, it.aim.goal_minor),
            days_table: it
                .days
                .iter()
                .map(|it| DayRow {
                    start: it.start,
                    raised: money(it.raised_minor),
                    due: money(it.due_minor),
                })
                .collect(),
            hours,
            days,
            sources: it.sources.iter().map(|it| SourceRow::of(it, money)).collect(),
            amounts: it
                .amounts
                .iter()
                .map(|((from, to), gifts)| AmountRow { from: money(*from), to: money(*to), gifts: *gifts })
                .collect(),
            amounts_chart: Chart::of(&pairs),
            title: campaign.title,
            slug: campaign.slug,
        }
    }
}

impl SourceRow {
    fn of(it: &Source, money: impl Fn(i64) -> Money) -> Self {
        Self {
            source: it.source.clone(),
            gifts: it.gifts,
            given: money(it.given_minor),
            net: money(it.given_minor - it.taken_back_minor),
        }
    }
}
