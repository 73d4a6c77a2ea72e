//! What a donor may change about a pledge (rule R10).

use super::{
    add_ons::{self, AddOnChoice, Typed},
    address,
    clocks::until,
    pledge::{Nothing, unlisted},
    problems::{chargeable, of_pledge},
};
use crate::{
    add_ons::Asked,
    commands::{ChangePledge, DropDedication, HideAmount, ShowDonor},
    error::{ChangeError, PledgeError},
    pledge::Status,
    pricing,
    queries::{self, Offer, Told},
    settlement,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, RewardId, pledges::Gift};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, Until, View},
};
use serde::{Deserialize, Serialize};

/// The form as it was filled in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ChangeForm {
    amount: String,
    tip: String,
    /// A reward's id, or nothing.
    reward: String,
    /// How many of which add-on.
    #[serde(flatten, deserialize_with = "add_ons::typed")]
    add_ons: Typed,
    /// Ticked when there.
    cover_fee: Option<String>,
}

#[derive(Serialize)]
struct Change {
    /// The pledge, as the address of its page has it.
    address: String,
    reference: String,
    campaign: String,
    /// The language its title and its rewards are written in (BCP 47); empty when nobody said.
    language: String,
    currency: &'static str,
    least: String,
    goal: String,
    deadline: Until,
    form: ChangeForm,
    rewards: Vec<Choice>,
    add_ons: Vec<AddOnChoice>,
    problems: FormProblems,
}

#[derive(Serialize)]
struct Choice {
    id: String,
    title: String,
    description: String,
    price: String,
    left: Option<i64>,
    /// Nobody can choose it any more, but whoever has it.
    gone: bool,
    chosen: bool,
}

impl Page for Change {
    const TEMPLATE: &'static str = "pledges/change.html";
}

/// Whether the form is worth showing. The command has the last word.
pub(super) async fn is_open(ctx: &Context, told: &Told) -> Result<bool> {
    let open = told.campaign.is_open(ctx.clock.now()) && told.row.status == Status::CardSaved;
    Ok(open && settlement::find(ctx.db.read(), told.row.id).await?.is_none())
}

/// What an address may fill in.
#[derive(Deserialize)]
pub(super) struct Filled {
    /// Another sum without what is taken besides, in minor units: whoever wanted to pledge once more changes the earlier
    /// pledge to it.
    minor: Option<i64>,
    /// The reward's id that they chose then.
    reward: Option<String>,
}

/// How many of which add-on an address may fill in. By itself: flattened beside it a number would be read as text.
#[derive(Deserialize)]
pub(super) struct FilledAddOns {
    #[serde(flatten, deserialize_with = "add_ons::typed")]
    add_ons: Typed,
}

/// `GET /p/{pledge}/change`
pub(super) async fn edit(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Query(filled): Query<Filled>,
    Query(besides): Query<FilledAddOns>,
) -> Result<Response> {
    let told = queries::told(&ctx, address::pledge(&ctx, &id)?).await?.ok_or(Error::NotFound)?;
    if !is_open(&ctx, &told).await? {
        return Err(ChangeError::NotNow.into());
    }
    let (gift, locale) = (told.row.gift, view.language().locale());
    let add_ons: i64 = told.add_ons.iter().map(|it| it.total.minor).sum();
    let own = filled.minor.filter(|it| *it > 0).unwrap_or(gift.amount.minor - add_ons);
    let amount = Money::new(own, gift.amount.currency);
    let reward = filled.reward.or_else(|| told.row.reward.map(|it| it.to_string()));
    let form = ChangeForm {
        amount: amount.format_input(locale),
        tip: if gift.tip.is_zero() { String::new() } else { gift.tip.format_input(locale) },
        reward: reward.unwrap_or_default(),
        add_ons: add_ons::typed_of(&told.add_ons).into_iter().chain(besides.add_ons).collect(),
        cover_fee: (!gift.covered_fee.is_zero()).then(|| "1".to_owned()),
    };
    page(&ctx, &view, &told, form, FormProblems::default(), StatusCode::OK).await
}

