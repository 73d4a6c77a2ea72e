//! What a pledge is and what may become of it. Pure: no clock, no database, no web.
//!
//! A [`Pledge`] is the sum of its [`PledgeEvent`]s. Methods named for what was heard answer with the event that
//! follows from it, or with none when it changes nothing: everything may be heard twice and in any order.

mod dispute;
mod event;
mod refund;
mod status;
#[cfg(test)]
mod stored;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    dispute::Dispute,
    event::PledgeEvent,
    refund::{Item, Refund, RefundRefused, RefundState, only_refund},
    status::Status,
};
use contracts::{
    CampaignId, Money, PaymentId, RefundId, RewardId, Timestamp,
    pledges::{ChosenAddOn, Collection, Gift, LapseReason},
};
use kernel::event_store::Aggregate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, time::Duration};

/// How long a limited reward is kept for a pledge that is not paid (rule R7).
pub(crate) const REWARD_HELD: Duration = Duration::from_mins(15);

/// How long a pledge is kept whose donor's bank takes days (rules R2 and R3, scenario T-39).
pub(crate) const BANK_TAKES: Duration = Duration::from_hours(5 * 24);

/// What is promised. The donor may change the gift, the reward and the add-ons until it is due (rule R10); the rest stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Terms {
    pub(crate) campaign: CampaignId,
    pub(crate) reward: Option<RewardId>,
    pub(crate) gift: Gift,
    pub(crate) collection: Collection,
    pub(crate) accepted_at: Timestamp,
    /// When it lapses, unless it was paid.
    pub(crate) reserved_until: Timestamp,
    /// What is taken besides the reward, by id. Kept out of what was stored before there was any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) add_ons: Vec<ChosenAddOn>,
}

impl Terms {
    /// What it takes of the stock: the reward first.
    pub(crate) fn held(&self) -> impl Iterator<Item = (RewardId, i64)> {
        let add_ons = self.add_ons.iter().map(|it| (it.add_on, it.count));
        self.reward.map(|it| (it, 1)).into_iter().chain(add_ons)
    }
}

/// What a pledge has of the stock of its reward, and of its add-ons, which it has with one only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Hold {
    /// It asked for no reward.
    #[default]
    Nothing = 0,
    /// One is kept for it while it is paid for.
    Reserved = 1,
    /// One is its own.
    Sold = 2,
    /// It gave back what it had. For good: a unit returns exactly once.
    Released = 3,
}

/// A pledge as of some moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; what they add up to is `Status`"
)]
pub(crate) struct Pledge {
    /// `None` until it was made.
    pub(crate) terms: Option<Terms>,
    /// The attempt whose page is, or was, open.
    pub(crate) payment: Option<PaymentId>,
    /// That page can take no more money.
    pub(crate) closed: bool,
    /// The last word of the provider was no.
    pub(crate) declined: bool,
    declines: Vec<(PaymentId, Timestamp)>,
    /// The attempt that saved another card than the first. Kept out of what was stored before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaced_by: Option<PaymentId>,
    /// Why the attempt ended for good, in the provider's code.
    pub(crate) failure: Option<String>,
    pub(crate) card_saved: bool,
    pub(crate) collected: Option<Gift>,
    collected_by: Option<PaymentId>,
    /// The attempt that the donor's bank is at, or was, for days. Kept out of what was stored before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    with_bank: Option<PaymentId>,
    pub(crate) activated: bool,
    pub(crate) lapsed: Option<LapseReason>,
    /// It counted, was never charged, and was taken back.
    pub(crate) withdrawn: bool,
    pub(crate) hold: Hold,
    pub(crate) refunds: BTreeMap<RefundId, Refund>,
    /// Kept out of what was stored before there were any.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) disputes: BTreeMap<String, Dispute>,
}

/// Money came twice for one pledge. A person must look.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("this pledge was paid by {first} already; {second} paid it again")]
pub(crate) struct PaidTwice {
    pub(crate) first: PaymentId,
    pub(crate) second: PaymentId,
}

impl Pledge {
    /// Whether it may still be paid, and nothing was taken or saved for it.
    pub(crate) fn is_unpaid(&self) -> bool {
        self.terms.is_some() && !self.is_over_or_taken()
    }

    fn is_over_or_taken(&self) -> bool {
        self.lapsed.is_some() || self.activated || self.collected.is_some() || self.card_saved
    }

    /// What it adds to its campaign's total.
    pub(crate) fn counts_for(&self) -> Option<Money> {
        let terms = self.terms.as_ref()?;
        let currency = terms.gift.amount.currency;
        if !self.activated || self.withdrawn {
            return Some(Money::zero(currency));
        }
        let back = self.refunded().map_or(0, |it| it.amount.minor) + self.lost(currency).amount.minor;
        Some(Money::new(terms.gift.amount.minor - back, currency))
    }

