use crate::jobs::sweep;
use contracts::UserId;
use kernel::{
    Command, Transaction,
    audit::{Actor, Audit},
};
use sea_orm::DbErr;
use serde_json::json;

/// Writes down that a session began, and sees to it that it is thrown away once it has ended.
pub(crate) struct NoteSignIn {
    pub(crate) user: UserId,
    /// Whether a second factor was shown.
    pub(crate) second: bool,
}

impl Command for NoteSignIn {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let entry = Audit::new(Actor::User(self.user), "session.begin", format!("user/{}", self.user));
        tx.audit(entry.to(json!({ "second_factor": self.second }))).await?;
        sweep::ask(tx).await
    }
}
