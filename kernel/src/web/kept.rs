//! A form as it was filled in, kept by the browser that it was filled in with: sealed, so that only this product reads
//! it, and for a short time. What answers a POST has no address to come back to; with this the same can be shown at an
//! address, and nothing of it is kept here.

use super::{View, WebSettings};
use crate::outbox::{seal_up, unseal};
use axum::http::HeaderValue;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// For how many seconds.
const KEPT: u32 = 15 * 60;
/// Browsers take cookies of 4096 bytes, with their names and attributes.
const MOST: usize = 3_900;
/// What it is sealed for.
const PURPOSE: &str = "kept form";

impl View {
    /// The cookie that keeps `form`, which was shown under `id`; nothing when it is too long for one.
    pub fn keep(&self, id: Uuid, form: &impl Serialize) -> Option<HeaderValue> {
        let (settings, clear) = (self.settings(), serde_json::to_vec(form).ok()?);
        let key = settings.keys.derived(PURPOSE).into_iter().next()?;
        let sealed = hex::encode(seal_up(&key, id, &clear).ok()?);
        let secure = if settings.secure_cookies { "; Secure" } else { "" };
        let cookie =
            format!("{}={sealed}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}", name(settings));
        HeaderValue::from_str(&cookie).ok().filter(|_| sealed.len() <= MOST)
    }

    /// The form that this browser keeps, when it was shown under `id`.
    pub fn kept<T: DeserializeOwned>(&self, id: Uuid) -> Option<T> {
        let settings = self.settings();
        let sealed = hex::decode(self.cookie(name(settings))?).ok()?;
        let clear = settings.keys.derived(PURPOSE).iter().find_map(|key| unseal(key, id, &sealed))?;
        serde_json::from_slice(&clear).ok()
    }

    /// The cookie that makes this browser let go of the form it keeps; nothing when it keeps none. Whoever uses it next
    /// is somebody else.
    pub fn let_go(&self) -> Option<HeaderValue> {
        let settings = self.settings();
        self.cookie(name(settings))?;
        let secure = if settings.secure_cookies { "; Secure" } else { "" };
        let cookie = format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}", name(settings));
        HeaderValue::from_str(&cookie).ok()
    }
}

fn name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies { "__Host-typed" } else { "typed" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::WebState;
    use anyhow::Context as _;
    use axum::http::{Request, header};
    use std::sync::Arc;

    /// A page for a browser that sends `cookie`.
    async fn page(state: &Arc<WebState>, cookie: &str) -> anyhow::Result<View> {
        let (parts, ()) = Request::get("/").header(header::COOKIE, cookie).body(())?.into_parts();
        Ok(View::of(state.clone(), &parts).await)
    }

    #[tokio::test]
    async fn what_was_typed_is_known_again_under_its_own_id_and_read_by_nobody_on_its_way()
    -> anyhow::Result<()> {
        let state = Arc::new(WebState::for_tests()?);
        let (id, typed) = (Uuid::from_u128(1), ["Asha".to_owned(), "asha@example.test".to_owned()]);
        let first = page(&state, "").await?;
        let cookie = first.keep(id, &typed).context("it fits")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        assert!(!cookie.contains("Asha") && !cookie.contains(&hex::encode("Asha")), "{cookie}");

        let again = page(&state, &format!("form=1; {cookie}")).await?;
        assert_eq!(again.kept::<[String; 2]>(id), Some(typed));
        assert_eq!(again.kept::<[String; 2]>(Uuid::from_u128(2)), None, "it was another form");
        assert_eq!(first.kept::<[String; 2]>(id), None, "it is another browser");
        let changed = page(&state, &cookie.replace("typed=", "typed=00")).await?;
        assert_eq!(changed.kept::<[String; 2]>(id), None);
        assert!(first.keep(id, &"x".repeat(MOST)).is_none(), "no browser would take it");
        Ok(())
    }

    #[tokio::test]
    async fn a_browser_that_keeps_a_form_is_made_to_let_go_of_it_and_no_other_is_told_so()
    -> anyhow::Result<()> {
        let state = Arc::new(WebState::for_tests()?);
        let first = page(&state, "form=1").await?;
        assert_eq!(first.let_go(), None);
        let kept = first.keep(Uuid::from_u128(1), &"asha@example.test").context("it fits")?;
        let (pair, attributes) = kept.to_str()?.split_once(';').context("a cookie with attributes")?;

        let gone = page(&state, pair).await?.let_go().context("it keeps one")?;
        let (emptied, ends) = gone.to_str()?.split_once(';').context("a cookie with attributes")?;
        assert_eq!(emptied, format!("{}=", pair.split('=').next().unwrap_or_default()));
        assert_eq!(
            ends,
            attributes.replace(&format!("Max-Age={KEPT}"), "Max-Age=0"),
            "else it is another one"
        );
        Ok(())
    }
}
