use crate::{password::Hash, tables::user};
use contracts::UserId;
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// Keeps a newer hash of the password that somebody just signed in with.
pub(crate) struct RehashPassword {
    pub(crate) user: UserId,
    pub(crate) old: Hash,
    pub(crate) new: Hash,
}

impl Command for RehashPassword {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        user::rehash(tx, self.user, &self.old, &self.new).await
    }
}