    /// The provider's page is open.
    pub(crate) fn opened(&self, payment: PaymentId, expires_at: Timestamp) -> Option<PledgeEvent> {
        let news = self.is_unpaid() && self.failure.is_none() && self.payment != Some(payment);
        news.then_some(PledgeEvent::CheckoutOpened { payment, expires_at })
    }

    /// The provider's page was closed unpaid, as was asked.
    pub(crate) fn closed(&self, payment: PaymentId) -> Option<PledgeEvent> {
        let news = self.lapsed.is_some() && !self.closed && self.is_about(payment);
        news.then_some(PledgeEvent::CheckoutClosed { payment })
    }

    /// The donor's bank asks the donor whether it is they who pay: what is kept for a short time only is kept as long
    /// again, once (rule R7). What is kept longer already has time enough.
    pub(crate) fn authenticating(&self, payment: PaymentId) -> Option<PledgeEvent> {
        let terms = self.terms.as_ref()?;
        let short = terms.reserved_until.since(terms.accepted_at) <= REWARD_HELD;
        let news = self.is_unpaid() && self.is_about(payment) && short;
        news.then(|| PledgeEvent::HoldExtended { payment, until: terms.reserved_until.after(REWARD_HELD) })
    }

    /// The donor needs longer to pay, and says so while it is kept: the same, once, whoever asked for it first. With that
    /// it is kept for all the time that the provider's page is open (decision 049).
    pub(crate) fn longer(&self, now: Timestamp) -> Option<PledgeEvent> {
        let in_time = self.terms.as_ref().is_some_and(|it| now < it.reserved_until);
        self.authenticating(self.payment.filter(|_| in_time)?)
    }

    /// The donor did their part, and their bank takes days. Told of a pledge that had come to nothing, too: there is no
    /// page left to close.
    pub(crate) fn processing(&self, payment: PaymentId, at: Timestamp) -> Option<PledgeEvent> {
        let taken = self.collected.is_some() || self.card_saved;
        let known = self.with_bank.is_some() || self.closed;
        let news = self.terms.is_some() && !taken && !known && self.is_about(payment);
        news.then(|| PledgeEvent::Processing { payment, at, until: at.after(BANK_TAKES) })
    }

    /// Whether the donor gave a bank account, whatever its bank said.
    pub(crate) fn is_debit(&self) -> bool {
        self.with_bank.is_some()
    }

    /// A card was refused; another may be tried.
    pub(crate) fn declined(&self, payment: PaymentId, code: &str, at: Timestamp) -> Option<PledgeEvent> {
        let news = self.is_unpaid() && self.is_about(payment) && !self.declines.contains(&(payment, at));
        news.then(|| PledgeEvent::Declined { payment, code: code.to_owned(), at })
    }

    /// The saved card was refused when the campaign had succeeded, or nobody paid on the page that was opened then.
    pub(crate) fn charge_failed(
        &self,
        payment: PaymentId,
        reason: &str,
        at: Timestamp,
    ) -> Option<PledgeEvent> {
        let news = self.activated && self.card_saved && !self.declines.contains(&(payment, at));
        news.then(|| PledgeEvent::ChargeFailed { payment, reason: reason.to_owned(), at })
    }

    /// The attempt ended for good without money.
    pub(crate) fn failed(&self, payment: PaymentId, reason: &str, at: Timestamp) -> Option<PledgeEvent> {
        let taken = self.collected.is_some() || self.card_saved;
        let news = self.terms.is_some() && !taken && !self.closed && self.is_about(payment);
        news.then(|| PledgeEvent::PaymentFailed { payment, reason: reason.to_owned(), at })
    }

    /// Money came.
    pub(crate) fn collected(
        &self,
        payment: PaymentId,
        gift: Gift,
        at: Timestamp,
    ) -> Result<Option<PledgeEvent>, PaidTwice> {
        match self.collected_by {
            None => Ok(self.terms.is_some().then_some(PledgeEvent::Collected { payment, gift, at })),
            Some(first) if first == payment => Ok(None),
            Some(first) => Err(PaidTwice { first, second: payment }),
        }
    }

    /// A card can be charged later. Means nothing to a pledge that is to be charged now.
    pub(crate) fn saved_card(&self, payment: PaymentId, at: Timestamp) -> Option<PledgeEvent> {
        let wanted = self.terms.as_ref().is_some_and(|it| it.collection == Collection::SaveCard);
        (wanted && !self.card_saved).then_some(PledgeEvent::CardSaved { payment, at })
    }

