//! What is wrong with a form about money, in the reader's language.

use crate::{error::PledgeError, pricing};
use contracts::{Money, MoneyError};
use kernel::web::{Argument, FormProblems, Text, View};

/// What is wrong with a form, put into words as it is found.
pub(super) struct Problems<'a> {
    view: &'a View,
    found: FormProblems,
}

impl<'a> Problems<'a> {
    /// Nothing yet.
    pub(super) fn of(view: &'a View) -> Self {
        Self { view, found: FormProblems::default() }
    }

    /// Notes that `field` is wrong, and what to do about it.
    pub(super) fn add(&mut self, field: &str, text: &Text) {
        self.found.add(field, self.view.say(text));
    }

    /// What was read, or `None` with a problem of `field`.
    pub(super) fn keep<T>(&mut self, field: &str, read: Result<T, Text>) -> Option<T> {
        read.map_err(|text| self.add(field, &text)).ok()
    }

    /// The locale that amounts are written in here.
    pub(super) fn locale(&self) -> &'static str {
        self.view.language().locale()
    }

    /// Whether nothing is wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of it, for the page.
    pub(super) fn found(self) -> FormProblems {
        self.found
    }
}

/// What is wrong with an amount.
pub(super) fn of_money(error: &MoneyError) -> Text {
    match error {
        MoneyError::Empty => Text::of("problem-amount-empty"),
        MoneyError::NotANumber { typed, example } => Text::of("problem-amount-no-number")
            .with("typed", typed.as_str())
            .with("example", example.as_str()),
        MoneyError::ScientificNotation { typed } => {
            Text::of("problem-amount-letters").with("typed", typed.as_str())
        }
        MoneyError::Negative => Text::of("problem-amount-negative"),
        MoneyError::Zero => Text::of("problem-amount-zero"),
        MoneyError::TooManyDecimals { currency, allowed } => Text::of("problem-amount-decimals")
            .with("currency", currency.code())
            .with("allowed", i64::from(*allowed)),
        MoneyError::TooLarge { most } => Text::of("problem-amount-large").with("most", most.as_str()),
        MoneyError::MixedSeparators { typed, example } => {
            Text::of("problem-amount-mixed").with("typed", typed.as_str()).with("example", example.as_str())
        }
        MoneyError::Ambiguous { typed, readings } => Text::of("problem-amount-ambiguous")
            .with("typed", typed.as_str())
            .with("readings", readings.join(" / ")),
        // Of what is typed into one field only the last of these can come.
        MoneyError::CurrencyMismatch { .. } | MoneyError::FeeTakesAll | MoneyError::Overflow => {
            Text::of("problem-amount-too-much")
        }
    }
}

/// An amount that a card can be charged, or why not.
pub(super) fn chargeable(money: Money) -> Result<Money, Text> {
    if pricing::is_chargeable(money) {
        return Ok(money);
    }
    let step = Money::new(pricing::step(money.currency), money.currency);
    Err(Text::of("problem-amount-step").with("step", Argument::Exact(step)))
}

/// Why a pledge was refused, where it is for its donor to know.
pub(super) fn of_pledge(error: &PledgeError) -> Option<Text> {
    Some(match error {
        PledgeError::BelowMinimum(least) => Text::of("problem-least").with("least", *least),
        PledgeError::AboveMaximum(most) => Text::of("problem-most").with("most", *most),
        PledgeError::NotChargeable(sum) => {
            Text::of("problem-not-chargeable").with("sum", Argument::Exact(*sum))
        }
        PledgeError::OtherCurrency => Text::of("problem-currency"),
        PledgeError::UnknownReward => Text::of("problem-reward-unknown"),
        PledgeError::RewardNeedsMore(price) => Text::of("problem-reward-price").with("price", *price),
        PledgeError::SoldOut => Text::of("problem-reward-gone"),
        PledgeError::NotAgain => Text::of("give-single-only"),
        PledgeError::UnknownCampaign
        | PledgeError::CampaignEnded
        | PledgeError::CampaignStopped
        | PledgeError::SentBefore
        | PledgeError::Database(_)
        | PledgeError::Broken(_) => return None,
    })
}
