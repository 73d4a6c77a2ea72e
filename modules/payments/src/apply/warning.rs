use super::ApplyError;
use crate::{
    provider::ProviderWarning,
    tables::{fraud_warning as warnings, payment as payments},
};
use contracts::{PaymentId, payments::FraudWarned};
use kernel::{Command, Transaction};

/// Notes a bank's warning that a payment may be fraud, and says so once. What becomes of the payment is a person's to
/// decide.
pub(crate) struct NoteWarning {
    pub(crate) payment: PaymentId,
    pub(crate) seen: ProviderWarning,
}

impl Command for NoteWarning {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let payment = payments::find(tx, self.payment).await?.ok_or(ApplyError::Gone)?;
        let seen = &self.seen;
        if warnings::insert_once(tx, &payment, seen).await? {
            tx.send(&FraudWarned {
                warning: seen.id.clone(),
                pledge: payment.pledge,
                campaign: payment.campaign,
                kind: seen.kind.clone(),
                warned_at: seen.warned_at,
            })
            .await?;
        } else if !seen.actionable {
            warnings::settle(tx, &seen.id).await?;
        }
        Ok(())
    }
}
