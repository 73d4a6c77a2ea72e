use super::{Error, FormToken};
use crate::Context;
use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::HeaderMap,
};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// The largest form. Stories and updates fit; a flood does not.
const LARGEST: usize = 64 * 1024;

/// A posted form that came from one of our pages. Anything else is answered before the handler sees it.
pub struct Form<T>(pub T);

/// A request's body as it came, up to 256 KiB, with its headers: for machines that sign their bytes.
pub struct Raw {
    /// The request's headers.
    pub headers: HeaderMap,
    /// Its body, byte for byte.
    pub body: Bytes,
}

impl<T: DeserializeOwned> FromRequest<Context> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, ctx: &Context) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let body = read(body, LARGEST).await?;
        let text = std::str::from_utf8(&body).map_err(|_| Error::bad("the form was not sent as text"))?;
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(text).map_err(|_| Error::bad("the form could not be read"))?;
        if text.contains("%00") || pairs.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Error::bad("the form holds a character that no text has"));
        }
        let mut names = BTreeSet::new();
        if let Some((name, _)) = pairs.iter().find(|(name, _)| !names.insert(name)) {
            return Err(Error::bad(&format!("the form answers “{name}” twice")));
        }
        let token = pairs.iter().find(|(name, _)| name == "_token").map_or("", |(_, value)| value);
        if !FormToken::fits(&parts.headers, &ctx.web.settings, token) {
            return Err(Error::StaleForm);
        }
        let answers: Vec<_> = pairs.iter().filter(|(name, _)| name != "_token").collect();
        let answers =
            serde_urlencoded::to_string(answers).map_err(|_| Error::bad("the form could not be read"))?;
        let form = serde_urlencoded::from_str(&answers).map_err(|error| {
            Error::bad(&format!("the form lacks something or holds what cannot be: {error}"))
        })?;
        Ok(Self(form))
    }
}

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        Ok(Self { headers: parts.headers, body: read(body, 256 * 1024).await? })
    }
}

async fn read(body: Body, most: usize) -> Result<Bytes, Error> {
    match Limited::new(body, most).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Error::TooLarge),
        Err(_) => Err(Error::bad("the request broke off")),
    }
}

/// What is wrong with a form, field by field, in the order of the page. The page is shown again with 422, what
/// was typed is kept, and each problem stands beside its field and in the summary, in the same words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FormProblems {
    /// Each problem, with the id of the field it belongs to.
    pub list: Vec<FormProblem>,
}

/// One thing that is wrong with a form.
#[derive(Clone, Debug, Serialize)]
pub struct FormProblem {
    /// The field's id.
    pub field: String,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl FormProblems {
    /// Adds a problem of `field`.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.list.push(FormProblem { field: field.to_owned(), message: message.into() });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
