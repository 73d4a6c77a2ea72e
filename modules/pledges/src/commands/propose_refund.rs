//! A large refund is proposed by one person and decided by another (security SEC-20).

use super::DecideRefund;
use crate::{
    error::RefundError,
    pledge::Item,
    pricing::most_alone,
    record::Record,
    saga::{Sagas, business_key},
    tables::refund,
};
use contracts::{Money, PledgeId, RefundId, UserId};
use kernel::{
    Actor, Audit, Command, Transaction,
    proposal::{Proposal, Proposed},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What a large refund is proposed as.
pub(crate) const REFUND: &str = "refund";

/// What the second person agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LargeRefund {
    /// Minted when the form was shown.
    pub(crate) refund: RefundId,
    pub(crate) pledge: PledgeId,
    /// In all, over every line.
    pub(crate) amount: Money,
    /// Taken from this alone. Kept out of what was proposed before anybody could say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) only: Option<Item>,
    /// Why, in the words of whoever proposed it.
    pub(crate) note: String,
}

/// One person decides a refund, unless it takes two: then nothing is done, and it is said so with `false`. Many small
/// refunds are a large one, however close together they are asked for; the same one sent twice is one. What came by bank
/// debit, which its donor can have taken back for weeks, takes somebody who answers for money (scenario T-57).
pub(crate) struct DecideAlone {
    pub(crate) asked: DecideRefund,
    /// Whoever decides answers for money.
    pub(crate) finance: bool,
}

impl Command for DecideAlone {
    type Output = bool;
    type Error = RefundError;

    async fn run(&self, tx: &Transaction) -> Result<bool, RefundError> {
        let asked = &self.asked;
        // The saga's lock comes first: what is decided of one pledge is counted in turn.
        if Sagas::data(tx, &business_key(asked.pledge)).await?.is_none() {
            return Err(RefundError::Unknown);
        }
        if refund::find(tx, asked.refund).await?.is_none() {
            let record = Record::load(tx, asked.pledge).await?;
            if record.state().is_debit() && !self.finance {
                return Ok(false);
            }
            let before = record.state().refunded().map_or(0, |it| it.total().minor);
            if asked.amount.minor.saturating_add(before) > most_alone(asked.amount.currency).minor {
                return Ok(false);
            }
        }
        asked.run(tx).await.map(|()| true)
    }
}

/// Somebody proposes to give back more than one person may decide alone.
pub(crate) struct ProposeRefund {
    pub(crate) asked: LargeRefund,
    pub(crate) proposer: UserId,
    /// The donor, where one has an account: nobody agrees to their own refund.
    pub(crate) donor: Option<UserId>,
}

impl Command for ProposeRefund {
    type Output = ();
    type Error = RefundError;

    async fn run(&self, tx: &Transaction) -> Result<(), RefundError> {
        let pledge = self.asked.pledge;
        if Sagas::data(tx, &business_key(pledge)).await?.is_none() {
            return Err(RefundError::Unknown);
        }
        // Nothing is proposed that could not be done. Whether it still can is asked again when it is agreed to.
        Record::load(tx, pledge).await?.state().refund_of(self.asked.amount, self.asked.only)?;
        let subject = pledge.to_string();
        let proposed = Proposed {
            action: REFUND,
            subject: &subject,
            payload: &self.asked,
            proposer: self.proposer,
            beneficiary: self.donor,
        };
        proposed.make(tx).await?;
        let entry =
            Audit::new(Actor::User(self.proposer), "pledge.refund.propose", format!("pledge/{pledge}"));
        let what = json!({ "refund": self.asked.refund, "amount": self.asked.amount });
        Ok(tx.audit(entry.because(&self.asked.note).to(what)).await?)
    }
}

/// A second person agrees to a large refund, which is decided in the same transaction, or says no.
pub(crate) struct AnswerRefund {
    pub(crate) proposal: Uuid,
    pub(crate) by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub(crate) agreed_to: Option<String>,
}

impl Command for AnswerRefund {
    type Output = ();
    type Error = RefundError;

    async fn run(&self, tx: &Transaction) -> Result<(), RefundError> {
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, self.proposal, self.by, "").await?;
            let subject = format!("pledge/{}", declined.subject);
            return Ok(tx.audit(Audit::new(Actor::User(self.by), "pledge.refund.decline", subject)).await?);
        };
        let (_, it) = Proposal::approve::<LargeRefund>(tx, self.proposal, self.by, seen).await?;
        let LargeRefund { refund, pledge, amount, only, note } = it;
        DecideRefund { refund, pledge, amount, only, decided_by: Some(self.by), note }.run(tx).await
    }
}
