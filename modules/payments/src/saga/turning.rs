//! Staff make a payout turn back.

use super::Sagas;
use crate::{
    commands::ACTION,
    payout::{Payout, State},
    tables::payout as payouts,
};
use anyhow::anyhow;
use contracts::PayoutId;
use kernel::{
    EffectRow, HandleError, Transaction,
    proposal::{FourEyesError, Proposal},
    saga::{Heard, SagaRow, TurnBack},
};

/// Why a payout cannot be called back that the provider was asked for.
pub(super) const GONE: &str = "the money is on its way to the creator's bank: it cannot be called back, and comes back only if the bank sends it";

/// What stands in the creator's failed payout, as the provider's codes do.
pub(crate) const TURNED_BACK: &str = "turned_back";

/// What was proposed is proposed no more. What may have left for the creator's account at the provider is moved back
/// from there by the undo of `transfer`.
pub(super) async fn turn_back(
    tx: &Transaction,
    saga: &SagaRow,
    decision: &TurnBack,
) -> Result<Heard, HandleError> {
    let id: PayoutId = saga.business_key.parse().map_err(anyhow::Error::from)?;
    let payout = payouts::lock(tx, id).await?;
    let payout = payout.ok_or_else(|| anyhow!("a saga about a payout that was never proposed"))?;
    // Whoever asks for the payout holds the same lock while it writes the call down.
    if EffectRow::find(tx, tx.module(), &payout.payout_key()).await?.is_some() {
        return Err(HandleError::Reject(anyhow::Error::msg(GONE)));
    }
    if payout.state == State::Proposed {
        withdraw(tx, &payout, decision).await?;
    } else {
        payouts::set_failure(tx, id, TURNED_BACK).await?;
    }
    Sagas::compensate(tx, &saga.business_key, &decision.reason, |_| ()).await
}

/// Nobody can agree to it any more.
async fn withdraw(tx: &Transaction, payout: &Payout, decision: &TurnBack) -> Result<(), HandleError> {
    let subject = payout.id.to_string();
    let open = Proposal::open(tx, tx.module(), ACTION, tx.now).await?;
    let Some(proposal) = open.into_iter().find(|it| it.subject == subject) else { return Ok(()) };
    match Proposal::decline(tx, (ACTION, proposal.id), decision.by, &decision.reason).await {
        Ok(_) => Ok(()),
        Err(FourEyesError::Db(error)) => Err(error.into()),
        Err(decided) => Err(HandleError::Reject(decided.into())),
    }
}
