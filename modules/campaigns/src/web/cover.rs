use super::parts::Support;
use crate::{
    card::{self, Card},
    cover::Drawing,
    progress::Stage,
    queries::{self, Standing},
    tables::campaign::Campaign,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::{
    Context,
    web::{Error, Language, Page, Result, View},
};
use serde::Serialize;

/// A cover is drawn from a seed, and the seed is in its address: it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A card says how far the campaign has come, and whoever shows it asks seldom.
const FOR_A_WHILE: &str = "public, max-age=300, s-maxage=300, stale-while-revalidate=3600";

/// What the picture of `campaign` shows, in words.
pub(super) fn words(view: &View, campaign: &Campaign) -> String {
    match campaign.cover_image {
        Some(_) => campaign.cover_alt.clone(),
        None => view.t(campaign.cover.motif.label(), &[]),
    }
}

/// The picture that is drawn for `campaign`, and what it shows.
pub(super) fn drawing(view: &View, campaign: &Campaign) -> Cover {
    Cover { label: view.t(campaign.cover.motif.label(), &[]), drawing: campaign.cover.draw() }
}

/// Where the picture of `campaign` is: the one its creator sent, or the one that is drawn.
pub(super) fn address(campaign: &Campaign) -> String {
    if let Some(image) = campaign.cover_image {
        return format!("/media/{image}/800.jpg");
    }
    let cover = campaign.cover;
    format!("/c/{}/cover.svg?{}-{}", campaign.slug, cover.motif.name(), cover.seed)
}

#[derive(Serialize)]
struct CoverPicture {
    cover: Cover,
}

/// A drawing as a page shows it.
#[derive(Serialize)]
pub(super) struct Cover {
    /// What is seen, for those who do not see it.
    label: String,
    #[serde(flatten)]
    drawing: Drawing,
}

impl Page for CoverPicture {
    const TEMPLATE: &'static str = "campaigns/cover.svg";
}

/// `GET /c/{slug}/cover.svg`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    view.picture(&CoverPicture { cover: drawing(&view, &standing.campaign) }, FOR_EVER)
}

/// `GET /c/{slug}/card.png`
pub(crate) async fn card(State(ctx): State<Context>, Path(slug): Path<String>) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    let card = Card::of(standing);
    let file = tokio::task::spawn_blocking(move || card::png(&card)).await.map_err(anyhow::Error::from)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOR_A_WHILE)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, file.map_err(anyhow::Error::from)?).into_response())
}

impl Card {
    /// What a card says of a campaign: what its page says in the same words. In English, whose signs its font has.
    fn of(standing: Standing) -> Self {
        let support = Support::told_in(Language::En, &standing);
        let campaign = standing.campaign;
        let early = support.stage == Stage::Early;
        let note = match support.stage {
            Stage::Early => String::new(),
            Stage::Near => format!("{} to go", support.to_go),
            Stage::Reached => format!("goal of {} reached", support.goal),
            Stage::Underway => format!("{}% of {}", support.percent, support.goal),
        };
        let givers = if support.one_giver { "giver" } else { "givers" };
        Self {
            cover: campaign.cover.draw(),
            organiser: campaign.organiser,
            title: campaign.title,
            figure: if early { format!("{} {givers} so far", support.givers) } else { support.raised },
            note,
            filled: u8::try_from(support.filled).ok().filter(|_| !early),
        }
    }
}
