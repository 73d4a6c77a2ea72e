use super::{
    form::LOCALE,
    large_refund::{self, Source, Waiting},
    pledge::Nothing,
    problems::chargeable,
    told::{Line, refund_in_words},
};
use crate::{
    commands::{LargeRefund, RevealAddress},
    error::RefundError,
    plan::{self, EndForDonor, Plan, State as Stands},
    pledge::{Item, RefundRefused, Status},
    queries::{self, BehindPledge, Search, Told},
    tables::refund_limit::REFUND_LIMIT,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PlanId, PledgeId, RefundId, Timestamp, pledges::Interval};
use kernel::{
    Context,
    saga::StepRow,
    web::{Action, CurrentUser, Error, Form, FormProblems, Owner, Page, Result, StepUp, View, can},
};
use serde::{Deserialize, Serialize};

/// The list of pledges.
#[derive(Serialize)]
struct Index {
    search: Asked,
    statuses: Vec<Choice>,
    pledges: Vec<Listed>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    campaign: String,
    status: String,
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Listed {
    pledge: PledgeId,
    reference: String,
    campaign: String,
    label: String,
    total: Money,
    accepted_at: Timestamp,
}

impl Page for Index {
    const TEMPLATE: &'static str = "pledges/desk_index.html";
}

/// One pledge with all that staff may know of it.
#[derive(Serialize)]
struct Show {
    pledge: PledgeId,
    reference: String,
    campaign: String,
    slug: String,
    label: String,
    name: Option<String>,
    /// As much of it as a donor on the telephone can confirm; all of it once that was noted.
    email: Option<String>,
    /// Whoever looks may see all of it, and does not yet.
    may_reveal: bool,
    anonymous: bool,
    total: Money,
    amount: Money,
    tip: Money,
    covered_fee: Money,
    counts: Money,
    collected: Money,
    reward: Option<String>,
    /// What a refund may be taken from, when there is a choice.
    sources: Vec<Source>,
    accepted_at: Timestamp,
    /// Until when it is to be paid, while it is not.
    reserved_until: Option<Timestamp>,
    lines: Vec<Line>,
    refunds: Vec<Refunded>,
    saga_status: String,
    saga_reason: Option<String>,
    steps: Vec<StepRow>,
    /// What can still go back; nothing when there is no refund to decide.
    refundable: Option<Money>,
    /// Why nothing can go back now, though money is here.
    withheld: Option<String>,
    /// A bank's warning that the payment may be fraud, while a refund can still forestall a dispute.
    warning: Option<Warned>,
    /// Up to which sum one person decides alone.
    most_alone: Money,
    /// A refund that waits for a second person.
    waiting: Option<Waiting>,
    /// Whoever looks may be that person.
    may_agree: bool,
    /// The gifts that it is one of, when they follow by themselves.
    plan: Option<ShownPlan>,
    form: RefundForm,
    problems: FormProblems,
}

#[derive(Serialize)]
struct ShownPlan {
    id: PlanId,
    every: Interval,
    /// It can be ended.
    goes_on: bool,
    /// By whoever looks, for its donor.
    may_end: bool,
    /// Why they do, as it was typed.
    why: String,
}

#[derive(Serialize)]
struct Warned {
    kind: String,
    at: Timestamp,
}

#[derive(Serialize)]
struct Refunded {
    id: RefundId,
    amount: Money,
    state: String,
    note: String,
    at: Timestamp,
}

impl Page for Show {
    const TEMPLATE: &'static str = "pledges/desk_show.html";
}

/// The refund form.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct RefundForm {
    /// Minted when the form was shown.
    refund: String,
    amount: String,
    /// What it is taken from alone: `gift`, `covered_fee`, `tip`, or nothing.
    #[serde(default)]
    only: String,
    reason: String,
}

impl RefundForm {
    fn item(&self) -> Result<Option<Item>> {
        let unknown = || Error::bad("this form names something that nobody paid for");
        if self.only.is_empty() { Ok(None) } else { Item::named(&self.only).map(Some).ok_or_else(unknown) }
    }
}

