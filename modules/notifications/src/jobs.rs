//! Sending: a mail is put into words when it leaves, and handed to the mail server until it takes it.

mod tell_backers;
mod tell_givers;
mod tell_of_extension;
mod tell_of_stop;

pub(crate) use self::{
    tell_backers::{Followers, Herald, TellBackers},
    tell_of_extension::{TellOfExtension, until},
    tell_of_stop::TellOfStop,
};

use crate::{
    config::Config,
    letter::{Letter, Templates},
    tables::{
        contact,
        mail::{self, About, Mail, State},
        pledge,
    },
};
use anyhow::anyhow;
use contracts::{
    PledgeId, Timestamp,
    notifications::{DonorMailed, MailAbout},
};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{AsyncSmtpTransportBuilder, Error as SmtpError},
};
use sea_orm::DbErr;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use std::{
    sync::{Arc, OnceLock},
    time::{Duration, UNIX_EPOCH},
};
use uuid::Uuid;

/// How long the mail server may take to answer one command.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a server answers that wants somebody to sign in first, or otherwise, or does not believe who they are.
const NOT_LET_IN: &[u16] = &[530, 534, 535, 538];
/// How long to wait for a pledge whose refund was heard of first: two publishers promise no common order.
const UNTIL_PLEDGE_IS_HEARD: Duration = Duration::from_secs(2);

/// Sends one mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SendMail {
    pub(crate) mail: Uuid,
    pub(crate) message_id: String,
}

impl Job for SendMail {
    const KIND: &'static str = "send_mail";
    /// About five days at the job engine's longest pause, as RFC 5321 section 4.5.4.1 asks of whoever gives up.
    const MAX_ATTEMPTS: i32 = 960;

    fn dedupe_key(&self) -> Option<String> {
        Some(self.message_id.clone())
    }
}

/// Hands mails to the mail server.
pub(crate) struct Courier {
    pub(crate) templates: Arc<Templates>,
    from: Mailbox,
    transport: AsyncSmtpTransportBuilder,
    /// Made by the first mail, because its pool needs a running runtime.
    server: OnceLock<AsyncSmtpTransport<Tokio1Executor>>,
    /// Where mails go instead of to a server.
    in_memory: Option<crate::Mailbox>,
}

impl Courier {
    /// A courier by `config`, sending as `from`.
    ///
    /// # Errors
    /// When the mail server's address or a template does not parse.
    pub(crate) fn new(config: &Config, from: Mailbox) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(config.smtp_url.expose_secret())?
            .timeout(Some(PATIENCE));
        let templates = Arc::new(Templates::new(&config.public_url, config.keys.clone())?);
        let in_memory = config.mailbox.clone().filter(crate::Mailbox::is_in_memory);
        Ok(Self { templates, from, transport, server: OnceLock::new(), in_memory })
    }

    fn message(&self, mail: &Mail, to: Mailbox, letter: Letter) -> anyhow::Result<Message> {
        self.compose(&mail.message_id, mail.queued_at, to, letter)
    }

    /// The mail that carries `letter`, asked for at `at`.
    pub(crate) fn compose(
        &self,
        message_id: &str,
        at: Timestamp,
        to: Mailbox,
        letter: Letter,
    ) -> anyhow::Result<Message> {
        // RFC 3834: nobody's holiday notice should answer.
        let by_machine =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into());
        let micros = u64::try_from(at.0).unwrap_or(0);
        let mut message = Message::builder();
        if let Some(stop) = &letter.stop {
            // RFC 8058: the reader's program stops these mails by itself, without opening a page.
            let header = |name, value| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{stop}/now>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let message = message
            .from(self.from.clone())
            .to(to)
            .message_id(Some(message_id.to_owned()))
            .date(UNIX_EPOCH + Duration::from_micros(micros))
            .raw_header(by_machine)
            .subject(letter.subject)
            .multipart(MultiPart::alternative_plain_html(letter.text, letter.html))?;
        Ok(message)
    }

    /// Hands `message` to the mail server.
    pub(crate) async fn send(&self, message: Message) -> Result<(), SmtpError> {
        if let Some(mailbox) = &self.in_memory {
            if let Err(error) = mailbox.keep(&message.formatted()) {
                tracing::error!(%error, "the mailbox in memory did not keep a mail");
            }
            return Ok(());
        }
        let server = self.server.get_or_init(|| self.transport.clone().build());
        server.send(message).await.map(drop)
    }
}

