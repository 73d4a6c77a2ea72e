//! The give form as it is shown: what can be chosen, and what it comes to as it stands.

use super::super::{
    add_ons::{self, AddOnChoice},
    clocks,
    form::GiveForm,
    pledge::SOON,
};
use crate::{pledge::REWARD_HELD, pricing, queries::Offer, tables::campaign::Campaign};
use contracts::{
    Money,
    pledges::{Collection, Gift, Interval},
    terms::{PLATFORM_FEE_BP, PLATFORM_FEE_PERCENT},
};
use kernel::web::{FormProblems, Forms, Page, Problems, Shown, Until, View};
use serde::Serialize;

/// The give form.
#[derive(Serialize)]
pub(super) struct Give {
    slug: String,
    title: String,
    /// The language its title and its rewards are written in (BCP 47); empty when nobody said.
    language: String,
    organiser: String,
    currency: String,
    sign: &'static str,
    minimum: Money,
    /// Until when it takes gifts.
    ends: Until,
    goal: Money,
    charged_now: bool,
    form: GiveForm,
    problems: FormProblems,
    /// Why it cannot be sent any more, when that is so.
    pub(super) closed: Option<Closed>,
    /// What whoever is asking has promised to the campaign already, when they are to say what this one is to it.
    pub(super) earlier: Option<Money>,
    amounts: Vec<AmountChoice>,
    rewards: Vec<RewardChoice>,
    /// How long one of few is kept for whoever goes on to pay, when there is such a one.
    held: Option<Held>,
    add_ons: Vec<AddOnChoice>,
    tips: Vec<TipChoice>,
    /// How often it can be given, when there is a choice.
    frequencies: Vec<Frequency>,
    /// The sponsor who adds to it.
    matching: Option<Matching>,
    /// What the platform keeps of a gift, in percent.
    percent: u32,
    /// What covering the fee costs, as the form stands.
    fee: Option<Money>,
    /// The sum as the form stands.
    sum: Option<Sum>,
    /// What tells people from machines.
    guard: Shown,
    /// Where the form is found again with what was typed, while the browser keeps it.
    pub(super) address: Option<String>,
    /// It answers a form now, and leads on to that address where no script puts it in the place of this one.
    pub(super) leads_on: bool,
    /// It was opened now: whoever presses the button at once, because the browser filled it in, waits for a moment.
    pub(super) fresh: bool,
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

/// In minutes. The provider's page shows no clock, so it is said before (WCAG 2.2, 2.2.1).
#[derive(Serialize)]
struct Held {
    minutes: u64,
    /// When so many are left, as many can be had once more.
    late: u64,
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

/// What the donor pays, and where it goes.
#[derive(Serialize)]
struct Sum {
    amount: Money,
    /// Of the amount, for the campaign.
    to_campaign: Money,
    /// Of the amount, for the platform.
    platform_fee: Money,
    tip: Money,
    covered_fee: Money,
    total: Money,
}

impl Sum {
    /// Rounded as the ledger rounds it (rule R14), so that the page of where the money went says the same.
    fn of(gift: Gift) -> Option<Self> {
        let platform_fee = gift.amount.percent_half_even(PLATFORM_FEE_BP).ok()?;
        Some(Self {
            amount: gift.amount,
            to_campaign: gift.amount.checked_sub(platform_fee).ok()?,
            platform_fee,
            tip: gift.tip,
            covered_fee: gift.covered_fee,
            total: gift.total(),
        })
    }
}

/// Why nothing can be given any more, though the form was open when it was shown.
#[derive(Serialize)]
pub(super) struct Closed {
    pub(super) heading: String,
    pub(super) words: String,
    /// It may be sent once more later: the campaign was stopped, and may go on.
    pub(super) may_go_on: bool,
}

impl Page for Give {
    const TEMPLATE: &'static str = "pledges/give.html";
    const FORMS: Forms = Forms::Checkout;
}

impl Give {
    pub(super) fn of(
        view: &View,
        offer: &Offer,
        mut form: GiveForm,
        problems: FormProblems,
        guard: Shown,
    ) -> Self {
        let campaign = &offer.campaign;
        if form.asks_for_no_such_time() || form.every().is_some_and(|it| !offer.again.contains(&it)) {
            form.freq.clear();
        }
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
            language: campaign.language.clone(),
            organiser: campaign.organiser.clone(),
            currency: campaign.currency.code().to_owned(),
            sign: campaign.currency.symbol(),
            minimum: offer.least(),
            ends: ends(campaign),
            goal: campaign.goal,
            charged_now: campaign.collection() == Collection::Charge,
            problems,
            closed: None,
            earlier: None,
            amounts,
            rewards: rewards(offer, &form),
            held: held(offer),
            add_ons: add_ons::choices(view, offer, &form.add_ons),
            tips: pricing::TIPS.iter().map(tip).collect(),
            frequencies: frequencies(offer, &form),
            matching: offer.matching.as_ref().map(|it| Matching {
                sponsor: it.terms.sponsor.clone(),
                percent: it.terms.percent,
                left: it.money(it.left()),
                share: gift.map(|gift| it.money(it.adds_to(gift.amount.minor, 0))),
            }),
            percent: PLATFORM_FEE_PERCENT,
            fee: gift.and_then(|it| pricing::covering_fee(it.amount, it.tip).ok()),
            sum: gift.and_then(Sum::of),
            form,
            guard,
            address: None,
            leads_on: false,
            fresh: false,
        }
    }
}

/// Until when `campaign` takes gifts.
pub(super) fn ends(campaign: &Campaign) -> Until {
    clocks::until(campaign.deadline_at, &campaign.zone)
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
    let offered =
        pricing::suggestions(campaign.currency, campaign.unit.as_ref(), &campaign.impacts, offer.least());
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

fn held(offer: &Offer) -> Option<Held> {
    let mut all = offer.rewards.iter().chain(&offer.add_ons);
    let one_of_few = all.any(|it| it.quantity.is_some() && it.is_available());
    one_of_few.then(|| Held { minutes: REWARD_HELD.as_secs() / 60, late: SOON.as_secs() / 60 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::{
        CampaignId, Currency, Timestamp,
        campaigns::{FundingModel, Impact},
    };

    /// A campaign whose creator says what a gift of 7 does.
    fn offer(besieged: bool) -> Offer {
        let euros = |minor| Money::new(minor, Currency::Eur);
        let campaign = Campaign {
            id: CampaignId::fresh(),
            slug: "river".into(),
            title: "Shade for the river".into(),
            organiser: "River Trust".into(),
            currency: Currency::Eur,
            model: FundingModel::KeepItAll,
            goal: euros(100_000),
            deadline_at: Timestamp(0),
            zone: "Europe/Madrid".into(),
            minimum: euros(500),
            unit: None,
            impacts: vec![Impact { amount: euros(700), words: "A sapling".into() }],
            language: "es".into(),
            stopped: None,
            cancelled: false,
            suspended_at: None,
        };
        Offer {
            campaign,
            rewards: Vec::new(),
            add_ons: Vec::new(),
            matching: None,
            again: Vec::new(),
            besieged,
        }
    }

    #[test]
    fn while_cards_are_tested_no_sum_is_offered_that_would_be_refused() {
        let offered = |besieged| {
            let offer = offer(besieged);
            let offered = amounts(&offer, &mut GiveForm::default(), "en");
            let all_taken = offered.iter().all(|it| it.amount.minor >= offer.least().minor);
            (offered.iter().map(|it| it.amount.minor).collect::<Vec<_>>(), all_taken)
        };
        assert_eq!(offered(false), (vec![700, 1_000, 2_500, 5_000], true));
        assert_eq!(offered(true), (vec![1_000, 2_500, 5_000, 10_000], true));
    }
}
