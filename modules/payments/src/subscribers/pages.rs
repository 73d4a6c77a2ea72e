//! Pages on which nobody was known to have paid in time.

use crate::{jobs::ExpireCheckout, tables::payment as payments};
use contracts::pledges::PageCloseDue;
use kernel::{HandleError, React, Transaction};

/// Closes pages whose time is up.
pub(super) struct ClosePages;

/// It is not noted that the page is to be closed, as it is for a pledge that came to nothing: what is paid or saved on it
/// before it is closed does not come too late, and its card is not let go.
impl React<PageCloseDue> for ClosePages {
    async fn react(&self, tx: &Transaction, it: PageCloseDue) -> Result<(), HandleError> {
        let payment = payments::lock_of_pledge(tx, it.pledge).await?;
        let Some(payment) = payment.filter(|it| !it.status.is_over()) else { return Ok(()) };
        Ok(tx.enqueue(&ExpireCheckout { payment: payment.id, pledge: it.pledge }).await?)
    }
}
