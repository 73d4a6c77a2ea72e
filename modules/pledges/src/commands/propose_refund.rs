//! A large refund is proposed by one person and decided by another (security SEC-20). So is, whatever it comes to, the
//! refund of a payment that its bank warns of: nobody proposes it, and one person decides (SEC-33).

use super::DecideRefund;
use crate::{
    error::RefundError,
    pledge::{Item, only_refund},
    record::Record,
    saga::{Sagas, business_key},
    tables::{pledge, refund, refund_limit::REFUND_LIMIT},
};
use contracts::{Money, PledgeId, RefundId, UserId, payments::FraudWarned};
use kernel::{
    Actor, Audit, Command, HandleError, Transaction,
    proposal::{BY_RULE, FourEyesError, Proposal, Proposed},
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
            let limit = REFUND_LIMIT.in_force(tx, asked.amount.currency).await?;
            if asked.amount.minor.saturating_add(before) > limit.minor {
                return Ok(false);
            }
        }
        asked.run(tx).await?;
        forget_what_a_rule_proposed(tx, asked).await.map(|()| true)
    }
}

/// A person decided about the pledge: what a bank's warning proposed comes to more than is left.
async fn forget_what_a_rule_proposed(tx: &Transaction, decided: &DecideRefund) -> Result<(), RefundError> {
    let (subject, by) = (decided.pledge.to_string(), decided.decided_by.unwrap_or(BY_RULE));
    let open = Proposal::open(tx, tx.module(), REFUND, tx.now).await?;
    for it in open.iter().filter(|it| it.proposer == BY_RULE && it.subject == subject) {
        Proposal::decline(tx, (REFUND, it.id), by, "a refund was decided meanwhile").await?;
    }
    Ok(())
}

/// A bank warned that a payment may be fraud: what is left of it is proposed to go back, unless nothing can, or something
/// waits for a second person already.
pub(crate) async fn propose_what_a_bank_warns_of(
    tx: &Transaction,
    warned: &FraudWarned,
) -> Result<(), HandleError> {
    let id = warned.pledge;
    // The saga's lock comes first, as wherever a refund is counted.
    if Sagas::data(tx, &business_key(id)).await?.is_none() {
        return Ok(());
    }
    let left = Record::load(tx, id).await?.state().refundable().map(|it| it.total());
    let Some(amount) = left.filter(|it| it.is_positive()) else { return Ok(()) };
    let donor = pledge::find(tx, id).await?.and_then(|it| it.donor);
    let refund = only_refund(id, &format!("warned of in {}", warned.warning));
    let note =
        format!("The donor's bank warns that this payment may be fraud: {}", warned.kind.replace('_', " "));
    let asked = LargeRefund { refund, pledge: id, amount, only: None, note };
    match (ProposeRefund { asked, proposer: None, donor }).run(tx).await {
        Ok(()) | Err(RefundError::Refused(_) | RefundError::FourEyes(FourEyesError::Waits)) => Ok(()),
        Err(error) => Err(anyhow::Error::from(error).into()),
    }
}

/// Somebody proposes to give back more than one person may decide alone.
pub(crate) struct ProposeRefund {
    pub(crate) asked: LargeRefund,
    /// Who, unless a bank's warning does.
    pub(crate) proposer: Option<UserId>,
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
            proposer: self.proposer.unwrap_or(BY_RULE),
            beneficiary: self.donor,
        };
        proposed.make(tx).await?;
        let by = self.proposer.map_or(Actor::Rule("fraud_warning"), Actor::User);
        let entry = Audit::new(by, "pledge.refund.propose", format!("pledge/{pledge}"));
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
            let declined = Proposal::decline(tx, (REFUND, self.proposal), self.by, "").await?;
            let subject = format!("pledge/{}", declined.subject);
            return Ok(tx.audit(Audit::new(Actor::User(self.by), "pledge.refund.decline", subject)).await?);
        };
        let (_, it) = Proposal::approve::<LargeRefund>(tx, (REFUND, self.proposal), self.by, seen).await?;
        let LargeRefund { refund, pledge, amount, only, note } = it;
        DecideRefund { refund, pledge, amount, only, decided_by: Some(self.by), note }.run(tx).await
    }
}
