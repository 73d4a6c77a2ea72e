//! What machines read: the newest campaigns as a feed, and every public page for search engines.

use crate::{category::Category, queries, tables::listing};
use axum::{extract::State, response::Response};
use kernel::{
    Context,
    web::{Page, Result, View},
};
use serde::Serialize;

/// How many campaigns a feed names.
const IN_FEED: usize = 30;
/// How many a site map names: what search engines take in one file is 50 000.
const IN_MAP: i64 = 20_000;
const CACHING: &str = "public, max-age=300, s-maxage=600, stale-while-revalidate=3600";

#[derive(Serialize)]
struct Feed {
    /// When the newest of them began (RFC 3339).
    updated: String,
    entries: Vec<Entry>,
}

impl Page for Feed {
    const TEMPLATE: &'static str = "campaigns/feed.xml";
}

#[derive(Serialize)]
struct Entry {
    id: String,
    slug: String,
    title: String,
    promise: String,
    /// What both are written in (BCP 47).
    language: String,
    organiser: String,
    published: String,
}

#[derive(Serialize)]
struct SiteMap {
    slugs: Vec<String>,
    categories: Vec<&'static str>,
}

impl Page for SiteMap {
    const TEMPLATE: &'static str = "campaigns/sitemap.xml";
}

/// `GET /feed.atom`
pub(crate) async fn feed(State(ctx): State<Context>, view: View) -> Result<Response> {
    let now = ctx.clock.now();
    let newest = queries::search::newest(&ctx.db, now, IN_FEED).await?;
    let entries: Vec<_> = newest
        .into_iter()
        .map(|(it, published)| Entry {
            id: it.campaign.id.0.to_string(),
            published: published.to_string(),
            slug: it.campaign.slug,
            title: it.campaign.title,
            promise: it.campaign.promise,
            language: it.campaign.language,
            organiser: it.campaign.organiser,
        })
        .collect();
    // The beginning of time, for a feed in which there is nothing yet.
    let never = contracts::Timestamp(0).to_string();
    let updated = entries.first().map_or(never, |it| it.published.clone());
    view.document(&Feed { updated, entries }, "application/atom+xml; charset=utf-8", CACHING)
}

/// `GET /sitemap.xml`
pub(crate) async fn site_map(State(ctx): State<Context>, view: View) -> Result<Response> {
    let slugs = listing::slugs(ctx.db.read(), ctx.clock.now(), IN_MAP).await?;
    let categories = Category::ALL.map(Category::slug).to_vec();
    view.document(&SiteMap { slugs, categories }, "application/xml; charset=utf-8", CACHING)
}
