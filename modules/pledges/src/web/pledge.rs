use super::{
    add_ons, address,
    clocks::{until, when},
    receipt::Receipt,
    told::{
        Happened, Said, in_dedication, in_words, of_settlement, provider_is_away, refund_in_words, timeline,
    },
};
use crate::{
    card, outage, plan,
    pledge::Status,
    queries::{self, Told},
    saga::TO_PAY,
    settlement::{self, AskForPage, State as Settling},
    tables::{campaign::Campaign, contact, dedication, delivery, pledge},
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PledgeId, Timestamp, pledges::Interval};
use kernel::{
    Context,
    web::{Error, Form, Forms, Page, Result, Until, View},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a donor waits for the payment page before being told what is happening.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
pub(super) const LOOK: Duration = Duration::from_millis(25);
/// How long the page of whoever comes back from paying waits for the word of how it ended, whatever the provider does.
const CONFIRMING: Duration = Duration::from_millis(1_500);
/// The time a reward is kept is shown when this much of it is left (rule R7): before, a clock would only press.
pub(super) const SOON: Duration = Duration::from_mins(3);

/// A pledge, for whoever has its address. Nobody's name is on it.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each lets the template show one thing")]
struct Show {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    slug: String,
    campaign: String,
    /// The language its title and its rewards are written in (BCP 47); empty when nobody said.
    language: String,
    status: &'static str,
    label: String,
    words: Said,
    /// The plan that it is a gift of.
    plan: Option<ShownPlan>,
    lines: Vec<Happened>,
    amount: Money,
    tip: Money,
    covered_fee: Money,
    total: Money,
    reward: Option<String>,
    /// What was taken besides, in words.
    add_ons: Vec<String>,
    /// How many more minutes the reward is kept, when it is soon kept no more.
    kept_minutes: Option<u64>,
    /// Whether the donor can have it kept longer.
    can_hold: bool,
    matched: Option<ShownMatch>,
    refunds: Vec<ShownRefund>,
    /// When the saved card expires, when that is too early.
    card_ends: Option<Timestamp>,
    /// There is a payment page to go on to.
    can_pay: bool,
    can_cancel: bool,
    /// It cannot be cancelled any more, and nothing else is told of how its campaign ended.
    stands: bool,
    /// Amount and reward can be chosen anew.
    can_change: bool,
    /// Until when.
    deadline: Until,
    /// To whom it is dedicated, in words.
    dedicated: Option<String>,
    /// The donor is not named on the campaign's page.
    anonymous: bool,
    /// How much it was is not shown there.
    hides_amount: bool,
    /// There is a receipt for it.
    has_receipt: bool,
    /// The saved card was refused: the donor can pay on a page of the provider.
    can_fix: bool,
    can_give_again: bool,
    /// It counts, so it can be told to others.
    can_share: bool,
    /// The donor can say where the reward goes.
    can_deliver: bool,
    /// The donor has said it.
    delivery_told: bool,
    /// It was paid by a guest, who may want to keep it in an account.
    can_keep: bool,
    /// It changes soon without anybody doing anything.
    waits: bool,
}

#[derive(Serialize)]
struct ShownRefund {
    amount: Money,
    state: String,
    day: String,
}

/// What it is a gift of.
#[derive(Serialize)]
struct ShownPlan {
    /// As the address of its page has it.
    address: String,
    every: Interval,
    /// Nothing follows by it any more.
    ended: bool,
}

/// What a sponsor added.
#[derive(Serialize)]
struct ShownMatch {
    sponsor: String,
    amount: Money,
}

impl Page for Show {
    const TEMPLATE: &'static str = "pledges/show.html";
    const FORMS: Forms = Forms::Checkout;
}

/// The payment page is not open yet.
#[derive(Serialize)]
pub(super) struct Opening {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    /// The last part of the address that goes on to it.
    on: &'static str,
    /// Until when the pledge is kept, when the provider seems to be away.
    kept_until: Option<Until>,
    /// Whether a reward is kept with it.
    reward: bool,
}

impl Opening {
    /// The page where another card is saved.
    pub(super) fn for_a_card(view: &View, pledge: PledgeId) -> Self {
        Self {
            address: view.keys().address(pledge.0),
            reference: crate::reference::reference(pledge),
            on: "card",
            kept_until: None,
            reward: false,
        }
    }
}

impl Page for Opening {
    const TEMPLATE: &'static str = "pledges/opening.html";
}

#[derive(Deserialize)]
pub(super) struct From {
    /// There when the donor comes back from the payment page having finished there.
    returned: Option<String>,
}

/// Nothing is asked for but the token that every form has.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `GET /p/{pledge}`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Result<Response> {
    let id = address::pledge(&ctx, &id)?;
    if from.returned.is_some()
        && let Ok(known) = tokio::time::timeout(CONFIRMING, until_known(&ctx, id)).await
    {
        known?;
    }
    let told = queries::told(&ctx, id).await?.ok_or(Error::NotFound)?;
    let mut show = Show::of(&view, &told, from.returned.is_some());
    // Whoever is led to a campaign that takes nothing any more is led in vain.
    show.can_give_again &= told.campaign.is_open(ctx.clock.now()) && told.campaign.stopped.is_none();
    show.can_change = super::change::is_open(&ctx, &told).await?;
    show.can_cancel = super::cancel::is_open(&ctx, &told).await?;
    show.stands = super::cancel::stands(&ctx, &told).await?;
    if let Some(until) = kept_without_page(&ctx, &told.row).await? {
        show.words = provider_is_away(&until, told.row.reward.is_some()).said(&view);
    }
    show.kept_minutes = kept_minutes(&told.row, ctx.clock.now());
    show.can_hold = show.kept_minutes.is_some() && super::hold::is_first(&told.row);
    if told.row.status == Status::CardSaved {
        show.card_ends = card::expires_early(ctx.db.read(), told.row.id, &told.campaign).await?;
    }
    if let Some(contact) = contact::find(ctx.db.read(), told.row.id).await? {
        (show.anonymous, show.hides_amount) = (contact.anonymous, contact.hides_amount);
    }
    if show.can_deliver {
        show.delivery_told = delivery::find(ctx.db.read(), told.row.id).await?.is_some();
    }
    if show.can_share {
        let dedicated = dedication::find(ctx.db.read(), told.row.id).await?;
        show.dedicated = dedicated.map(|(how, to)| view.say(&in_dedication(how, &to)));
    }
    if let Some(part) = told.row.plan {
        let plan = plan::find(ctx.db.read(), part.plan).await?;
        show.plan = plan.map(|it| ShownPlan {
            address: view.keys().address(it.id.0),
            every: it.every,
            ended: it.state == plan::State::Ended,
        });
        if part.card.is_some() {
            // There is no page to go on to, and what can be done about it is on the plan's page.
            (show.can_pay, show.can_give_again) = (false, false);
        }
    }
    if let Some(it) = settlement::find(ctx.db.read(), told.row.id).await? {
        show.stands = false;
        let paused = told.campaign.suspended_at.is_some();
        show.can_fix = it.state == Settling::Repair && told.row.status == Status::CardSaved && !paused;
        if let Some(words) = of_settlement(&told, &it) {
            show.words = words.said(&view);
        }
    }
    Ok(unlisted(view.show(&show)?))
}

