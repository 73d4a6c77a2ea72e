//! A campaign as its creator publishes it, and the rules it must keep. Pure.

#[cfg(test)]
mod tests;

use crate::{
    category::Category,
    cover::Cover,
    deadline::{self, DeadlineError},
};
use contracts::{
    Currency, Money, Timestamp, UserId,
    campaigns::{AddOn, FundingModel, GiftUnit, Impact, RewardLimit},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest slug, so that an address stays one that can be read out.
const LONGEST_SLUG: usize = 60;

/// All that a creator says about a campaign.
#[derive(Clone, Debug)]
pub struct NewCampaign {
    /// The last part of its address: lower-case letters, digits and single hyphens.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it is for, in one sentence.
    pub promise: String,
    /// Its story, in Markdown.
    pub story: String,
    /// Who runs it, as donors read it.
    pub organiser: String,
    /// Where it is.
    pub place: String,
    /// What kind of campaign it is.
    pub category: Category,
    /// The language it is written in (BCP 47).
    pub language: String,
    /// Who runs it.
    pub creator: UserId,
    /// What it hopes for; its currency is the only one collected.
    pub goal: Money,
    /// When donors are charged.
    pub model: FundingModel,
    /// When it was opened.
    pub opens_at: Timestamp,
    /// Pledges count when accepted strictly before it. See [`deadline::end_of_day`].
    pub deadline_at: Timestamp,
    /// The IANA zone in which the deadline was chosen.
    pub zone: String,
    /// The least that can be given.
    pub minimum: Money,
    /// What one unit costs, for campaigns that count units.
    pub unit: Option<GiftUnit>,
    /// What gifts of some sizes do, each size once.
    pub impacts: Vec<Impact>,
    /// What its cover shows.
    pub cover: Cover,
    /// The picture that stands in place of the drawing, if there is one.
    pub cover_image: Option<Uuid>,
    /// What the picture shows, in words.
    pub cover_alt: String,
    /// What could go wrong, in Markdown.
    pub risks: String,
    /// What is often asked.
    pub faq: Vec<Question>,
    /// Where the money goes; adds up to the goal.
    pub budget: Vec<BudgetLine>,
    /// What is given back.
    pub rewards: Vec<NewReward>,
}

/// One use of the money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// For what.
    pub label: String,
    /// How much.
    pub amount: Money,
}

/// A question that is often asked, and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// As it is asked.
    pub question: String,
    /// In plain text.
    pub answer: String,
}

/// What a creator gives back for a gift of some size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReward {
    /// Its title.
    pub title: String,
    /// What the donor gets, in words.
    pub description: String,
    /// The least to give for it; of an add-on, what one of it costs.
    pub price: Money,
    /// How many there are.
    pub limit: RewardLimit,
    /// What makes it an add-on, when it is one.
    pub add_on: Option<AddOn>,
    /// Nothing of it is sent by post.
    pub digital: bool,
}

/// Which rule a campaign breaks.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CampaignProblem {
    /// The address would be unreadable or unsafe.
    #[error("`{0}` is no address: use lower-case letters, digits and single hyphens, at most {LONGEST_SLUG}")]
    Slug(String),
    /// Something that has to be said is empty.
    #[error("the {0} is missing")]
    Missing(&'static str),
    /// An amount is in another currency than the goal.
    #[error("the {what} is in {found}, the goal is in {goal}")]
    OtherCurrency {
        /// Which amount.
        what: &'static str,
        /// Its currency.
        found: Currency,
        /// The goal's.
        goal: Currency,
    },
    /// An amount is zero or less.
    #[error("the {0} has to be more than nothing")]
    NotPositive(&'static str),
    /// The parts of the budget are more or less than the goal.
    #[error("the budget adds up to {sum}, the goal is {goal}")]
    Budget {
        /// What the lines add up to.
        sum: Money,
        /// What they should.
        goal: Money,
    },
    /// A reward could be had for less than can be given.
    #[error("the reward “{0}” costs less than the least that can be given")]
    RewardBelowMinimum(String),
    /// It would be over before it began.
    #[error("the deadline has to lie after the opening")]
    OverBeforeItBegan,
    /// The zone or the deadline cannot be shown.
    #[error(transparent)]
    Deadline(#[from] DeadlineError),
}

impl NewCampaign {
    /// Whether it may be published.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn check(&self) -> Result<(), CampaignProblem> {
        self.check_words()?;
        self.check_amounts()?;
        self.check_budget()?;
        if self.deadline_at <= self.opens_at {
            return Err(CampaignProblem::OverBeforeItBegan);
        }
        deadline::shown(self.deadline_at, &self.zone)?;
        Ok(())
    }

    fn check_words(&self) -> Result<(), CampaignProblem> {
        if !is_slug(&self.slug) {
            return Err(CampaignProblem::Slug(self.slug.chars().take(80).collect()));
        }
        let said = [
            ("title", &self.title),
            ("promise", &self.promise),
            ("story", &self.story),
            ("organiser", &self.organiser),
            ("place", &self.place),
        ];
        match said.iter().find(|(_, words)| words.trim().is_empty()) {
            Some((what, _)) => Err(CampaignProblem::Missing(what)),
            None => Ok(()),
        }
    }

    fn check_amounts(&self) -> Result<(), CampaignProblem> {
        let mut amounts = vec![("goal", self.goal), ("least amount", self.minimum)];
        amounts.extend(self.unit.iter().map(|it| ("price of one unit", it.price)));
        amounts.extend(self.impacts.iter().map(|it| ("gift that does something", it.amount)));
        amounts.extend(self.budget.iter().map(|it| ("budget line", it.amount)));
        amounts.extend(self.rewards.iter().map(|it| ("price of a reward", it.price)));
        for (what, amount) in amounts {
            if amount.currency != self.goal.currency {
                let (found, goal) = (amount.currency, self.goal.currency);
                return Err(CampaignProblem::OtherCurrency { what, found, goal });
            }
            if !amount.is_positive() {
                return Err(CampaignProblem::NotPositive(what));
            }
        }
        let mut by_themselves = self.rewards.iter().filter(|it| it.add_on.is_none());
        match by_themselves.find(|it| it.price.minor < self.minimum.minor) {
            Some(reward) => Err(CampaignProblem::RewardBelowMinimum(reward.title.clone())),
            None => Ok(()),
        }
    }

    fn check_budget(&self) -> Result<(), CampaignProblem> {
        let sum = self.budget.iter().fold(0_i64, |sum, it| sum.saturating_add(it.amount.minor));
        if sum == self.goal.minor {
            return Ok(());
        }
        Err(CampaignProblem::Budget { sum: Money::new(sum, self.goal.currency), goal: self.goal })
    }
}

/// Whether a campaign can have `slug` as its address. What cannot is never asked of a database: `PostgreSQL`
/// refuses a text with a zero in it.
pub(crate) fn is_slug(slug: &str) -> bool {
    let allowed = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    !slug.is_empty()
        && slug.len() <= LONGEST_SLUG
        && slug.bytes().all(allowed)
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !slug.contains("--")
}
