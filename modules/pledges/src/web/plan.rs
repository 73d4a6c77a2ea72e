//! A donor's page about gifts that are given again by themselves.

use super::{
    address,
    clocks::{until, when},
    give,
    pledge::unlisted,
    problems::{self, chargeable, of_pledge},
    raise,
};
use crate::{
    attack::{self, Watch},
    card,
    commands::ReplaceCard,
    plan::{self, ChangePlan, Deed, PayNow, PeriodState, Plan, PlanError, State as Stands},
    tables::{campaign::Campaign, contact, pledge::PledgeRow},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{
    Money, PlanId, Timestamp,
    pledges::{Interval, PlanEnd},
};
use kernel::{
    Context,
    web::{
        Case, Client, Error, Form, FormProblems, Forms, Guarded, Page, Problems, Result, Shown, Text, Until,
        Verdict, View,
    },
};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};

/// As long as people take to fill in a form at least. Nothing is typed on the page of a plan, so what pays from there is
/// dated back by it: whoever presses at once is no machine.
const TYPING: Duration = Duration::from_secs(3);

/// A plan, for whoever has its address. Nobody's name is on it.
#[derive(Serialize)]
struct Show {
    /// The plan, as the address of its page has it.
    address: String,
    slug: String,
    campaign: String,
    /// The language its title is written in (BCP 47); empty when nobody said.
    language: String,
    currency: &'static str,
    least: String,
    every: Interval,
    /// `starting`, `active`, `late`, `paused` or `ended`.
    stands: &'static str,
    ended: Option<PlanEnd>,
    total: Money,
    amount: Money,
    tip: Money,
    covered_fee: Money,
    next_at: Option<Until>,
    /// The number of that gift.
    period: i32,
    ends: Until,
    /// When the card expires, when that is soon and gifts follow.
    card_ends: Option<Timestamp>,
    /// Until when a gift that was refused can be paid, when one waits.
    pay_until: Option<Until>,
    /// What tells people from machines where it can.
    guard: Shown,
    gifts: Vec<Gift>,
    form: AmountForm,
    problems: FormProblems,
}

#[derive(Serialize)]
struct Gift {
    /// As the address of its page has it.
    address: String,
    reference: String,
    total: Money,
    label: String,
    day: String,
}

/// Another sum.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AmountForm {
    amount: String,
    /// There when it was asked once more.
    sure: Option<String>,
}

/// Nothing is asked for but the token that every form has.
#[derive(Deserialize)]
pub(super) struct Nothing {}

impl Page for Show {
    const TEMPLATE: &'static str = "pledges/plan.html";
    const FORMS: Forms = Forms::Checkout;
}

/// `GET /plans/{plan}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let plan = find(&ctx, &id).await?;
    let form = AmountForm::of(&view, &plan);
    page(&ctx, &view, &plan, form, FormProblems::default(), StatusCode::OK).await
}

