use crate::{
    access,
    campaign::is_slug,
    story,
    tables::{
        backer,
        campaign::{self, Campaign},
        update::{self, Update},
    },
    web::parts::when,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::campaigns::Audience;
use kernel::{
    Context,
    web::{Error, Page, Result, Until, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct Updates {
    slug: String,
    title: String,
    /// What it is written in (BCP 47).
    language: String,
    organiser: String,
    rows: Vec<Row>,
    /// How many updates are for those who gave, and not shown here.
    withheld: usize,
    /// Whether this is the page for those who gave.
    all: bool,
    /// Whether whoever asks may see all.
    backer: bool,
}

impl Page for Updates {
    const TEMPLATE: &'static str = "campaigns/updates.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    /// HTML that `story` made safe.
    html: String,
    at: Until,
    backers: bool,
}

impl Row {
    /// An update that was posted, with its time on the clocks of `zone`.
    fn of(it: Update, zone: &str) -> Option<Self> {
        Some(Self {
            id: it.id.to_string(),
            html: story::to_html(&it.body),
            title: it.title,
            at: when(it.posted_at?, zone),
            backers: it.audience == Audience::Backers,
        })
    }
}

async fn found(ctx: &Context, slug: &str) -> Result<Campaign> {
    let found = if is_slug(slug) { campaign::at(ctx.db.read(), slug).await? } else { None };
    found.ok_or(Error::NotFound)
}

/// `GET /c/{slug}/updates`: what everybody may read.
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let (open, withheld): (Vec<_>, Vec<_>) = update::posted(ctx.db.read(), campaign.id)
        .await?
        .into_iter()
        .partition(|it| it.audience == Audience::Public);
    view.public(&Updates {
        slug: campaign.slug,
        title: campaign.title,
        language: campaign.language,
        organiser: campaign.organiser,
        rows: open.into_iter().filter_map(|it| Row::of(it, &campaign.zone)).collect(),
        withheld: withheld.len(),
        all: false,
        backer: false,
    })
}

/// `GET /c/{slug}/updates/all`: all of them, for those who gave with their account and for the team.
pub(super) async fn all(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let user = view.user().ok_or(Error::SignedOut)?.id;
    let backer = backer::is_backer(ctx.db.read(), campaign.id, user).await?
        || access::standing(&ctx, campaign.id, user).await?.is_some();
    let posted = update::posted(ctx.db.read(), campaign.id).await?;
    let (shown, withheld): (Vec<_>, Vec<_>) =
        posted.into_iter().partition(|it| backer || it.audience == Audience::Public);
    view.show(&Updates {
        slug: campaign.slug,
        title: campaign.title,
        language: campaign.language,
        organiser: campaign.organiser,
        rows: shown.into_iter().filter_map(|it| Row::of(it, &campaign.zone)).collect(),
        withheld: withheld.len(),
        all: true,
        backer,
    })
}
