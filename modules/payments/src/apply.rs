//! The one way in which anything learnt from the provider becomes ours: row, ledger and message in one
//! transaction. The answer to our own call, the webhook and the poller all come through here, so it does not
//! matter which of them is first, or how often.

mod charge;
mod checkout;
mod dispute;
mod payout;
mod refund;
mod warning;

pub(crate) use self::{
    charge::{NoteCharge, NoteChargeRefused},
    checkout::{NoteCheckout, end_unpaid},
    dispute::{NoteDispute, share},
    payout::{Came, NotePayout},
    refund::{NoteRefund, NoteRefundRefused, refuse as refuse_refund, settled_by_bank, succeeded},
    warning::NoteWarning,
};
use crate::{payment, posting::PostingError, refund as refunds};
use kernel::JobError;
use sea_orm::DbErr;

/// Why something learnt cannot be noted; then nothing of it is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApplyError {
    #[error(transparent)]
    Db(#[from] DbErr),
    #[error(transparent)]
    Checkout(#[from] payment::Mismatch),
    #[error(transparent)]
    Refund(#[from] refunds::Mismatch),
    #[error(transparent)]
    Posting(#[from] PostingError),
    #[error("a bank took back what is not known to be collected yet")]
    Early,
    #[error(transparent)]
    Saga(#[from] kernel::HandleError),
    #[error("there is no such row")]
    Gone,
}

impl From<ApplyError> for JobError {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Db(error) => error.into(),
            passes @ (ApplyError::Early | ApplyError::Saga(kernel::HandleError::Retry(_))) => {
                Self::Retry(passes.into())
            }
            other => Self::Fail(other.into()),
        }
    }
}
