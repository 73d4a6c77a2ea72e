use super::PledgeSagaData;
use crate::record::Record;
use kernel::{HandleError, Transaction, saga::Progress};

/// Waits for the donor, or their bank, but not past the time the pledge is kept. When that is found to be up it waits for
/// one look more: what was paid in time may not have been heard of yet, because the provider's word was lost and payments
/// looks at the page only now, or because nobody was here to hear it.
pub(super) async fn run(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let record = Record::load(tx, data.pledge).await?;
    let pledge = record.state();
    if pledge.collected.is_some() || pledge.card_saved {
        // Taken in time or not: as long as the pledge is on its way forward, money that is here makes it count.
        return Ok(Progress::Done);
    }
    let late = pledge.terms.as_ref().is_none_or(|it| tx.now >= it.reserved_until);
    let was_late = std::mem::replace(&mut data.late, late);
    Ok(if late && was_late { Progress::Fail("unpaid".into()) } else { Progress::Wait })
}
