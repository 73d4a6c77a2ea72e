use super::words::{Facts, Paper};
use crate::{
    jobs::{Courier, is_about_the_mail},
    tables::{account_mail, mail::State},
};
use anyhow::anyhow;
use kernel::{Context, Job, JobError, Perform};
use lettre::{Address, message::Mailbox};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// Sends one letter about an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SendAccountMail {
    pub(crate) mail: Uuid,
    pub(crate) message_id: String,
}

impl Job for SendAccountMail {
    const KIND: &'static str = "send_account_mail";
    /// As long as for any other mail.
    const MAX_ATTEMPTS: i32 = 960;

    fn dedupe_key(&self) -> Option<String> {
        Some(self.message_id.clone())
    }
}

/// Puts letters about accounts into words and has them sent.
pub(crate) struct AccountCourier {
    pub(crate) paper: Arc<Paper>,
    pub(crate) courier: Arc<Courier>,
}

impl Perform<SendAccountMail> for AccountCourier {
    async fn perform(&self, ctx: &Context, job: SendAccountMail) -> Result<(), JobError> {
        let Some(mail) = account_mail::find(ctx.db.read(), job.mail).await? else {
            return Err(JobError::Fail(anyhow!("there is no letter {}", job.mail)));
        };
        if matches!(mail.state, State::Sent | State::Nobody) {
            return Ok(());
        }
        let Some(email) = &mail.email else {
            return Ok(account_mail::settle(ctx, job.mail, State::Nobody, None).await?);
        };
        // A link that has ended helps nobody.
        if mail.until.is_some_and(|until| until < ctx.clock.now()) {
            return Ok(account_mail::settle(ctx, job.mail, State::Nobody, None).await?);
        }
        let facts = Facts {
            about: mail.about,
            name: mail.name.as_deref(),
            locale: &mail.locale,
            link: mail.link.as_deref(),
            at: mail.due_at,
            until: mail.until,
        };
        let letter = self.paper.write(&facts).map_err(JobError::Fail)?;
        let to = match email.parse::<Address>() {
            Ok(address) => Mailbox::new(mail.name.clone(), address),
            Err(error) => return refuse(ctx, job.mail, error.into()).await,
        };
        let message =
            self.courier.compose(&mail.message_id, mail.due_at, to, letter).map_err(JobError::Fail)?;
        match self.courier.send(message).await {
            Ok(()) => Ok(account_mail::settle(ctx, job.mail, State::Sent, None).await?),
            Err(error) if is_about_the_mail(&error) => refuse(ctx, job.mail, error.into()).await,
            Err(error) => Err(JobError::Retry(error.into())),
        }
    }
}

async fn refuse(ctx: &Context, mail: Uuid, error: anyhow::Error) -> Result<(), JobError> {
    account_mail::settle(ctx, mail, State::Refused, Some(format!("{error:#}"))).await?;
    Err(JobError::Fail(error))
}
