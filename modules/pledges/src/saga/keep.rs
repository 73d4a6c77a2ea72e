use super::PledgeSagaData;
use crate::{pledge::RefundState, record::Record};
use anyhow::Context as _;
use contracts::pledges::{RefundDue, RefundReason};
use kernel::{HandleError, Transaction, saga::Progress};

/// The money is the campaign's, or the card can be charged when the time comes. Nothing is left to do.
#[expect(clippy::unused_async, reason = "steps are asynchronous")]
pub(super) async fn run(_: &Transaction, _: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    Ok(Progress::Done)
}

/// The money goes back. One decision is one refund, so asking again is asking once.
pub(super) async fn undo(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let Some(refund) = &data.refund else { return Ok(Progress::Done) };
    let record = Record::load(tx, data.pledge).await?;
    let terms = record.state().terms.as_ref().context("a refund of a pledge that was never made")?;
    let state = record.state().refunds.get(&refund.refund).map(|it| it.state);
    if state == Some(RefundState::Succeeded) {
        return Ok(Progress::Done);
    }
    tx.send(&RefundDue {
        refund: refund.refund,
        pledge: data.pledge,
        campaign: terms.campaign,
        gift: refund.gift,
        reason: RefundReason::Decided,
        decided_by: refund.decided_by,
        due_at: tx.now,
    })
    .await?;
    Ok(Progress::Wait)
}
