use crate::{
    jobs::erase::{AFTER, Erase},
    letters,
    tables::{campaign, creator, factor, link, recovery, role, session, user},
};
use contracts::{
    UserId,
    users::{AccountClosed, AccountLetter},
};
use kernel::{Command, Transaction, web::Role};
use sea_orm::DbErr;

/// Closes an account: what tells of the person goes at once, their key a day later, and what the law wants kept
/// stays with the modules that keep it, without an account to it.
pub(crate) struct CloseAccount {
    pub(crate) user: UserId,
}

/// Why an account cannot be closed by its owner.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CloseError {
    /// Others rely on them: campaigns that collect, rooms of the back office.
    #[error("this account still works here or runs campaigns; write to us, and we end that first")]
    StillNeeded,
    #[error("the database did not answer as it should")]
    Database(#[from] DbErr),
}

impl Command for CloseAccount {
    type Output = ();
    type Error = CloseError;

    async fn run(&self, tx: &Transaction) -> Result<(), CloseError> {
        let Some(user) = user::by_id(tx, self.user).await?.filter(|it| !it.closed) else { return Ok(()) };
        let works_here = role::of(tx, self.user).await?.iter().any(|it| *it != Role::Donor);
        // Most creators have no role: they began a campaign.
        if works_here || campaign::needs(tx, self.user).await? {
            return Err(CloseError::StillNeeded);
        }
        letters::note(tx, &user, "account.close", AccountLetter::Closed).await?;
        link::revoke(tx, self.user, &user.email).await?;
        session::end_all(tx, self.user, None).await?;
        role::revoke_all(tx, self.user).await?;
        creator::forget(tx, self.user).await?;
        factor::delete_all(tx, self.user).await?;
        recovery::delete_all(tx, self.user).await?;
        user::close(tx, self.user).await?;
        tx.send(&AccountClosed { user: user.id, person: user.person, closed_at: tx.now }).await?;
        Ok(tx.enqueue_at(&Erase { user: user.id, person: user.person }, tx.now.after(AFTER)).await?)
    }
}
