//! What this module must be told before it starts.

use crate::mailbox::Mailbox;
use kernel::Keys;
use secrecy::SecretString;

/// The settings of notifications.
#[derive(Clone, Debug)]
pub struct Config {
    /// The mail server: `smtp://host:25`, `smtp://user:password@host:587?tls=required` or
    /// `smtps://user:password@host`.
    pub smtp_url: SecretString,
    /// Who mails come from: `Tributary <no-reply@example.org>`.
    pub from: String,
    /// How links in mails begin: `https://example.org`.
    pub public_url: String,
    /// What signs those that lead to a page which is open to whoever has its address.
    pub keys: Keys,
    /// Who keeps signed roots of the audit log outside the database, as `Name <name@host>` or `name@host`; nobody is
    /// mailed any without it.
    pub audit_to: Option<String>,
    /// The mailbox to be shown at `/dev/mail`. Only the demo has one.
    pub mailbox: Option<Mailbox>,
}

/// Which setting is wrong. Never shows the mail server's address, which may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The mail server.
    #[error("the mail server's address must read smtp://host:port or smtps://user:password@host: {0}")]
    SmtpUrl(String),
    /// The sender.
    #[error("the sender of mails must read \"Name <name@host>\", not {given:?}: {cause}")]
    From {
        /// What was given.
        given: String,
        /// What is wrong with it.
        cause: lettre::address::AddressError,
    },
    /// Whoever keeps signed roots.
    #[error(
        "who signed roots are mailed to must read \"name@host\" or \"Name <name@host>\", not {given:?}: {cause}"
    )]
    AuditTo {
        /// What was given.
        given: String,
        /// What is wrong with it.
        cause: lettre::address::AddressError,
    },
    /// The address of this site.
    #[error("the public address must begin with http:// or https://, not {0:?}")]
    PublicUrl(String),
}
