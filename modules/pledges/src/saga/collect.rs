use super::{Closing, PledgeSagaData};
use crate::{outage, record::Record};
use contracts::pledges::PageCloseDue;
use kernel::{HandleError, Transaction, saga::Progress};
use std::time::Duration;

/// How long it may take to find out that a page is closed, or was used. Not longer, because the outcome of the campaign
/// waits for it; the reward is kept until the page is known to be closed all the same.
const TO_FIND_OUT: Duration = Duration::from_hours(12);

/// Waits for the donor, or their bank. When the time the pledge is kept is found to be up, what was paid until then may not
/// have been heard of yet: the provider's word was lost, or nobody was here to hear it. So it waits for one look more, then
/// asks for the page to be closed, and waits for what comes of that: closing a page finds out whether it was used, and
/// takes a provider that answers. Nobody who paid in time is told that it was too late because the provider was away for a
/// while.
pub(super) async fn run(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let record = Record::load(tx, data.pledge).await?;
    let pledge = record.state();
    if pledge.collected.is_some() || pledge.card_saved {
        // Taken in time or not: as long as the pledge is on its way forward, money that is here makes it count.
        return Ok(Progress::Done);
    }
    let Some(terms) = &pledge.terms else { return Ok(Progress::Fail("unpaid".into())) };
    data.bank_until = pledge.is_debit().then_some(terms.reserved_until);
    let comes_back = !pledge.is_debit() && outage::comes_back(terms.accepted_at, terms.reserved_until);
    data.back_until = comes_back.then_some(terms.reserved_until);
    if tx.now < terms.reserved_until {
        // Also when it was late, and is kept longer since.
        (data.late, data.closing) = (false, None);
        return Ok(Progress::Wait);
    }
    if !std::mem::replace(&mut data.late, true) {
        return Ok(Progress::Wait);
    }
    if pledge.is_debit() {
        // There is no page left to close: its bank said nothing in all the days that banks take.
        return Ok(Progress::Fail("unpaid".into()));
    }
    let Some(closing) = &mut data.closing else {
        tx.send(&PageCloseDue { pledge: data.pledge, campaign: terms.campaign, due_at: tx.now }).await?;
        data.closing = Some(Closing { asked_at: tx.now, overdue: false });
        return Ok(Progress::Wait);
    };
    let overdue = tx.now >= closing.asked_at.after(TO_FIND_OUT);
    // One look more here too: nobody may have been here for all that time.
    let was_overdue = std::mem::replace(&mut closing.overdue, overdue);
    Ok(if overdue && was_overdue { Progress::Fail("unpaid".into()) } else { Progress::Wait })
}
