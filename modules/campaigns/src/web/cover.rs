use super::parts::Support;
use crate::{queries, tables::campaign::Campaign};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use serde::Serialize;

/// A cover is drawn from a seed, and the seed is in its address: it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A card says how far the campaign has come, and whoever shows it asks seldom.
const FOR_A_WHILE: &str = "public, max-age=300, s-maxage=300, stale-while-revalidate=3600";
/// About how many letters fit on a line of a card.
const LINE: usize = 30;

/// Where the picture of `campaign` is.
pub(super) fn address(campaign: &Campaign) -> String {
    let cover = campaign.cover;
    format!("/c/{}/cover.svg?{}-{}", campaign.slug, cover.motif.name(), cover.seed)
}

#[derive(Serialize)]
struct CoverPicture {
    cover: crate::cover::Drawing,
}

impl Page for CoverPicture {
    const TEMPLATE: &'static str = "campaigns/cover.svg";
}

/// The picture that is shown where somebody shares the campaign.
#[derive(Serialize)]
struct CardPicture {
    cover: crate::cover::Drawing,
    title: String,
    /// The title in lines that fit.
    lines: Vec<String>,
    organiser: String,
    support: Support,
    /// How much of the band's 1040 is filled.
    filled: i64,
}

impl Page for CardPicture {
    const TEMPLATE: &'static str = "campaigns/card.svg";
}

/// `GET /c/{slug}/cover.svg`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    view.picture(&CoverPicture { cover: standing.campaign.cover.draw() }, FOR_EVER)
}

/// `GET /c/{slug}/card.svg`
pub(crate) async fn card(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    let support = Support::of(&standing);
    let campaign = standing.campaign;
    let page = CardPicture {
        cover: campaign.cover.draw(),
        lines: lines(&campaign.title),
        title: campaign.title,
        organiser: campaign.organiser,
        filled: support.filled * 1040 / 100,
        support,
    };
    view.picture(&page, FOR_A_WHILE)
}

/// `title` in at most three lines.
fn lines(title: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in title.split_whitespace() {
        let last = lines.last().map_or(0, |it| it.chars().count());
        if last > 0 && last + word.chars().count() >= LINE {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        lines[2].push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_after_three_lines() {
        assert_eq!(lines("Shade for the upper Kaveri"), ["Shade for the upper Kaveri"]);
        let long = lines(
            "A title that goes on and on until nobody reads it any more because it is far too long for this",
        );
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'), "{long:?}");
    }
}
