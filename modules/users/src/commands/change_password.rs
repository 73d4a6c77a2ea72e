use crate::{
    letters,
    password::Hash,
    tables::{link, session, user},
};
use contracts::{UserId, users::AccountLetter};
use kernel::{Command, Transaction};
use sea_orm::DbErr;
use uuid::Uuid;

/// Gives somebody who is signed in another password, and signs them out everywhere else.
pub(crate) struct ChangePassword {
    pub(crate) user: UserId,
    pub(crate) new: Hash,
    /// The session that stays.
    pub(crate) here: Option<Uuid>,
}

impl Command for ChangePassword {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(user) = user::by_id(tx, self.user).await? else { return Ok(()) };
        user::set_password(tx, self.user, &self.new).await?;
        session::end_all(tx, self.user, self.here).await?;
        link::revoke(tx, self.user, &user.email).await?;
        letters::note(tx, &user, "account.change_password", AccountLetter::PasswordChanged).await
    }
}