/// `GET /p/{pledge}/pay`: on to the provider's page as soon as there is one.
pub(super) async fn pay(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let id = address::pledge(&ctx, &id)?;
    let looks = PATIENCE.as_millis() / LOOK.as_millis();
    let (mut kept_until, mut reward) = (None, false);
    for _ in 0..looks {
        let row = pledge::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
        reward = row.reward.is_some();
        kept_until = kept_without_page(&ctx, &row).await?;
        if kept_until.is_some() {
            // Nobody stays for an answer that did not come within a minute.
            break;
        }
        match (row.status, row.checkout_url) {
            (Status::AwaitingPayment | Status::Declined, Some(url)) => {
                return Ok(unlisted(Redirect::to(&url).into_response()));
            }
            (Status::Reserved | Status::AwaitingPayment | Status::Declined, _) => {
                tokio::time::sleep(LOOK).await;
            }
            (Status::CardSaved, url) if awaits_page(&ctx, id).await? => match url {
                Some(url) => return Ok(unlisted(Redirect::to(&url).into_response())),
                None => tokio::time::sleep(LOOK).await,
            },
            _ => return Ok(unlisted(Redirect::to(&address::of_pledge(&ctx, id)).into_response())),
        }
    }
    let (address, reference) = (view.keys().address(id.0), crate::reference::reference(id));
    Ok(unlisted(view.show(&Opening { address, reference, on: "pay", kept_until, reward })?))
}

