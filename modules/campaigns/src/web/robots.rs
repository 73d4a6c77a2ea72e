use axum::response::Response;
use kernel::web::View;

/// Crawlers are kept from what is somebody's own or starts something.
const RULES: &str = "User-agent: *\n\
                     Disallow: /backoffice\n\
                     Disallow: /me\n\
                     Disallow: /p/\n\
                     Disallow: /c/*/give\n";

/// `GET /robots.txt`
pub(crate) async fn show(view: View) -> Response {
    view.cached(RULES.to_owned(), "text/plain; charset=utf-8", "public, max-age=3600, s-maxage=86400")
}
