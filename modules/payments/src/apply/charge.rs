use super::{
    ApplyError,
    checkout::{Took, book_fee, collected, end_unpaid},
};
use crate::{
    payment::{Payment, Status},
    provider::{IntentStatus, ProviderCharge},
    tables::payment as payments,
};
use contracts::PaymentId;
use kernel::{Command, EffectOutcome, Transaction};

/// Notes how a charge without the donor stands.
pub(crate) struct NoteCharge {
    pub(crate) payment: PaymentId,
    pub(crate) seen: ProviderCharge,
    /// How the call ended, when this is the answer to it.
    pub(crate) effect: Option<EffectOutcome>,
}

impl Command for NoteCharge {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let payment = payments::lock(tx, self.payment).await?.ok_or(ApplyError::Gone)?;
        payment.must_be(&self.seen)?;
        let intent = &self.seen.intent;
        payments::identify_charge(tx, payment.id, &intent.id).await?;
        match (intent.status, &intent.charge, &intent.refusal) {
            (IntentStatus::Succeeded, Some(charge), _) => {
                let done = EffectOutcome::Succeeded { object_id: intent.id.clone(), response: String::new() };
                tx.resolve(&payment.checkout_key(), self.effect.as_ref().unwrap_or(&done)).await?;
                if payment.status != Status::Collected {
                    let (at, fee, debit) = (charge.at, charge.fee.clone(), charge.debit);
                    let took = Took { charge: &charge.id, at, fee, method: None, debit };
                    return collected(tx, &payment, took).await;
                }
                match charge.fee.as_ref().filter(|_| payment.fee_transaction.is_none()) {
                    Some(fee) => book_fee(tx, &payment, fee).await,
                    None => Ok(()),
                }
            }
            (IntentStatus::NeedsMethod | IntentStatus::Canceled, _, Some(refusal)) => {
                refused(tx, &payment, refusal.code.clone(), String::new()).await
            }
            (IntentStatus::Canceled, _, None) => {
                refused(tx, &payment, "canceled".to_owned(), String::new()).await
            }
            _ => Ok(()),
        }
    }
}

/// Notes that the provider refused to charge a card.
pub(crate) struct NoteChargeRefused {
    pub(crate) payment: PaymentId,
    pub(crate) code: String,
    pub(crate) body: String,
}

impl Command for NoteChargeRefused {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let payment = payments::lock(tx, self.payment).await?.ok_or(ApplyError::Gone)?;
        let answer: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        if let Some(intent) = answer["error"]["payment_intent"]["id"].as_str() {
            payments::identify_charge(tx, payment.id, intent).await?;
        }
        refused(tx, &payment, self.code.clone(), self.body.clone()).await
    }
}

/// The attempt is over without money, once.
async fn refused(
    tx: &Transaction,
    payment: &Payment,
    code: String,
    response: String,
) -> Result<(), ApplyError> {
    let failed = EffectOutcome::Failed { code: code.clone(), response };
    tx.resolve(&payment.checkout_key(), &failed).await?;
    if payment.status.is_over() { Ok(()) } else { end_unpaid(tx, payment, code).await }
}
