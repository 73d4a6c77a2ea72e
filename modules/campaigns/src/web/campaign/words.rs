//! What a campaign's page says of when money moves, and of why none does any more.

use super::super::parts::{Support, shown};
use crate::{
    deadline::Shown,
    lifecycle::Status,
    progress::Stage,
    tables::{aside::Aside, campaign::Campaign},
};
use contracts::{Timestamp, campaigns::FundingModel};
use serde::Serialize;

/// Why a campaign takes no gifts.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Over {
    title: &'static str,
    words: String,
}

/// When donors are charged, in words.
#[derive(Serialize)]
pub(super) struct Model {
    title: &'static str,
    words: String,
}

impl Over {
    /// Words for where it stands, once it takes no gifts; `None` while it does.
    pub(super) fn of(
        campaign: &Campaign,
        aside: &Aside,
        support: &Support,
        deadline: &Shown,
        now: Timestamp,
    ) -> Option<Self> {
        let reason = aside.stopped_reason.clone().unwrap_or_default();
        let reached = support.stage == Stage::Reached;
        let (raised, goal, local) = (&support.raised, &support.goal, &deadline.local);
        let all = campaign.model == FundingModel::AllOrNothing;
        let (title, words) = match aside.status {
            Status::Suspended => ("Paused", format!("This campaign takes no gifts for now. {reason}")),
            Status::Cancelled => (
                "Cancelled",
                format!(
                    "This campaign was given up, and what was given goes back to those who gave it. {reason}"
                ),
            ),
            Status::Live if now < campaign.deadline_at => return None,
            Status::Scheduled => ("Not open yet", "This campaign has not begun.".to_owned()),
            _ if reached && all => (
                "It will happen",
                format!(
                    "It ended on {local} with {raised}, more than the {goal} it needed. The cards that were saved are charged now."
                ),
            ),
            _ if reached => ("It will happen", format!("It ended on {local} with {raised} of {goal}.")),
            _ if all => (
                "It did not come about",
                format!("It ended on {local} with {raised} of {goal}. Nothing was charged."),
            ),
            _ => (
                "It has ended",
                format!("It ended on {local} with {raised} of {goal}. What was given is kept and used."),
            ),
        };
        Some(Self { title, words: words.trim().to_owned() })
    }
}

impl Model {
    pub(super) fn of(campaign: &Campaign, deadline: &Shown) -> Self {
        let (goal, local, utc) = (shown(campaign.goal), &deadline.local, &deadline.utc);
        match campaign.model {
            FundingModel::KeepItAll => Self {
                title: "Keep what is raised",
                words: format!(
                    "Your card is charged when you give. What comes in is kept even if {goal} is not reached. \
                     The campaign ends on {local}, which is {utc}."
                ),
            },
            FundingModel::AllOrNothing => Self {
                title: "All or nothing",
                words: format!(
                    "Nothing is charged today. Your card is charged only if {goal} is reached by {local}, which \
                     is {utc}."
                ),
            },
        }
    }
}
