//! What is wrong with a draft, and what is missing from it: the same words on the form, in the checklist and
//! when it is sent in.

use super::{
    Draft, ImpactText, LOCALE, LONGEST_DAYS, LONGEST_KEEPING_DAYS, RewardText, Section,
    impact::LONGEST_IMPACT,
};
use crate::{campaign::is_slug, category::Category, deadline, tongue::is_tongue};
use contracts::{Money, Timestamp, campaigns::FundingModel};
use jiff::civil::Date;
use kernel::web::{Argument, Text};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

/// One thing that is wrong or missing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gap {
    pub(crate) section: Section,
    /// The field's id on the section's page.
    pub(crate) field: String,
    /// What to do about it.
    pub(crate) message: Text,
}

/// Collects what is wrong.
struct Gaps<'a> {
    section: Section,
    /// Whether what is empty counts.
    complete: bool,
    list: &'a mut Vec<Gap>,
}

impl Gaps<'_> {
    fn add(&mut self, field: impl Into<String>, message: Text) {
        self.list.push(Gap { section: self.section, field: field.into(), message });
    }

    /// Says what is wrong with a text: nothing there, or too much.
    fn text(&mut self, field: &str, value: &str, most: usize, empty: Text) {
        if value.is_empty() && self.complete {
            self.add(field, empty);
        } else {
            self.length(field, value, most);
        }
    }

    fn length(&mut self, field: &str, value: &str, most: usize) {
        let length = value.chars().count();
        if length > most {
            self.add(field, Text::of("gap-long").with("length", length).with("most", most));
        }
    }
}

impl Draft {
    /// What is wrong with `section` as it was typed. Empty fields are not wrong: a draft may be half done.
    pub(crate) fn wrong_in(&self, section: Section, now: Timestamp) -> Vec<Gap> {
        self.gaps_in(section, now, false)
    }

    /// All that is wrong or missing before it can be reviewed and begin at `begins`.
    pub(crate) fn gaps(&self, begins: Timestamp) -> Vec<Gap> {
        Section::ALL.into_iter().flat_map(|it| self.gaps_in(it, begins, true)).collect()
    }

    fn gaps_in(&self, section: Section, begins: Timestamp, complete: bool) -> Vec<Gap> {
        let mut list = Vec::new();
        let mut gaps = Gaps { section, complete, list: &mut list };
        match section {
            Section::Basics => {
                self.check_words(&mut gaps);
                self.check_money(&mut gaps);
                self.check_deadline(&mut gaps, begins);
            }
            Section::Story => gaps.text("story", &self.story, 40_000, Text::of("gap-story")),
            Section::Cover => {
                gaps.length("cover_alt", &self.cover_alt, 200);
                if complete && self.cover.is_some() && self.cover_alt.is_empty() {
                    gaps.add("cover_alt", Text::of("gap-cover-alt"));
                }
            }
            Section::Budget => self.check_budget(&mut gaps),
            Section::Gifts => self.check_impacts(&mut gaps),
            Section::Rewards => self.check_rewards(&mut gaps),
            Section::Details => self.check_details(&mut gaps),
        }
        list
    }

    fn check_words(&self, gaps: &mut Gaps<'_>) {
        gaps.text("title", &self.title, 80, Text::of("gap-title"));
        gaps.text("promise", &self.promise, 200, Text::of("gap-promise"));
        gaps.text("organiser", &self.organiser, 80, Text::of("gap-organiser"));
        gaps.text("place", &self.place, 80, Text::of("gap-place"));
        if self.category.is_empty() {
            if gaps.complete {
                gaps.add("category", Text::of("gap-category"));
            }
        } else if self.category.parse::<Category>().is_err() {
            gaps.add("category", Text::of("gap-category-unknown"));
        }
        if !is_tongue(&self.language) {
            gaps.add("language", Text::of("gap-language-unknown"));
        }
        if self.slug.is_empty() {
            if gaps.complete {
                gaps.add("slug", Text::of("gap-slug"));
            }
        } else if !is_slug(&self.slug) {
            gaps.add("slug", Text::of("gap-slug-letters"));
        }
    }

