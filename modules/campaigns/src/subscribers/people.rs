use crate::tables::{comment, member, moderator, review_note};
use contracts::users::AccountClosed;
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Forgets what somebody is called when their account is closed. Of its own, so that it hears of all that ever were.
pub(crate) fn people() -> Subscription {
    Reactor::named("forget_names").on::<AccountClosed>(ForgetNames).build()
}

struct ForgetNames;

impl React<AccountClosed> for ForgetNames {
    async fn react(&self, tx: &Transaction, it: AccountClosed) -> Result<(), HandleError> {
        comment::forget(tx, it.user).await?;
        review_note::forget(tx, it.user).await?;
        moderator::forget(tx, it.user).await?;
        Ok(member::forget(tx, it.user).await?)
    }
}
