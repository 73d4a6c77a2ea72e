use super::PledgeSagaData;
use crate::record::Record;
use kernel::{HandleError, Transaction, saga::Progress};

/// Waits for the donor, but not past the time the pledge is kept.
pub(super) async fn run(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let record = Record::load(tx, data.pledge).await?;
    let pledge = record.state();
    if pledge.collected.is_some() || pledge.card_saved {
        // Taken in time or not: as long as the pledge is on its way forward, money that is here makes it count.
        return Ok(Progress::Done);
    }
    let late = pledge.terms.as_ref().is_none_or(|it| tx.now >= it.reserved_until);
    Ok(if late { Progress::Fail("unpaid".into()) } else { Progress::Wait })
}
