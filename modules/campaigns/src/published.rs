//! A published campaign in the shape of a draft, so that the same forms change it, and what of it stands still
//! (rules.md R9).

use crate::{
    draft::{Draft, Gap, LOCALE, LineText, RewardText, Section},
    queries::budget_and_rewards,
    tables::{self, campaign::Campaign, reward::Reward},
};
use contracts::{CampaignId, Money, RewardId, Timestamp, campaigns::RewardLimit};
use kernel::db::Sql;
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// Deadlines of published campaigns are not judged again: any day will do.
pub(crate) const ANY_DAY: Timestamp = Timestamp(0);

/// The campaign and what its forms show.
pub(crate) async fn draft(db: &impl Sql, id: CampaignId) -> Result<Option<(Campaign, Draft)>, DbErr> {
    let Some(campaign) = tables::campaign::find(db, id).await? else { return Ok(None) };
    let (budget, rewards) = budget_and_rewards(db, &campaign).await?;
    let typed = |money: Money| money.format_input(LOCALE);
    let day = crate::deadline::last_day(campaign.deadline_at, &campaign.zone);
    let draft = Draft {
        title: campaign.title.clone(),
        promise: campaign.promise.clone(),
        organiser: campaign.organiser.clone(),
        place: campaign.place.clone(),
        category: campaign.category.slug().to_owned(),
        slug: campaign.slug.clone(),
        currency: campaign.goal.currency,
        model: campaign.model,
        goal: typed(campaign.goal),
        minimum: typed(campaign.minimum),
        deadline: day.map(|it| it.to_string()).unwrap_or_default(),
        zone: campaign.zone.clone(),
        story: campaign.story.clone(),
        budget: budget.into_iter().map(|it| LineText { amount: typed(it.amount), label: it.label }).collect(),
        rewards: rewards.into_iter().map(text_of).collect(),
        risks: campaign.risks.clone(),
        faq: campaign.faq.clone(),
        cover: campaign.cover_image,
        cover_alt: campaign.cover_alt.clone(),
    };
    Ok(Some((campaign, draft)))
}

fn text_of(reward: Reward) -> RewardText {
    let (limit, quantity) = match reward.limit {
        RewardLimit::Unlimited => ("unlimited", String::new()),
        RewardLimit::Closed => ("closed", String::new()),
        RewardLimit::Quantity(many) => ("quantity", many.to_string()),
    };
    RewardText {
        id: reward.id,
        title: reward.title,
        description: reward.description,
        price: reward.price.format_input(LOCALE),
        limit: limit.to_owned(),
        quantity,
    }
}

/// The words of `after` on `campaign`.
pub(crate) fn reworded(campaign: Campaign, after: &Draft) -> Campaign {
    Campaign {
        title: after.title.clone(),
        promise: after.promise.clone(),
        organiser: after.organiser.clone(),
        place: after.place.clone(),
        category: after.category.parse().unwrap_or(campaign.category),
        story: after.story.clone(),
        risks: after.risks.clone(),
        faq: after.faq.clone(),
        cover_alt: after.cover_alt.clone(),
        ..campaign
    }
}

/// What may not change once donors have read it.
pub(crate) fn frozen(before: &Draft, after: &Draft) -> Vec<Gap> {
    let fields = [
        (
            "goal",
            before.goal != after.goal,
            "The goal cannot change after the launch: donors gave to this one.",
        ),
        ("minimum", before.minimum != after.minimum, "The least amount cannot change after the launch."),
        ("currency", before.currency != after.currency, "The currency cannot change after the launch."),
        (
            "model",
            before.model != after.model,
            "How it is funded cannot change after the launch: it says when cards are charged.",
        ),
        (
            "deadline",
            before.deadline != after.deadline || before.zone != after.zone,
            "The deadline cannot change after the launch. Write to us when something happened that nobody could foresee.",
        ),
        ("slug", before.slug != after.slug, "The address cannot change after the launch: links lead to it."),
        (
            "budget_label_1",
            before.budget != after.budget,
            "Where the money goes cannot change after the launch. Tell donors of a change in an update.",
        ),
    ];
    fields
        .into_iter()
        .filter(|(_, changed, _)| *changed)
        .map(|(field, _, words)| Gap {
            section: if field == "budget_label_1" { Section::Budget } else { Section::Basics },
            field: field.to_owned(),
            message: words.to_owned(),
        })
        .collect()
}

/// What may not change about rewards: price and content of one that somebody chose, and a number below those
/// that were given out (rules.md R7, R9).
pub(crate) fn rewards_broken(before: &Draft, after: &Draft, claimed: &BTreeMap<RewardId, i64>) -> Vec<Gap> {
    let mut broken = Vec::new();
    let mut add = |field: String, message: String| {
        broken.push(Gap { section: Section::Rewards, field, message });
    };
    for (n, new) in (1..).zip(&after.rewards) {
        let Some(old) = before.rewards.iter().find(|it| it.id == new.id) else { continue };
        let taken = claimed.get(&new.id).copied().unwrap_or(0);
        if taken == 0 {
            continue;
        }
        if old.price != new.price {
            add(
                format!("reward_price_{n}"),
                format!("{taken} donors chose this at {}. Its price stays.", old.price),
            );
        }
        if old.title != new.title || old.description != new.description {
            add(
                format!("reward_title_{n}"),
                format!("{taken} donors chose this as it is described. Its words stay."),
            );
        }
        if new.limit == "quantity" && new.many().is_some_and(|it| it < taken) {
            add(
                format!("reward_quantity_{n}"),
                format!("{taken} are given out already. Write {taken} or more, or close it."),
            );
        }
    }
    broken
}
