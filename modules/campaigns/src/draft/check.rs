//! What is wrong with a draft, and what is missing from it: the same words on the form, in the checklist and
//! when it is sent in.

use super::{Draft, LOCALE, LONGEST_DAYS, LONGEST_KEEPING_DAYS, RewardText, Section};
use crate::{campaign::is_slug, category::Category, deadline};
use contracts::{Money, Timestamp, campaigns::FundingModel};
use jiff::civil::Date;
use serde::Serialize;
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

/// One thing that is wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Gap {
    pub(crate) section: Section,
    /// The field's id on the section's page.
    pub(crate) field: String,
    /// What to do about it.
    pub(crate) message: String,
}

/// Collects what is wrong.
struct Gaps<'a> {
    section: Section,
    /// Whether what is empty counts.
    complete: bool,
    list: &'a mut Vec<Gap>,
}

impl Gaps<'_> {
    fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.list.push(Gap { section: self.section, field: field.into(), message: message.into() });
    }

    /// Says what is wrong with a text: nothing there, or too much.
    fn text(&mut self, field: &str, value: &str, most: usize, empty: &str) {
        if value.is_empty() && self.complete {
            self.add(field, empty);
        } else if value.chars().count() > most {
            self.add(
                field,
                format!("This is {} characters long. Use at most {most}.", value.chars().count()),
            );
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
            Section::Story => gaps.text(
                "story",
                &self.story,
                40_000,
                "Tell the story: who you are, what you will do, and why now.",
            ),
            Section::Cover => {
                gaps.text(
                    "cover_alt",
                    &self.cover_alt,
                    200,
                    if self.cover.is_some() {
                        "Say what the picture shows, for people who cannot see it."
                    } else {
                        ""
                    },
                );
                gaps.list.retain(|it| !it.message.is_empty());
            }
            Section::Budget => self.check_budget(&mut gaps),
            Section::Rewards => self.check_rewards(&mut gaps),
            Section::Details => self.check_details(&mut gaps),
        }
        list
    }

    fn check_words(&self, gaps: &mut Gaps<'_>) {
        gaps.text("title", &self.title, 80, "Give it a title.");
        gaps.text("promise", &self.promise, 200, "Say in one sentence what it is for.");
        gaps.text("organiser", &self.organiser, 80, "Say who runs it, as donors will read it.");
        gaps.text("place", &self.place, 80, "Say where it happens: a town and a country will do.");
        if self.category.is_empty() {
            if gaps.complete {
                gaps.add("category", "Choose what kind of campaign it is.");
            }
        } else if self.category.parse::<Category>().is_err() {
            gaps.add("category", "Choose one of these kinds.");
        }
        if self.slug.is_empty() {
            if gaps.complete {
                gaps.add("slug", "Choose the last part of its address.");
            }
        } else if !is_slug(&self.slug) {
            gaps.add("slug", "Use small letters a to z, digits and single hyphens, at most 60.");
        }
    }

    fn check_money(&self, gaps: &mut Gaps<'_>) {
        let fields = [
            ("goal", &self.goal, "Write how much you need."),
            ("minimum", &self.minimum, "Write the least that can be given."),
        ];
        for (field, typed, empty) in fields {
            if typed.is_empty() {
                if gaps.complete {
                    gaps.add(field, empty);
                }
            } else if let Err(error) = Money::parse_positive(typed, self.currency, LOCALE) {
                gaps.add(field, error.to_string());
            }
        }
        if let (Some(goal), Some(minimum)) = (self.goal_read(), self.minimum_read())
            && minimum.minor > goal.minor
        {
            gaps.add("minimum", format!("Write at most {}, the goal.", goal.format(LOCALE)));
        }
    }

    fn check_deadline(&self, gaps: &mut Gaps<'_>, begins: Timestamp) {
        if deadline::day_of(begins, &self.zone).is_err() {
            gaps.add(
                "zone",
                format!("We know no time zone “{}”. Write one such as Europe/Berlin.", self.zone),
            );
            return;
        }
        if self.deadline.is_empty() {
            if gaps.complete {
                gaps.add("deadline", "Choose the last day.");
            }
            return;
        }
        let Some(ends) = self.ends_at() else {
            gaps.add("deadline", "Write the last day as year, month and day: 2026-05-25.");
            return;
        };
        if ends < begins.after(DAY) {
            gaps.add("deadline", "Choose a later day: the campaign has to run for a day at least.");
            return;
        }
        let longest = match self.model {
            FundingModel::AllOrNothing => LONGEST_DAYS,
            FundingModel::KeepItAll => LONGEST_KEEPING_DAYS,
        };
        if ends > begins.after(DAY * (longest + 1)) {
            gaps.add(
                "deadline",
                format!("Choose an earlier day: a campaign like this runs for {longest} days at most."),
            );
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
            gaps.text(&label, &line.label, 80, "");
            if line.label.is_empty() {
                gaps.list.retain(|it| it.field != label);
                gaps.add(label, "Say what this is for.");
            }
            if let Err(error) = Money::parse_positive(&line.amount, self.currency, LOCALE) {
                gaps.add(amount, error.to_string());
            }
        }
        if gaps.complete && gaps.list.is_empty() {
            if self.budget.is_empty() {
                gaps.add(
                    "budget_label_1",
                    "Say where the money goes. Donors look for this first after the aim.",
                );
            } else if let Some(words) = self.out_of_balance() {
                gaps.add("budget_amount_1", words);
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
            gaps.add(
                format!("reward_title_{n}"),
                "Give this reward a name, or empty all its fields to remove it.",
            );
        } else if reward.title.chars().count() > 80 {
            gaps.add(format!("reward_title_{n}"), "Use at most 80 characters for the name.");
        }
        if reward.description.is_empty() {
            gaps.add(format!("reward_description_{n}"), "Say what the donor gets.");
        } else if reward.description.chars().count() > 600 {
            gaps.add(format!("reward_description_{n}"), "Use at most 600 characters.");
        }
        match Money::parse_positive(&reward.price, self.currency, LOCALE) {
            Err(error) => gaps.add(format!("reward_price_{n}"), error.to_string()),
            Ok(price) => {
                if let Some(minimum) = self.minimum_read().filter(|it| it.minor > price.minor) {
                    let least = minimum.format(LOCALE);
                    gaps.add(
                        format!("reward_price_{n}"),
                        format!("Write {least} or more, the least that can be given."),
                    );
                }
            }
        }
        if !matches!(reward.limit.as_str(), "unlimited" | "closed" | "quantity") {
            gaps.add(format!("reward_limit_{n}"), "Choose how many there are.");
        }
        if reward.limit == "quantity" && reward.many().is_none() {
            gaps.add(
                format!("reward_quantity_{n}"),
                "Write how many there are: a whole number from 1 to 100,000.",
            );
        }
    }

    fn check_details(&self, gaps: &mut Gaps<'_>) {
        gaps.text("risks", &self.risks, 10_000, "Say what could go wrong, and what you will do then.");
        for (n, it) in (1..).zip(&self.faq) {
            if it.question.is_empty() {
                gaps.add(format!("question_{n}"), "Write the question to this answer.");
            } else if it.question.chars().count() > 200 {
                gaps.add(format!("question_{n}"), "Use at most 200 characters for a question.");
            }
            if it.answer.is_empty() {
                gaps.add(format!("answer_{n}"), "Write the answer to this question.");
            } else if it.answer.chars().count() > 2_000 {
                gaps.add(format!("answer_{n}"), "Use at most 2,000 characters for an answer.");
            }
        }
    }
}

impl RewardText {
    /// How many there are, when that is a number that makes sense.
    pub(crate) fn many(&self) -> Option<i64> {
        self.quantity.parse().ok().filter(|it| (1..=100_000).contains(it))
    }
}
