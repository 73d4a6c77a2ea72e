use super::PledgeSagaData;
use crate::{
    pledge::{Pledge, RefundState},
    record::Record,
    subscribers::payments::late_refund,
};
use anyhow::Context as _;
use contracts::{
    Timestamp,
    pledges::{RefundDue, RefundReason},
    terms::DEBIT_RETURNS,
};
use kernel::{HandleError, Transaction, saga::Progress};

/// The money is the campaign's, or the card can be charged when the time comes. Nothing is left to do.
#[expect(clippy::unused_async, reason = "steps are asynchronous")]
pub(super) async fn run(_: &Transaction, _: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    Ok(Progress::Done)
}

/// The money goes back. One decision is one refund: to ask again for one that is on its way changes nothing, and one
/// that failed is tried once more.
pub(super) async fn undo(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let record = Record::load(tx, data.pledge).await?;
    let Some(due) = still_due(tx, data, record.state())? else { return Ok(Progress::Done) };
    data.held_until = held_until(record.state(), &due);
    tx.send(&due).await?;
    Ok(match data.held_until {
        Some(until) if tx.now < until => Progress::Until(until),
        _ => Progress::Wait,
    })
}

/// Until when payments keep `due`, because nobody decided it by hand and a bank may take the money back: about so long,
/// for how late in its days the bank paid is theirs to know.
fn held_until(pledge: &Pledge, due: &RefundDue) -> Option<Timestamp> {
    let terms = pledge.terms.as_ref().filter(|_| pledge.is_debit() && due.decided_by.is_none())?;
    Some(terms.reserved_until.after(DEBIT_RETURNS))
}

/// The decision that takes the pledge back, or the one that came of itself because money came too late: unless
/// that money is back.
fn still_due(
    tx: &Transaction,
    data: &PledgeSagaData,
    pledge: &Pledge,
) -> Result<Option<RefundDue>, HandleError> {
    let late = late_refund(data.pledge);
    let (refund, gift, reason, decided_by) = match (&data.refund, pledge.refunds.get(&late)) {
        (Some(it), _) => (it.refund, it.gift, RefundReason::Decided, it.decided_by),
        (None, Some(it)) => (late, it.gift, RefundReason::TooLate, None),
        (None, None) => return Ok(None),
    };
    if pledge.refunds.get(&refund).is_some_and(|it| it.state == RefundState::Succeeded) {
        return Ok(None);
    }
    let terms = pledge.terms.as_ref().context("a refund of a pledge that was never made")?;
    let (campaign, due_at) = (terms.campaign, tx.now);
    Ok(Some(RefundDue { refund, pledge: data.pledge, campaign, gift, reason, decided_by, due_at }))
}
