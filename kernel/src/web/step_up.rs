use super::{
    CurrentUser, Error, Result, session,
    typed::{self, Typed},
};
use crate::{Context, Keys};
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use contracts::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Duration;
use tower_sessions::Session;

/// How long ago somebody may have proved that it is them for what needs it (SEC-6).
const FRESH: Duration = Duration::from_mins(5);
const DEED: &str = "deed";
const SIGNED: &str = "signed";

/// Whoever is signed in and has proved within the last five minutes that it is them. A handler that takes it
/// sends everybody else to the page where they can, and from there back.
///
/// For what moves money or gives power, [`sign`](Self::sign) binds the proof to the very thing that is done.
pub struct StepUp {
    /// Who.
    pub user: CurrentUser,
    session: Session,
    now: Timestamp,
    /// What they sent, should they have to sign first.
    typed: Option<Typed>,
    keys: Keys,
}

/// What somebody is about to do, as they are shown it before they prove that it is them ("what you see is what
/// you sign").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// What is done, as a button says it.
    pub title: String,
    /// What it is done with: the amount, who is paid, the last four digits.
    pub lines: Vec<Line>,
    /// The page to come back to, where it is done.
    pub back: String,
}

/// One line of a [`Deed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// What it is worth.
    pub value: String,
}

impl Deed {
    /// A deed without lines.
    pub fn new(title: impl Into<String>, back: impl Into<String>) -> Self {
        Self { title: title.into(), lines: Vec::new(), back: back.into() }
    }

    /// The same with one more line.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.lines.push(Line { name: name.into(), value: value.into() });
        self
    }

    /// What tells it from every other: the page that shows it carries this, and whoever signs sends it back.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn print(&self) -> Result<String> {
        let words = serde_json::to_vec(self).map_err(|error| Error::Internal(error.into()))?;
        Ok(hex::encode(Sha256::digest(words)))
    }
}

/// A deed that was signed, and when.
#[derive(Serialize, Deserialize)]
struct Signed {
    print: String,
    at: Timestamp,
}

impl StepUp {
    /// `Ok` when exactly `deed` was shown to this person and signed by them within the last five minutes; it
    /// counts once. Otherwise they are shown it, and asked to prove that it is them.
    ///
    /// # Errors
    /// [`Error::StepUp`] when it was not signed.
    pub async fn sign(&self, deed: &Deed) -> Result<()> {
        let signed: Option<Signed> = self.session.remove(SIGNED).await.map_err(broken)?;
        if let Some(signed) = signed
            && signed.print == deed.print()?
            && self.now <= signed.at.after(FRESH)
        {
            return Ok(());
        }
        self.session.insert(DEED, deed).await.map_err(broken)?;
        typed::keep(self.typed.as_ref(), &self.session, &self.keys, (&deed.back, self.now)).await?;
        Err(Error::StepUp(deed.back.clone()))
    }

    /// `Ok` when a second factor was shown in this session, as whoever is paid out needs it (SEC-5). The demo's people
    /// need none.
    ///
    /// # Errors
    /// [`Error::NeedsFactor`] when none was.
    pub async fn with_second(&self, ctx: &Context) -> Result<()> {
        let has = ctx.web.settings.demo || session::proof_of(&self.session).await?.second;
        if has { Ok(()) } else { Err(Error::NeedsFactor) }
    }

    /// What waits to be signed in `session`.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn asked(session: &Session) -> Result<Option<Deed>> {
        session.get(DEED).await.map_err(broken)
    }

    /// Has the page `back` offer what was typed there before this person was asked to prove that it is them, now that they
    /// have.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn proved(session: &Session, back: &str) -> Result<()> {
        typed::prove(session, back).await
    }

    /// Notes that what waited was signed at `now`, when it is what was `shown`: another tab may have asked for
    /// something else meanwhile. Whoever shows the page has just checked the factor.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn signed(session: &Session, shown: &str, now: Timestamp) -> Result<()> {
        let Some(deed) = Self::asked(session).await? else { return Ok(()) };
        let print = deed.print()?;
        if print == shown {
            session.remove::<Deed>(DEED).await.map_err(broken)?;
            session.insert(SIGNED, Signed { print, at: now }).await.map_err(broken)?;
        }
        Ok(())
    }
}

impl FromRequestParts<Context> for StepUp {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Context) -> Result<Self> {
        let user = CurrentUser::of(parts).await?.ok_or(Error::SignedOut)?;
        let session = parts.extensions.get::<Session>().cloned().ok_or(Error::SignedOut)?;
        let (now, keys) = (ctx.clock.steady(), ctx.web.settings.keys.clone());
        let typed = Typed::of(parts, &ctx.web.settings).await;
        if session::proof_of(&session).await?.at.is_some_and(|at| now <= at.after(FRESH)) {
            return Ok(Self { user, session, now, typed, keys });
        }
        let back = page_of(parts);
        typed::keep(typed.as_ref(), &session, &keys, (&back, now)).await?;
        Err(Error::StepUp(back))
    }
}

/// The page the request came from: itself, or for a form the page it stood on. A file is no page to come back to, for a
/// browser that takes it stays where it is: its link stands on one.
fn page_of(parts: &Parts) -> String {
    let file = parts.uri.path().strip_suffix(".csv").is_some();
    if parts.method.is_safe() && !file {
        return parts.uri.path_and_query().map_or("/me", |it| it.as_str()).to_owned();
    }
    let from = parts.headers.get(header::REFERER).and_then(|it| it.to_str().ok()).unwrap_or_default();
    // Over HTTP/2 the host is a part of the address.
    let host = parts.uri.authority().map(axum::http::uri::Authority::as_str);
    let host = host.or_else(|| parts.headers.get(header::HOST)?.to_str().ok()).unwrap_or_default();
    let here = from.split_once("://").and_then(|(_, rest)| rest.strip_prefix(host));
    here.filter(|it| it.starts_with('/') && !it.starts_with("//")).unwrap_or("/me").to_owned()
}

fn broken(error: tower_sessions::session::Error) -> Error {
    Error::Internal(error.into())
}

#[cfg(test)]
mod tests {
    use super::page_of;
    use axum::http::{Request, header};

    #[test]
    fn a_file_leads_back_to_the_page_its_link_stands_on_and_a_page_to_itself() -> Result<(), axum::http::Error>
    {
        let asked = |path: &str| {
            let request = Request::builder().uri(path).header(header::HOST, "a.test");
            let request = request.header(header::REFERER, "https://a.test/me/receipts").body(())?;
            Ok::<_, axum::http::Error>(page_of(&request.into_parts().0))
        };
        assert_eq!(asked("/me/receipts.csv?year=2026")?, "/me/receipts");
        assert_eq!(asked("/me/email?from=mail")?, "/me/email?from=mail");
        Ok(())
    }
}
