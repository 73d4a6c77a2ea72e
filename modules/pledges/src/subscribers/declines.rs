use crate::{
    attack::{self, Watch},
    pledge::Status,
    tables,
};
use contracts::payments::PaymentDeclined;
use kernel::{HandleError, React, Transaction};
use std::sync::Arc;

/// Counts refused cards, and notices when somebody tries many.
pub(crate) struct WatchDeclines(pub(crate) Arc<Watch>);

impl React<PaymentDeclined> for WatchDeclines {
    async fn react(&self, tx: &Transaction, it: PaymentDeclined) -> Result<(), HandleError> {
        let Some(row) = tables::pledge::find(tx, it.pledge).await? else { return Ok(()) };
        // A saved card that is charged later may be refused for many reasons; cards are tried out on the first page.
        let trying = matches!(row.status, Status::Reserved | Status::AwaitingPayment | Status::Declined);
        if trying && tables::attack::decline(tx, it.pledge, row.campaign, it.declined_at).await? {
            self.0.refused(it.pledge, tx.now);
            attack::look(tx, row.campaign).await?;
        }
        Ok(())
    }
}
