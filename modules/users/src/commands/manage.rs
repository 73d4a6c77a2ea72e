//! What staff do to an account, each with a reason and told to its owner where it matters.

use crate::{
    letters,
    tables::{
        role, session,
        user::{self, User},
    },
};
use contracts::{UserId, users::AccountLetter};
use kernel::{
    Actor, Audit, Command, Transaction,
    proposal::{FourEyesError, Proposal, Proposed},
    web::Role,
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What a role of staff is proposed as.
pub(crate) const GIVE_ROLE: &str = "give_role";

/// What a second person agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewRole {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    /// Why, in the words of whoever proposed it.
    pub(crate) reason: String,
}

/// Gives a role or takes it away. Whoever it is about is signed out everywhere: what they may do follows from a
/// session that began after it.
///
/// Nobody gives a role of staff alone, where there is another admin to agree to it (SEC-20): whoever could make
/// themselves a second person would have no need of one. To take one away is often urgent, and gives nobody anything.
pub(crate) struct ChangeRole {
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) grant: bool,
    pub(crate) by: UserId,
    pub(crate) reason: String,
}

/// A second admin agrees to a role that was proposed, or says no.
pub(crate) struct AnswerRole {
    pub(crate) proposal: Uuid,
    pub(crate) by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub(crate) agreed_to: Option<String>,
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
    #[error(transparent)]
    FourEyes(#[from] FourEyesError),
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
        if !self.grant {
            role::revoke(tx, self.user, self.role).await?;
            return changed(tx, &user, self.role, "users.role_taken", (self.by, &self.reason)).await;
        }
        if Role::STAFF.contains(&self.role) && role::another_admin(tx, [self.by, self.user]).await? {
            return self.propose(tx).await;
        }
        role::grant(tx, self.user, self.role).await?;
        changed(tx, &user, self.role, "users.role_granted", (self.by, &self.reason)).await
    }
}

impl ChangeRole {
    async fn propose(&self, tx: &Transaction) -> Result<(), ManageError> {
        let subject = format!("{}/{}", self.user, self.role);
        let payload = NewRole { user: self.user, role: self.role, reason: self.reason.clone() };
        let proposed = Proposed {
            action: GIVE_ROLE,
            subject: &subject,
            payload: &payload,
            proposer: self.by,
            beneficiary: Some(self.user),
        };
        proposed.make(tx).await?;
        let entry = Audit::new(Actor::User(self.by), "users.role_proposed", format!("user/{}", self.user));
        Ok(tx.audit(entry.because(&self.reason).to(json!({ "role": self.role.name() }))).await?)
    }
}

impl Command for AnswerRole {
    type Output = ();
    type Error = ManageError;

    async fn run(&self, tx: &Transaction) -> Result<(), ManageError> {
        // Whoever has lost the role since the page was shown agrees to nothing.
        if !role::of(tx, self.by).await?.contains(&Role::Admin) {
            return Err(ManageError::Unknown);
        }
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, (GIVE_ROLE, self.proposal), self.by, "").await?;
            let (user, role) = declined.subject.split_once('/').unwrap_or((declined.subject.as_str(), ""));
            let entry = Audit::new(Actor::User(self.by), "users.role_declined", format!("user/{user}"));
            return Ok(tx.audit(entry.to(json!({ "role": role }))).await?);
        };
        let (_, new) = Proposal::approve::<NewRole>(tx, (GIVE_ROLE, self.proposal), self.by, seen).await?;
        let user = user::by_id(tx, new.user).await?.filter(|it| !it.closed).ok_or(ManageError::Unknown)?;
        role::grant(tx, new.user, new.role).await?;
        changed(tx, &user, new.role, "users.role_granted", (self.by, &new.reason)).await
    }
}

/// Gives `role` by the word of whoever runs the platform, and writes that down where it is one of staff: nobody of the back
/// office gave it.
pub(crate) async fn give_at_console(
    tx: &Transaction,
    user: UserId,
    role: Role,
    why: &str,
) -> Result<(), DbErr> {
    role::grant(tx, user, role).await?;
    if !Role::STAFF.contains(&role) {
        return Ok(());
    }
    let entry = Audit::new(Actor::Console, "users.role_granted", format!("user/{user}"));
    tx.audit(entry.because(why).to(json!({ "role": role.name() }))).await
}

/// Ends the sessions of whoever has other roles now, writes down who did it and why, and tells them.
async fn changed(
    tx: &Transaction,
    user: &User,
    role: Role,
    action: &'static str,
    (by, reason): (UserId, &str),
) -> Result<(), ManageError> {
    session::end_all(tx, user.id, None).await?;
    let entry = Audit::new(Actor::User(by), action, format!("user/{}", user.id));
    tx.audit(entry.because(reason).to(json!({ "role": role.name() }))).await?;
    Ok(letters::write(tx, AccountLetter::RolesChanged, user.into()).await?)
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
