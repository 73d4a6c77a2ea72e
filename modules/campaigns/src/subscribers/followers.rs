use crate::tables::{follow, guest};
use contracts::users::{AccountClosed, AddressVerified};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Forgets what somebody follows when their account is closed.
pub(crate) fn followers() -> Subscription {
    Reactor::named("forget_followers").on::<AccountClosed>(ForgetFollowers).build()
}

struct ForgetFollowers;

impl React<AccountClosed> for ForgetFollowers {
    async fn react(&self, tx: &Transaction, it: AccountClosed) -> Result<(), HandleError> {
        Ok(follow::forget(tx, it.user).await?)
    }
}

/// Gives what somebody followed without an account to their account, once the address is known to be theirs. Whoever writes
/// to followers hears of that by itself, so that what they stopped from a mail stays stopped.
pub(crate) fn guests() -> Subscription {
    Reactor::named("adopt_follows").on::<AddressVerified>(AdoptFollows).build()
}

struct AdoptFollows;

impl React<AddressVerified> for AdoptFollows {
    async fn react(&self, tx: &Transaction, it: AddressVerified) -> Result<(), HandleError> {
        match it.email {
            Some(email) => Ok(guest::adopt(tx, &email, it.user).await?),
            // They were forgotten meanwhile.
            None => Ok(()),
        }
    }
}