/// `POST /plans/{plan}/amount`: more than before is asked about once more.
pub(super) async fn amount(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<AmountForm>,
) -> Result<Response> {
    let plan = find(&ctx, &id).await?;
    let campaign = Campaign::by_id(ctx.db.read(), plan.campaign).await?.ok_or(Error::NotFound)?;
    let mut problems = Problems::of(&view);
    let locale = problems.locale();
    let read = Money::parse_positive(form.amount.trim(), plan.gift.amount.currency, locale);
    let read = read.map_err(|it| Text::from(&it.at_least(campaign.minimum, locale)));
    let read = problems.keep("amount", read.and_then(chargeable));
    if let Some(amount) = read {
        let answer = if form.sure.is_none() && raise::is_one(&plan, amount) {
            plan::would_give(ctx.db.read(), &plan, amount)
                .await
                .map(|_| raise::question(&ctx, plan.id, amount))
        } else {
            let deed = Deed::Give(amount);
            ctx.run(ChangePlan { plan: plan.id, deed }).await.map(|()| back(&ctx, plan.id))
        };
        match answer {
            Ok(answer) => return Ok(answer),
            Err(PlanError::Refused(error)) => match of_pledge(&error) {
                Some(text) => problems.add("amount", &text),
                None => return Err(PlanError::Refused(error).into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    page(&ctx, &view, &plan, form, problems.found(), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /plans/{plan}/card`: another card is charged from the next gift on.
pub(super) async fn card(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = find(&ctx, &id).await?.card_of;
    ctx.run(ReplaceCard { pledge }).await?;
    Ok(Redirect::to(&format!("{}/card", address::of_pledge(&ctx, pledge))).into_response())
}

/// Which gift is left out.
#[derive(Deserialize)]
pub(super) struct SkipForm {
    period: i32,
}

/// `POST /plans/{plan}/skip`
pub(super) async fn skip(
    state: State<Context>,
    id: Path<String>,
    Form(form): Form<SkipForm>,
) -> Result<Response> {
    act(state, id, Deed::Skip(form.period)).await
}

/// `POST /plans/{plan}/pause`
pub(super) async fn pause(state: State<Context>, id: Path<String>, _: Form<Nothing>) -> Result<Response> {
    act(state, id, Deed::Pause).await
}

/// `POST /plans/{plan}/resume`
pub(super) async fn resume(state: State<Context>, id: Path<String>, _: Form<Nothing>) -> Result<Response> {
    act(state, id, Deed::Resume).await
}

/// `POST /plans/{plan}/end`
pub(super) async fn end(state: State<Context>, id: Path<String>, _: Form<Nothing>) -> Result<Response> {
    act(state, id, Deed::End).await
}

/// `POST /plans/{plan}/payment`: the donor pays a gift whose card was refused, with any card. A page of the provider is
/// opened for it, so it is guarded as the form to give is; a second click opens none.
pub(super) async fn pay(
    State(ctx): State<Context>,
    Extension(watch): Extension<Arc<Watch>>,
    view: View,
    client: Client,
    Path(id): Path<String>,
    Guarded(Nothing {}, trace): Guarded<Nothing>,
) -> Result<Response> {
    let plan = find(&ctx, &id).await?;
    let email = contact::find(ctx.db.read(), plan.card_of).await?.and_then(|it| it.email);
    let sources = give::sources(&view, &client, email.as_deref());
    let open = plan::open_period(ctx.db.read(), plan.id).await?;
    if open.is_some_and(|it| it.state == PeriodState::Waiting) {
        let (now, subject) = (ctx.clock.now(), plan.id.to_string());
        let besieged = besieged(&ctx, &plan).await?;
        let case = Case { now, subject: &subject, trace: &trace, sources: sources.clone(), besieged };
        match view.judge(&watch.scores, &case) {
            Verdict::Pass => (),
            Verdict::Refuse(wait) => return Err(Error::TooMany(wait)),
            Verdict::Again(text, guard) => {
                let mut problems = FormProblems::default();
                problems.add("guard", view.t(text, &[]));
                let page = Show::of(&ctx, &view, &plan, AmountForm::of(&view, &plan), problems).await?;
                let page = Show { guard, ..page };
                return Ok(unlisted(view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)?));
            }
        }
    }
    let pledge = ctx.run(PayNow { plan: plan.id }).await?;
    watch.remember(pledge, sources);
    Ok(Redirect::to(&format!("{}/pay", address::of_pledge(&ctx, pledge))).into_response())
}

/// Until when a gift of `plan` that was refused can be paid, when one waits.
async fn pay_until(ctx: &Context, plan: &Plan) -> Result<Option<Timestamp>> {
    let open = plan::open_period(ctx.db.read(), plan.id).await?;
    let waiting = open.filter(|it| it.state == PeriodState::Waiting && plan.state == Stands::Active);
    Ok(waiting.and_then(|it| it.refused_at).map(plan::window_ends))
}

/// Whether cards are being tested at the campaign of `plan`.
async fn besieged(ctx: &Context, plan: &Plan) -> Result<bool> {
    let (now, acts) = (ctx.clock.now(), ctx.web.settings.guard);
    Ok(attack::besieged(ctx.db.read(), plan.campaign, now, acts).await?)
}

async fn act(State(ctx): State<Context>, Path(id): Path<String>, deed: Deed) -> Result<Response> {
    let plan = address::plan(&ctx, &id)?;
    ctx.run(ChangePlan { plan, deed }).await?;
    Ok(back(&ctx, plan))
}

pub(super) fn back(ctx: &Context, plan: PlanId) -> Response {
    Redirect::to(&address::of_plan(ctx, plan)).into_response()
}

pub(super) async fn find(ctx: &Context, id: &str) -> Result<Plan> {
    plan::find(ctx.db.read(), address::plan(ctx, id)?).await?.ok_or(Error::NotFound)
}

async fn page(
    ctx: &Context,
    view: &View,
    plan: &Plan,
    form: AmountForm,
    problems: FormProblems,
    status: StatusCode,
) -> Result<Response> {
    let page = Show::of(ctx, view, plan, form, problems).await?;
    Ok(unlisted(view.show_with(status, &page)?))
}

impl Show {
    async fn of(
        ctx: &Context,
        view: &View,
        plan: &Plan,
        form: AmountForm,
        problems: FormProblems,
    ) -> Result<Self> {
        let (db, now) = (ctx.db.read(), ctx.clock.now());
        let campaign = Campaign::by_id(db, plan.campaign).await?.ok_or(Error::NotFound)?;
        let pay_until = pay_until(ctx, plan).await?;
        let guard = match pay_until {
            Some(_) => view.guard(now.before(TYPING), &plan.id.to_string(), besieged(ctx, plan).await?),
            None => Shown::default(),
        };
        let zone = campaign.zone.as_str();
        let gifts = plan::pledges(db, plan.id).await?;
        let card_ends = card::expires_early(db, plan.card_of, &campaign).await?;
        let soon = now.after(card::NOTICE);
        Ok(Self {
            address: view.keys().address(plan.id.0),
            slug: campaign.slug,
            campaign: campaign.title,
            language: campaign.language,
            currency: campaign.currency.code(),
            least: campaign.minimum.format(view.language().locale()),
            every: plan.every,
            stands: match plan.state {
                Stands::Starting => "starting",
                Stands::Active if pay_until.is_some() => "late",
                Stands::Active if plan.next_at.is_none() => "last",
                Stands::Active => "active",
                Stands::Paused => "paused",
                Stands::Ended => "ended",
            },
            ended: plan.ended,
            total: plan.gift.total(),
            amount: plan.gift.amount,
            tip: plan.gift.tip,
            covered_fee: plan.gift.covered_fee,
            next_at: plan.next_at.map(|it| when(it, zone)),
            period: plan.period,
            ends: until(campaign.deadline_at, zone),
            card_ends: card_ends.filter(|it| *it <= soon && plan.state != Stands::Ended),
            pay_until: pay_until.map(|it| when(it, zone)),
            guard,
            gifts: gifts.iter().filter(|it| !is_failed_try(it)).map(|it| Gift::of(view, it, zone)).collect(),
            form,
            problems,
        })
    }
}

impl AmountForm {
    /// The sum as it stands.
    fn of(view: &View, plan: &Plan) -> Self {
        Self { amount: plan.gift.amount.format_input(view.language().locale()), sure: None }
    }
}

/// Whether a pledge is one of the tries in vain to charge a gift, of which there may be many for one gift.
pub(super) fn is_failed_try(it: &PledgeRow) -> bool {
    it.plan.is_some_and(|part| part.card.is_some()) && it.status == crate::pledge::Status::Lapsed
}

impl Gift {
    fn of(view: &View, row: &PledgeRow, zone: &str) -> Self {
        Self {
            address: view.keys().address(row.id.0),
            reference: row.reference.clone(),
            total: row.gift.total(),
            label: view.say(&row.status.label()),
            day: when(row.accepted_at, zone).day,
        }
    }
}

impl From<PlanError> for Error {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Unknown => Self::NotFound,
            PlanError::Over => Self::Refused(Text::of("refused-plan-over")),
            PlanError::NotNow => Self::Refused(Text::of("refused-plan-not-now")),
            PlanError::Refused(error) => problems::refused(&error),
            PlanError::Database(error) => error.into(),
            PlanError::Broken(error) => Self::Internal(error.into()),
        }
    }
}
