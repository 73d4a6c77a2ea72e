//! Receipts: what was paid and what of it went back, to be printed, and all of a year as a table.

use super::{address, pledge::unlisted, table::attachment};
use crate::{
    pledge::PledgeEvent,
    queries::{self, Told},
    tables::{contact, reward},
};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use contracts::{
    Money, Timestamp, UserId,
    pledges::{ChosenAddOn, Gift},
};
use jiff::{Zoned, tz::TimeZone};
use kernel::{
    Context,
    web::{CurrentUser, Error, Page, Result, StepUp, Text, View, harmless},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a receipt tells.
#[derive(Clone, Debug)]
pub(super) struct Receipt {
    gift: Gift,
    paid_at: Timestamp,
    /// What is back with the donor, by when it arrived there.
    returned: Vec<(Money, Timestamp)>,
}

impl Receipt {
    /// Of a pledge that was paid.
    pub(super) fn of(told: &Told) -> Option<Self> {
        let paid = told.events.iter().find_map(|(event, _)| match event {
            PledgeEvent::Collected { gift, at, .. } => Some((*gift, *at)),
            _ => None,
        });
        let (gift, paid_at) = paid?;
        let sum = |id| told.refunds.iter().find(|it| it.id == id).map(|it| it.gift.total());
        let mut returned = Vec::new();
        for (event, _) in &told.events {
            match event {
                PledgeEvent::RefundSucceeded { refund, at } => {
                    returned.extend(sum(*refund).map(|money| (*refund, money, *at)));
                }
                // It did not arrive after all.
                PledgeEvent::RefundFailed { refund, .. } => returned.retain(|(it, ..)| it != refund),
                _ => {}
            }
        }
        let returned = returned.into_iter().map(|(_, money, at)| (money, at)).collect();
        Some(Self { gift, paid_at, returned })
    }

    fn given_back(&self) -> Money {
        let sum = self.returned.iter().map(|(money, _)| money.minor).sum();
        Money::new(sum, self.gift.amount.currency)
    }
}

#[derive(Serialize)]
struct ReceiptPage {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    campaign: String,
    organiser: String,
    slug: String,
    paid_at: Timestamp,
    lines: Vec<Line>,
    total: Money,
    returned: Vec<Returned>,
    /// What stayed given, when something went back.
    kept: Option<Money>,
    /// The donor, for the donor alone.
    name: Option<String>,
}

#[derive(Serialize)]
struct Line {
    text: String,
    amount: Money,
}

#[derive(Serialize)]
struct Returned {
    amount: Money,
    at: Timestamp,
}

impl Page for ReceiptPage {
    const TEMPLATE: &'static str = "pledges/receipt.html";
}

/// `GET /p/{pledge}/receipt`: for whoever has its address, like the pledge's own page. Named for its donor alone.
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let told = queries::told(&ctx, address::pledge(&ctx, &id)?).await?.ok_or(Error::NotFound)?;
    let receipt = Receipt::of(&told).ok_or(Error::NotFound)?;
    let own = told.row.donor.is_some() && told.row.donor == view.user().map(|it| it.id);
    let contact = if own { contact::find(ctx.db.read(), told.row.id).await? } else { None };
    let line = |key, amount| Line { text: view.t(key, &[]), amount };
    let Gift { amount, tip, covered_fee } = receipt.gift;
    let besides = besides(&ctx, &view, &told).await?;
    let own = besides.iter().fold(amount.minor, |left, it| left - it.amount.minor);
    let mut lines = vec![line("pledge-gift", Money::new(own, amount.currency))];
    lines.extend(besides);
    lines.extend([line("pledge-tip", tip), line("pledge-fee", covered_fee)]);
    lines.retain(|it| it.amount.is_positive());
    let (total, back) = (receipt.gift.total(), receipt.given_back());
    let page = ReceiptPage {
        address: view.keys().address(told.row.id.0),
        kept: back.is_positive().then(|| Money::new(total.minor - back.minor, total.currency)),
        returned: receipt.returned.iter().map(|(amount, at)| Returned { amount: *amount, at: *at }).collect(),
        name: contact.and_then(|it| it.name),
        reference: told.row.reference,
        campaign: told.campaign.title,
        organiser: told.campaign.organiser,
        slug: told.campaign.slug,
        paid_at: receipt.paid_at,
        lines,
        total,
    };
    Ok(unlisted(view.show(&page)?))
}

