use crate::{
    campaign::is_slug,
    diff::{self, Stretch},
    tables::{
        campaign,
        revision::{self, Revision},
    },
    web::parts::when,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{Error, Page, Result, Until, View},
};
use serde::Serialize;

/// What a campaign said before, and what changed: for everybody.
#[derive(Serialize)]
struct History {
    slug: String,
    title: String,
    /// What it is written in (BCP 47).
    language: String,
    published_at: Timestamp,
    edits: Vec<Edit>,
}

impl Page for History {
    const TEMPLATE: &'static str = "campaigns/history.html";
}

/// One edit: only what changed.
#[derive(Serialize)]
struct Edit {
    number: i32,
    at: Until,
    title: Vec<Stretch>,
    promise: Vec<Stretch>,
    story: Vec<Stretch>,
    risks: Vec<Stretch>,
}

/// `GET /c/{slug}/history`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let db = ctx.db.read();
    let found = if is_slug(&slug) { campaign::at(db, &slug).await? } else { None };
    let campaign = found.ok_or(Error::NotFound)?;
    let revisions = revision::of(db, campaign.id).await?;
    let mut edits: Vec<_> =
        revisions.windows(2).map(|it| Edit::between(&it[0], &it[1], &campaign.zone)).collect();
    edits.reverse();
    view.public(&History {
        slug: campaign.slug,
        title: campaign.title,
        language: campaign.language,
        published_at: campaign.published_at,
        edits,
    })
}

impl Edit {
    fn between(before: &Revision, after: &Revision, zone: &str) -> Self {
        let changed = |old: &str, new: &str| if old == new { Vec::new() } else { diff::changes(old, new) };
        Self {
            number: after.number - 1,
            at: when(after.at, zone),
            title: changed(&before.title, &after.title),
            promise: changed(&before.promise, &after.promise),
            story: changed(&before.story, &after.story),
            risks: changed(&before.risks, &after.risks),
        }
    }
}
