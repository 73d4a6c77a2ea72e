//! The rows of a campaign's page: what the money is for, what there is for it, and who gave last.

use super::super::parts::{ago, shown, typed};
use crate::{
    campaign::BudgetLine,
    tables::{campaign::Campaign, giver::Giver, reward::Reward},
};
use contracts::{Money, RewardId, Timestamp, campaigns::RewardLimit};
use kernel::web::{Text, View};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct BudgetRow {
    label: String,
    amount: String,
    percent: i64,
    /// The number of its colour, 1 to 5.
    colour: usize,
}

#[derive(Serialize)]
pub(super) struct RewardRow {
    id: String,
    title: String,
    description: String,
    price: String,
    /// The price as the form takes it.
    amount: String,
    limit: String,
    /// How many can still be had; `None` where they are not counted.
    left: Option<i64>,
    open: bool,
    /// What can be taken besides.
    add_ons: Vec<Self>,
}

#[derive(Serialize)]
pub(super) struct GiverRow {
    name: String,
    /// The name that the portrait is made from; empty for whoever stays unnamed.
    portrait_of: String,
    when: String,
    /// Nothing when it stays unsaid.
    amount: Option<String>,
    /// To whom it is dedicated.
    dedicated: Option<String>,
}

/// The lines with whole percentages that add up to 100.
pub(super) fn of_budget(lines: &[BudgetLine], goal: Money) -> Vec<BudgetRow> {
    let weights: Vec<_> = lines.iter().map(|it| it.amount.minor.unsigned_abs()).collect();
    let percents = Money::new(100, goal.currency).split(&weights);
    let row = |(index, (line, percent)): (usize, (&BudgetLine, Money))| BudgetRow {
        label: line.label.clone(),
        amount: shown(line.amount),
        percent: percent.minor,
        colour: index % 5 + 1,
    };
    lines.iter().zip(percents).enumerate().map(row).collect()
}

/// The rewards, each with the add-ons that go with it.
pub(super) fn of_rewards(view: &View, held: &BTreeMap<RewardId, i64>, all: Vec<Reward>) -> Vec<RewardRow> {
    let row = |it: Reward| RewardRow::of(view, held.get(&it.id).copied().unwrap_or(0), it);
    let (add_ons, rewards): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.add_on.is_some());
    let with_add_ons = |it: Reward| RewardRow {
        add_ons: add_ons.iter().filter(|add_on| add_on.goes_with(&it)).cloned().map(row).collect(),
        ..row(it)
    };
    rewards.into_iter().map(with_add_ons).collect()
}

impl RewardRow {
    fn of(view: &View, held: i64, reward: Reward) -> Self {
        let left = match reward.limit {
            RewardLimit::Quantity(many) => Some((many - held).max(0)),
            _ => None,
        };
        Self {
            id: reward.id.to_string(),
            title: reward.title,
            description: reward.description,
            price: shown(reward.price),
            amount: typed(reward.price),
            limit: view.say(&match reward.limit {
                RewardLimit::Unlimited => Text::of("reward-unlimited"),
                RewardLimit::Closed => Text::of("reward-closed"),
                RewardLimit::Quantity(1) => Text::of("reward-only-one"),
                RewardLimit::Quantity(many) => Text::of("reward-limited").with("many", many),
            }),
            left,
            open: reward.limit != RewardLimit::Closed && left != Some(0),
            add_ons: Vec::new(),
        }
    }
}

impl GiverRow {
    pub(super) fn of(view: &View, giver: Giver, campaign: &Campaign, now: Timestamp) -> Self {
        Self {
            portrait_of: giver.name.clone().unwrap_or_default(),
            name: giver.name.unwrap_or_else(|| view.t("giver-unnamed", &[])),
            when: view.say(&ago(giver.given_at, now)),
            dedicated: giver.dedicated.map(|(text, to)| view.say(&dedicated(&text, to))),
            amount: (!giver.amount_hidden)
                .then(|| shown(Money::new(giver.amount_minor, campaign.goal.currency))),
        }
    }
}

/// `stored`: the text it was kept under.
pub(in crate::web) fn dedicated(stored: &str, to: String) -> Text {
    let text = if stored == "giver-in-memory" { "giver-in-memory" } else { "giver-in-honour" };
    Text::of(text).with("to", to)
}
