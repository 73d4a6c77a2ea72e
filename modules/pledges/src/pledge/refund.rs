use super::{Pledge, PledgeEvent};
use crate::pricing::is_chargeable;
use contracts::{
    Money, PledgeId, RefundId, RewardId, Timestamp,
    pledges::{Gift, RefundReason},
};
use serde::{Deserialize, Serialize};

/// How a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefundState {
    /// Decided; the provider has not taken it yet.
    Due,
    /// The provider has taken it. It may still fail.
    Submitted,
    /// The money is back.
    Succeeded,
    /// The money is still here and owed to the donor.
    Failed,
}

/// A decision to give money back, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) gift: Gift,
    pub(crate) reason: RefundReason,
    pub(crate) state: RefundState,
    /// When it was said to have succeeded and failed: a provider may change its mind, and each word of it may be
    /// heard twice.
    succeeded_at: Vec<Timestamp>,
    failed_at: Vec<Timestamp>,
}

/// The one refund of `pledge` that nobody's form stands behind, for the reason `why`. Made from the two, so that to
/// decide it again is to decide the same.
pub(crate) fn only_refund(pledge: PledgeId, why: &str) -> RefundId {
    use sha2::{Digest, Sha256};
    let hash = Sha256::new().chain_update(why).chain_update(pledge.0.as_bytes()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    // Version 8: an id of its maker's own design (RFC 9562).
    RefundId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// One of the things that a donor paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Item {
    /// What was given to the campaign.
    Gift,
    /// What was added so that the campaign does not bear the fee.
    CoveredFee,
    /// What was given to the platform.
    Tip,
    /// Some of an add-on, which are no longer part of the pledge then.
    AddOn(RewardId),
}

impl Item {
    /// The one that forms call `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "gift" => Some(Self::Gift),
            "covered_fee" => Some(Self::CoveredFee),
            "tip" => Some(Self::Tip),
            _ => name.strip_prefix("add_on_")?.parse().ok().map(Self::AddOn),
        }
    }

    /// `gift` with this alone.
    fn of(self, gift: &Gift) -> Gift {
        let zero = Money::zero(gift.amount.currency);
        let only = |item: Self, line: Money| if item == self { line } else { zero };
        Gift {
            amount: only(Self::Gift, gift.amount),
            tip: only(Self::Tip, gift.tip),
            covered_fee: only(Self::CoveredFee, gift.covered_fee),
        }
    }
}

/// Why money cannot be given back.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum RefundRefused {
    #[error("Nothing was collected for this pledge, so there is nothing to give back.")]
    NothingCollected,
    #[error("All that was collected for this pledge is on its way back already.")]
    NothingLeft,
    #[error("At most {} can still be given back.", .0.format("en"))]
    TooMuch(Money),
    #[error("The amount must be above zero, in the pledge's currency.")]
    NotAnAmount,
    #[error("Cards cannot be given back exactly {}: the last digit must be 0.", .0.format_exact("en"))]
    NotChargeable(Money),
    #[error(
        "The donor's bank has taken this payment back and has not decided. Until it has, nothing can be refunded."
    )]
    Disputed,
    #[error("This pledge has nothing of that add-on.")]
    NoSuchAddOn,
    #[error("One of this add-on costs {}: give back as much for each of them.", .0.format("en"))]
    NoWholeAddOns(Money),
    #[error("The same refund was decided before with another amount.")]
    Different,
}

impl Pledge {
    /// All that was ever decided to go back, line by line. Failed refunds too: their money is still owed.
    pub(crate) fn refunded(&self) -> Option<Gift> {
        let zero = Money::zero(self.collected?.amount.currency);
        let mut sum = Gift { amount: zero, tip: zero, covered_fee: zero };
        for refund in self.refunds.values() {
            sum.amount.minor += refund.gift.amount.minor;
            sum.tip.minor += refund.gift.tip.minor;
            sum.covered_fee.minor += refund.gift.covered_fee.minor;
        }
        Some(sum)
    }

    /// What of the money collected is still here and owed to nobody.
    pub(crate) fn refundable(&self) -> Option<Gift> {
        let (mut rest, back) = (self.collected?, self.refunded()?);
        let lost = self.lost(rest.amount.currency);
        rest.amount.minor -= back.amount.minor + lost.amount.minor;
        rest.tip.minor -= back.tip.minor + lost.tip.minor;
        rest.covered_fee.minor -= back.covered_fee.minor + lost.covered_fee.minor;
        Some(rest)
    }

