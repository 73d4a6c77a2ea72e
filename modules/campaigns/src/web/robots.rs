use axum::response::Response;
use kernel::web::{Page, Result, View};
use serde::Serialize;

#[derive(Serialize)]
struct Rules {}

impl Page for Rules {
    const TEMPLATE: &'static str = "campaigns/robots.txt";
}

/// `GET /robots.txt`
pub(crate) async fn show(view: View) -> Result<Response> {
    view.document(&Rules {}, "text/plain; charset=utf-8", "public, max-age=3600, s-maxage=86400")
}
