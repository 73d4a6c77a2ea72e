use super::WebSettings;
use axum::http::{HeaderMap, HeaderValue, header};
use rand::Rng;

/// Ties a form to the browser that was shown it: a random cookie, and in the form an HMAC of it. Whoever can
/// make a browser post cannot read its cookie, and without it cannot make the token.
#[derive(Clone, Debug)]
pub struct FormToken {
    cookie: String,
    fresh: bool,
}

impl FormToken {
    /// The one this browser has, or a new one.
    pub fn of(headers: &HeaderMap, settings: &WebSettings) -> Self {
        match find(headers, name(settings)) {
            Some(cookie) => Self { cookie, fresh: false },
            None => Self { cookie: hex::encode(rand::rng().random::<[u8; 32]>()), fresh: true },
        }
    }

    /// What the form's hidden field `_token` carries.
    pub fn field(&self, settings: &WebSettings) -> String {
        settings.keys.sign("form", self.cookie.as_bytes())
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

    /// Whether `field` belongs to the cookie this browser sent.
    pub(super) fn fits(headers: &HeaderMap, settings: &WebSettings, field: &str) -> bool {
        let cookie = find(headers, name(settings));
        cookie.is_some_and(|cookie| settings.keys.verify("form", cookie.as_bytes(), field))
    }
}

fn name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies { "__Host-form" } else { "form" }
}

fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    pairs.find(|(key, value)| *key == name && value.len() == 64).map(|(_, value)| value.to_owned())
}
