//! A campaign within pages of other sites (SEC-11): how it stands, and links that leave them. Nothing can be done there, so
//! nobody gains by having it clicked on unseen.

use super::{
    campaign::stands,
    parts::{Left, Support},
};
use crate::{embedding, lifecycle::Status, queries, tables};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct Embedded {
    slug: String,
    title: String,
    /// What the title is written in (BCP 47).
    language: String,
    organiser: String,
    support: Support,
    /// How long it still takes gifts; nothing when it takes none.
    left: Option<Left>,
    /// Where it stands then, in a word.
    stands: String,
}

impl Page for Embedded {
    const TEMPLATE: &'static str = "campaigns/embed.html";
}

/// `GET /embed/c/{slug}`
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    let support = Support::of(&standing);
    let campaign = standing.campaign;
    let sites = tables::embedding::sites(ctx.db.read(), campaign.id).await?;
    let left = Left::until(campaign.deadline_at, ctx.clock.now());
    let page = Embedded {
        left: left.filter(|_| campaign.status == Status::Live),
        stands: stands(&view, campaign.status),
        slug: campaign.slug,
        title: campaign.title,
        language: campaign.language,
        organiser: campaign.organiser,
        support,
    };
    view.embedded(&page, &embedding::ancestors(&sites))
}

/// What somebody writes into a page of theirs to show the campaign `title` at `slug` of the site at `site`, which is in one
/// language.
pub(super) fn code(site: &str, slug: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    format!(
        "<iframe src=\"{site}/embed/c/{slug}\" title=\"{title}\" width=\"360\" height=\"320\" loading=\"lazy\" \
         style=\"border:0;max-width:100%\"></iframe>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_nothing_of_its_own_in_the_page_of_another_site() {
        let code = code("https://example.org/es", "wells", "\"><script>alert(1)</script> & wells");
        assert!(code.starts_with(
            "<iframe src=\"https://example.org/es/embed/c/wells\" title=\"&quot;&gt;&lt;script"
        ));
        assert_eq!(code.matches('<').count(), 2, "{code}");
        assert!(code.contains("&amp; wells\""), "{code}");
    }
}
