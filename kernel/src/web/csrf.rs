use super::{CurrentUser, WebSettings, handle_of};
use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use contracts::UserId;
use rand::Rng;
use sha2::{Digest, Sha256};
use tower_sessions::Session;
use uuid::Uuid;

/// How many signs of a token say in which session it was shown, and as many after them to whom.
const MARK: usize = 16;

/// Ties a form to the browser that was shown it, and to the session it was shown in (SEC-10): a random cookie, and in
/// the form the marks of the session and of its user, and an HMAC of it all. Whoever can make a browser post cannot read its cookie, and without
/// it cannot make the token. A form from before a sign-in or a sign-out is worth nothing after it.
#[derive(Clone, Debug)]
pub struct FormToken {
    cookie: String,
    fresh: bool,
    session: String,
}

/// What a token says of the form that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// This browser was shown it, in this session.
    Fits,
    /// This browser was shown it, before its user signed in or out.
    OtherSession,
    /// It was not.
    Not,
}

impl FormToken {
    /// The one this browser has in this session. One whose browser has no cookie yet gets a new one.
    pub async fn of(parts: &Parts, settings: &WebSettings) -> Self {
        let session = mark_of(parts).await;
        match find(&parts.headers, name(settings)) {
            Some(cookie) => Self { cookie, fresh: false, session },
            None => Self { cookie: hex::encode(rand::rng().random::<[u8; 32]>()), fresh: true, session },
        }
    }

    /// The same once nobody is signed in any more.
    pub(super) fn signed_out(self) -> Self {
        Self { session: nobody(), ..self }
    }

    /// What the form's hidden field `_token` carries.
    pub fn field(&self, settings: &WebSettings) -> String {
        let signature = settings.keys.sign("form", signed(&self.cookie, &self.session).as_bytes());
        format!("{}{signature}", self.session)
    }

    /// The cookie to set, when the browser has none yet.
    pub fn set_cookie(&self, settings: &WebSettings) -> Option<HeaderValue> {
        let secure = if settings.secure_cookies { "; Secure" } else { "" };
        let text = format!("{}={}; Path=/; HttpOnly; SameSite=Lax{secure}", name(settings), self.cookie);
        self.fresh.then(|| HeaderValue::from_str(&text).ok()).flatten()
    }

    /// What this browser is known by: links that are mailed open only in the browser that asked for them. It
    /// cannot be turned back into the cookie.
    pub fn browser(&self, settings: &WebSettings) -> Vec<u8> {
        settings.keys.sign("browser", self.cookie.as_bytes()).into_bytes()
    }

    /// Whether `field` belongs to the cookie that came with `parts`, and to their session.
    pub(super) async fn fits(parts: &Parts, settings: &WebSettings, field: &str) -> Fit {
        let Some(mark) = mark_in(parts, settings, field) else { return Fit::Not };
        if mark == mark_of(parts).await { Fit::Fits } else { Fit::OtherSession }
    }

    /// The mark of the person to whom this browser showed the form with `field`, in whichever session; nothing when nobody
    /// was signed in, or another browser showed it.
    pub(super) fn shown_to<'a>(parts: &Parts, settings: &WebSettings, field: &'a str) -> Option<&'a str> {
        mark_in(parts, settings, field).filter(|it| *it != nobody())?.get(MARK..)
    }
}

/// The marks in `field`, when they are signed for the cookie that came with `parts`.
fn mark_in<'a>(parts: &Parts, settings: &WebSettings, field: &'a str) -> Option<&'a str> {
    let cookie = find(&parts.headers, name(settings))?;
    let (mark, signature) = field.split_at_checked(2 * MARK)?;
    settings.keys.verify("form", signed(&cookie, mark).as_bytes(), signature).then_some(mark)
}

/// What a person is told from every other by.
pub(super) fn mark_of_person(user: UserId) -> String {
    shortened(user.0)
}

fn shortened(id: Uuid) -> String {
    hex::encode(&Sha256::digest(id.as_bytes())[..MARK / 2])
}

fn signed(cookie: &str, session: &str) -> String {
    format!("{session}:{cookie}")
}

/// What a session and its user are told from every other by, and what opens none. It stays when the session goes on under
/// a new id: whoever proves once more that it is them goes on with the forms of their other tabs.
async fn mark_of(parts: &Parts) -> String {
    let Some(session) = parts.extensions.get::<Session>() else { return nobody() };
    let handle = handle_of(session).await.ok().flatten();
    let user = CurrentUser::of(parts).await.ok().flatten();
    match handle.zip(user) {
        Some((handle, user)) => format!("{}{}", shortened(handle), mark_of_person(user.id)),
        // Without a session nothing is done for anybody in particular.
        None => nobody(),
    }
}

fn nobody() -> String {
    "0".repeat(2 * MARK)
}

fn name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies { "__Host-form" } else { "form" }
}

fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    pairs.find(|(key, value)| *key == name && value.len() == 64).map(|(_, value)| value.to_owned())
}
