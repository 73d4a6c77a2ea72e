//! Notifications: who is to be told what, and the mails that tell them, each once and after the fact.
//!
//! See `README.md` for the messages, the tables and the rules of this module.

mod account;
mod audit_root;
mod checks;
mod config;
mod gallery;
mod jobs;
mod letter;
mod mailbox;
mod notice;
mod subscribers;
mod tables;
mod unsubscribe;
mod web;

pub use self::{
    audit_root::{AuditRoot, mail_audit_root},
    config::{Config, ConfigError},
    mailbox::{Mailbox, Received},
};

use gallery::Gallery;
use kernel::{Jobs, Module};
use lettre::message::Mailbox as Sender;
use std::sync::Arc;

/// The module, ready to be mounted.
///
/// # Errors
/// When a setting is wrong; nothing is connected to yet.
pub fn module(config: Config) -> Result<Module, ConfigError> {
    let from: Sender =
        config.from.parse().map_err(|cause| ConfigError::From { given: config.from.clone(), cause })?;
    if !config.public_url.starts_with("http://") && !config.public_url.starts_with("https://") {
        return Err(ConfigError::PublicUrl(config.public_url));
    }
    let keeper = |given: &String| {
        given.parse::<Sender>().map_err(|cause| ConfigError::AuditTo { given: given.clone(), cause })
    };
    let audit_to = config.audit_to.as_ref().map(keeper).transpose()?;
    let host: Arc<str> = from.email.domain().into();
    let courier =
        jobs::Courier::new(&config, from).map_err(|error| ConfigError::SmtpUrl(format!("{error:#}")))?;
    let courier = Arc::new(courier);
    let paper = account::Paper::new(&config.public_url)
        .map_err(|error| ConfigError::SmtpUrl(format!("{error:#}")))?;
    let paper = Arc::new(paper);
    let accounts = account::AccountCourier { paper: paper.clone(), courier: courier.clone() };
    let roots = audit_root::RootCourier { to: audit_to, courier: courier.clone(), host: host.clone() };
    let gallery = Gallery { mails: courier.templates.clone(), letters: paper };
    let in_demo = |mailbox| gallery.routes(web::routes(mailbox));
    Ok(Module {
        routes: unsubscribe::routes(config.mailbox.map(in_demo).unwrap_or_default()),
        templates: web::TEMPLATES,
        texts: kernel::texts!("notifications"),
        subscriptions: subscribers::all(host),
        jobs: Jobs::default()
            .on::<jobs::SendMail>(courier)
            .on::<jobs::TellBackers>(jobs::Herald)
            .on::<jobs::TellOfExtension>(jobs::Herald)
            .on::<jobs::TellOfStop>(jobs::Herald)
            .on::<account::SendAccountMail>(accounts)
            .on::<audit_root::SendAuditRoot>(roots),
        checks: checks::all(),
        ..Module::named("notifications")
    })
}
