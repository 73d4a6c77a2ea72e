//! A published campaign in the shape of a draft, so that the same forms change it, and what of it stands still
//! (rules.md R9).

use crate::{
    deadline,
    draft::{Draft, Gap, ImpactText, LOCALE, LineText, RewardText, Section},
    queries::budget_and_rewards,
    tables::{self, campaign::Campaign, reward::Reward},
};
use contracts::{CampaignId, Money, RewardId, Timestamp, campaigns::RewardLimit};
use kernel::db::Sql;
use kernel::web::Text;
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// Deadlines of published campaigns are not judged again: any day will do.
pub(crate) const ANY_DAY: Timestamp = Timestamp(0);

/// The campaign and what its forms show.
pub(crate) async fn draft(db: &impl Sql, id: CampaignId) -> Result<Option<(Campaign, Draft)>, DbErr> {
    let Some(campaign) = tables::campaign::find(db, id).await? else { return Ok(None) };
    let (budget, rewards) = budget_and_rewards(db, &campaign).await?;
    let typed = |money: Money| money.format_input(LOCALE);
    let day = deadline::last_day(campaign.deadline_at, &campaign.zone);
    let draft = Draft {
        title: campaign.title.clone(),
        promise: campaign.promise.clone(),
        organiser: campaign.organiser.clone(),
        place: campaign.place.clone(),
        category: campaign.category.slug().to_owned(),
        language: campaign.language.clone(),
        slug: campaign.slug.clone(),
        currency: campaign.goal.currency,
        model: campaign.model,
        goal: typed(campaign.goal),
        minimum: typed(campaign.minimum),
        deadline: day.map(|it| it.to_string()).unwrap_or_default(),
        zone: deadline::present_name(&campaign.zone).to_owned(),
        story: campaign.story.clone(),
        budget: budget.into_iter().map(|it| LineText { amount: typed(it.amount), label: it.label }).collect(),
        rewards: rewards.into_iter().map(text_of).collect(),
        risks: campaign.risks.clone(),
        faq: campaign.faq.clone(),
        impacts: campaign
            .impacts
            .iter()
            .map(|it| ImpactText { amount: typed(it.amount), words: it.words.clone() })
            .collect(),
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
        most: reward.add_on.as_ref().map(|it| it.most.to_string()).unwrap_or_default(),
        add_on: reward.add_on.is_some(),
        with: reward.add_on.map(|it| it.with).unwrap_or_default(),
        digital: reward.digital,
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
        language: after.language.clone(),
        story: after.story.clone(),
        risks: after.risks.clone(),
        faq: after.faq.clone(),
        impacts: after.impacts_read(),
        cover_alt: after.cover_alt.clone(),
        ..campaign
    }
}

/// What may not change once donors have read it.
pub(crate) fn frozen(before: &Draft, after: &Draft) -> Vec<Gap> {
    let fields = [
        ("goal", before.goal != after.goal, "frozen-goal"),
        ("minimum", before.minimum != after.minimum, "frozen-minimum"),
        ("currency", before.currency != after.currency, "frozen-currency"),
        ("model", before.model != after.model, "frozen-model"),
        ("deadline", before.deadline != after.deadline || before.zone != after.zone, "frozen-deadline"),
        ("slug", before.slug != after.slug, "frozen-slug"),
        ("budget_label_1", before.budget != after.budget, "frozen-budget"),
    ];
    fields
        .into_iter()
        .filter(|(_, changed, _)| *changed)
        .map(|(field, _, key)| Gap {
            section: if field == "budget_label_1" { Section::Budget } else { Section::Basics },
            field: field.to_owned(),
            message: Text::of(key),
        })
        .collect()
}

/// What donors have of rewards.
#[derive(Debug, Default)]
pub(crate) struct Claimed {
    /// How many donors chose each.
    pub(crate) by: BTreeMap<RewardId, i64>,
    /// How many of each they have: of an add-on one donor may have more than one.
    pub(crate) many: BTreeMap<RewardId, i64>,
}

/// What may not change about rewards: price and content of one that somebody chose, and a number below those
/// that were given out (rules.md R7, R9).
pub(crate) fn rewards_broken(before: &Draft, after: &Draft, claimed: &Claimed) -> Vec<Gap> {
    let mut broken = Vec::new();
    let mut add = |field: String, message: Text| {
        broken.push(Gap { section: Section::Rewards, field, message });
    };
    for (n, new) in (1..).zip(&after.rewards) {
        let Some(old) = before.rewards.iter().find(|it| it.id == new.id) else { continue };
        if old.add_on != new.add_on {
            add(format!("reward_kind_{n}"), Text::of("frozen-add-on-kind"));
        }
        let [by, many] = [&claimed.by, &claimed.many].map(|it| it.get(&new.id).copied().unwrap_or(0));
        if many == 0 {
            continue;
        }
        if old.price != new.price {
            add(
                format!("reward_price_{n}"),
                Text::of("frozen-reward-price").with("taken", by).with("price", old.price.as_str()),
            );
        }
        let reworded = old.title != new.title || old.description != new.description;
        if reworded || old.digital != new.digital {
            add(format!("reward_title_{n}"), Text::of("frozen-reward-words").with("taken", by));
        }
        if new.limit == "quantity" && new.many().is_some_and(|it| it < many) {
            add(format!("reward_quantity_{n}"), Text::of("frozen-reward-quantity").with("taken", many));
        }
    }
    broken
}
