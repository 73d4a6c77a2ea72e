use crate::tables::follow;
use contracts::users::AccountClosed;
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
