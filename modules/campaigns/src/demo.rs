//! Campaigns to show the product with. The places exist; the organisers and what they plan are made up.

mod add_ons;
mod americas;
mod asia;
mod details;
mod europe;
mod india;
mod seed;
#[cfg(test)]
mod tests;

pub use self::seed::{DemoPeople, seed_desk};

use crate::{
    campaign::{BudgetLine, NewCampaign, NewReward, Question},
    category::Category,
    cover::{Cover, Motif},
    deadline,
};
use contracts::{
    Currency, Money, Timestamp, UserId,
    campaigns::{FundingModel, GiftUnit, Impact, RewardLimit},
};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(86_400);

/// A campaign of the demo. Amounts are in the smallest unit of `currency`.
struct Demo {
    slug: &'static str,
    title: &'static str,
    promise: &'static str,
    story: &'static str,
    organiser: &'static str,
    place: &'static str,
    category: Category,
    currency: Currency,
    goal: i64,
    minimum: i64,
    unit: Option<(i64, &'static str, &'static str)>,
    model: FundingModel,
    opened_days_ago: u32,
    ends_in_days: u32,
    zone: &'static str,
    cover: (Motif, i64),
    budget: &'static [(&'static str, i64)],
    rewards: &'static [(&'static str, &'static str, i64, RewardLimit)],
}

/// The campaigns of the demo, opened some days before `now` and ending some days after, each at the end of a
/// day in its own zone. Whoever publishes them sets [`NewCampaign::creator`] to an account that exists.
pub fn demo_campaigns(now: Timestamp) -> Vec<NewCampaign> {
    [india::ALL, europe::ALL, americas::ALL, asia::ALL]
        .into_iter()
        .flatten()
        .map(|demo| demo.campaign(now))
        .collect()
}

impl Demo {
    fn campaign(&self, now: Timestamp) -> NewCampaign {
        let money = |minor| Money::new(minor, self.currency);
        let details = details::of(self.slug);
        NewCampaign {
            slug: self.slug.to_owned(),
            title: self.title.to_owned(),
            promise: self.promise.to_owned(),
            story: self.story.trim().to_owned(),
            organiser: self.organiser.to_owned(),
            place: self.place.to_owned(),
            category: self.category,
            language: "en".to_owned(),
            creator: UserId::fresh(),
            goal: money(self.goal),
            model: self.model,
            opens_at: now.before(DAY * self.opened_days_ago),
            deadline_at: self.deadline(now),
            zone: self.zone.to_owned(),
            minimum: money(self.minimum),
            unit: self.unit.map(|(price, one, many)| GiftUnit {
                price: money(price),
                one: one.to_owned(),
                many: many.to_owned(),
            }),
            impacts: details.map_or_else(Vec::new, |it| impacts(it.impacts, self.currency)),
            cover: Cover { motif: self.cover.0, seed: self.cover.1 },
            cover_image: None,
            cover_alt: String::new(),
            risks: details.map_or_else(String::new, |it| it.risks.to_owned()),
            faq: details.map_or_else(Vec::new, |it| questions(it.faq)),
            budget: self.budget.iter().map(|(label, minor)| line(label, money(*minor))).collect(),
            rewards: self.rewards(),
        }
    }

    /// Its rewards, and after them what can be taken besides.
    fn rewards(&self) -> Vec<NewReward> {
        let rewards = self.rewards.iter().map(|it| reward(it, self.currency));
        rewards.chain(add_ons::of(self.slug, self.currency)).collect()
    }

    /// The end of a day in the campaign's zone. The tests hold every zone to exist.
    fn deadline(&self, now: Timestamp) -> Timestamp {
        let about = now.after(DAY * self.ends_in_days);
        let day = deadline::day_of(about, self.zone);
        day.and_then(|day| deadline::end_of_day(day, self.zone)).unwrap_or(about)
    }
}

fn impacts(impacts: &[(i64, &str)], currency: Currency) -> Vec<Impact> {
    let impact = |(minor, words): &(i64, &str)| Impact {
        amount: Money::new(*minor, currency),
        words: (*words).to_owned(),
    };
    impacts.iter().map(impact).collect()
}

fn questions(faq: &[(&str, &str)]) -> Vec<Question> {
    let question = |(question, answer): &(&str, &str)| Question {
        question: (*question).to_owned(),
        answer: (*answer).to_owned(),
    };
    faq.iter().map(question).collect()
}

fn line(label: &str, amount: Money) -> BudgetLine {
    BudgetLine { label: label.to_owned(), amount }
}

fn reward(
    (title, description, price, limit): &(&str, &str, i64, RewardLimit),
    currency: Currency,
) -> NewReward {
    NewReward {
        title: (*title).to_owned(),
        description: (*description).to_owned(),
        price: Money::new(*price, currency),
        limit: *limit,
        add_on: None,
        digital: false,
    }
}