    fn check_money(&self, gaps: &mut Gaps<'_>) {
        let fields =
            [("goal", &self.goal, Text::of("gap-goal")), ("minimum", &self.minimum, Text::of("gap-minimum"))];
        for (field, typed, empty) in fields {
            if typed.is_empty() {
                if gaps.complete {
                    gaps.add(field, empty);
                }
            } else if let Err(error) = Money::parse_positive(typed, self.currency, LOCALE) {
                gaps.add(field, Text::from(&error));
            }
        }
        if let (Some(goal), Some(minimum)) = (self.goal_read(), self.minimum_read())
            && minimum.minor > goal.minor
        {
            gaps.add("minimum", Text::of("gap-minimum-high").with("goal", goal));
        }
    }

    fn check_deadline(&self, gaps: &mut Gaps<'_>, begins: Timestamp) {
        let zone_known = deadline::day_of(begins, &self.zone).is_ok();
        if !zone_known {
            gaps.add("zone", Text::of("gap-zone").with("zone", self.zone.as_str()));
        }
        if self.deadline.is_empty() {
            if gaps.complete {
                gaps.add("deadline", Text::of("gap-deadline"));
            }
            return;
        }
        let Some(ends) = self.ends_at() else {
            // Where only the zone is wrong, that was said.
            if zone_known || self.deadline.parse::<Date>().is_err() {
                gaps.add("deadline", Text::of("gap-deadline"));
            }
            return;
        };
        if ends < begins.after(DAY) {
            gaps.add("deadline", Text::of("gap-deadline-early"));
            return;
        }
        let longest = match self.model {
            FundingModel::AllOrNothing => LONGEST_DAYS,
            FundingModel::KeepItAll => LONGEST_KEEPING_DAYS,
        };
        if ends > begins.after(DAY * (longest + 1)) {
            gaps.add("deadline", Text::of("gap-deadline-late").with("days", i64::from(longest)));
        }
    }

    /// The instant it ends, when its day and zone can be read.
    pub(crate) fn ends_at(&self) -> Option<Timestamp> {
        let day = self.deadline.parse::<Date>().ok()?;
        deadline::end_of_day(day, &self.zone).ok()
    }

    fn check_budget(&self, gaps: &mut Gaps<'_>) {
        for (n, line) in (1..).zip(&self.budget) {
            let (label, amount) = (format!("budget_label_{n}"), format!("budget_amount_{n}"));
            gaps.length(&label, &line.label, 80);
            if line.label.is_empty() {
                gaps.add(label, Text::of("gap-budget-label"));
            }
            if let Err(error) = Money::parse_positive(&line.amount, self.currency, LOCALE) {
                gaps.add(amount, Text::from(&error));
            }
        }
        if gaps.complete && gaps.list.is_empty() {
            if self.budget.is_empty() {
                gaps.add("budget_label_1", Text::of("gap-budget"));
            } else if let Some(text) = self.out_of_balance() {
                gaps.add("budget_amount_1", text);
            }
        }
    }

    fn check_rewards(&self, gaps: &mut Gaps<'_>) {
        for (n, reward) in (1..).zip(&self.rewards) {
            self.check_reward(gaps, n, reward);
        }
    }

    fn check_reward(&self, gaps: &mut Gaps<'_>, n: usize, reward: &RewardText) {
        if reward.title.is_empty() {
            gaps.add(format!("reward_title_{n}"), Text::of("gap-reward-title"));
        } else if reward.title.chars().count() > 80 {
            gaps.add(format!("reward_title_{n}"), Text::of("gap-reward-title-long"));
        }
        if reward.description.is_empty() {
            gaps.add(format!("reward_description_{n}"), Text::of("gap-reward-description"));
        } else if reward.description.chars().count() > 600 {
            gaps.add(format!("reward_description_{n}"), Text::of("gap-reward-description-long"));
        }
        match Money::parse_positive(&reward.price, self.currency, LOCALE) {
            Err(error) => gaps.add(format!("reward_price_{n}"), Text::from(&error)),
            // What is taken besides may cost less than the least that can be given, but makes up a part of what a card
            // is charged: of a currency with three decimals the last digit is always 0.
            Ok(price) if reward.add_on => {
                if self.currency.exponent() == 3 && price.minor % 10 != 0 {
                    let text = Text::of("gap-add-on-step").with("price", Argument::Exact(price));
                    gaps.add(format!("reward_price_{n}"), text);
                }
            }
            Ok(price) => {
                if let Some(minimum) = self.minimum_read().filter(|it| it.minor > price.minor) {
                    let text = Text::of("gap-reward-price").with("least", minimum);
                    gaps.add(format!("reward_price_{n}"), text);
                }
            }
        }
        if reward.add_on {
            self.check_add_on(gaps, n, reward);
        }
        if !matches!(reward.limit.as_str(), "unlimited" | "closed" | "quantity") {
            gaps.add(format!("reward_limit_{n}"), Text::of("gap-reward-limit"));
        }
        if reward.limit == "quantity" && reward.many().is_none() {
            gaps.add(format!("reward_quantity_{n}"), Text::of("gap-reward-quantity"));
        }
    }