    /// The lines of a refund of `asked` in all. All that is left returns every line, the tip too; less is taken
    /// from the gift to the campaign first, then from the covered fee, then from the tip; or from `only` one of them.
    pub(crate) fn refund_of(&self, asked: Money, only: Option<Item>) -> Result<Gift, RefundRefused> {
        let left = self.refundable().ok_or(RefundRefused::NothingCollected)?;
        if self.is_disputed() {
            return Err(RefundRefused::Disputed);
        }
        if left.total().is_zero() {
            return Err(RefundRefused::NothingLeft);
        }
        if !asked.is_positive() || asked.currency != left.amount.currency {
            return Err(RefundRefused::NotAnAmount);
        }
        if !is_chargeable(asked) {
            return Err(RefundRefused::NotChargeable(asked));
        }
        let left = match only {
            Some(Item::AddOn(id)) => self.left_of_add_on(id, asked, left)?,
            Some(item) => item.of(&left),
            None => left,
        };
        if asked.minor > left.total().minor {
            return Err(RefundRefused::TooMuch(left.total()));
        }
        let mut rest = asked.minor;
        let mut take = |line: Money| {
            let taken = rest.min(line.minor);
            rest -= taken;
            Money::new(taken, line.currency)
        };
        let (amount, covered_fee) = (take(left.amount), take(left.covered_fee));
        Ok(Gift { amount, covered_fee, tip: take(left.tip) })
    }

    /// What of `left` some of the add-on `id` cost, of which `asked` is to give back a whole number.
    fn left_of_add_on(&self, id: RewardId, asked: Money, left: Gift) -> Result<Gift, RefundRefused> {
        let mut all = self.terms.iter().flat_map(|it| &it.add_ons);
        let it = all.find(|it| it.add_on == id).ok_or(RefundRefused::NoSuchAddOn)?;
        if asked.minor % it.price.minor.max(1) != 0 {
            return Err(RefundRefused::NoWholeAddOns(it.price));
        }
        let zero = Money::zero(left.amount.currency);
        let amount = Money::new(left.amount.minor.min(it.total().minor), left.amount.currency);
        Ok(Gift { amount, tip: zero, covered_fee: zero })
    }

    /// How many of which add-on a refund of `asked` from `only` returns.
    pub(crate) fn returned_by(&self, asked: Money, only: Option<Item>) -> Option<(RewardId, i64)> {
        let Some(Item::AddOn(id)) = only else { return None };
        let it = self.terms.iter().flat_map(|it| &it.add_ons).find(|it| it.add_on == id)?;
        Some((id, asked.minor / it.price.minor.max(1)))
    }

    /// Whether nothing stays once `gift` went back.
    pub(crate) fn is_all(&self, gift: &Gift) -> bool {
        self.refundable().is_some_and(|left| left.total() == gift.total())
    }

    /// The provider accepted a refund.
    pub(crate) fn refund_submitted(&self, refund: RefundId) -> Option<PledgeEvent> {
        let due = self.refunds.get(&refund).is_some_and(|it| it.state == RefundState::Due);
        due.then_some(PledgeEvent::RefundSubmitted { refund })
    }

    /// The money is back.
    pub(crate) fn refund_succeeded(&self, refund: RefundId, at: Timestamp) -> Option<PledgeEvent> {
        let it = self.refunds.get(&refund)?;
        let news = it.state != RefundState::Succeeded && !it.succeeded_at.contains(&at);
        news.then_some(PledgeEvent::RefundSucceeded { refund, at })
    }

    /// The money could not be given back, or came back to us after all, or was refused once more.
    pub(crate) fn refund_failed(&self, refund: RefundId, reason: &str, at: Timestamp) -> Option<PledgeEvent> {
        let it = self.refunds.get(&refund)?;
        let news = !it.failed_at.contains(&at);
        news.then(|| PledgeEvent::RefundFailed { refund, reason: reason.to_owned(), at })
    }

    pub(super) fn apply_refund(&mut self, event: &PledgeEvent) {
        if let PledgeEvent::RefundDecided { refund, gift, reason, .. } = *event {
            let state = RefundState::Due;
            let it = Refund { gift, reason, state, succeeded_at: Vec::new(), failed_at: Vec::new() };
            self.refunds.insert(refund, it);
        }
        let (PledgeEvent::RefundSubmitted { refund }
        | PledgeEvent::RefundSucceeded { refund, .. }
        | PledgeEvent::RefundFailed { refund, .. }) = event
        else {
            return;
        };
        let Some(it) = self.refunds.get_mut(refund) else { return };
        match event {
            PledgeEvent::RefundSucceeded { at, .. } => {
                it.state = RefundState::Succeeded;
                it.succeeded_at.push(*at);
            }
            PledgeEvent::RefundFailed { at, .. } => {
                it.state = RefundState::Failed;
                it.failed_at.push(*at);
            }
            _ => it.state = RefundState::Submitted,
        }
    }
}
