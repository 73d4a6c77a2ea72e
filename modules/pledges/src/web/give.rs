pub(super) mod confirm;
mod kept;
mod page;

use self::{
    kept::Kept,
    page::{Closed, Give, ends},
};
use super::{
    add_ons, address,
    form::{Draft, GiveForm},
    problems::of_pledge,
};
use crate::{
    attack::Watch,
    commands::{AskToConfirm, MakePledge},
    confirmation,
    error::PledgeError,
    plan::Agreed,
    queries::{self, Offer},
    referral,
    tables::{
        member,
        pledge::{self, PledgeRow},
    },
};
use axum::{
    Extension,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PersonId, PledgeId, Timestamp, pledges::Collection};
use kernel::{
    Context,
    web::{
        Case, Client, Error, FormProblems, Guarded, Page, Problems, Result, Shown, Source, Text, Verdict,
        View,
    },
};
use serde::Serialize;
use std::sync::Arc;

/// A campaign that takes nothing any more.
#[derive(Serialize)]
struct Ended {
    slug: String,
    title: String,
    /// The language its title is written in (BCP 47); empty when nobody said.
    language: String,
    /// Until when it took gifts.
    when: String,
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
    /// The pledge, as the address of its page has it.
    address: String,
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
    if takes_nothing(&offer, ctx.clock.now()) {
        return ended(&view, &offer);
    }
    if let Some(kept) = Kept::find(&view, &asked.pledge) {
        return kept.show(&view, &offer);
    }
    // Only what the campaign page may choose: an address with a name in it must not fill in a form.
    let form = GiveForm {
        pledge: view.keys().address(PledgeId::fresh().0),
        amount: asked.amount,
        other: asked.other,
        reward: asked.reward,
        freq: asked.freq,
        referral: referral::tag(&asked.referral).unwrap_or_default(),
        ..GiveForm::default()
    };
    let form = known(&ctx, &view, form).await?;
    let guard = view.guard(ctx.clock.now(), &form.pledge, offer.besieged);
    let problems = no_more(&view, &offer, &form);
    let mut page = Give::of(&view, &offer, form, problems, guard);
    page.fresh = true;
    view.show(&page)
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
    let id = minted(&view, &form.pledge)?;
    let now = ctx.clock.now();
    let guard = view.guard_again(now, &form.pledge, &trace);
    let over = takes_nothing(&offer, now);
    if form.step == "total" {
        if over {
            return closed(&view, &offer, form, guard);
        }
        let mut problems = Problems::of(&view);
        form.gift(&offer, &mut problems);
        return Kept::of(form, problems.found(), guard).add_up(&view, &offer);
    }
    let draft = match form.read(&offer, &view) {
        Ok(draft) => draft,
        // Putting right what is wrong with it would be in vain. One that is right goes on: it may have been taken
        // before the end and be sent twice.
        Err(_) if over => return closed(&view, &offer, form, guard),
        Err(problems) => return Kept::of(form, problems, guard).refuse(&view, &offer),
    };
    match promised_before(&ctx, &view, &offer, id).await?.filter(|_| !over) {
        Some(earlier) if form.already == "change" => return Ok(to_change(&ctx, &offer, &earlier, &draft)),
        Some(earlier) if form.already != "another" => return ask(&view, &offer, form, guard, &earlier),
        _ => (),
    }
    let sources = sources(&view, &client, Some(draft.email.as_str()));
    let besieged = offer.besieged;
    if let Some(text) = too_little(&view, &offer, &form) {
        let mut problems = Problems::of(&view);
        problems.add("other", &text);
        return Kept::of(form, problems.found(), guard).refuse(&view, &offer);
    }
    let case = Case { now, subject: &form.pledge, trace: &trace, sources: sources.clone(), besieged };
    match view.judge(&watch.scores, &case) {
        Verdict::Pass => watch.remember(id, sources),
        Verdict::Refuse(wait) => return Err(Error::TooMany(wait)),
        Verdict::Again(text, guard) => {
            let mut problems = FormProblems::default();
            problems.add("guard", view.t(text, &[]));
            return Kept::of(form, problems, guard).refuse(&view, &offer);
        }
    }
    if !over && is_gone(&offer, &draft) && pledge::find(ctx.db.read(), id).await?.is_none() {
        // Nobody waits for the writer to be told what was read just now: in a rush that is nearly everybody.
        return not_taken(&view, &offer, form, guard, ("reward", &PledgeError::SoldOut));
    }
    let every = draft.every;
    let mut command = command(id, &slug, draft, &view);
    command.referral = referral::tag(&form.referral);
    command.hides_amount = form.hide_amount.is_some();
    command.again = every.map(|every| {
        // In the words that stood beside the box.
        let until = ends(&offer.campaign).day;
        Agreed { every, words: view.t("give-again-consent", &[("until", until.into())]) }
    });
    let waits = besieged && waits_for_proof(&ctx, &view, &command).await?;
    let done =
        if waits { ctx.run(AskToConfirm::of(command)).await.map(|()| id) } else { ctx.run(command).await };
    match done {
        Ok(_) if waits => Ok(Kept::of(form, FormProblems::default(), guard).confirm(&view, &offer)),
        Ok(pledge) => Ok(Kept::of(form, FormProblems::default(), guard).pay(&ctx, &view, pledge)),
        Err(error) => refused(&ctx, &view, &slug, form, guard, error).await,
    }
}

