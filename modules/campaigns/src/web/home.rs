use super::parts::{Left, Support};
use crate::{
    cover::Drawing,
    queries::{self, Standing},
};
use axum::{extract::State, response::Response};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{Page, Result, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct HomePage {
    cards: Vec<Card>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "campaigns/home.html";
}

/// A campaign among others.
#[derive(Serialize)]
struct Card {
    slug: String,
    title: String,
    promise: String,
    organiser: String,
    place: String,
    cover: Drawing,
    support: Support,
    left: Option<Left>,
}

/// `GET /`
pub(crate) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let now = ctx.clock.now();
    let open = queries::open(&ctx.db, now).await?;
    view.public(&HomePage { cards: open.into_iter().map(|it| Card::of(it, now)).collect() })
}

impl Card {
    fn of(standing: Standing, now: Timestamp) -> Self {
        let support = Support::of(&standing);
        let it = standing.campaign;
        Self {
            cover: it.cover.draw(),
            left: Left::until(it.deadline_at, now),
            slug: it.slug,
            title: it.title,
            promise: it.promise,
            organiser: it.organiser,
            place: it.place,
            support,
        }
    }
}
