//! The mailbox's pages. They exist only where there is a mailbox: in the demo.

use crate::mailbox::{Mailbox, Received};
use axum::{
    Extension,
    extract::Path,
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use kernel::web::{Error, Page, Result, Routes, View};
use serde::Serialize;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("notifications/mailbox.html", include_str!("../templates/notifications/mailbox.html")),
    crate::unsubscribe::TEMPLATE,
    ("notifications/gallery.html", include_str!("../templates/notifications/gallery.html")),
    ("notifications/gallery_mail.html", include_str!("../templates/notifications/gallery_mail.html")),
    ("notifications/mail.html", include_str!("../templates/notifications/mail.html")),
];

/// What a mail's own HTML may do: be styled, and lead away when a person clicks. No script, no image, no form.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; \
                           sandbox allow-top-navigation-by-user-activation";

pub(crate) fn routes(mailbox: Mailbox) -> Routes {
    Routes::default()
        .anyone("/dev/mail", get(index).layer(Extension(mailbox.clone())))
        .anyone("/dev/mail/{number}", get(show).layer(Extension(mailbox.clone())))
        .anyone("/dev/mail/{number}/html", get(html).layer(Extension(mailbox.clone())))
        .anyone("/dev/mail/{number}/raw", get(raw).layer(Extension(mailbox)))
}

#[derive(Serialize)]
struct MailboxPage {
    mails: Vec<Row>,
}

impl Page for MailboxPage {
    const TEMPLATE: &'static str = "notifications/mailbox.html";
}

#[derive(Serialize)]
struct Row {
    number: u32,
    subject: String,
    to: String,
    date: String,
}

impl From<Received> for Row {
    fn from(mail: Received) -> Self {
        Self { number: mail.number, subject: mail.subject(), to: mail.to(), date: mail.date() }
    }
}

#[derive(Serialize)]
struct MailPage {
    number: u32,
    subject: String,
    headers: String,
    text: String,
    has_html: bool,
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "notifications/mail.html";
}

/// `GET /dev/mail`
async fn index(Extension(mailbox): Extension<Mailbox>, view: View) -> Result<Response> {
    view.show(&MailboxPage { mails: mailbox.messages().into_iter().map(Row::from).collect() })
}

/// `GET /dev/mail/{number}`
async fn show(
    Extension(mailbox): Extension<Mailbox>,
    view: View,
    Path(number): Path<String>,
) -> Result<Response> {
    let mail = find(&mailbox, &number)?;
    let page = MailPage {
        number: mail.number,
        subject: mail.subject(),
        headers: mail.headers(),
        text: mail.text(),
        has_html: !mail.html().is_empty(),
    };
    Ok(with_frame(view.show(&page)?))
}

/// A page that has a frame, and only our own in it. No other page has one.
pub(crate) fn with_frame(mut response: Response) -> Response {
    let policy = response.headers().get(header::CONTENT_SECURITY_POLICY).and_then(|it| it.to_str().ok());
    let policy = format!("{}; frame-src 'self'", policy.unwrap_or("default-src 'none'"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// `GET /dev/mail/{number}/html`: the HTML part as its reader sees it, shut in.
async fn html(Extension(mailbox): Extension<Mailbox>, Path(number): Path<String>) -> Result<Response> {
    Ok(framed(&find(&mailbox, &number)?.html()))
}

/// The HTML of a mail, shut in.
pub(crate) fn framed(html: &str) -> Response {
    // Links leave the frame, which may show nothing else.
    let html = html.replacen("<head>", "<head><base target=\"_top\">", 1);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(MAIL_POLICY)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
        (HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer")),
    ];
    (headers, Html(html)).into_response()
}

/// `GET /dev/mail/{number}/raw`: the mail as it came.
async fn raw(Extension(mailbox): Extension<Mailbox>, Path(number): Path<String>) -> Result<Response> {
    let raw = find(&mailbox, &number)?.raw_text();
    Ok(([(header::CACHE_CONTROL, "no-store")], raw).into_response())
}

fn find(mailbox: &Mailbox, number: &str) -> Result<Received> {
    number.parse().ok().and_then(|number| mailbox.message(number)).ok_or(Error::NotFound)
}