/// What of the gift was paid for add-ons, those among them that were given back since.
async fn besides(ctx: &Context, view: &View, told: &Told) -> Result<Vec<Line>> {
    let mut add_ons: &[ChosenAddOn] = &[];
    for (event, _) in &told.events {
        match event {
            PledgeEvent::Reserved(terms) => add_ons = &terms.add_ons,
            PledgeEvent::Changed { add_ons: now, .. } => add_ons = now,
            _ => {}
        }
    }
    let mut lines = Vec::new();
    for it in add_ons {
        let title = reward::find(ctx.db.read(), it.add_on).await?.map(|it| it.title).unwrap_or_default();
        let text = Text::of("receipt-add-on").with("count", it.count).with("title", title);
        lines.push(Line { text: view.say(&text), amount: it.total() });
    }
    Ok(lines)
}

#[derive(Serialize)]
struct Receipts {
    years: Vec<Year>,
}

/// What was paid in a year, by the days of UTC: the same for everybody who adds up the same table.
#[derive(Serialize)]
struct Year {
    year: String,
    paid: Vec<Paid>,
}

#[derive(Serialize)]
struct Paid {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    campaign: String,
    total: Money,
    at: Timestamp,
}

impl Page for Receipts {
    const TEMPLATE: &'static str = "pledges/receipts.html";
}

/// The receipts of `donor`, the latest pledge first, each with the day on which it was paid.
async fn all_of(ctx: &Context, donor: UserId) -> Result<Vec<(Zoned, Receipt, Told)>> {
    let mut all = Vec::new();
    for id in queries::paid_by(ctx.db.read(), donor).await? {
        let Some(told) = queries::told(ctx, id).await? else { continue };
        let Some(receipt) = Receipt::of(&told) else { continue };
        let at = jiff::Timestamp::from_microsecond(receipt.paid_at.0);
        all.push((at.map_err(|it| Error::Internal(it.into()))?.to_zoned(TimeZone::UTC), receipt, told));
    }
    Ok(all)
}

/// `GET /me/receipts`
pub(super) async fn index(State(ctx): State<Context>, current: CurrentUser, view: View) -> Result<Response> {
    let mut years: BTreeMap<i16, Vec<Paid>> = BTreeMap::new();
    for (day, receipt, told) in all_of(&ctx, current.id).await? {
        years.entry(day.year()).or_default().push(Paid {
            address: view.keys().address(told.row.id.0),
            reference: told.row.reference,
            campaign: told.campaign.title,
            total: receipt.gift.total(),
            at: receipt.paid_at,
        });
    }
    let years = years.into_iter().rev().map(|(year, paid)| Year { year: year.to_string(), paid }).collect();
    view.show(&Receipts { years })
}

/// Which year's.
#[derive(Deserialize)]
pub(super) struct Which {
    year: i16,
}

/// `GET /me/receipts.csv?year=2026`: what was paid in a year, one line for each payment. It leaves the site, so whoever
/// takes it has just proved that it is them (SEC-6).
pub(super) async fn of_year(
    State(ctx): State<Context>,
    who: StepUp,
    Query(Which { year }): Query<Which>,
) -> Result<Response> {
    let paid = all_of(&ctx, who.user.id).await?.into_iter().filter(|(day, ..)| day.year() == year);
    let plain = |it: Money| it.format_input("en");
    let row = |(day, receipt, told): (Zoned, Receipt, Told)| {
        let gift = receipt.gift;
        [
            day.strftime("%Y-%m-%d").to_string(),
            told.row.reference,
            harmless(&told.campaign.title),
            harmless(&told.campaign.organiser),
            gift.amount.currency.code().to_owned(),
            plain(gift.amount),
            plain(gift.tip),
            plain(gift.covered_fee),
            plain(gift.total()),
            plain(receipt.given_back()),
        ]
    };
    let header = [
        "paid_on",
        "reference",
        "campaign",
        "organiser",
        "currency",
        "gift",
        "tip",
        "fee",
        "total",
        "given_back",
    ];
    attachment(&format!("receipts-{year}.csv"), &header, paid.map(row))
}
