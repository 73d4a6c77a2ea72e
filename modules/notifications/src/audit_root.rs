//! Signed roots of the audit log, mailed to whoever keeps them outside the database (SEC-22): whoever may write to the
//! database, and to the disk with the file of roots, cannot take back a mail. It is for machines and for the people who
//! run them, so it is in English; nobody's name is in it.

use crate::{
    jobs::{Courier, is_about_the_mail},
    letter::Letter,
    tables::{
        audit_root::{self, RootMail},
        mail::State,
    },
};
use anyhow::anyhow;
use contracts::Timestamp;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use lettre::message::Mailbox;
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A signed root that is to be mailed.
#[derive(Clone, Debug)]
pub struct AuditRoot {
    /// Whose chain it vouches for.
    pub module: String,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// The line of the file of roots, as it stands there.
    pub line: String,
    /// The SHA-256 of the line in hexadecimal, by which it is known.
    pub hash: String,
}

/// Asks for the mail that carries `root`, once however often it is asked for. False when it was asked for before.
///
/// # Errors
/// When the database does not answer.
pub async fn mail_audit_root(ctx: &Context, root: AuditRoot) -> anyhow::Result<bool> {
    Ok(ctx.run(Ask(root)).await?)
}

struct Ask(AuditRoot);

impl Command for Ask {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let AuditRoot { module, signed_at, line, hash } = &self.0;
        let mail = RootMail {
            module: module.clone(),
            line: line.clone(),
            signed_at: *signed_at,
            state: State::Queued,
        };
        if !audit_root::insert_once(tx, hash, &mail).await? {
            return Ok(false);
        }
        tx.enqueue(&SendAuditRoot { hash: hash.clone() }).await?;
        Ok(true)
    }
}

/// Mails one signed root.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SendAuditRoot {
    hash: String,
}

impl Job for SendAuditRoot {
    const KIND: &'static str = "send_audit_root";
    /// As long as for any other mail.
    const MAX_ATTEMPTS: i32 = 960;

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("audit_root/{}", self.hash))
    }
}

/// Mails signed roots to whoever keeps them.
pub(crate) struct RootCourier {
    pub(crate) to: Option<Mailbox>,
    pub(crate) courier: Arc<Courier>,
    /// What its Message-IDs end with.
    pub(crate) host: Arc<str>,
}

impl Perform<SendAuditRoot> for RootCourier {
    async fn perform(&self, ctx: &Context, job: SendAuditRoot) -> Result<(), JobError> {
        let Some(mail) = audit_root::find(ctx.db.read(), &job.hash).await? else {
            return Err(JobError::Fail(anyhow!("there is no root {}", job.hash)));
        };
        if matches!(mail.state, State::Sent | State::Nobody) {
            return Ok(());
        }
        // The setting was taken out since.
        let Some(to) = self.to.clone() else {
            return Ok(audit_root::settle(ctx, &job.hash, State::Nobody, None).await?);
        };
        let message_id = format!("<audit-root-{}@{}>", job.hash, self.host);
        let letter = letter(&mail);
        let message =
            self.courier.compose(&message_id, mail.signed_at, to, letter).map_err(JobError::Fail)?;
        match self.courier.send(message).await {
            Ok(()) => Ok(audit_root::settle(ctx, &job.hash, State::Sent, None).await?),
            Err(error) if is_about_the_mail(&error) => {
                let said = Some(format!("{error:#}"));
                audit_root::settle(ctx, &job.hash, State::Refused, said).await?;
                Err(JobError::Fail(error.into()))
            }
            Err(error) => Err(JobError::Retry(error.into())),
        }
    }
}

fn letter(mail: &RootMail) -> Letter {
    let RootMail { module, line, signed_at, .. } = mail;
    let words = "Keep this mail where nobody who runs the platform can change it. The line below is the signed root of \
                 the audit log as it stands in the file of roots; `tributary audit verify --roots FILE` takes a file of \
                 such lines, in the order in which they were signed.";
    let shown = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Letter {
        subject: format!("Audit log of {module}, root of {signed_at}"),
        text: format!("{words}\n\n{line}\n"),
        html: format!(
            "<!doctype html><html lang=\"en\"><body><p>{words}</p><pre>{shown}</pre></body></html>"
        ),
        stop: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_mailed_as_it_stands_in_its_file_and_no_sign_of_it_is_markup() {
        let mail = RootMail {
            module: "users".into(),
            line: "{\"module\":\"users\",\"first\":1,\"key\":\"<k1>\"}".into(),
            signed_at: Timestamp(1_700_000_000_000_000),
            state: State::Queued,
        };
        let letter = letter(&mail);
        assert_eq!(letter.subject, "Audit log of users, root of 2023-11-14T22:13:20Z");
        assert!(letter.text.lines().any(|it| it == mail.line), "{}", letter.text);
        assert!(letter.html.contains("&lt;k1&gt;") && !letter.html.contains("<k1>"), "{}", letter.html);
    }
}