/// `GET /backoffice/pledges`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let search =
        Search { words: asked.q.clone(), campaign: asked.campaign.clone(), status: asked.status.clone() };
    let found = queries::search(ctx.db.read(), &search).await?;
    let listed = |it: queries::Found| Listed {
        pledge: it.row.id,
        reference: it.row.reference,
        campaign: it.campaign,
        label: view.say(&it.row.status.label()),
        total: it.row.gift.total(),
        accepted_at: it.row.accepted_at,
    };
    let choice = |it: Status| Choice {
        name: it.name(),
        label: view.say(&it.label()),
        chosen: asked.status == it.name(),
    };
    let statuses = Status::ALL.into_iter().map(choice).collect();
    view.show(&Index { pledges: found.into_iter().map(listed).collect(), statuses, search: asked })
}

/// `GET /backoffice/pledges/{pledge}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    view.show(&page(&ctx, &view, parse(&id)?, None, FormProblems::default()).await?)
}

/// `POST /backoffice/pledges/{pledge}/address`: the donor's whole address. That somebody looked is noted.
pub(super) async fn reveal(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = parse(&id)?;
    let show = page(&ctx, &view, pledge, None, FormProblems::default()).await?;
    ctx.run(RevealAddress { pledge, by: user.id }).await?;
    let email = queries::behind(&ctx, pledge).await?.contact.and_then(|it| it.email);
    view.show(&Show { email, may_reveal: false, ..show })
}

/// `POST /backoffice/pledges/{pledge}/refund`: whoever decides has just proved that it is them (SEC-6).
pub(super) async fn refund(
    State(ctx): State<Context>,
    view: View,
    who: StepUp,
    Path(id): Path<String>,
    Form(form): Form<RefundForm>,
) -> Result<Response> {
    let pledge = parse(&id)?;
    let refund = form.refund.parse().map_err(|_| Error::bad("this form lacks its number: open it again"))?;
    let told = queries::told(&ctx, pledge).await?.ok_or(Error::NotFound)?;
    let only = form.item()?;
    let mut problems = FormProblems::default();
    let amount = Money::parse_positive(&form.amount, told.row.currency(), LOCALE)
        .map_err(|error| problems.add("amount", error.at_least(told.campaign.minimum, LOCALE).to_string()))
        .ok()
        .and_then(|it| chargeable(it).map_err(|text| problems.add("amount", view.say(&text))).ok());
    let note = form.reason.trim().to_owned();
    if note.is_empty() || note.chars().count() > 500 {
        problems.add("reason", "Say in at most 500 letters why the money goes back.");
    }
    if let (Some(amount), true) = (amount, problems.is_empty()) {
        let asked = LargeRefund { refund, pledge, amount, only, note };
        match large_refund::decide_or_propose(&ctx, asked, &who.user, told.row.donor).await {
            Ok(()) => return Ok(Redirect::to(&format!("/backoffice/pledges/{pledge}")).into_response()),
            // The page says so in the place of the form.
            Err(RefundError::Refused(it @ RefundRefused::Disputed)) => problems.add("refund", it.to_string()),
            Err(error @ (RefundError::Refused(_) | RefundError::NotNow | RefundError::FourEyes(_))) => {
                problems.add("amount", error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
    }
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page(&ctx, &view, pledge, Some(form), problems).await?)
}

/// Why staff end a plan.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    why: String,
}

/// `POST /backoffice/plans/{plan}/end`
pub(super) async fn end_plan(
    State(ctx): State<Context>,
    view: View,
    user: CurrentUser,
    Path(id): Path<String>,
    Form(form): Form<EndForm>,
) -> Result<Response> {
    let id: PlanId = id.parse().map_err(|_| Error::NotFound)?;
    let plan = plan::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let note = form.why.trim().to_owned();
    if note.is_empty() || note.chars().count() > 500 {
        let mut problems = FormProblems::default();
        problems.add("why", "Say in at most 500 letters why it ends.");
        let mut shown = page(&ctx, &view, plan.first, None, problems).await?;
        if let Some(plan) = &mut shown.plan {
            plan.why = form.why;
        }
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    }
    ctx.run(EndForDonor { plan: plan.id, by: user.id, note }).await?;
    Ok(Redirect::to(&format!("/backoffice/pledges/{}", plan.first)).into_response())
}

/// A pledge by its id: who may come here needs no more.
pub(super) fn parse(id: &str) -> Result<PledgeId> {
    id.parse().map_err(|_| Error::NotFound)
}

async fn page(
    ctx: &Context,
    view: &View,
    id: PledgeId,
    form: Option<RefundForm>,
    problems: FormProblems,
) -> Result<Show> {
    let told = queries::told(ctx, id).await?.ok_or(Error::NotFound)?;
    let behind = queries::behind(ctx, id).await?;
    let state = told.state();
    let may_refund = may(view, Action::GiveBackWithinLimit);
    let left = state.refundable().map(|it| it.total()).filter(|it| it.is_positive());
    // Rule R12: while a bank has the payment nothing of it is refunded.
    let withheld = state.is_disputed().then(|| RefundRefused::Disputed.to_string());
    let refundable = left.filter(|_| may_refund && withheld.is_none());
    let behind = BehindPledge { warning: behind.warning.filter(|_| refundable.is_some()), ..behind };
    let form = form.unwrap_or_else(|| RefundForm {
        refund: RefundId::fresh().to_string(),
        amount: refundable.map(|it| it.format_input(LOCALE)).unwrap_or_default(),
        only: String::new(),
        reason: String::new(),
    });
    let waiting = large_refund::waiting(ctx, view, id).await?;
    let plan = match told.row.plan {
        Some(part) => plan::find(ctx.db.read(), part.plan).await?,
        None => None,
    };
    let most_alone = REFUND_LIMIT.in_force(ctx.db.read(), told.row.currency()).await?;
    let mut show = Show::of(view, told, behind, refundable, form, problems);
    if let Some(plan) = &plan
        && let Some((note, at)) = plan::end_note(ctx.db.read(), plan.id).await?
    {
        show.lines.push(Line { at, text: format!("Staff ended the plan: {note}") });
        show.lines.sort_by_key(|it| it.at);
    }
    Ok(Show { waiting, withheld, most_alone, plan: plan.as_ref().map(|it| ShownPlan::of(view, it)), ..show })
}

/// Whether whoever looks may do `action` to what is the platform's.
fn may(view: &View, action: Action) -> bool {
    can(view.user(), action, Owner::Platform)
}

impl ShownPlan {
    fn of(view: &View, it: &Plan) -> Self {
        let goes_on = matches!(it.state, Stands::Active | Stands::Paused);
        let may_end = may(view, Action::SeeOwnGifts);
        Self { id: it.id, every: it.every, goes_on, may_end, why: String::new() }
    }
}

/// Enough of an address to be recognised by whoever has it: `a…@example.test`.
pub(super) fn masked(email: &str) -> String {
    let (name, host) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}…@{host}")
}