impl Perform<SendMail> for Arc<Courier> {
    async fn perform(&self, ctx: &Context, job: SendMail) -> Result<(), JobError> {
        let db = ctx.db.read();
        let Some(mail) = mail::find(db, job.mail).await? else {
            return Err(JobError::Fail(anyhow!("there is no mail {}", job.mail)));
        };
        if matches!(mail.state, State::Sent | State::Nobody) {
            return Ok(());
        }
        let Some(contact) = contact::find(db, &mail.recipient).await? else {
            return Err(JobError::Later(UNTIL_PLEDGE_IS_HEARD));
        };
        let Some(email) = &contact.email else {
            return Ok(mail::settle(ctx, job.mail, State::Nobody, None, None).await?);
        };
        let letter = match &mail.about {
            About::Pledge(facts) => {
                let Some(pledged) = pledge::find(db, facts.pledge).await? else {
                    return Err(JobError::Later(UNTIL_PLEDGE_IS_HEARD));
                };
                self.templates.write(facts, &pledged, &contact)
            }
            About::Campaign(notice) => {
                self.templates.write_notice(notice, &contact, mail.stop_key.as_deref())
            }
        };
        let letter = letter.map_err(JobError::Fail)?;
        let subject = letter.subject.clone();
        let to = match email.parse::<Address>() {
            Ok(address) => Mailbox::new(contact.name.clone(), address),
            Err(error) => return refuse(ctx, job.mail, subject, error.into()).await,
        };
        let message = self.message(&mail, to, letter).map_err(JobError::Fail)?;
        let sent = self.send(message).await;
        let waited = ctx.clock.now().since(mail.queued_at);
        match sent {
            Ok(()) => {
                tracing::info!(mail = %job.mail, kind = mail.about.name(), ?waited, "a mail was sent");
                let pledge = contact::pledge_of(&mail.recipient);
                ctx.run(NoteSent { mail: job.mail, subject, about: mail.about.sort(), pledge }).await?;
                if matches!(&mail.about, About::Campaign(it) if it.notice.is_sent_and_forgotten()) {
                    contact::forget(ctx, &mail.recipient).await?;
                }
                Ok(())
            }
            Err(error) if is_about_the_mail(&error) => refuse(ctx, job.mail, subject, error.into()).await,
            // Whether it was taken is not known when the answer was lost. It goes again under the same
            // Message-ID, by which mail servers and readers know it for the same mail.
            Err(error) => Err(JobError::Retry(error.into())),
        }
    }
}

/// Notes that a mail left, and says so when it went to a donor.
struct NoteSent {
    mail: Uuid,
    subject: String,
    about: MailAbout,
    /// Whose donor it went to, if anybody's.
    pledge: Option<PledgeId>,
}

impl Command for NoteSent {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Self { mail, subject, about, pledge } = self;
        if mail::sent(tx, *mail, subject).await?
            && let Some(pledge) = *pledge
        {
            tx.send(&DonorMailed { mail: *mail, pledge, about: *about, sent_at: tx.now }).await?;
        }
        Ok(())
    }
}

/// Whether the server will never take this mail. That it does not know us is no fault of the mail, and passes when
/// `smtp_url` is put right: it says so with codes of RFC 4954 section 6 that are for good, too.
pub(crate) fn is_about_the_mail(error: &SmtpError) -> bool {
    let is_about_us = error.status().is_some_and(|it| NOT_LET_IN.contains(&u16::from(it)));
    error.is_permanent() && !is_about_us
}

/// Notes that a mail will not be taken, and lays it before a person.
async fn refuse(ctx: &Context, mail: Uuid, subject: String, error: anyhow::Error) -> Result<(), JobError> {
    mail::settle(ctx, mail, State::Refused, Some(subject), Some(format!("{error:#}"))).await?;
    Err(JobError::Fail(error))
}
