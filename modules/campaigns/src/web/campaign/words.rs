//! What a campaign's page says of when money moves, and of why none does any more.

use super::super::parts::Support;
use crate::{
    deadline::Shown,
    lifecycle::Status,
    progress::Stage,
    tables::{aside::Aside, campaign::Campaign},
};
use contracts::{Timestamp, campaigns::FundingModel};
use kernel::web::{Argument, Text, View};
use serde::Serialize;

/// Something to say, and what it is called.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Said {
    title: String,
    words: String,
}

/// Why `campaign` takes no gifts; `None` while it does.
pub(super) fn over(
    view: &View,
    campaign: &Campaign,
    aside: &Aside,
    support: &Support,
    deadline: &Shown,
    now: Timestamp,
) -> Option<Said> {
    let reached = support.stage == Stage::Reached;
    let all = campaign.model == FundingModel::AllOrNothing;
    let (title, words) = match aside.status {
        Status::Suspended if now >= campaign.deadline_at => ("over-suspended", "over-suspended-ended"),
        Status::Suspended => ("over-suspended", "over-suspended-words"),
        Status::Cancelled => ("over-cancelled", "over-cancelled-words"),
        Status::Live if now < campaign.deadline_at => return None,
        Status::Scheduled => ("over-scheduled", "over-scheduled-words"),
        _ if reached && all => ("over-reached", "over-reached-charged"),
        _ if reached => ("over-reached", "over-reached-words"),
        _ if all => ("over-missed", "over-missed-words"),
        _ => ("over-ended", "over-ended-words"),
    };
    let words = Text::of(words)
        .with("reason", aside.stopped_reason.clone().unwrap_or_default())
        .with("when", deadline.local.as_str())
        .with("raised", support.raised.as_str())
        .with("goal", support.goal.as_str());
    Some(Said { title: view.t(title, &[]), words: view.say(&words).trim().to_owned() })
}

/// That `campaign` has more time than was said, and why.
pub(super) fn extended(view: &View, campaign: &Campaign, aside: &Aside) -> Option<Said> {
    let it = aside.extended.as_ref()?;
    let until = |at| Argument::Until(at, campaign.zone.clone());
    let text = Text::of("campaign-extended")
        .with("before", until(it.before))
        .with("until", until(campaign.deadline_at));
    Some(Said { title: view.say(&text), words: it.reason.clone() })
}

/// Where a campaign that takes no gifts stands, in a word.
pub(in crate::web) fn stands(view: &View, status: Status) -> String {
    let word = match status {
        Status::Suspended => "over-suspended",
        Status::Cancelled => "over-cancelled",
        _ => "campaign-ended",
    };
    view.t(word, &[])
}

/// When donors are charged.
pub(super) fn model(view: &View, campaign: &Campaign, deadline: &Shown) -> Said {
    let (title, words) = match campaign.model {
        FundingModel::KeepItAll => ("model-keep", "model-keep-words"),
        FundingModel::AllOrNothing => ("model-all", "model-all-words"),
    };
    let words = Text::of(words).with("goal", campaign.goal).with("when", deadline.local.as_str());
    Said { title: view.t(title, &[]), words: view.say(&words) }
}