/// `POST /p/{pledge}/change`
pub(super) async fn update(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    let told = queries::told(&ctx, pledge).await?.ok_or(Error::NotFound)?;
    let offer = queries::offer(&ctx, &told.campaign.slug).await?.ok_or(Error::NotFound)?;
    let (gift, reward, add_ons) = match form.read(&offer, &view) {
        Ok(read) => read,
        Err(problems) => {
            return page(&ctx, &view, &told, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (field, text) = match ctx.run(ChangePledge { pledge, gift, reward, add_ons }).await {
        Ok(()) => return Ok(Redirect::to(&address::of_pledge(&ctx, pledge)).into_response()),
        Err(ChangeError::Refused(error)) => match of_pledge(&error) {
            Some(text) => (field_of(&error), text),
            None => return Err(ChangeError::Refused(error).into()),
        },
        Err(ChangeError::LastDay) => ("amount".to_owned(), Text::of("problem-last-day")),
        Err(error) => return Err(error.into()),
    };
    let mut problems = FormProblems::default();
    problems.add(&field, view.say(&text));
    page(&ctx, &view, &told, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn field_of(error: &PledgeError) -> String {
    match error {
        PledgeError::AddOn { id, .. } => add_ons::field(*id),
        PledgeError::UnknownReward
        | PledgeError::UnknownAddOn
        | PledgeError::RewardNeedsMore(_)
        | PledgeError::SoldOut => "reward".to_owned(),
        _ => "amount".to_owned(),
    }
}

impl ChangeForm {
    fn read(&self, offer: &Offer, view: &View) -> Result<(Gift, Option<RewardId>, Asked), FormProblems> {
        let (least, mut problems) = (offer.campaign.minimum, Problems::of(view));
        let (currency, locale) = (least.currency, problems.locale());
        let amount = Money::parse_positive(self.amount.trim(), currency, locale);
        let amount = amount.map_err(|it| Text::from(&it.at_least(least, locale)));
        let amount = problems.keep("amount", amount.and_then(chargeable));
        let tip = match self.tip.trim() {
            "" => Ok(Money::zero(currency)),
            written => Money::parse(written, currency, locale),
        };
        let tip = tip.map_err(|it| Text::from(&it)).and_then(|tip| {
            if tip.is_negative() { Err(Text::of("problem-tip-negative")) } else { chargeable(tip) }
        });
        let tip = problems.keep("tip", tip);
        let reward: Option<RewardId> = match self.reward.as_str() {
            "" => None,
            id => problems.keep("reward", id.parse().map_err(|_| Text::of("problem-reward-unknown"))),
        };
        // The amount is without what is taken besides, and so is what is said of it here.
        let chosen = reward.and_then(|id| offer.rewards.iter().find(|it| it.id == id));
        if let Some(it) = chosen.filter(|it| amount.is_some_and(|given| given.minor < it.price.minor)) {
            problems.add("reward", &Text::of("problem-reward-price").with("price", it.price));
        }
        let asked = add_ons::read(&self.add_ons, offer, &mut problems).unwrap_or_default();
        let amount = amount.map(|it| add_ons::added_to(it, &asked, offer));
        let gift = amount.zip(tip).and_then(|(amount, tip)| {
            let gift = pricing::gift(amount, tip, self.cover_fee.is_some());
            problems.keep("amount", gift.map_err(|it| Text::from(&it)))
        });
        match gift {
            Some(gift) if problems.is_empty() => Ok((gift, reward, asked)),
            _ => Err(problems.found()),
        }
    }
}

async fn page(
    ctx: &Context,
    view: &View,
    told: &Told,
    form: ChangeForm,
    problems: FormProblems,
    status: StatusCode,
) -> Result<Response> {
    let offer = queries::offer(ctx, &told.campaign.slug).await?.ok_or(Error::NotFound)?;
    let locale = view.language().locale();
    let rewards = choices(&offer, &form, told.row.reward, locale);
    let add_ons = add_ons::choices(view, &offer, &form.add_ons);
    let campaign = offer.campaign;
    let page = Change {
        address: view.keys().address(told.row.id.0),
        reference: told.row.reference.clone(),
        currency: campaign.currency.code(),
        least: campaign.minimum.format(locale),
        goal: campaign.goal.format(locale),
        deadline: until(campaign.deadline_at, &campaign.zone),
        campaign: campaign.title,
        language: campaign.language,
        form,
        rewards,
        add_ons,
        problems,
    };
    Ok(unlisted(view.show_with(status, &page)?))
}

fn choices(offer: &Offer, form: &ChangeForm, own: Option<RewardId>, locale: &str) -> Vec<Choice> {
    let choice = |it: &crate::tables::reward::Reward| Choice {
        id: it.id.to_string(),
        title: it.title.clone(),
        description: it.description.clone(),
        price: it.price.format(locale),
        left: it.left(),
        gone: !it.is_available() && own != Some(it.id),
        chosen: form.reward == it.id.to_string(),
    };
    offer.rewards.iter().map(choice).collect()
}

/// `POST /p/{pledge}/dedication`: it is dedicated to nobody any more.
pub(super) async fn drop_dedication(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    ctx.run(DropDedication { pledge }).await?;
    Ok(Redirect::to(&address::of_pledge(&ctx, pledge)).into_response())
}

/// Whether to be named, and whether everybody may read how much it was: each `yes` or `no`.
#[derive(Debug, Deserialize)]
pub(super) struct NameForm {
    anonymous: Option<String>,
    hide_amount: Option<String>,
}

/// `POST /p/{pledge}/name`
pub(super) async fn show_donor(
    State(ctx): State<Context>,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response> {
    let pledge = address::pledge(&ctx, &id)?;
    if let Some(anonymous) = &form.anonymous {
        ctx.run(ShowDonor { pledge, anonymous: anonymous != "no" }).await?;
    }
    if let Some(hidden) = &form.hide_amount {
        ctx.run(HideAmount { pledge, hidden: hidden != "no" }).await?;
    }
    Ok(Redirect::to(&address::of_pledge(&ctx, pledge)).into_response())
}