/// Whether nothing is promised before a mailed link is opened, while cards are tested: nobody is signed in to whom the
/// address is proved to belong. A form that was taken already makes nothing anew.
async fn waits_for_proof(ctx: &Context, view: &View, gift: &MakePledge) -> Result<bool> {
    if confirmation::is_proved(ctx, view.user(), &gift.email).await? {
        return Ok(false);
    }
    Ok(pledge::find(ctx.db.read(), gift.id).await?.is_none())
}

/// What whoever is signed in has promised to the campaign already and can still change (rule R10). Nobody else is asked
/// about it: an address that somebody types must not tell whether it gave (SEC-4). Where cards are charged at once each
/// gift is one of its own.
async fn promised_before(
    ctx: &Context,
    view: &View,
    offer: &Offer,
    id: PledgeId,
) -> Result<Option<PledgeRow>> {
    let (Some(user), Collection::SaveCard) = (view.user(), offer.campaign.collection()) else {
        return Ok(None);
    };
    Ok(queries::promised_before(ctx.db.read(), user.id, offer.campaign.id, id).await?)
}

/// The form once more, with the question whether this is another pledge.
fn ask(view: &View, offer: &Offer, form: GiveForm, guard: Shown, earlier: &PledgeRow) -> Result<Response> {
    let mut problems = Problems::of(view);
    problems.add("already", &Text::of("give-already-missing").with("sum", earlier.gift.amount));
    let mut kept = Kept::of(form, problems.found(), guard);
    kept.earlier = Some(earlier.gift.amount);
    kept.refuse(view, offer)
}

/// To the page where the earlier pledge is changed, with the new sum filled in and what was chosen in return. Where
/// nothing was, what it has stays as it is.
fn to_change(ctx: &Context, offer: &Offer, earlier: &PledgeRow, draft: &Draft) -> Response {
    let besides = add_ons::added_to(Money::zero(offer.campaign.currency), &draft.add_ons, offer).minor;
    let (page, minor) = (address::of_pledge(ctx, earlier.id), draft.gift.amount.minor - besides);
    let reward = draft.reward.map(|it| format!("&reward={it}")).unwrap_or_default();
    let chosen = draft.add_ons.iter().map(|(id, count)| format!("&{}={count}", add_ons::field(*id)));
    let chosen = chosen.collect::<String>();
    Redirect::to(&format!("{page}/change?minor={minor}{reward}{chosen}")).into_response()
}

/// The form with what is known of whoever is signed in, who need not write it again.
async fn known(ctx: &Context, view: &View, form: GiveForm) -> Result<GiveForm> {
    let Some(user) = view.user() else { return Ok(form) };
    let member = member::find(ctx.db.read(), user.id).await?.unwrap_or_default();
    let (name, email) = (member.name.unwrap_or_default(), member.email.unwrap_or_default());
    Ok(GiveForm { name, email, ..form })
}

/// What was chosen on the campaign's page and cannot be had: that page is the same for everybody for minutes, and knows
/// neither of an attack nor of what was given meanwhile. It is said before the rest is filled in.
fn no_more(view: &View, offer: &Offer, form: &GiveForm) -> FormProblems {
    let mut problems = Problems::of(view);
    if form.asks_for_no_such_time() {
        problems.add("freq", &Text::of("give-freq-unknown"));
    } else if form.every().is_some_and(|it| !offer.again.contains(&it)) {
        problems.add("freq", &Text::of("give-freq-no-more"));
    }
    if let Some(text) = too_little(view, offer, form) {
        problems.add("other", &text);
    }
    let had = |id: &str| offer.rewards.iter().any(|it| it.is_available() && it.id.to_string() == id);
    if !form.reward.is_empty() && !offer.rewards.is_empty() && !had(&form.reward) {
        problems.add("reward", &Text::of("give-reward-no-more"));
    }
    problems.found()
}

/// That the sum is less than is taken while cards are tested.
fn too_little(view: &View, offer: &Offer, form: &GiveForm) -> Option<Text> {
    let gift = form.gift(offer, &mut Problems::of(view))?;
    let least = offer.least();
    (gift.amount.minor < least.minor).then(|| Text::of("problem-least-besieged").with("least", least))
}

