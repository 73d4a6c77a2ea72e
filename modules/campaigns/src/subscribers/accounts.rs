use crate::{
    jobs::LaunchWhenDue,
    tables::{account, draft},
};
use contracts::payments::CreatorAccountChanged;
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Keeps whom the payment provider lets be charged for (rules.md R11).
pub(crate) fn accounts() -> Subscription {
    Reactor::named("accounts").on::<CreatorAccountChanged>(KeepAccount).build()
}

struct KeepAccount;

impl React<CreatorAccountChanged> for KeepAccount {
    async fn react(&self, tx: &Transaction, it: CreatorAccountChanged) -> Result<(), HandleError> {
        account::keep(tx, it.creator, it.charges_enabled).await?;
        if !it.charges_enabled {
            return Ok(());
        }
        // A campaign whose hour came before this waits. One whose hour is about to come may have been looked at
        // before this commits: it is looked at once more.
        for (campaign, opens_at) in draft::scheduled_of(tx, it.creator).await? {
            tx.enqueue_at(&LaunchWhenDue { campaign, opens_at }, opens_at.max(tx.now)).await?;
        }
        Ok(())
    }
}
