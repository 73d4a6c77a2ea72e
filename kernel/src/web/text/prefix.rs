use super::{Language, language::asked_in};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Uri, header},
    middleware::{Next, from_fn},
    response::Response,
};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// What is the same in every language and has one address.
const SHARED: &[&str] = &[
    "/assets",
    "/webhooks",
    "/api",
    "/sandbox",
    "/checkout",
    "/metrics",
    "/livez",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/sitemap.xml",
];

/// Attributes that lead somewhere.
const LEADING: [&str; 9] = [
    "href",
    "action",
    "formaction",
    "data-live-url",
    "data-live-events",
    "data-url",
    "hx-get",
    "hx-post",
    "hx-put",
];

/// `router` in every language: `/ar/…` is answered by what answers `/…`, in Arabic. `strange` says whether the
/// pseudo-language is spoken too.
///
/// It goes around a whole router, because a layer inside would come after the path has been matched.
pub fn in_languages(router: Router, strange: bool) -> Router {
    let layer = from_fn(move |request: Request, next: Next| answer(strange, request, next));
    Router::new().fallback_service(router).layer(layer)
}

async fn answer(strange: bool, mut request: Request, next: Next) -> Response {
    let (language, rest) = split(request.uri().path());
    if language == Language::En || (language == Language::Pseudo && !strange) {
        return next.run(request).await;
    }
    let Some(uri) = without_prefix(request.uri(), rest) else { return next.run(request).await };
    *request.uri_mut() = uri;
    request.extensions_mut().insert(language);
    let mut response = asked_in(language, next.run(request)).await;
    let location = response.headers().get(header::LOCATION).and_then(|it| it.to_str().ok());
    let led = location.and_then(|it| lead(language, it)).and_then(|it| HeaderValue::from_str(&it).ok());
    if let Some(led) = led {
        response.headers_mut().insert(header::LOCATION, led);
    }
    response
}

/// The language of `path` and what is left of it: `/ar/c/wells` is `/c/wells` in Arabic.
fn split(path: &str) -> (Language, &str) {
    for language in Language::ALL.into_iter().filter(|it| *it != Language::En) {
        match path.strip_prefix(language.prefix()) {
            Some("") => return (language, "/"),
            Some(rest) if rest.starts_with('/') => return (language, rest),
            _ => {}
        }
    }
    (Language::En, path)
}

fn without_prefix(uri: &Uri, path: &str) -> Option<Uri> {
    let query = uri.query().map(|it| format!("?{it}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(format!("{path}{query}").parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// `address` as it is in `language`; nothing when it leads away from the pages, or is in a language already.
fn lead(language: Language, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let shared =
        |it: &str| path.strip_prefix(it).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if language == Language::En
        || !path.starts_with('/')
        || path.starts_with("//")
        || SHARED.iter().any(|it| shared(it))
        || split(path).0 != Language::En
    {
        return None;
    }
    let rest = if address == "/" { "" } else { address };
    Some(format!("{}{rest}", language.prefix()))
}

/// What follows the language in the address of a page. It begins with one slash: with two it would be the address of
/// somebody else's site.
pub(crate) fn place(uri: &Uri) -> String {
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
}

/// `path` without the language it begins with.
pub fn bare(path: &str) -> &str {
    split(path).1
}

/// The address of `place` in `language`.
pub(crate) fn placed(language: Language, place: &str) -> String {
    lead(language, place).unwrap_or_else(|| place.to_owned())
}

/// `html` with everything that leads to another page leading to it in `language`. What says its own language
/// (`hreflang`) is left as it is.
///
/// # Errors
/// When the page is so broken that it cannot be read.
pub(crate) fn lead_to(language: Language, html: String) -> anyhow::Result<String> {
    if language == Language::En {
        return Ok(html);
    }
    let selector = LEADING.map(|it| format!("[{it}]")).join(",");
    let rewrite = element!(selector, |it| {
        if it.has_attribute("hreflang") {
            return Ok(());
        }
        for name in LEADING {
            if let Some(address) = it.get_attribute(name).and_then(|address| lead(language, &address)) {
                it.set_attribute(name, &address)?;
            }
        }
        Ok(())
    });
    Ok(rewrite_str(&html, RewriteStrSettings::new().append_element_content_handler(rewrite))?)
}
