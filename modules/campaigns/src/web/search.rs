use super::tile::{Choice, Tile, address, categories, currencies, places, sorts, states};
use crate::{
    queries::{self, search::Found},
    search::asked::Asked,
};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use contracts::Timestamp;
use kernel::{
    Context,
    web::{Page, Result, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct SearchPage {
    asked: Asked,
    question: String,
    tiles: Vec<Tile>,
    /// How many there are, in words; empty where that is not known.
    many: String,
    /// What was looked for instead of words that nobody uses.
    instead: Vec<Instead>,
    only_some: bool,
    /// Whether this is not the first page.
    further: bool,
    narrowed: bool,
    /// The same words without anything that narrows them down.
    wider: String,
    /// The same words, in what is over too.
    over: String,
    first: String,
    next: Option<String>,
    filters: Vec<Filter>,
    sorts: Vec<Choice>,
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "campaigns/search.html";
}

#[derive(Serialize)]
struct Instead {
    typed: String,
    meant: String,
}

#[derive(Serialize)]
struct Filter {
    title: &'static str,
    choices: Vec<Choice>,
}

/// `GET /search`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let asked = read(query.as_deref().unwrap_or_default());
    let now = ctx.clock.now();
    let found = queries::search::find(&ctx.db, &asked, now).await?;
    let places = places(queries::search::places(&ctx.db).await?, &asked);
    view.public(&SearchPage::of(asked, found, places, now))
}

/// The fields of an address. Whatever cannot be read is not asked for: a search that was mistyped is no error.
fn read(query: &str) -> Asked {
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let field = |name: &str| {
        let found = fields.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone());
        found.filter(|it| !it.contains('\0') && it.len() < 1_000).unwrap_or_default()
    };
    Asked {
        q: field("q"),
        category: field("category"),
        place: field("place"),
        currency: field("currency"),
        state: field("state"),
        sort: field("sort"),
        after: field("after"),
    }
}

impl SearchPage {
    fn of(asked: Asked, found: Found, places: Vec<Choice>, now: Timestamp) -> Self {
        let next = found.next.map(|it| address(&Asked { after: it.written(), ..asked.clone() }));
        Self {
            question: asked.question(),
            many: found.many.map(counted).unwrap_or_default(),
            instead: found.instead.into_iter().map(Instead::of).collect(),
            only_some: found.only_some,
            further: asked.after().is_some(),
            narrowed: asked.is_narrowed(),
            wider: address(&Asked { q: asked.q.clone(), ..Asked::default() }),
            over: address(&Asked { q: asked.q.clone(), state: "all".into(), ..Asked::default() }),
            first: address(&Asked { after: String::new(), ..asked.clone() }),
            next,
            filters: vec![
                Filter { title: "State", choices: states(&asked) },
                Filter { title: "Category", choices: categories(&asked) },
                Filter { title: "Place", choices: places },
                Filter { title: "Currency", choices: currencies(&asked) },
            ],
            sorts: sorts(&asked),
            tiles: found.campaigns.into_iter().map(|it| Tile::of(it, now)).collect(),
            asked,
        }
    }
}

impl Instead {
    fn of((typed, meant): (String, Vec<String>)) -> Self {
        Self { typed, meant: meant.join(", ") }
    }
}

fn counted(many: usize) -> String {
    match many {
        1 => "1 campaign".to_owned(),
        1_000.. => "1,000 campaigns or more".to_owned(),
        _ => format!("{many} campaigns"),
    }
}
