//! What people ask first: where a gift is, how money comes back, what it costs, and whom to write to.

use crate::{config::Settings, wellknown::contact};
use axum::{Extension, response::Response, routing::get};
use contracts::terms::PLATFORM_FEE_PERCENT;
use kernel::web::{Page, Result, Routes, View};
use serde::Serialize;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[("help/help.html", include_str!("../templates/help.html"))];

/// The words of this page.
pub(crate) const TEXTS: &[(&str, &str)] = kernel::texts!("help");

pub(crate) fn routes(settings: &Settings) -> Routes {
    let link = contact(settings.server.support_contact.as_deref(), &settings.mail_from);
    let address = link.strip_prefix("mailto:").unwrap_or(&link).to_owned();
    let page = Help { link, address, fee: PLATFORM_FEE_PERCENT };
    Routes::default().anyone("/help", get(help).layer(Extension(page)))
}

#[derive(Clone, Serialize)]
struct Help {
    /// Where people write to, as a link.
    link: String,
    /// The same, to read.
    address: String,
    /// What the platform keeps, in percent.
    fee: u32,
}

impl Page for Help {
    const TEMPLATE: &'static str = "help/help.html";
}

/// `GET /help`
async fn help(Extension(page): Extension<Help>, view: View) -> Result<Response> {
    view.public(&page)
}
