use crate::jobs::sweep;
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// Sees to it that the session that has just begun is thrown away once it has ended.
pub(crate) struct NoteSignIn;

impl Command for NoteSignIn {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        sweep::ask(tx).await
    }
}