    /// Another card is charged from now on.
    pub(crate) fn card_replaced(&self, payment: PaymentId, at: Timestamp) -> Option<PledgeEvent> {
        let news = self.activated && self.replaced_by != Some(payment);
        news.then_some(PledgeEvent::CardReplaced { payment, at })
    }

    /// Whether the donor may still say what is given: it counts, and nothing was charged or taken back.
    pub(crate) fn is_promise(&self) -> bool {
        self.card_saved
            && self.activated
            && !self.withdrawn
            && self.lapsed.is_none()
            && self.collected.is_none()
    }

    /// Another gift, another reward or other add-ons than were promised.
    pub(crate) fn changed(
        &self,
        gift: Gift,
        reward: Option<RewardId>,
        add_ons: Vec<ChosenAddOn>,
    ) -> Option<PledgeEvent> {
        let same = |it: &&Terms| (it.gift, it.reward, &it.add_ons) == (gift, reward, &add_ons);
        let before = self.terms.as_ref().filter(|it| !same(it))?.gift;
        self.is_promise().then_some(PledgeEvent::Changed { before, gift, reward, add_ons })
    }

    /// Whether `payment` is the attempt at hand, or the first one heard of.
    fn is_about(&self, payment: PaymentId) -> bool {
        self.payment.is_none_or(|it| it == payment)
    }

    /// Why it came to nothing, when the donor did not say so.
    pub(crate) fn reason_to_lapse(&self) -> LapseReason {
        match self.failure.as_deref() {
            // The provider's word for a page nobody used in time.
            Some(reason) if !reason.contains("expired") => LapseReason::Refused,
            _ => LapseReason::Unpaid,
        }
    }
}

impl Aggregate for Pledge {
    type Event = PledgeEvent;
    const STREAM: &'static str = "pledge";

    fn apply(&mut self, event: &PledgeEvent) {
        match event.clone() {
            PledgeEvent::Reserved(terms) => {
                self.hold = if terms.reward.is_some() { Hold::Reserved } else { Hold::Nothing };
                self.terms = Some(terms);
            }
            PledgeEvent::CheckoutOpened { payment, .. } => {
                (self.payment, self.closed, self.declined) = (Some(payment), false, false);
            }
            PledgeEvent::CheckoutClosed { .. } => self.closed = true,
            PledgeEvent::HoldExtended { until, .. } => {
                if let Some(terms) = &mut self.terms {
                    terms.reserved_until = until;
                }
            }
            PledgeEvent::Processing { payment, until, .. } => {
                (self.payment, self.with_bank, self.declined) = (Some(payment), Some(payment), false);
                if let Some(terms) = &mut self.terms {
                    terms.reserved_until = terms.reserved_until.max(until);
                }
            }
            PledgeEvent::Declined { payment, at, .. } => {
                self.declined = true;
                self.declines.push((payment, at));
            }
            PledgeEvent::ChargeFailed { payment, at, .. } => self.declines.push((payment, at)),
            PledgeEvent::PaymentFailed { payment, reason, .. } => {
                (self.payment, self.failure, self.closed) = (Some(payment), Some(reason), true);
            }
            PledgeEvent::Collected { payment, gift, .. } => {
                (self.collected, self.collected_by) = (Some(gift), Some(payment));
            }
            PledgeEvent::CardSaved { .. } => self.card_saved = true,
            PledgeEvent::CardReplaced { payment, .. } => self.replaced_by = Some(payment),
            PledgeEvent::Activated => {
                self.activated = true;
                self.hold = if self.hold == Hold::Reserved { Hold::Sold } else { self.hold };
            }
            PledgeEvent::Changed { gift, reward, add_ons, .. } => {
                self.hold = if reward.is_some() { Hold::Sold } else { Hold::Nothing };
                if let Some(terms) = &mut self.terms {
                    (terms.gift, terms.reward, terms.add_ons) = (gift, reward, add_ons);
                }
            }
            PledgeEvent::Lapsed { reason } => self.lapsed = Some(reason),
            PledgeEvent::Withdrawn => self.withdrawn = true,
            PledgeEvent::RewardReleased => self.hold = Hold::Released,
            PledgeEvent::AddOnReturned { add_on, count } => {
                if let Some(terms) = &mut self.terms {
                    terms
                        .add_ons
                        .iter_mut()
                        .filter(|it| it.add_on == add_on)
                        .for_each(|it| it.count -= count);
                    terms.add_ons.retain(|it| it.count > 0);
                }
            }
            dispute @ (PledgeEvent::Disputed { .. } | PledgeEvent::DisputeClosed { .. }) => {
                self.apply_dispute(dispute);
            }
            refund => self.apply_refund(&refund),
        }
    }
}
