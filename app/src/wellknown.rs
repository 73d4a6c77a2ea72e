//! What other people's programs look for at addresses that everybody knows.

use crate::config::Settings;
use axum::{
    Router,
    http::header,
    response::{IntoResponse as _, Response},
    routing::get,
};
use kernel::Clock;
use std::{sync::Arc, time::Duration};

/// What is answered here.
pub(crate) const PATHS: &[&str] = &["/.well-known/security.txt"];
/// How long what is said here holds. RFC 9116 wants less than a year.
const HOLDS: Duration = Duration::from_hours(180 * 24);

pub(crate) fn routes(settings: &Settings, clock: Option<Arc<dyn Clock>>) -> Router {
    let contact = contact(settings.server.security_contact.as_deref(), &settings.mail_from);
    let url = settings.public_url.clone();
    Router::new().route(
        "/.well-known/security.txt",
        get(move || async move { security_txt(&contact, &url, clock.as_deref()) }),
    )
}

/// Where to report what is unsafe (RFC 9116).
fn security_txt(contact: &str, url: &str, clock: Option<&dyn Clock>) -> Response {
    let until =
        clock.map(|it| it.now().after(HOLDS).0).and_then(|it| jiff::Timestamp::from_microsecond(it).ok());
    let until =
        until.map(|it| format!("Expires: {}\n", it.strftime("%Y-%m-%dT%H:%M:%SZ"))).unwrap_or_default();
    let text = format!(
        "Contact: {contact}\n{until}Canonical: {url}/.well-known/security.txt\nPreferred-Languages: en\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// A link to the address that was `chosen`, or to the one mail is from.
pub(crate) fn contact(chosen: Option<&str>, mail_from: &str) -> String {
    let from = || mail_from.rsplit_once('<').map_or(mail_from, |(_, it)| it.trim_end_matches('>'));
    let contact = chosen.unwrap_or_else(from);
    if contact.contains("://") || contact.starts_with("mailto:") {
        contact.to_owned()
    } else {
        format!("mailto:{contact}")
    }
}

#[cfg(test)]
mod tests {
    use super::contact;

    #[test]
    fn people_are_led_to_the_address_that_was_chosen_or_to_the_one_mail_is_from() {
        let from = "Tributary <no-reply@give.example.org>";
        for (chosen, link) in [
            (None, "mailto:no-reply@give.example.org"),
            (Some("help@example.org"), "mailto:help@example.org"),
            (Some("mailto:help@example.org"), "mailto:help@example.org"),
            (Some("https://example.org/help"), "https://example.org/help"),
        ] {
            assert_eq!(contact(chosen, from), link);
        }
        assert_eq!(contact(None, "no-reply@give.example.org"), "mailto:no-reply@give.example.org");
    }
}
