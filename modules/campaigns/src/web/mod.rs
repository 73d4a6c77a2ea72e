//! The pages of campaigns. All of them are the same for everybody, so that caches may keep them.

mod amounts;
mod campaign;
mod cover;
mod feed;
mod home;
mod live;
mod parts;
mod robots;
mod search;
mod share;
mod tile;
mod total;

use crate::live::{Hub, MOST};
use axum::{Extension, routing::get};
use kernel::web::Routes;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("campaigns/components.html", include_str!("../../templates/campaigns/components.html")),
    ("campaigns/card.svg", include_str!("../../templates/campaigns/card.svg")),
    ("campaigns/cover.svg", include_str!("../../templates/campaigns/cover.svg")),
    ("campaigns/feed.xml", include_str!("../../templates/campaigns/feed.xml")),
    ("campaigns/robots.txt", include_str!("../../templates/campaigns/robots.txt")),
    ("campaigns/search.html", include_str!("../../templates/campaigns/search.html")),
    ("campaigns/sitemap.xml", include_str!("../../templates/campaigns/sitemap.xml")),
    ("campaigns/home.html", include_str!("../../templates/campaigns/home.html")),
    ("campaigns/show.html", include_str!("../../templates/campaigns/show.html")),
    ("campaigns/_support.html", include_str!("../../templates/campaigns/_support.html")),
    ("campaigns/_give.html", include_str!("../../templates/campaigns/_give.html")),
    ("campaigns/_share.html", include_str!("../../templates/campaigns/_share.html")),
    ("campaigns/_rewards.html", include_str!("../../templates/campaigns/_rewards.html")),
];

/// The language the pages are written in (BCP 47).
const LOCALE: &str = "en";

pub(crate) use self::total::json as total_json;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .anyone("/", get(home::index))
        .anyone("/search", get(search::show))
        .anyone("/feed.atom", get(feed::feed))
        .anyone("/sitemap.xml", get(feed::site_map))
        .anyone("/c/{slug}", get(campaign::show))
        .anyone("/c/{slug}/cover.svg", get(cover::show))
        .anyone("/c/{slug}/card.svg", get(cover::card))
        .anyone("/c/{slug}/total.json", get(total::show))
        .anyone("/c/{slug}/live", get(live::follow).layer(Extension(Hub::of(MOST))))
        .anyone("/robots.txt", get(robots::show))
}
