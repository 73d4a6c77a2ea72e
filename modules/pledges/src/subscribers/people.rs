use crate::{
    commands::{DropDelivery, ShowDonor},
    error::ChangeError,
    offline,
    tables::{member, pledge},
};
use contracts::users::{AccountClosed, AddressVerified, PreferencesChanged, UserRegistered};
use kernel::{Command as _, HandleError, React, Transaction};

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

/// Keeps what people with accounts are called and where they read mail, so that nobody is asked for it twice (WCAG 2.2,
/// 3.3.7). Whoever closes their account is named with no gift by hand either that they were to hand back.
pub(crate) struct KeepMembers;

impl React<UserRegistered> for KeepMembers {
    async fn react(&self, tx: &Transaction, it: UserRegistered) -> Result<(), HandleError> {
        Ok(member::name(tx, it.user, it.person, it.name, it.registered_at).await?)
    }
}

impl React<PreferencesChanged> for KeepMembers {
    async fn react(&self, tx: &Transaction, it: PreferencesChanged) -> Result<(), HandleError> {
        // Whoever was forgotten since has no name to keep.
        let Some(name) = it.name else { return Ok(()) };
        Ok(member::name(tx, it.user, it.person, Some(name), it.changed_at).await?)
    }
}

impl React<AddressVerified> for KeepMembers {
    async fn react(&self, tx: &Transaction, it: AddressVerified) -> Result<(), HandleError> {
        let Some(email) = it.email else { return Ok(()) };
        Ok(member::prove(tx, it.user, it.person, &email).await?)
    }
}

impl React<AccountClosed> for KeepMembers {
    async fn react(&self, tx: &Transaction, it: AccountClosed) -> Result<(), HandleError> {
        member::forget(tx, it.user).await?;
        Ok(offline::forget_keeper(tx, it.user).await?)
    }
}

/// Names nobody among those who gave whose account was closed: the gift stays where everybody reads it, and is nobody's
/// (rule R18). What receipts and books say of them stays as long as the law wants it.
pub(crate) struct UnnameDonors;

impl React<AccountClosed> for UnnameDonors {
    async fn react(&self, tx: &Transaction, it: AccountClosed) -> Result<(), HandleError> {
        for pledge in pledge::of_donor(tx, it.user).await? {
            known(ShowDonor { pledge, anonymous: true }.run(tx).await)?;
            known(DropDelivery { pledge }.run(tx).await)?;
        }
        Ok(())
    }
}

/// One without a contact names nobody.
fn known(done: Result<(), ChangeError>) -> Result<(), HandleError> {
    match done {
        Ok(()) | Err(ChangeError::Unknown) => Ok(()),
        Err(ChangeError::Database(error)) => Err(error.into()),
        Err(ChangeError::Broken(error)) => Err(error),
        Err(refused) => Err(HandleError::Reject(refused.into())),
    }
}
