//! A form of ours that was open while its reader signed in or out in another tab. It is not taken for whoever is signed in
//! now without a word; what was typed is kept, and sent with one more click.

use super::{Error, Forms, Page, View, guard::Trace, text};
use axum::{
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::fmt;

/// Fields of forms that sign people in, or prove that it is them. What they hold is written on no page.
pub(super) const SECRETS: [&str; 5] = ["password", "current", "new", "code", "passkey"];

/// A form as it was sent, without its token.
#[derive(Serialize)]
pub struct Sent {
    /// Where to.
    action: String,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
}

/// What was typed is in no log.
impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sent")
    }
}

impl Sent {
    pub(super) fn to(uri: &Uri, answers: Vec<(String, String)>, trace: Trace) -> Self {
        let Trace { shown, proof, trap } = trace;
        let carried = [("_shown", shown), ("_proof", proof), ("homepage", trap)];
        let carried = carried.into_iter().filter(|(_, value)| !value.is_empty());
        let carried = carried.map(|(name, value)| (name.to_owned(), value));
        let fields = answers.into_iter().chain(carried).map(|(name, value)| Field { name, value });
        Self { action: text::place(uri), fields: fields.collect() }
    }

    pub(super) fn into_error(self) -> Error {
        let secret = self.fields.iter().any(|it| SECRETS.contains(&it.name.as_str()));
        if secret { Error::StaleForm } else { Error::OtherSession(Box::new(self)) }
    }

    /// The page from which it is sent again.
    pub(super) fn shown(&self, view: &View) -> Response {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        view.show_with(status, self).unwrap_or_else(|_| status.into_response())
    }
}

impl Page for Sent {
    const TEMPLATE: &'static str = "kernel/resend.html";
    const FORMS: Forms = Forms::Onwards;
}
