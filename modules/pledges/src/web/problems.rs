//! What is wrong with a form about money, in the reader's language.

use crate::{
    error::{AddOnRefused, PledgeError},
    pricing,
};
use contracts::Money;
use kernel::web::{Argument, Error, Text};

/// An amount that a card can be charged, or why not.
pub(super) fn chargeable(money: Money) -> Result<Money, Text> {
    if pricing::is_chargeable(money) {
        return Ok(money);
    }
    let step = Money::new(pricing::step(money.currency), money.currency);
    Err(Text::of("problem-amount-step").with("step", Argument::Exact(step)))
}

/// A page of its own for why a pledge was refused.
pub(super) fn refused(error: &PledgeError) -> Error {
    of_pledge(error).map_or_else(|| Error::Conflict(error.to_string()), Error::Refused)
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
        PledgeError::UnknownAddOn => Text::of("problem-add-on-unknown"),
        PledgeError::AddOn { title, why, .. } => match why {
            AddOnRefused::OtherReward => Text::of("problem-add-on-reward"),
            AddOnRefused::Most(most) => Text::of("problem-add-on-most").with("most", *most),
            AddOnRefused::Gone => Text::of("problem-add-on-gone"),
        }
        .with("title", title.as_str()),
        PledgeError::AddOnsNeedMore(least) => Text::of("problem-add-ons-sum").with("least", *least),
        PledgeError::AddOnsOnce => Text::of("problem-add-ons-once"),
        PledgeError::NotAgain => Text::of("give-single-only"),
        PledgeError::CampaignEnded => Text::of("refused-change-ended"),
        PledgeError::CampaignStopped => Text::of("refused-stopped"),
        PledgeError::UnknownCampaign
        | PledgeError::SentBefore
        | PledgeError::Database(_)
        | PledgeError::Broken(_) => return None,
    })
}
