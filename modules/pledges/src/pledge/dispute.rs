use super::{Pledge, PledgeEvent};
use contracts::{Currency, Money, Timestamp, pledges::Gift};
use serde::{Deserialize, Serialize};

/// A bank that took the payment back, and what it decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Dispute {
    pub(crate) amount: Money,
    /// What the donor keeps, once the bank has decided.
    pub(crate) lost: Option<Gift>,
}

impl Pledge {
    /// Whether a bank has the money and has not decided.
    pub(crate) fn is_disputed(&self) -> bool {
        self.disputes.values().any(|it| it.lost.is_none())
    }

    /// What banks left with the donor, line by line.
    pub(crate) fn lost(&self, currency: Currency) -> Gift {
        let zero = Money::zero(currency);
        let mut sum = Gift { amount: zero, tip: zero, covered_fee: zero };
        for lost in self.disputes.values().filter_map(|it| it.lost) {
            sum.amount.minor += lost.amount.minor;
            sum.tip.minor += lost.tip.minor;
            sum.covered_fee.minor += lost.covered_fee.minor;
        }
        sum
    }

    /// A bank took the payment back. One dispute is one fact.
    pub(crate) fn disputed(&self, dispute: &str, amount: Money, at: Timestamp) -> Option<PledgeEvent> {
        let news = self.collected.is_some() && !self.disputes.contains_key(dispute);
        news.then(|| PledgeEvent::Disputed { dispute: dispute.to_owned(), amount, at })
    }

    /// The bank has decided. Nothing starts again by itself.
    pub(crate) fn dispute_closed(
        &self,
        dispute: &str,
        won: bool,
        lost: Gift,
        at: Timestamp,
    ) -> Option<PledgeEvent> {
        let open = self.disputes.get(dispute).is_some_and(|it| it.lost.is_none());
        let lost = self.not_refunded(lost);
        open.then(|| PledgeEvent::DisputeClosed { dispute: dispute.to_owned(), won, lost, at })
    }

    /// What of `lost` was not decided to go back before: then it is that refund that the bank made.
    fn not_refunded(&self, lost: Gift) -> Gift {
        let Some(left) = self.refundable() else { return lost };
        let least = |lost: Money, left: Money| Money::new(lost.minor.min(left.minor.max(0)), lost.currency);
        Gift {
            amount: least(lost.amount, left.amount),
            tip: least(lost.tip, left.tip),
            covered_fee: least(lost.covered_fee, left.covered_fee),
        }
    }

    pub(super) fn apply_dispute(&mut self, event: PledgeEvent) {
        match event {
            PledgeEvent::Disputed { dispute, amount, .. } => {
                self.disputes.insert(dispute, Dispute { amount, lost: None });
            }
            PledgeEvent::DisputeClosed { dispute, lost, .. } => {
                if let Some(it) = self.disputes.get_mut(&dispute) {
                    it.lost = Some(lost);
                }
            }
            _ => (),
        }
    }
}
