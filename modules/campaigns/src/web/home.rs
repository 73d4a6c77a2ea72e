use super::tile::{Choice, FormWords, Tile, categories, places};
use crate::{
    queries::{self, search::Shelves},
    search::asked::Asked,
};
use axum::{extract::State, response::Response};
use kernel::{
    Context,
    web::{Page, Result, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct HomePage {
    featured: Option<Tile>,
    shelves: Vec<Shelf>,
    categories: Vec<Choice>,
    places: Vec<Choice>,
    empty: bool,
    form: FormWords,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "campaigns/home.html";
}

/// Some campaigns that have something in common.
#[derive(Serialize)]
struct Shelf {
    id: &'static str,
    title: String,
    /// Where there are more of the kind.
    more: &'static str,
    tiles: Vec<Tile>,
}

/// `GET /`
pub(crate) async fn index(State(ctx): State<Context>, view: View) -> Result<Response> {
    let now = ctx.clock.now();
    let Shelves { featured, near, ending, newest } = queries::search::shelves(&ctx.db, now).await?;
    let shelf = |id, title, more, standings: Vec<_>| {
        let tiles = standings.into_iter().map(|it| Tile::of(&view, it, now)).collect();
        Shelf { id, title: view.t(title, &[]), more, tiles }
    };
    let shelves = [
        shelf("near", "home-near", "/search?sort=nearest", near),
        shelf("ending", "home-ending", "/search?sort=ending", ending),
        shelf("new", "home-new", "/search?sort=newest", newest),
    ];
    let featured = featured.map(|it| Tile::of(&view, it, now));
    let shelves: Vec<_> = shelves.into_iter().filter(|it| !it.tiles.is_empty()).collect();
    view.public(&HomePage {
        empty: featured.is_none() && shelves.is_empty(),
        categories: categories(&view, &Asked::default()),
        places: places(queries::search::places(&ctx.db).await?, &Asked::default()),
        form: FormWords::of(&view),
        featured,
        shelves,
    })
}
