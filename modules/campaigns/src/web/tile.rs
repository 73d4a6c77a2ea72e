//! A campaign among others, and the links that narrow down which.

use super::parts::{Left, Support};
use crate::{
    category::Category,
    queries::Standing,
    search::asked::{Asked, Sort, State},
    tables::place::Place,
};
use contracts::Timestamp;
use kernel::web::View;
use serde::Serialize;

/// A campaign among others.
#[derive(Serialize)]
pub(super) struct Tile {
    slug: String,
    title: String,
    promise: String,
    /// What both are written in (BCP 47).
    language: String,
    organiser: String,
    place: String,
    /// Where its picture is, and what that shows.
    cover: String,
    cover_alt: String,
    support: Support,
    left: Option<Left>,
}

impl Tile {
    pub(super) fn of(view: &View, standing: Standing, now: Timestamp) -> Self {
        let support = Support::of(&standing);
        let it = standing.campaign;
        Self {
            cover: super::cover::address(&it),
            cover_alt: super::cover::words(view, &it),
            left: Left::until(it.deadline_at, now),
            slug: it.slug,
            title: it.title,
            promise: it.promise,
            language: it.language,
            organiser: it.organiser,
            place: it.place,
            support,
        }
    }
}

/// A link that narrows a list down, or widens it again.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) title: String,
    pub(super) address: String,
    pub(super) chosen: bool,
}

pub(super) fn categories(view: &View, asked: &Asked) -> Vec<Choice> {
    let choice = |it: Category| {
        let chosen = asked.category == it.slug();
        let category = if chosen { "" } else { it.slug() };
        choice(view.t(it.key(), &[]), chosen, &Asked { category: category.to_owned(), ..asked.clone() })
    };
    Category::ALL.into_iter().map(choice).collect()
}

pub(super) fn places(places: Vec<Place>, asked: &Asked) -> Vec<Choice> {
    let choice = |it: Place| {
        let chosen = asked.place == it.slug;
        let place = if chosen { String::new() } else { it.slug };
        choice(it.name, chosen, &Asked { place, ..asked.clone() })
    };
    places.into_iter().map(choice).collect()
}

/// Only what is in `used`, the currencies of what was found, and what is chosen: a list of all of them would hide
/// what was found.
pub(super) fn currencies(used: &[contracts::Currency], asked: &Asked) -> Vec<Choice> {
    let choice = |it: &contracts::Currency| {
        let chosen = asked.currency == it.code();
        let currency = if chosen { String::new() } else { it.code().to_owned() };
        choice(it.code().to_owned(), chosen, &Asked { currency, ..asked.clone() })
    };
    let shown = contracts::Currency::ALL.iter().filter(|it| used.contains(it) || asked.currency == it.code());
    shown.map(choice).collect()
}

pub(super) fn states(view: &View, asked: &Asked) -> Vec<Choice> {
    let choice = |it: State| {
        let title = match it {
            State::Open => "search-state-open",
            State::Reached => "search-state-reached",
            State::Ended => "search-state-ended",
            State::All => "search-state-all",
        };
        let asks = Asked { state: it.name().to_owned(), ..asked.clone() };
        choice(view.t(title, &[]), asked.state() == it, &asks)
    };
    State::ALL.into_iter().map(choice).collect()
}

pub(super) fn sorts(view: &View, asked: &Asked) -> Vec<Choice> {
    let choice = |it: Sort| {
        let title = match it {
            Sort::Best => "search-sort-best",
            Sort::Ending => "search-sort-ending",
            Sort::Newest => "search-sort-newest",
            Sort::Nearest => "search-sort-nearest",
        };
        let asks = Asked { sort: it.name().to_owned(), ..asked.clone() };
        choice(view.t(title, &[]), asked.sort() == it, &asks)
    };
    // Without words there is nothing that could match better.
    let skipped = usize::from(asked.question().is_empty());
    Sort::ALL.into_iter().skip(skipped).map(choice).collect()
}

/// What the form for words says.
#[derive(Serialize)]
pub(super) struct FormWords {
    label: String,
    example: String,
    button: String,
}

impl FormWords {
    pub(super) fn of(view: &View) -> Self {
        let say = |key| view.t(key, &[]);
        Self { label: say("search-label"), example: say("search-example"), button: say("search-button") }
    }
}

fn choice(title: String, chosen: bool, asked: &Asked) -> Choice {
    // A list that is narrowed down begins at its first page.
    Choice {
        title: title.clone(),
        chosen,
        address: address(&Asked { after: String::new(), ..asked.clone() }),
    }
}

/// Where `asked` is answered. What is not asked for is left out, so that one list has one address.
pub(super) fn address(asked: &Asked) -> String {
    let state = if asked.state() == State::Open { "" } else { asked.state().name() };
    let sort = if asked.sort() == Sort::Best { "" } else { asked.sort().name() };
    let question = asked.question();
    let fields = [
        ("q", question.as_str()),
        ("category", &asked.category),
        ("place", &asked.place),
        ("currency", &asked.currency),
        ("state", state),
        ("sort", sort),
        ("after", &asked.after),
    ];
    let said: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_urlencoded::to_string(said).unwrap_or_default();
    if query.is_empty() { "/search".to_owned() } else { format!("/search?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_list_has_one_address() {
        let asked =
            Asked { q: " a&b ".into(), state: "open".into(), sort: "best".into(), ..Asked::default() };
        assert_eq!(address(&asked), "/search?q=a%26b");
        assert_eq!(address(&Asked::default()), "/search");
    }

    #[test]
    fn a_choice_that_is_made_leads_back_and_to_the_first_page() {
        let asked =
            Asked { category: "food".into(), after: "1-x".into(), q: "rice".into(), ..Asked::default() };
        let choices = currencies(&[contracts::Currency::Eur], &Asked { currency: "INR".into(), ..asked });
        let rupees = choices.iter().find(|it| it.chosen).unwrap();
        assert_eq!(rupees.address, "/search?q=rice&category=food");
        assert!(choices.iter().any(|it| it.address == "/search?q=rice&category=food&currency=EUR"));
    }
}
