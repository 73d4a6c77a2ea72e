use super::{
    Error, FormToken, Text, View,
    csrf::Fit,
    guard::Trace,
    resend::{SECRETS, Sent},
};
use crate::{Context, turn::waiting_for};
use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::HeaderMap,
};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// The largest form. Stories and updates fit; a flood does not.
pub(super) const LARGEST: usize = 64 * 1024;

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
        Ok(Self(read_form(request, ctx).await?.0))
    }
}

/// The answers of a form that came from one of our pages, and what else it carried.
pub(super) async fn read_form<T: DeserializeOwned>(
    request: Request,
    ctx: &Context,
) -> Result<(T, Trace), Error> {
    let (answers, trace) = read_answers(request, ctx).await?;
    let form = serde_urlencoded::from_str(&answers)
        .map_err(|error| Error::bad(&format!("the form lacks something or holds what cannot be: {error}")))?;
    Ok((form, trace))
}

/// The answers still written out, so that this is compiled once and not once for each form.
async fn read_answers(request: Request, ctx: &Context) -> Result<(String, Trace), Error> {
    let (parts, body) = request.into_parts();
    let body = read(body, LARGEST).await?;
    let mut pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(text(&body)?).map_err(|_| Error::bad("the form could not be read"))?;
    tidy(&mut pairs);
    let mut names = BTreeSet::new();
    if let Some((name, _)) = pairs.iter().find(|(name, _)| !names.insert(name)) {
        return Err(Error::bad(&format!("the form answers “{name}” twice")));
    }
    let mut take = |name: &str| {
        let at = pairs.iter().position(|(it, _)| it == name);
        at.map(|it| pairs.remove(it).1).unwrap_or_default()
    };
    let token = take("_token");
    let trace = Trace { shown: take("_shown"), proof: take("_proof"), trap: take("homepage") };
    match FormToken::fits(&parts, &ctx.web.settings, &token).await {
        Fit::Fits => {}
        Fit::OtherSession => return Err(Sent::to(&parts.uri, pairs, trace).into_error()),
        Fit::Not => return Err(Error::StaleForm),
    }
    let answers = serde_urlencoded::to_string(pairs).map_err(|_| Error::bad("the form could not be read"))?;
    Ok((answers, trace))
}

/// Takes out of every answer what nobody types and what misleads whoever reads it. A secret stays as it was typed (SEC-2).
pub(super) fn tidy(answers: &mut [(String, String)]) {
    for (_, answer) in answers.iter_mut().filter(|(name, _)| !SECRETS.contains(&name.as_str())) {
        answer.retain(|it| !misleads(it));
    }
}

/// Signs that turn the words around them the other way (UAX 9: embeddings, overrides, isolates), so that a name reads as
/// another one; and those that stand for nothing, which no feed may hold. Marks and joiners of Arabic and Hindi stay.
fn misleads(it: char) -> bool {
    let turns = matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let nothing =
        it.is_control() && !matches!(it, '\t' | '\n' | '\r') || matches!(it, '\u{fffe}' | '\u{ffff}');
    turns || nothing
}

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        Ok(Self { headers: parts.headers, body: read(body, 256 * 1024).await? })
    }
}

/// The form as it was sent, when what it says is text. The decoder further on would quietly put a replacement
/// character wherever it is not.
fn text(body: &[u8]) -> Result<&str, Error> {
    let said = decoded(body);
    if std::str::from_utf8(&said).is_err() || said.contains(&0) {
        return Err(Error::bad("the form holds what is not text"));
    }
    std::str::from_utf8(body).map_err(|_| Error::bad("the form holds what is not text"))
}

/// The bytes that `%xx` stand for; a `%` that begins nothing stands for itself (URL Standard, percent-decode).
fn decoded(body: &[u8]) -> Vec<u8> {
    let hex = |at: usize| body.get(at).and_then(|it| char::from(*it).to_digit(16));
    let (mut said, mut at) = (Vec::with_capacity(body.len()), 0);
    while let Some(byte) = body.get(at) {
        if let (b'%', Some(high), Some(low)) = (byte, hex(at + 1), hex(at + 2)) {
            said.extend(u8::try_from(high * 16 + low));
            at += 3;
        } else {
            said.push(*byte);
            at += 1;
        }
    }
    said
}

pub(super) async fn read(body: Body, most: usize) -> Result<Bytes, Error> {
    match waiting_for(Limited::new(body, most).collect()).await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => Err(Error::TooLarge),
        Err(_) => Err(Error::bad("the request broke off")),
    }
}

/// What is wrong with a form, field by field, in the order of the page. The page is shown again with 422, what
/// was typed is kept, and each problem stands beside its field and in the summary, in the same words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FormProblems {
    /// Each problem, with the id of the field it belongs to.
    pub list: Vec<FormProblem>,
}

/// What is wrong with a form, put into the reader's language as it is found.
pub struct Problems<'a> {
    view: &'a View,
    found: FormProblems,
}

impl<'a> Problems<'a> {
    /// Nothing yet.
    pub fn of(view: &'a View) -> Self {
        Self { view, found: FormProblems::default() }
    }

    /// Notes that `field` is wrong, and what to do about it.
    pub fn add(&mut self, field: &str, text: &Text) {
        self.found.add(field, self.view.say(text));
    }

    /// What was read, or `None` with a problem of `field`.
    pub fn keep<T>(&mut self, field: &str, read: Result<T, Text>) -> Option<T> {
        read.map_err(|text| self.add(field, &text)).ok()
    }

    /// The locale that amounts are written in here.
    pub fn locale(&self) -> &'static str {
        self.view.language().locale()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of it, for the page.
    pub fn found(self) -> FormProblems {
        self.found
    }
}

/// One thing that is wrong with a form.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
