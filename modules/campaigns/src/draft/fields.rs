//! Taking over what a section's form says, as typed.

use super::{Draft, ImpactText, LineText, MOST_IMPACTS, RewardText, Section};
use crate::{campaign::Question, deadline};
use contracts::{
    RewardId,
    campaigns::{FundingModel, MOST_OF_AN_ADD_ON},
};
use std::collections::BTreeMap;

/// A posted form: its fields by name.
pub(crate) type Fields = BTreeMap<String, String>;

/// How many rows of each kind a form may have.
pub(crate) const MOST_ROWS: usize = 20;

impl Draft {
    /// Takes over `section` from its form. What the form does not speak of stays.
    pub(crate) fn take(&mut self, section: Section, form: &Fields) {
        match section {
            Section::Basics => self.take_basics(form),
            Section::Story => self.story = text(form, "story"),
            Section::Budget => self.budget = lines(form),
            Section::Gifts => self.impacts = impacts(form),
            Section::Rewards => self.rewards = rewards(form, &self.rewards),
            Section::Details => {
                self.risks = text(form, "risks");
                self.faq = questions(form);
            }
            Section::Cover => {
                if let Some(alt) = form.get("cover_alt") {
                    self.cover_alt = line(alt);
                }
            }
        }
    }

    fn take_basics(&mut self, form: &Fields) {
        let taken: [(&str, &mut String); 11] = [
            ("title", &mut self.title),
            ("promise", &mut self.promise),
            ("organiser", &mut self.organiser),
            ("place", &mut self.place),
            ("category", &mut self.category),
            ("language", &mut self.language),
            ("slug", &mut self.slug),
            ("goal", &mut self.goal),
            ("minimum", &mut self.minimum),
            ("deadline", &mut self.deadline),
            ("zone", &mut self.zone),
        ];
        for (name, field) in taken {
            if let Some(value) = form.get(name) {
                *field = line(value);
            }
        }
        if form.contains_key("zone") {
            self.zone = deadline::present_name(&self.zone).to_owned();
        }
        if let Some(currency) = form.get("currency").and_then(|it| it.parse().ok()) {
            self.currency = currency;
        }
        match form.get("model").map(String::as_str) {
            Some("keep_it_all") => self.model = FundingModel::KeepItAll,
            Some("all_or_nothing") => self.model = FundingModel::AllOrNothing,
            _ => {}
        }
    }
}

fn lines(form: &Fields) -> Vec<LineText> {
    let line = |n| LineText { label: row(form, "budget_label", n), amount: row(form, "budget_amount", n) };
    (1..=MOST_ROWS).map(line).filter(|it| *it != LineText::default()).collect()
}

/// The rewards of a form. Only ids that this campaign gave out before are believed.
fn rewards(form: &Fields, known: &[RewardText]) -> Vec<RewardText> {
    let reward = |n| {
        let (title, description) = (row(form, "reward_title", n), row_text(form, "reward_description", n));
        let (price, quantity) = (row(form, "reward_price", n), row(form, "reward_quantity", n));
        if [&title, &description, &price, &quantity].iter().all(|it| it.is_empty()) {
            return None;
        }
        let id = row(form, "reward_id", n).parse().ok();
        let id = id.filter(|id: &RewardId| known.iter().any(|it| it.id == *id));
        let limit = row(form, "reward_limit", n);
        let add_on = row(form, "reward_kind", n) == "add_on";
        let named = |it: &&RewardText| form.contains_key(&format!("reward_with_{n}_{}", it.id));
        let with = known.iter().filter(|it| add_on && !it.add_on).filter(named).map(|it| it.id).collect();
        Some(RewardText {
            id: id.unwrap_or_else(RewardId::fresh),
            title,
            description,
            price,
            limit,
            quantity,
            add_on,
            most: if add_on { most(form, n) } else { String::new() },
            with,
            digital: form.contains_key(&format!("reward_digital_{n}")),
        })
    };
    (1..=MOST_ROWS).filter_map(reward).collect()
}

/// How many of an add-on one pledge may take: as many as usual, where nothing is written.
fn most(form: &Fields, n: usize) -> String {
    let typed = row(form, "reward_most", n);
    if typed.is_empty() { MOST_OF_AN_ADD_ON.to_string() } else { typed }
}

fn questions(form: &Fields) -> Vec<Question> {
    let question = |n| Question { question: row(form, "question", n), answer: row_text(form, "answer", n) };
    (1..=MOST_ROWS).map(question).filter(|it| *it != Question::default()).collect()
}

fn impacts(form: &Fields) -> Vec<ImpactText> {
    let impact =
        |n| ImpactText { amount: row(form, "impact_amount", n), words: row(form, "impact_words", n) };
    (1..=MOST_IMPACTS).map(impact).filter(|it| *it != ImpactText::default()).collect()
}

fn row(form: &Fields, name: &str, n: usize) -> String {
    form.get(&format!("{name}_{n}")).map(|it| line(it)).unwrap_or_default()
}

fn row_text(form: &Fields, name: &str, n: usize) -> String {
    text(form, &format!("{name}_{n}"))
}

/// Several lines, with line ends as one character.
fn text(form: &Fields, name: &str) -> String {
    form.get(name).map(|it| it.replace("\r\n", "\n").trim().to_owned()).unwrap_or_default()
}

/// One line, without what surrounds it.
pub(super) fn line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}
