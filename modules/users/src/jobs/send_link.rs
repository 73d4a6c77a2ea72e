use crate::{
    letters::{self, Mailed, Reader},
    tables::{
        link::{self, Link, Purpose},
        user::{self, User},
    },
    token,
};
use contracts::{PersonId, users::AccountLetter};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// How long a mailed link works (SEC-3: at most ten minutes).
pub(crate) const LIFE: Duration = Duration::from_mins(10);

/// Finds out whether there is anybody to mail a link to, and mails it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendLink {
    pub(crate) link: Uuid,
}

impl Job for SendLink {
    const KIND: &'static str = "send_link";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("link/{}", self.link))
    }
}

pub(crate) struct Sender;

impl Perform<SendLink> for Sender {
    async fn perform(&self, ctx: &Context, job: SendLink) -> Result<(), JobError> {
        Ok(ctx.run(IssueLink { id: job.link, token: token::fresh() }).await?)
    }
}

struct IssueLink {
    id: Uuid,
    token: String,
}

impl Command for IssueLink {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(link) = link::by_id(tx, self.id).await?.filter(|it| it.expires_at.is_none()) else {
            return Ok(());
        };
        let known = user::by_email(tx, &link.email).await?.filter(|it| !it.disabled);
        match (link.purpose, known) {
            (Purpose::Register, Some(user)) => self.already_there(tx, &user).await,
            (Purpose::Register | Purpose::Join, None) => {
                // Also for an account that is disabled: opening it again comes to nothing, and says nothing.
                self.mail(tx, AccountLetter::ConfirmAddress, &link, PersonId::fresh()).await
            }
            (Purpose::SignIn | Purpose::Join, Some(user)) => {
                self.mail(tx, AccountLetter::SignInLink, &link, user.person).await
            }
            (Purpose::Reset, Some(user)) => self.mail(tx, AccountLetter::ResetLink, &link, user.person).await,
            (Purpose::ChangeEmail, known) => self.change_email(tx, &link, known).await,
            (Purpose::SignIn | Purpose::Reset, None) => link::delete(tx, self.id).await,
            (Purpose::FirstAdmin, _) => Ok(()),
        }
    }
}

impl IssueLink {
    async fn already_there(&self, tx: &Transaction, user: &User) -> Result<(), DbErr> {
        letters::write(tx, AccountLetter::AlreadyRegistered, user.into()).await?;
        link::delete(tx, self.id).await
    }

    /// The owner of the old address hears of it whatever becomes of it; the owner of the new one is asked.
    async fn change_email(&self, tx: &Transaction, link: &Link, known: Option<User>) -> Result<(), DbErr> {
        let owner = match link.user {
            Some(id) => user::by_id(tx, id).await?.filter(|it| !it.disabled),
            None => None,
        };
        let Some(owner) = owner else { return link::delete(tx, self.id).await };
        letters::write(tx, AccountLetter::NewAddressAsked, (&owner).into()).await?;
        match known {
            Some(other) => self.already_there(tx, &other).await,
            None => self.mail(tx, AccountLetter::ConfirmNewAddress, link, owner.person).await,
        }
    }

    async fn mail(
        &self,
        tx: &Transaction,
        about: AccountLetter,
        link: &Link,
        person: PersonId,
    ) -> Result<(), DbErr> {
        let until = tx.accepted_at().await?.after(LIFE);
        if link::issue(tx, self.id, &token::hash(&self.token), person, until).await? {
            let to = Reader { person, email: &link.email, name: link.name.as_deref(), locale: &link.locale };
            let mailed = Mailed { path: format!("/link/{}", self.token), until };
            letters::write_link(tx, about, to, mailed).await?;
        }
        Ok(())
    }
}
