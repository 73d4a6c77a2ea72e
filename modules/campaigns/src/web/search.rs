use super::tile::{Choice, FormWords, Tile, address, categories, currencies, places, sorts, states};
use crate::{
    category::Category,
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
    /// What kind of campaign is asked for, as readers call it.
    kind: String,
    /// The address under which search engines may keep this list; nothing where they are to leave it out.
    listed: Option<String>,
    tiles: Vec<Tile>,
    /// How many there are, where that is known.
    heading: String,
    form: FormWords,
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
    title: String,
    /// Whether a choice can be taken away again.
    removable: bool,
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
    let page = SearchPage::of(&view, asked, found, places, now);
    view.public(&page)
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
    fn of(view: &View, asked: Asked, found: Found, places: Vec<Choice>, now: Timestamp) -> Self {
        let used: Vec<_> = found.campaigns.iter().map(|it| it.campaign.goal.currency).collect();
        let next = found.next.map(|it| address(&Asked { after: it.written(), ..asked.clone() }));
        Self {
            question: asked.question(),
            kind: asked.category.parse::<Category>().map(|it| view.t(it.key(), &[])).unwrap_or_default(),
            listed: listed(&asked),
            heading: heading(view, found.many),
            form: FormWords::of(view),
            instead: found.instead.into_iter().map(Instead::of).collect(),
            only_some: found.only_some,
            further: asked.after().is_some(),
            narrowed: asked.is_narrowed(),
            wider: address(&Asked { q: asked.q.clone(), ..Asked::default() }),
            over: address(&Asked { q: asked.q.clone(), state: "all".into(), ..Asked::default() }),
            first: address(&Asked { after: String::new(), ..asked.clone() }),
            next,
            filters: vec![
                Filter::of(view, "search-filter-state", states(view, &asked), false),
                Filter::of(view, "search-filter-category", categories(view, &asked), true),
                Filter::of(view, "search-filter-place", places, true),
                Filter::of(view, "search-filter-currency", currencies(&used, &asked), true),
            ]
            .into_iter()
            .filter(Filter::narrows)
            .collect(),
            sorts: sorts(view, &asked),
            tiles: found.campaigns.into_iter().map(|it| Tile::of(view, it, now)).collect(),
            asked,
        }
    }
}

/// Where search engines find what `asked` finds: everything that is open, or what is open of one kind, which is what the
/// site map names. Any other list is one of countless ways to put the same campaigns together.
fn listed(asked: &Asked) -> Option<String> {
    let plain = Asked { category: asked.category.clone(), ..Asked::default() };
    let known = plain.category.is_empty() || plain.category.parse::<Category>().is_ok();
    (known && *asked == plain).then(|| address(&plain))
}

impl Instead {
    fn of((typed, meant): (String, Vec<String>)) -> Self {
        Self { typed, meant: meant.join(", ") }
    }
}

impl Filter {
    /// Whether there is something to choose between, or to take away.
    fn narrows(&self) -> bool {
        self.choices.len() > 1 || self.choices.iter().any(|it| it.chosen)
    }

    fn of(view: &View, title: &'static str, choices: Vec<Choice>, removable: bool) -> Self {
        Self { title: view.t(title, &[]), removable, choices }
    }
}

fn heading(view: &View, many: Option<usize>) -> String {
    let Some(many) = many else { return view.t("search-campaigns", &[]) };
    let count = i64::try_from(many).unwrap_or(i64::MAX);
    let key = if count < 1_000 { "search-count" } else { "search-count-many" };
    view.t(key, &[("count", count.into())])
}
