//! A bank that takes a payment back: what may become of it. No database, no provider, no clock.

use crate::provider::{DisputeStatus, ProviderDispute};
use contracts::{CampaignId, Money, PaymentId, PledgeId, Timestamp};
use serde::Serialize;

/// How a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Evidence can be sent.
    AwaitsEvidence = 0,
    /// The bank weighs what was sent.
    WithBank = 1,
    /// The money came back.
    Won = 2,
    /// The donor keeps the money.
    Lost = 3,
}

impl State {
    pub(crate) fn of(number: i16) -> Option<Self> {
        [Self::AwaitsEvidence, Self::WithBank, Self::Won, Self::Lost]
            .into_iter()
            .find(|it| *it as i16 == number)
    }

    /// Whether the bank has decided.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::Won | Self::Lost)
    }
}

/// One dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dispute {
    pub(crate) id: String,
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) amount: Money,
    pub(crate) fee: Money,
    pub(crate) reason: String,
    pub(crate) state: State,
    pub(crate) due_by: Option<Timestamp>,
    pub(crate) evidence_at: Option<Timestamp>,
    pub(crate) opened_at: Timestamp,
    /// When the provider was told to take the card no more.
    pub(crate) card_blocked_at: Option<Timestamp>,
    /// Staff had it taken again since.
    pub(crate) card_free: bool,
}

/// Something that the provider's dispute shows and this module has not noted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// The bank has what was sent.
    WithBank,
    /// The money came back.
    Won,
    /// The donor keeps it.
    Lost,
}

impl Dispute {
    /// What `seen` tells that is not noted yet. Forward only: what the bank decided stays decided.
    pub(crate) fn learn(&self, seen: &ProviderDispute) -> Option<Fact> {
        match (self.state, seen.status) {
            (State::Won | State::Lost, _)
            | (_, DisputeStatus::NeedsResponse)
            | (State::WithBank, DisputeStatus::UnderReview) => None,
            (_, DisputeStatus::Won) => Some(Fact::Won),
            (_, DisputeStatus::Lost) => Some(Fact::Lost),
            (State::AwaitsEvidence, DisputeStatus::UnderReview) => Some(Fact::WithBank),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn in_state(state: State) -> Dispute {
        let money = |minor| Money::new(minor, Currency::Eur);
        Dispute {
            id: "du_1".into(),
            payment: PaymentId::fresh(),
            pledge: PledgeId::fresh(),
            campaign: CampaignId::fresh(),
            amount: money(2500),
            fee: money(1500),
            reason: "fraudulent".into(),
            state,
            due_by: None,
            evidence_at: None,
            opened_at: Timestamp(0),
            card_blocked_at: None,
            card_free: false,
        }
    }

    fn seen(status: DisputeStatus) -> ProviderDispute {
        ProviderDispute {
            id: "du_1".into(),
            intent: "pi_1".into(),
            status,
            amount: Money::new(2500, Currency::Eur),
            withdrawn: None,
            reason: "fraudulent".into(),
            due_by: None,
            opened_at: Timestamp(0),
        }
    }

    #[test]
    fn what_the_bank_decided_stays_decided() {
        for status in [DisputeStatus::NeedsResponse, DisputeStatus::UnderReview, DisputeStatus::Lost] {
            assert_eq!(in_state(State::Won).learn(&seen(status)), None);
        }
        assert_eq!(in_state(State::Lost).learn(&seen(DisputeStatus::Won)), None);
        assert_eq!(in_state(State::AwaitsEvidence).learn(&seen(DisputeStatus::Won)), Some(Fact::Won));
    }

    #[test]
    fn an_older_word_of_the_provider_moves_nothing_back() {
        assert_eq!(in_state(State::WithBank).learn(&seen(DisputeStatus::NeedsResponse)), None);
        assert_eq!(in_state(State::WithBank).learn(&seen(DisputeStatus::UnderReview)), None);
    }
}
