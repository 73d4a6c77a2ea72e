use super::ApplyError;
use crate::{
    posting,
    provider::{ProviderRefund, RefundStatus},
    refund::{Fact, Refund, Status},
    tables::{
        dispute as disputes,
        ledger::{self, About},
        payment as payments, refund as refunds,
    },
};
use contracts::{
    Money, PaymentId, RefundId,
    payments::{RefundFailed, RefundSubmitted, RefundSucceeded},
};
use kernel::{Command, EffectOutcome, Transaction};

/// Notes what the provider's refund shows.
pub(crate) struct NoteRefund {
    pub(crate) refund: RefundId,
    pub(crate) seen: ProviderRefund,
    /// The provider's answer, when this is one.
    pub(crate) answer: Option<String>,
}

impl Command for NoteRefund {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let refund = lock(tx, self.refund).await?;
        if self.seen.effect_key != refund.key() && self.seen.status == RefundStatus::Failed {
            // What failed before was asked for again: the old one tells nothing new.
            return Ok(());
        }
        let fact = refund.learn(&self.seen)?;
        let outcome = EffectOutcome::Succeeded {
            object_id: self.seen.id.clone(),
            response: self.answer.clone().unwrap_or_default(),
        };
        tx.resolve(&self.seen.effect_key, &outcome).await?;
        refunds::identify(tx, refund.id, &self.seen.id).await?;
        match fact {
            Some(fact) => note(tx, &refund, &self.seen.id, fact).await,
            None => Ok(()),
        }
    }
}

/// Notes that the provider refused to give the money back: it stays with us and is owed to the donor.
pub(crate) struct NoteRefundRefused {
    pub(crate) refund: RefundId,
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) body: String,
}

impl Command for NoteRefundRefused {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let refund = lock(tx, self.refund).await?;
        let outcome = EffectOutcome::Failed { code: self.code.clone(), response: self.body.clone() };
        tx.resolve(&self.key, &outcome).await?;
        if refund.status == Status::Due { fail(tx, &refund, self.code.clone()).await } else { Ok(()) }
    }
}

/// The refund for us alone. The payment's lock comes first, as everywhere: a dispute of it is noted before or after.
async fn lock(tx: &Transaction, id: RefundId) -> Result<Refund, ApplyError> {
    let refund = refunds::find(tx, id).await?.ok_or(ApplyError::Gone)?;
    payments::lock(tx, refund.payment).await?.ok_or(ApplyError::Gone)?;
    refunds::lock(tx, id).await?.ok_or(ApplyError::Gone)
}

async fn note(tx: &Transaction, refund: &Refund, object: &str, fact: Fact) -> Result<(), ApplyError> {
    let total = refund.gift.total();
    match fact {
        Fact::Submitted => submit(tx, refund).await,
        Fact::Succeeded => {
            // Whoever listens hears the same two steps, whether the provider took them at once or not.
            if refund.status == Status::Due {
                submit(tx, refund).await?;
            }
            ledger::book(tx, &posting::refund_paid(object, refund.pledge, total)?, about(refund)).await?;
            beside_the_bank(tx, refund, object).await?;
            refunds::set_status(tx, refund.id, Status::Succeeded, None).await?;
            Ok(tx.send(&succeeded(tx, refund)).await?)
        }
        Fact::Failed(reason) => fail(tx, refund, reason).await,
        Fact::Bounced(reason) => {
            let (away, back) = (
                posting::refund_paid(object, refund.pledge, total)?,
                posting::refund_returned(object, refund.pledge, total)?,
            );
            ledger::book(tx, &away, about(refund)).await?;
            ledger::book(tx, &back, about(refund)).await?;
            fail(tx, refund, reason).await
        }
        Fact::Returned(reason) => {
            let group = posting::refund_returned(object, refund.pledge, total)?;
            ledger::book(tx, &group, about(refund)).await?;
            beside_the_bank(tx, refund, object).await?;
            fail(tx, refund, reason).await
        }
    }
}

/// A refund that was on its way while a bank left the same money with the donor: what they have twice is our loss, and
/// what comes back of it is not owed to them.
async fn beside_the_bank(tx: &Transaction, refund: &Refund, object: &str) -> Result<(), ApplyError> {
    let (pledge, currency) = (refund.pledge, refund.gift.amount.currency);
    let owed = ledger::owed_to_donor(tx, pledge, currency).await?;
    let group = if owed < 0 {
        posting::paid_twice(object, pledge, Money::new(-owed, currency))?
    } else {
        let back = owed.min(ledger::lost_on(tx, pledge, currency).await?);
        if back <= 0 {
            return Ok(());
        }
        posting::not_paid_twice(object, pledge, Money::new(back, currency))?
    };
    ledger::book(tx, &group, about(refund)).await?;
    Ok(())
}

async fn submit(tx: &Transaction, refund: &Refund) -> Result<(), ApplyError> {
    refunds::set_status(tx, refund.id, Status::Submitted, None).await?;
    let amount = refund.gift.total();
    tx.send(&RefundSubmitted { refund: refund.id, pledge: refund.pledge, amount }).await?;
    Ok(())
}

/// Notes that a refund cannot even be asked for now.
pub(crate) async fn refuse(tx: &Transaction, refund: &Refund, reason: &str) -> Result<(), ApplyError> {
    fail(tx, refund, reason.to_owned()).await
}

async fn fail(tx: &Transaction, refund: &Refund, reason: String) -> Result<(), ApplyError> {
    refunds::set_status(tx, refund.id, Status::Failed, Some(&reason)).await?;
    let amount = refund.gift.total();
    let said = RefundFailed { refund: refund.id, pledge: refund.pledge, amount, reason, failed_at: tx.now };
    tx.send(&said).await?;
    settled_by_bank(tx, refund.payment).await
}

/// Refunds of `payment` that failed, of which a dispute that was lost paid the donor what was owed: nobody owes it
/// any more, and nobody can send it again. Whoever waits for it hears that the donor has it.
pub(crate) async fn settled_by_bank(tx: &Transaction, payment: PaymentId) -> Result<(), ApplyError> {
    if !disputes::was_lost(tx, payment).await? {
        return Ok(());
    }
    for refund in refunds::failed_of(tx, payment).await? {
        let total = refund.gift.total();
        if ledger::owed_to_donor(tx, refund.pledge, total.currency).await? > 0 {
            continue;
        }
        refunds::set_status(tx, refund.id, Status::ByBank, None).await?;
        tx.send(&succeeded(tx, &refund)).await?;
    }
    Ok(())
}

/// The donor has the money.
pub(crate) fn succeeded(tx: &Transaction, it: &Refund) -> RefundSucceeded {
    let Refund { id: refund, pledge, campaign, gift, .. } = *it;
    RefundSucceeded { refund, pledge, campaign, gift, refunded_at: tx.now }
}

fn about(refund: &Refund) -> About {
    About { payment: refund.payment, pledge: refund.pledge, campaign: refund.campaign }
}
