use super::{
    form::{Draft, GiveForm},
    problems::{Problems, of_pledge},
};
use crate::{
    attack::{self, Watch},
    commands::MakePledge,
    error::PledgeError,
    plan::Agreed,
    pricing,
    queries::{self, Offer},
    referral,
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{
    Money, PersonId, PledgeId, Timestamp,
    pledges::{Collection, Interval},
};
use kernel::{
    Context,
    web::{Case, Client, Error, FormProblems, Guarded, Page, Result, Shown, Source, Verdict, View},
};
use serde::Serialize;
use std::sync::Arc;

/// The give form.
#[derive(Serialize)]
struct Give {
    slug: String,
    title: String,
    organiser: String,
    currency: String,
    sign: &'static str,
    minimum: Money,
    deadline_at: Timestamp,
    goal: Money,
    charged_now: bool,
    form: GiveForm,
    problems: FormProblems,
    amounts: Vec<AmountChoice>,
    rewards: Vec<RewardChoice>,
    tips: Vec<TipChoice>,
    /// How often it can be given, when there is a choice.
    frequencies: Vec<Frequency>,
    /// The sponsor who adds to it.
    matching: Option<Matching>,
    /// What covering the fee costs, as the form stands.
    fee: Option<Money>,
    /// The sum as the form stands.
    sum: Option<Sum>,
    /// What tells people from machines.
    guard: Shown,
}

#[derive(Serialize)]
struct AmountChoice {
    value: String,
    amount: Money,
    text: String,
    impact: Option<String>,
    chosen: bool,
}

#[derive(Serialize)]
struct RewardChoice {
    id: String,
    title: String,
    description: String,
    price: Money,
    left: Option<i64>,
    chosen: bool,
}

#[derive(Serialize)]
struct Frequency {
    /// `once`, or how often the same is given again.
    value: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
struct TipChoice {
    percent: u32,
    money: Option<Money>,
    chosen: bool,
}

#[derive(Serialize)]
struct Matching {
    sponsor: String,
    percent: i32,
    /// What is left of the sponsor's promise.
    left: Money,
    /// What would be added to the gift as the form stands, by its amount alone.
    share: Option<Money>,
}

#[derive(Serialize)]
struct Sum {
    amount: Money,
    tip: Money,
    covered_fee: Money,
    total: Money,
}

impl Page for Give {
    const TEMPLATE: &'static str = "pledges/give.html";
}

/// A campaign that takes nothing any more.
#[derive(Serialize)]
struct Ended {
    slug: String,
    title: String,
    deadline_at: Timestamp,
    /// Why it takes nothing although its deadline has not passed.
    stopped: Option<String>,
}

impl Page for Ended {
    const TEMPLATE: &'static str = "pledges/ended.html";
}

/// A form that made another pledge before.
#[derive(Serialize)]
struct SentBefore {
    slug: String,
    pledge: PledgeId,
}

impl Page for SentBefore {
    const TEMPLATE: &'static str = "pledges/sent_before.html";
}

/// `GET /c/{slug}/give`
pub(super) async fn new(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Query(asked): Query<GiveForm>,
) -> Result<Response> {
    let offer = queries::offer(&ctx, &slug).await?.ok_or(Error::NotFound)?;
    if !offer.campaign.is_open(ctx.clock.now()) || offer.campaign.stopped.is_some() {
        return ended(&view, &offer);
    }
    // Only what the campaign page may choose: an address with a name in it must not fill in a form.
    let form = GiveForm {
        pledge: PledgeId::fresh().to_string(),
        amount: asked.amount,
        other: asked.other,
        reward: asked.reward,
        freq: asked.freq,
        referral: referral::tag(&asked.referral).unwrap_or_default(),
        ..GiveForm::default()
    };
    let besieged = besieged(&ctx, &offer).await?;
    let guard = view.guard(ctx.clock.now(), &form.pledge, besieged);
    view.show(&Give::of(&view, &offer, form, FormProblems::default(), guard))
}

/// `POST /c/{slug}/pledges`
pub(super) async fn create(
    State(ctx): State<Context>,
    Extension(watch): Extension<Arc<Watch>>,
    view: View,
    client: Client,
    Path(slug): Path<String>,
    Guarded(form, trace): Guarded<GiveForm>,
) -> Result<Response> {
    let offer = queries::offer(&ctx, &slug).await?.ok_or(Error::NotFound)?;
    let id = minted(&form.pledge)?;
    let now = ctx.clock.now();
    let guard = view.guard_again(now, &form.pledge, &trace);
    if form.step == "total" {
        let mut problems = Problems::of(&view);
        form.gift(&offer, &mut problems);
        let found = problems.found();
        return again(&view, &offer, form, found, guard, StatusCode::OK);
    }
    let draft = match form.read(&offer, &view) {
        Ok(draft) => draft,
        Err(problems) => {
            return again(&view, &offer, form, problems, guard, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let sources = sources(&view, &client, &draft.email);
    let besieged = besieged(&ctx, &offer).await?;
    let case = Case { now, subject: &form.pledge, trace: &trace, sources: sources.clone(), besieged };
    match view.judge(&watch.scores, &case) {
        Verdict::Pass => watch.remember(id, sources),
        Verdict::Refuse(wait) => return Err(Error::TooMany(wait)),
        Verdict::Again(text, guard) => {
            let mut problems = FormProblems::default();
            problems.add("guard", view.t(text, &[]));
            return again(&view, &offer, form, problems, guard, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    let every = draft.every;
    let mut command = command(id, &slug, draft, &view);
    command.referral = referral::tag(&form.referral);
    command.again = every.map(|every| {
        let until = offer.campaign.deadline_at;
        Agreed { every, words: view.t("give-again-consent", &[("until", until.into())]) }
    });
    match ctx.run(command).await {
        Ok(pledge) => Ok(Redirect::to(&format!("/p/{pledge}/pay")).into_response()),
        Err(error) => refused(&ctx, &view, &slug, form, guard, error).await,
    }
}

async fn besieged(ctx: &Context, offer: &Offer) -> Result<bool> {
    let (now, acts) = (ctx.clock.now(), ctx.web.settings.guard);
    Ok(attack::besieged(ctx.db.read(), offer.campaign.id, now, acts).await?)
}

fn sources(view: &View, client: &Client, email: &str) -> Vec<Source> {
    let network = client.address.map(Source::network);
    network.into_iter().chain([Source::browser(&view.browser()), Source::address(email)]).collect()
}

/// The id that this form's page was shown with. Anything else was not made by a page.
fn minted(text: &str) -> Result<PledgeId> {
    let id = text.parse::<PledgeId>().ok().filter(|it| it.0.get_version_num() == 7);
    id.ok_or_else(|| Error::bad("this form lacks its number: open the page again and fill it in once more"))
}

fn command(id: PledgeId, slug: &str, draft: Draft, view: &View) -> MakePledge {
    MakePledge {
        id,
        slug: slug.to_owned(),
        gift: draft.gift,
        reward: draft.reward,
        person: PersonId::fresh(),
        donor: view.user().map(|it| it.id),
        name: Some(draft.name),
        email: draft.email,
        anonymous: draft.anonymous,
        locale: view.language().tag().into(),
        referral: None,
        again: None,
    }
}

/// Says why, with what was typed kept and, for a reward that is gone, the ones that are left.
async fn refused(
    ctx: &Context,
    view: &View,
    slug: &str,
    form: GiveForm,
    guard: Shown,
    error: PledgeError,
) -> Result<Response> {
    // As it is now: what was left when the form was read may be gone.
    let offer = queries::offer(ctx, slug).await?.ok_or(Error::NotFound)?;
    let field = match &error {
        PledgeError::UnknownCampaign => return Err(Error::NotFound),
        PledgeError::CampaignEnded | PledgeError::CampaignStopped => return ended(view, &offer),
        PledgeError::SentBefore => {
            let page = SentBefore { slug: slug.to_owned(), pledge: minted(&form.pledge)? };
            return view.show_with(StatusCode::CONFLICT, &page);
        }
        PledgeError::BelowMinimum(_)
        | PledgeError::AboveMaximum(_)
        | PledgeError::NotChargeable(_)
        | PledgeError::OtherCurrency => "other",
        PledgeError::UnknownReward | PledgeError::RewardNeedsMore(_) | PledgeError::SoldOut => "reward",
        PledgeError::NotAgain => "freq",
        PledgeError::Database(_) | PledgeError::Broken(_) => return Err(Error::Internal(error.into())),
    };
    let mut problems = FormProblems::default();
    if let Some(text) = of_pledge(&error) {
        problems.add(field, view.say(&text));
    }
    again(view, &offer, form, problems, guard, StatusCode::UNPROCESSABLE_ENTITY)
}

fn again(
    view: &View,
    offer: &Offer,
    form: GiveForm,
    problems: FormProblems,
    guard: Shown,
    status: StatusCode,
) -> Result<Response> {
    view.show_with(status, &Give::of(view, offer, form, problems, guard))
}

fn ended(view: &View, offer: &Offer) -> Result<Response> {
    let campaign = &offer.campaign;
    let page = Ended {
        slug: campaign.slug.clone(),
        title: campaign.title.clone(),
        deadline_at: campaign.deadline_at,
        stopped: campaign.stopped.clone(),
    };
    view.show_with(StatusCode::GONE, &page)
}

impl Give {
    fn of(view: &View, offer: &Offer, mut form: GiveForm, problems: FormProblems, guard: Shown) -> Self {
        let campaign = &offer.campaign;
        let amounts = amounts(offer, &mut form, view.language().locale());
        let gift = form.gift(offer, &mut Problems::of(view));
        let tip_money = |percent| gift.and_then(|it| pricing::tip(it.amount, percent).ok());
        let no_tip = form.tip.is_empty();
        let tip = |percent: &u32| TipChoice {
            percent: *percent,
            money: tip_money(*percent),
            chosen: form.tip == percent.to_string() || no_tip && *percent == 0,
        };
        Self {
            slug: campaign.slug.clone(),
            title: campaign.title.clone(),
            organiser: campaign.organiser.clone(),
            currency: campaign.currency.code().to_owned(),
            sign: campaign.currency.symbol(),
            minimum: campaign.minimum,
            deadline_at: campaign.deadline_at,
            goal: campaign.goal,
            charged_now: campaign.collection() == Collection::Charge,
            problems,
            amounts,
            rewards: rewards(offer, &form),
            tips: pricing::TIPS.iter().map(tip).collect(),
            frequencies: frequencies(offer, &form),
            matching: offer.matching.as_ref().map(|it| Matching {
                sponsor: it.terms.sponsor.clone(),
                percent: it.terms.percent,
                left: it.money(it.left()),
                share: gift.map(|gift| it.money(it.adds_to(gift.amount.minor, 0))),
            }),
            fee: gift.and_then(|it| pricing::covering_fee(it.amount, it.tip).ok()),
            sum: gift.map(|it| Sum {
                amount: it.amount,
                tip: it.tip,
                covered_fee: it.covered_fee,
                total: it.total(),
            }),
            form,
            guard,
        }
    }
}

fn frequencies(offer: &Offer, form: &GiveForm) -> Vec<Frequency> {
    if offer.again.is_empty() {
        return Vec::new();
    }
    let chosen = form.every().filter(|it| offer.again.contains(it));
    let value = |every: &Interval| match every {
        Interval::Monthly => "monthly",
        Interval::Yearly => "yearly",
    };
    let again = offer.again.iter().map(|it| Frequency { value: value(it), chosen: chosen == Some(*it) });
    [Frequency { value: "once", chosen: chosen.is_none() }].into_iter().chain(again).collect()
}

/// The suggestions, with the chosen one marked. An amount that is none of them moves to the field for others;
/// without any the second is chosen.
fn amounts(offer: &Offer, form: &mut GiveForm, locale: &str) -> Vec<AmountChoice> {
    let campaign = &offer.campaign;
    let offered = pricing::suggestions(campaign.currency, campaign.unit.as_ref(), campaign.minimum);
    let asked = Money::parse(&form.amount, campaign.currency, locale).ok();
    let fits = offered.iter().any(|it| Some(it.amount) == asked);
    if form.other.is_empty() && form.amount != "other" && !form.amount.is_empty() && !fits {
        form.other = std::mem::take(&mut form.amount);
    }
    if form.amount.is_empty()
        && form.other.is_empty()
        && let Some(second) = offered.get(1)
    {
        form.amount = second.amount.format_input(locale);
    }
    if !form.other.is_empty() {
        form.amount = "other".into();
    }
    let chosen = Money::parse(&form.amount, campaign.currency, locale).ok();
    let choice = |it: pricing::Suggestion| AmountChoice {
        value: it.amount.format_input(locale),
        text: it.amount.format(locale),
        chosen: chosen == Some(it.amount),
        amount: it.amount,
        impact: it.impact,
    };
    offered.into_iter().map(choice).collect()
}

fn rewards(offer: &Offer, form: &GiveForm) -> Vec<RewardChoice> {
    let choice = |it: &crate::tables::reward::Reward| RewardChoice {
        id: it.id.to_string(),
        title: it.title.clone(),
        description: it.description.clone(),
        price: it.price,
        left: it.left(),
        chosen: it.is_available() && form.reward == it.id.to_string(),
    };
    offer.rewards.iter().map(choice).collect()
}
