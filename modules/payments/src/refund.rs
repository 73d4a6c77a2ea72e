//! One decision to give money back: what may become of it.

use contracts::{CampaignId, PaymentId, PledgeId, RefundId, pledges::Gift};
use kernel::Effect;
use serde::Serialize;

use crate::provider::{ProviderRefund, RefundStatus};

/// How a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// The provider was or will be asked.
    Due = 0,
    /// The provider accepted it; it may still fail.
    Submitted = 1,
    /// The money is on its way to the donor. Even now it may come back.
    Succeeded = 2,
    /// The money did not arrive; it is owed to the donor.
    Failed = 3,
    /// It failed, and the donor's bank gave the donor the money instead.
    ByBank = 4,
}

impl Status {
    pub(crate) fn of(number: i16) -> Option<Self> {
        [Self::Due, Self::Submitted, Self::Succeeded, Self::Failed, Self::ByBank]
            .into_iter()
            .find(|it| *it as i16 == number)
    }
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refund {
    pub(crate) id: RefundId,
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) gift: Gift,
    pub(crate) status: Status,
    /// Which try at the provider, from 1. A further one is made only when the one before provably never
    /// happened. 0 when a bank had given the donor the money before.
    pub(crate) effect_no: i32,
    pub(crate) provider_id: Option<String>,
}

/// Something that the provider's refund shows and this module has not noted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// It was accepted and may still fail.
    Submitted,
    /// The money left.
    Succeeded,
    /// It failed before the money left.
    Failed(String),
    /// It failed after the money had left.
    Returned(String),
    /// The same, and that it had left is news, too.
    Bounced(String),
}

/// The provider's refund is not the one that was decided.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{provider_id} is not refund {refund}: its {field} differs")]
pub(crate) struct Mismatch {
    provider_id: String,
    refund: RefundId,
    field: &'static str,
}

impl Refund {
    /// The name of the call.
    pub(crate) fn key(&self) -> String {
        Effect::name_of_try(format!("pledge/{}/refund/{}", self.pledge, self.id), self.effect_no)
    }

    /// What the ledger files the decision under.
    pub(crate) fn object(&self) -> String {
        format!("refund/{}", self.id)
    }

    /// What `seen` tells that is not noted yet. Forward only.
    ///
    /// # Errors
    /// [`Mismatch`], when it is another refund.
    pub(crate) fn learn(&self, seen: &ProviderRefund) -> Result<Option<Fact>, Mismatch> {
        let differs = |field| Mismatch { provider_id: seen.id.clone(), refund: self.id, field };
        if seen.refund != self.id.to_string() {
            return Err(differs("decision"));
        }
        if self.provider_id.as_ref().is_some_and(|it| *it != seen.id) {
            return Err(differs("id"));
        }
        if seen.money != Some(self.gift.total()) {
            return Err(differs("amount"));
        }
        let reason = || seen.failure.clone().unwrap_or_else(|| "unknown".to_owned());
        Ok(match (self.status, seen.status) {
            (Status::Due, RefundStatus::Pending) => Some(Fact::Submitted),
            (Status::Due | Status::Submitted, RefundStatus::Succeeded) => Some(Fact::Succeeded),
            (Status::Due | Status::Submitted, RefundStatus::Failed) if seen.came_back => {
                Some(Fact::Bounced(reason()))
            }
            (Status::Due | Status::Submitted, RefundStatus::Failed) => Some(Fact::Failed(reason())),
            (Status::Succeeded, RefundStatus::Failed) => Some(Fact::Returned(reason())),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::{Currency, Money};

    fn refund(status: Status) -> Refund {
        let money = |minor| Money::new(minor, Currency::Eur);
        Refund {
            id: RefundId::fresh(),
            payment: PaymentId::fresh(),
            pledge: PledgeId::fresh(),
            campaign: CampaignId::fresh(),
            gift: Gift { amount: money(2500), tip: money(200), covered_fee: money(0) },
            status,
            effect_no: 1,
            provider_id: None,
        }
    }

    fn seen(refund: &Refund, status: RefundStatus) -> ProviderRefund {
        ProviderRefund {
            id: "re_1".into(),
            refund: refund.id.to_string(),
            effect_key: refund.key(),
            status,
            money: Some(refund.gift.total()),
            failure: None,
            came_back: false,
        }
    }

    #[test]
    fn a_refund_only_moves_forward() {
        let over = refund(Status::Succeeded);
        assert_eq!(over.learn(&seen(&over, RefundStatus::Pending)), Ok(None));
        let failed = refund(Status::Failed);
        assert_eq!(failed.learn(&seen(&failed, RefundStatus::Succeeded)), Ok(None));
        let sent = refund(Status::Submitted);
        assert_eq!(sent.learn(&seen(&sent, RefundStatus::Succeeded)), Ok(Some(Fact::Succeeded)));
    }

    #[test]
    fn money_that_had_left_and_came_back_is_told_apart_from_money_that_never_left() {
        let sent = refund(Status::Submitted);
        assert_eq!(sent.learn(&seen(&sent, RefundStatus::Failed)), Ok(Some(Fact::Failed("unknown".into()))));
        // Found by the simulation: it left and came back while nobody here could ask.
        let bounced = ProviderRefund { came_back: true, ..seen(&sent, RefundStatus::Failed) };
        assert_eq!(sent.learn(&bounced), Ok(Some(Fact::Bounced("unknown".into()))));
        let paid = refund(Status::Succeeded);
        assert_eq!(
            paid.learn(&seen(&paid, RefundStatus::Failed)),
            Ok(Some(Fact::Returned("unknown".into())))
        );
    }

    #[test]
    fn a_refund_of_another_amount_or_decision_is_not_taken_for_this_one() {
        let due = refund(Status::Due);
        let mut other = seen(&due, RefundStatus::Succeeded);
        other.money = Some(Money::new(1, Currency::Eur));
        assert!(due.learn(&other).is_err());
        let stranger = seen(&refund(Status::Due), RefundStatus::Succeeded);
        assert!(due.learn(&stranger).is_err());
    }
}
