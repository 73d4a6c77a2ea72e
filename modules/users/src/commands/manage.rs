//! What staff do to an account, each with a reason and told to its owner where it matters.

use crate::{
    letters,
    tables::{role, session, user},
};
use contracts::{UserId, users::AccountLetter};
use kernel::{Actor, Audit, Command, Transaction, web::Role};
use sea_orm::DbErr;
use serde_json::json;

/// Gives a role or takes it away. Whoever it is about is signed out everywhere: what they may do follows from a
/// session that began after it.
pub(crate) struct ChangeRole {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) grant: bool,
    pub(crate) by: UserId,
    pub(crate) reason: String,
}

/// Lets somebody sign in no more, or again.
pub(crate) struct Disable {
    pub(crate) user: UserId,
    pub(crate) disabled: bool,
    pub(crate) by: UserId,
    pub(crate) reason: String,
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ManageError {
    /// Nobody decides about themselves.
    #[error("nobody changes what they may do themselves; ask another admin")]
    Oneself,
    #[error("there is no such account")]
    Unknown,
    #[error("the database did not answer as it should")]
    Database(#[from] DbErr),
}

impl Command for ChangeRole {
    type Output = ();
    type Error = ManageError;

    async fn run(&self, tx: &Transaction) -> Result<(), ManageError> {
        if self.user == self.by {
            return Err(ManageError::Oneself);
        }
        let user = user::by_id(tx, self.user).await?.filter(|it| !it.closed).ok_or(ManageError::Unknown)?;
        if self.grant {
            role::grant(tx, self.user, self.role).await?;
        } else {
            role::revoke(tx, self.user, self.role).await?;
        }
        session::end_all(tx, self.user, None).await?;
        let action = if self.grant { "users.role_granted" } else { "users.role_taken" };
        let entry = Audit::new(Actor::User(self.by), action, format!("user/{}", self.user));
        tx.audit(entry.because(&self.reason).to(json!({ "role": self.role.name() }))).await?;
        Ok(letters::write(tx, AccountLetter::RolesChanged, (&user).into()).await?)
    }
}

impl Command for Disable {
    type Output = ();
    type Error = ManageError;

    async fn run(&self, tx: &Transaction) -> Result<(), ManageError> {
        if self.user == self.by {
            return Err(ManageError::Oneself);
        }
        let user = user::by_id(tx, self.user).await?.filter(|it| !it.closed).ok_or(ManageError::Unknown)?;
        user::set_disabled(tx, self.user, self.disabled).await?;
        session::end_all(tx, self.user, None).await?;
        let action = if self.disabled { "users.account_disabled" } else { "users.account_enabled" };
        let entry = Audit::new(Actor::User(self.by), action, format!("user/{}", user.id));
        Ok(tx.audit(entry.because(&self.reason)).await?)
    }
}
