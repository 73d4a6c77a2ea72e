//! What readers are told where no page is made for them, because there is too much to do: it is in their language all the
//! same.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use kernel::web::{Argument, Language, Texts};

pub(crate) const TEXTS: &[(&str, &str)] = kernel::texts!("server");

/// What a page that is only dressed may load: our sheet, its faces and what it draws.
const DRESSED: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; \
                       form-action 'none'; frame-ancestors 'none'";

/// There is more to do than can be done: whoever reads this comes back in `seconds`. It looks like every other page that
/// says why there is none: the sheet is never let go, and most who come have it.
pub(super) fn busy(texts: &Texts, language: Language, seconds: i64) -> Response {
    let say = |key| texts.say(language, key, &[("seconds", Argument::Number(seconds))]).unwrap_or_default();
    let (tag, direction) = (language.tag(), language.direction());
    let (title, heading, words) = (say("busy-title"), say("busy-heading"), say("busy-words"));
    let sheet = assets::path("app.css").unwrap_or_default();
    let page = format!(
        "<!doctype html><html lang=\"{tag}\" dir=\"{direction}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} – Tributary</title>\
         <link rel=\"stylesheet\" href=\"{sheet}\"><main class=\"wrap narrow lost\">\
         <p class=\"code num\" aria-hidden=\"true\">503</p><h1>{heading}</h1><p class=\"lede\">{words}</p></main></html>"
    );
    let headers = [
        (header::RETRY_AFTER, seconds.to_string()),
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, DRESSED.to_owned()),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    async fn read(answer: Response) -> anyhow::Result<String> {
        Ok(String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await?.to_vec())?)
    }

    #[tokio::test]
    async fn whoever_is_let_go_is_told_when_to_come_back_in_their_language() -> anyhow::Result<()> {
        let texts = Texts::new(TEXTS.iter().copied())?;
        for language in Language::OFFERED {
            let answer = busy(&texts, language, 10);
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answer.headers()[header::RETRY_AFTER], "10");
            let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str()?.to_owned();
            let page = read(answer).await?;
            assert!(page.contains(&format!("lang=\"{}\"", language.tag())), "{page}");
            assert_eq!(page.contains("dir=\"rtl\""), language == Language::Ar, "{page}");
            assert_eq!(page.contains("do not pay again"), language == Language::En, "{page}");
            assert!(
                !page.contains("Nothing was charged"),
                "whoever comes back from paying may have been: {page}"
            );
            assert!(page.contains(&language.number(10)), "{page}");
            assert!(page.contains("<link rel=\"stylesheet\" href=\"/assets/"), "{page}");
            assert!(policy.contains("style-src 'self'") && !policy.contains("script"), "{policy}");
        }
        Ok(())
    }
}