/// Where a form comes from that opens a page to pay.
pub(super) fn sources(view: &View, client: &Client, email: Option<&str>) -> Vec<Source> {
    let network = client.address.map(Source::network);
    let browser = Source::browser(&view.browser());
    network.into_iter().chain([browser]).chain(email.map(Source::address)).collect()
}

/// The id that this form's page was shown with. Anything else was not made by a page: who knows no more than the id of
/// somebody's pledge is not told about it by sending a form of the same id.
fn minted(view: &View, address: &str) -> Result<PledgeId> {
    let id = view.keys().addressed(address).map(PledgeId).filter(|it| it.0.get_version_num() == 7);
    id.ok_or_else(|| Error::bad("this form lacks its number: open the page again and fill it in once more"))
}

fn command(id: PledgeId, slug: &str, draft: Draft, view: &View) -> MakePledge {
    MakePledge {
        id,
        slug: slug.to_owned(),
        gift: draft.gift,
        reward: draft.reward,
        add_ons: draft.add_ons,
        person: PersonId::fresh(),
        donor: view.user().map(|it| it.id),
        name: Some(draft.name),
        email: draft.email,
        anonymous: draft.anonymous,
        hides_amount: false,
        dedicated: draft.dedicated,
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
    let of_add_on;
    let field = match &error {
        PledgeError::AddOn { id, .. } => {
            of_add_on = add_ons::field(*id);
            of_add_on.as_str()
        }
        PledgeError::UnknownCampaign => return Err(Error::NotFound),
        PledgeError::CampaignEnded | PledgeError::CampaignStopped => {
            return closed(view, &offer, form, guard);
        }
        PledgeError::SentBefore => {
            let address = view.keys().address(minted(view, &form.pledge)?.0);
            let page = SentBefore { slug: slug.to_owned(), address };
            return view.show_with(StatusCode::CONFLICT, &page);
        }
        PledgeError::BelowMinimum(_)
        | PledgeError::AboveMaximum(_)
        | PledgeError::NotChargeable(_)
        | PledgeError::AddOnsNeedMore(_)
        | PledgeError::OtherCurrency => "other",
        PledgeError::UnknownReward
        | PledgeError::UnknownAddOn
        | PledgeError::RewardNeedsMore(_)
        | PledgeError::SoldOut => "reward",
        PledgeError::NotAgain | PledgeError::AddOnsOnce => "freq",
        PledgeError::Database(_) | PledgeError::Broken(_) => return Err(Error::Internal(error.into())),
    };
    not_taken(view, &offer, form, guard, (field, &error))
}

/// The form once more, with what stands in the way of `field`.
fn not_taken(
    view: &View,
    offer: &Offer,
    form: GiveForm,
    guard: Shown,
    (field, error): (&str, &PledgeError),
) -> Result<Response> {
    let mut problems = FormProblems::default();
    if let Some(text) = of_pledge(error) {
        problems.add(field, view.say(&text));
    }
    Kept::of(form, problems, guard).refuse(view, offer)
}

/// Whether the reward that is asked for was gone when the form was read. The command has the last word on one that was
/// not.
fn is_gone(offer: &Offer, draft: &Draft) -> bool {
    let asked = draft.reward.and_then(|id| offer.rewards.iter().find(|it| it.id == id));
    asked.is_some_and(|it| !it.is_available())
}

/// Whether the campaign takes no gifts at `now`. The command has the last word.
fn takes_nothing(offer: &Offer, now: Timestamp) -> bool {
    !offer.campaign.is_open(now) || offer.campaign.stopped.is_some()
}

/// The form with what was typed, though nothing can be given any more: whoever wrote a dedication wants to keep it.
fn closed(view: &View, offer: &Offer, form: GiveForm, guard: Shown) -> Result<Response> {
    let campaign = &offer.campaign;
    let (heading, words) = match &campaign.stopped {
        Some(reason) => ("stopped-heading", Text::of("give-stopped").with("reason", reason.as_str())),
        None => ("ended-heading", Text::of("give-ended").with("when", ends(campaign).local)),
    };
    let mut page = Give::of(view, offer, form, FormProblems::default(), guard);
    page.closed = Some(Closed {
        heading: view.t(heading, &[]),
        words: view.say(&words),
        may_go_on: campaign.stopped.is_some() && !campaign.cancelled,
    });
    view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn ended(view: &View, offer: &Offer) -> Result<Response> {
    let campaign = &offer.campaign;
    let page = Ended {
        slug: campaign.slug.clone(),
        title: campaign.title.clone(),
        language: campaign.language.clone(),
        when: ends(campaign).local,
        stopped: campaign.stopped.clone(),
    };
    view.show_with(StatusCode::GONE, &page)
}