impl Show {
    fn of(
        view: &View,
        told: Told,
        behind: BehindPledge,
        refundable: Option<Money>,
        form: RefundForm,
        problems: FormProblems,
    ) -> Self {
        let Told { row, campaign, reward, add_ons, events, refunds, .. } = told;
        let money = |minor| Money::new(minor, row.currency());
        let refunded = |it: &crate::tables::refund::RefundRow| Refunded {
            id: it.id,
            amount: it.gift.total(),
            state: view.say(&refund_in_words(it)),
            note: it.note.clone(),
            at: it.decided_at,
        };
        let warning = behind.warning.map(|it| Warned { kind: it.kind.replace('_', " "), at: it.warned_at });
        let contact = behind.contact;
        Self {
            pledge: row.id,
            reference: row.reference.clone(),
            campaign: campaign.title,
            slug: campaign.slug,
            label: view.say(&row.status.label()),
            anonymous: contact.as_ref().is_some_and(|it| it.anonymous),
            name: contact.as_ref().and_then(|it| it.name.clone()),
            may_reveal: contact.as_ref().is_some_and(|it| it.email.is_some())
                && may(view, Action::SeeGiverAddresses),
            email: contact.and_then(|it| it.email).as_deref().map(masked),
            total: row.gift.total(),
            amount: row.gift.amount,
            tip: row.gift.tip,
            covered_fee: row.gift.covered_fee,
            counts: money(row.counts_minor),
            collected: money(row.collected_minor),
            sources: large_refund::sources(&row.gift, &add_ons),
            reward: reward.map(|it| it.title),
            accepted_at: row.accepted_at,
            reserved_until: row.status.is_to_be_paid().then_some(row.reserved_until),
            lines: events.iter().map(|(event, at)| Line { at: *at, text: event.in_words() }).collect(),
            refunds: refunds.iter().map(refunded).collect(),
            saga_status: behind.saga.as_ref().map_or_else(String::new, |it| format!("{:?}", it.status)),
            saga_reason: behind.saga.and_then(|it| it.reason),
            steps: behind.steps,
            refundable,
            withheld: None,
            warning,
            most_alone: money(0),
            waiting: None,
            may_agree: may(view, Action::ApproveMoney),
            plan: None,
            form,
            problems,
        }
    }
}
