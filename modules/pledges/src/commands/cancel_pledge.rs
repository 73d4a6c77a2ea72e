use crate::{
    error::CancelError,
    record::Record,
    saga::{Sagas, business_key},
};
use contracts::{PledgeId, pledges::LapseReason};
use kernel::{Command, Transaction};

/// The donor turns back: before paying, or before the card that was saved is charged.
#[derive(Clone, Debug)]
pub(crate) struct CancelPledge {
    pub(crate) pledge: PledgeId,
}

impl Command for CancelPledge {
    type Output = ();
    type Error = CancelError;

    async fn run(&self, tx: &Transaction) -> Result<(), CancelError> {
        let key = business_key(self.pledge);
        // The saga's lock comes first, as everywhere.
        if Sagas::data(tx, &key).await?.is_none() {
            return Err(CancelError::Unknown);
        }
        let record = Record::load(tx, self.pledge).await?;
        let pledge = record.state();
        if pledge.collected.is_some() && pledge.lapsed.is_none() && !pledge.withdrawn {
            return Err(CancelError::Paid);
        }
        // One that is over, or on its way back, is as it was asked to be.
        Sagas::compensate(tx, &key, "the donor cancelled it", |data| {
            data.lapse = Some(LapseReason::CancelledByDonor);
        })
        .await?;
        Ok(())
    }
}
