use crate::{
    error::ChangeError,
    record::Record,
    saga::{Sagas, business_key},
};
use contracts::PledgeId;
use kernel::{Command, Transaction};

/// The donor needs longer to pay for what is kept for them: it is kept as long again, once (WCAG 2.2, 2.2.1). Whoever
/// asks too late, or again, changes nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeepLonger {
    pub(crate) pledge: PledgeId,
}

impl Command for KeepLonger {
    /// Whether it is kept longer because of this.
    type Output = bool;
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<bool, ChangeError> {
        // The saga's lock comes first, as everywhere.
        if Sagas::data(tx, &business_key(self.pledge)).await?.is_none() {
            return Err(ChangeError::Unknown);
        }
        let mut record = Record::load(tx, self.pledge).await?;
        let longer = record.state().longer(tx.now);
        Ok(record.note(tx, longer).await?)
    }
}
