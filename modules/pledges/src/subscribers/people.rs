use crate::tables::pledge;
use contracts::users::AddressVerified;
use kernel::{HandleError, React, Transaction};

/// Gives the gifts that somebody made as a guest to their account, once their address is known to be theirs.
pub(crate) struct AdoptGifts;

impl React<AddressVerified> for AdoptGifts {
    async fn react(&self, tx: &Transaction, verified: AddressVerified) -> Result<(), HandleError> {
        match verified.email {
            Some(email) => Ok(pledge::adopt(tx, verified.user, &email).await?),
            // They were forgotten meanwhile.
            None => Ok(()),
        }
    }
}