/// Waits until it is known whether a pledge was paid. What the provider tells comes by a webhook or by a look of
/// payments, most often a moment after the donor.
async fn until_known(ctx: &Context, id: PledgeId) -> Result<()> {
    loop {
        let row = pledge::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
        let paying = row.status == Status::CardSaved && awaits_page(ctx, id).await?;
        if !is_unpaid(row.status) && !paying {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn is_unpaid(status: Status) -> bool {
    matches!(status, Status::Reserved | Status::AwaitingPayment | Status::Declined)
}

/// Until when a pledge is kept whose page is late, because the provider does not answer.
async fn kept_without_page(ctx: &Context, row: &pledge::PledgeRow) -> Result<Option<Until>> {
    let late = ctx.clock.now().since(row.accepted_at) >= outage::LATE;
    let by_itself = row.plan.is_some_and(|part| part.card.is_some());
    if row.status != Status::Reserved || !late || by_itself {
        return Ok(None);
    }
    let campaign = Campaign::by_id(ctx.db.read(), row.campaign).await?;
    let kept = |it: &Campaign| outage::kept_until(row.accepted_at, row.reserved_until, it.deadline_at);
    Ok(campaign.map(|it| until(kept(&it), &it.zone)))
}

/// How many minutes, begun ones counted, a reward is still kept for whoever has not paid yet.
fn kept_minutes(row: &pledge::PledgeRow, now: Timestamp) -> Option<u64> {
    let unpaid = matches!(row.status, Status::AwaitingPayment | Status::Declined);
    let left = row.reserved_until.since(now);
    // One of many is kept as long as the pledge itself: nobody is waiting for it.
    let scarce = row.reward.is_some() && row.reserved_until.since(row.accepted_at) < TO_PAY;
    let soon = unpaid && scarce && !left.is_zero() && left <= SOON;
    soon.then(|| left.as_secs().div_ceil(60))
}

/// Whether the donor asked for a page to pay on, and it is, or soon will be, open.
async fn awaits_page(ctx: &Context, id: PledgeId) -> Result<bool> {
    let it = settlement::find(ctx.db.read(), id).await?;
    Ok(it.is_some_and(|it| it.state == Settling::Repair && it.in_flight))
}

/// `POST /p/{pledge}/payment`: the donor pays what the saved card did not.
pub(super) async fn fix(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    ctx.run(AskForPage { pledge }).await?;
    Ok(Redirect::to(&format!("{}/pay", address::of_pledge(&ctx, pledge))).into_response())
}

/// Kept out of search engines and out of what other sites are told: the address holds the key to the page.
pub(super) fn unlisted(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

impl Show {
    fn of(view: &View, told: &Told, returned: bool) -> Self {
        let (row, status) = (&told.row, told.row.status);
        let unpaid = is_unpaid(status);
        let shown = |it: &crate::tables::refund::RefundRow| ShownRefund {
            amount: it.gift.total(),
            state: view.say(&refund_in_words(it)),
            day: when(it.decided_at, &told.campaign.zone).day,
        };
        Self {
            address: view.keys().address(row.id.0),
            reference: row.reference.clone(),
            slug: told.campaign.slug.clone(),
            campaign: told.campaign.title.clone(),
            language: told.campaign.language.clone(),
            status: status.name(),
            label: view.say(&status.label()),
            words: in_words(told, returned).said(view),
            plan: None,
            lines: timeline(told, view),
            amount: row.gift.amount,
            tip: row.gift.tip,
            covered_fee: row.gift.covered_fee,
            total: row.gift.total(),
            reward: told.reward.as_ref().map(|it| it.title.clone()),
            add_ons: add_ons::in_words(view, &told.add_ons),
            kept_minutes: None,
            can_hold: false,
            matched: told
                .matched
                .as_ref()
                .filter(|it| it.amount.is_positive())
                .map(|it| ShownMatch { sponsor: it.sponsor.clone(), amount: it.amount }),
            refunds: told.refunds.iter().map(shown).collect(),
            card_ends: None,
            can_pay: unpaid && !(returned && status == Status::AwaitingPayment),
            can_fix: false,
            can_change: false,
            deadline: until(told.campaign.deadline_at, &told.campaign.zone),
            dedicated: None,
            anonymous: false,
            hides_amount: false,
            has_receipt: Receipt::of(told).is_some(),
            can_cancel: false,
            stands: false,
            can_deliver: super::delivery::is_open(told),
            delivery_told: false,
            can_give_again: matches!(status, Status::Lapsed | Status::Withdrawn),
            can_share: matches!(status, Status::Active | Status::CardSaved | Status::PartlyRefunded),
            // Whoever is not signed in is told the same whether or not somebody has an account with the address.
            can_keep: (row.donor.is_none() || view.user().is_none())
                && matches!(status, Status::Active | Status::CardSaved | Status::PartlyRefunded),
            waits: status == Status::Reserved || returned && status == Status::AwaitingPayment,
        }
    }
}