    fn check_add_on(&self, gaps: &mut Gaps<'_>, n: usize, add_on: &RewardText) {
        if add_on.most_read().is_none() {
            gaps.add(format!("reward_most_{n}"), Text::of("gap-add-on-most"));
        }
        let named = |it: &RewardText| add_on.with.is_empty() || add_on.with.contains(&it.id);
        let mut rewards = self.rewards.iter().filter(|it| !it.add_on && named(it)).peekable();
        if rewards.peek().is_none() {
            gaps.add(format!("reward_kind_{n}"), Text::of("gap-add-on-alone"));
            return;
        }
        if !rewards.any(|it| add_on.digital || !it.digital) {
            gaps.add(format!("reward_digital_{n}"), Text::of("gap-add-on-digital"));
        }
    }

    fn check_details(&self, gaps: &mut Gaps<'_>) {
        gaps.text("risks", &self.risks, 10_000, Text::of("gap-risks"));
        for (n, it) in (1..).zip(&self.faq) {
            if it.question.is_empty() {
                gaps.add(format!("question_{n}"), Text::of("gap-question"));
            } else if it.question.chars().count() > 200 {
                gaps.add(format!("question_{n}"), Text::of("gap-question-long"));
            }
            if it.answer.is_empty() {
                gaps.add(format!("answer_{n}"), Text::of("gap-answer"));
            } else if it.answer.chars().count() > 2_000 {
                gaps.add(format!("answer_{n}"), Text::of("gap-answer-long"));
            }
        }
    }

    fn check_impacts(&self, gaps: &mut Gaps<'_>) {
        let mut seen = Vec::new();
        for (n, it) in (1..).zip(&self.impacts) {
            match self.size_of(it, &seen) {
                Ok(amount) => seen.push(amount),
                Err(text) => gaps.add(format!("impact_amount_{n}"), text),
            }
            let words = format!("impact_words_{n}");
            if it.words.is_empty() {
                gaps.add(words, Text::of("gap-impact-words"));
            } else if it.words.chars().any(char::is_control) {
                gaps.add(words, Text::of("gap-impact-control"));
            } else {
                gaps.length(&words, &it.words, LONGEST_IMPACT);
            }
        }
    }

    /// The size of a gift that says what it does, when it can be given and is none of those `seen` before it.
    fn size_of(&self, it: &ImpactText, seen: &[Money]) -> Result<Money, Text> {
        let amount =
            Money::parse_positive(&it.amount, self.currency, LOCALE).map_err(|error| Text::from(&error))?;
        if let Some(least) = self.minimum_read().filter(|least| least.minor > amount.minor) {
            return Err(Text::of("gap-reward-price").with("least", least));
        }
        if seen.contains(&amount) {
            return Err(Text::of("gap-impact-twice").with("amount", amount));
        }
        Ok(amount)
    }
}

impl RewardText {
    /// How many of an add-on one pledge may take, when that is a number that makes sense.
    pub(crate) fn most_read(&self) -> Option<i64> {
        self.most.parse().ok().filter(|it| (1..=100).contains(it))
    }

    /// How many there are, when that is a number that makes sense.
    pub(crate) fn many(&self) -> Option<i64> {
        self.quantity.parse().ok().filter(|it| (1..=100_000).contains(it))
    }
}
