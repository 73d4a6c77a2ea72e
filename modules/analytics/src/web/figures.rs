use crate::{
    chart::{Chart, Pair},
    queries,
    tables::{
        campaign::{Campaign, Sum},
        gift_hour::GiftHour,
    },
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use contracts::{Money, Timestamp};
use kernel::{
    Context,
    web::{Error, Page, Result, Text, View},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct IndexPage {
    campaigns: Vec<Row>,
    /// What they are sorted by: `title` or `gifts`.
    by: &'static str,
    now: Timestamp,
}

impl Page for IndexPage {
    const TEMPLATE: &'static str = "analytics/index.html";
}

/// In which order campaigns are asked for. Sums are in several currencies, which nobody can put in order.
#[derive(Deserialize)]
pub(crate) struct Order {
    by: Option<String>,
}

/// A campaign and its sums.
#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    gifts: i64,
    given: Money,
    taken_back: Money,
    net: Money,
}

#[derive(Serialize)]
struct CampaignFigures {
    title: String,
    slug: String,
    now: Timestamp,
    hours: Series,
    days: Series,
}

impl Page for CampaignFigures {
    const TEMPLATE: &'static str = "analytics/show.html";
}

/// Bars and the table that says the same.
#[derive(Serialize)]
pub(super) struct Series {
    chart: Chart,
    /// What is seen, in words.
    summary: String,
    /// What the tallest bar above the line stands for.
    highest: Money,
    /// When the first span begins, and the last.
    first: Timestamp,
    last: Timestamp,
    /// The spans in which anything happened.
    rows: Vec<Span>,
}

#[derive(Serialize)]
struct Span {
    start: Timestamp,
    gifts: i64,
    given: Money,
    taken_back: Money,
}

/// `GET /backoffice/analytics`
pub(crate) async fn index(
    State(ctx): State<Context>,
    view: View,
    Query(order): Query<Order>,
) -> Result<Response> {
    // Those with the most gifts come first.
    let mut campaigns: Vec<_> = queries::sums(&ctx.db).await?.into_iter().map(Row::of).collect();
    let by = if order.by.as_deref() == Some("title") { "title" } else { "gifts" };
    if by == "title" {
        campaigns.sort_by_key(|it| it.title.to_lowercase());
    }
    view.show(&IndexPage { campaigns, by, now: ctx.clock.now() })
}

/// `GET /backoffice/analytics/{campaign}`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(campaign): Path<String>,
) -> Result<Response> {
    let id = campaign.parse().map_err(|_| Error::NotFound)?;
    let now = ctx.clock.now();
    let figures = queries::figures(&ctx.db, id, now).await?.ok_or(Error::NotFound)?;
    let campaign = &figures.campaign;
    view.show(&CampaignFigures {
        hours: Series::of(&view, &figures.hours, campaign),
        days: Series::of(&view, &figures.days, campaign),
        title: campaign.title.clone(),
        slug: campaign.slug.clone(),
        now,
    })
}

impl Row {
    fn of(sum: Sum) -> Self {
        Self {
            id: sum.campaign.id.to_string(),
            title: sum.campaign.title,
            gifts: sum.gifts,
            net: Money::new(sum.given.minor - sum.taken_back.minor, sum.given.currency),
            given: sum.given,
            taken_back: sum.taken_back,
        }
    }
}

impl Series {
    pub(super) fn of(view: &View, spans: &[GiftHour], campaign: &Campaign) -> Self {
        let money = |minor| Money::new(minor, campaign.currency);
        let pairs: Vec<_> =
            spans.iter().map(|it| Pair { up: it.given_minor, down: it.taken_back_minor }).collect();
        let sum = |of: fn(&GiftHour) -> i64| spans.iter().map(of).sum::<i64>();
        let summary = Text::of("figures-summary")
            .with("gifts", sum(|it| it.gifts))
            .with("given", money(sum(|it| it.given_minor)))
            .with("back", money(sum(|it| it.taken_back_minor)));
        let happened = spans.iter().filter(|it| it.gifts > 0 || it.taken_back_minor > 0);
        let row = |it: &GiftHour| Span {
            start: it.start,
            gifts: it.gifts,
            given: money(it.given_minor),
            taken_back: money(it.taken_back_minor),
        };
        let begins = |it: Option<&GiftHour>| it.map_or(Timestamp(0), |it| it.start);
        Self {
            chart: Chart::of(&pairs),
            summary: view.say(&summary),
            highest: money(spans.iter().map(|it| it.given_minor).max().unwrap_or(0)),
            first: begins(spans.first()),
            last: begins(spans.last()),
            rows: happened.map(row).collect(),
        }
    }
}
