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
    web::{Error, Page, Result, Text, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct CreatorFigures {
    id: String,
    title: String,
    slug: String,
    /// Whether whoever asks runs the campaign, and may enter its other rooms.
    own: bool,
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
    /// Its deadline has passed.
    over: bool,
    pace: Pace,
    /// What the upper edge of its chart stands for, and its first and last day.
    pace_top: Money,
    first_day: Timestamp,
    last_day: Timestamp,
    days_table: Vec<DayRow>,
    hours: Series,
    days: Series,
    sources: Vec<SourceRow>,
    /// Nothing while no gift counts.
    amounts: Option<Amounts>,
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

/// How many gifts are how large.
#[derive(Serialize)]
struct Amounts {
    rows: Vec<AmountRow>,
    chart: Chart,
    /// What is seen, in words.
    summary: String,
    /// How many gifts the tallest bar stands for.
    highest: i64,
    /// Where the first bar begins, and the last one ends.
    from: Money,
    to: Money,
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
    let own = user.id == aim.creator;
    if !own && !user.is_staff() {
        return Err(Error::NotFound);
    }
    let now = ctx.clock.now();
    let figures = queries::figures(&ctx.db, id, now).await?.ok_or(Error::NotFound)?;
    let insight = queries::insight(&ctx.db, id, aim, now).await?;
    let campaign = figures.campaign;
    let hours = Series::of(&view, &figures.hours, &campaign);
    let days = Series::of(&view, &figures.days, &campaign);
    let amounts = Amounts::of(&view, &insight.amounts, &campaign);
    let figures = CreatorFigures::of(campaign, insight, (hours, days), now);
    view.show(&CreatorFigures { own, amounts, ..figures })
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
        let pace = Pace::of(&raised, it.days_in_all, it.aim.goal_minor);
        Self {
            id: campaign.id.to_string(),
            own: false,
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
            over: it.aim.deadline_at <= now,
            pace_top: money(pace.highest()),
            pace,
            first_day: it.days.first().map_or(it.last_day, |it| it.start),
            last_day: it.last_day,
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
            amounts: None,
            title: campaign.title,
            slug: campaign.slug,
        }
    }
}

impl Amounts {
    /// Nothing where there is no span.
    fn of(view: &View, spans: &[((i64, i64), i64)], campaign: &Campaign) -> Option<Self> {
        let money = |minor| Money::new(minor, campaign.currency);
        let (((first, _), _), ((_, last), _)) = (spans.first()?, spans.last()?);
        let highest = spans.iter().map(|(_, gifts)| *gifts).max().unwrap_or(0);
        let ((low, high), _) = spans.iter().find(|(_, gifts)| *gifts == highest)?;
        let summary = Text::of("figures-amounts-said")
            .with("many", highest)
            .with("gifts", spans.iter().map(|(_, gifts)| *gifts).sum::<i64>())
            .with("low", money(*low))
            .with("high", money(*high));
        let pairs: Vec<_> = spans.iter().map(|(_, gifts)| Pair { up: *gifts, down: 0 }).collect();
        let row = |((from, to), gifts): &((i64, i64), i64)| AmountRow {
            from: money(*from),
            to: money(*to),
            gifts: *gifts,
        };
        Some(Self {
            rows: spans.iter().map(row).collect(),
            chart: Chart::of(&pairs),
            summary: view.say(&summary),
            highest,
            from: money(*first),
            to: money(*last),
        })
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
