//! A draft with nothing missing, as the campaign it will be.

use super::{Draft, Gap, LOCALE, RewardText};
use crate::{
    campaign::{NewCampaign, NewReward},
    category::Category,
    cover::{Cover, Motif},
};
use contracts::{
    CampaignId, Money, RewardId, Timestamp, UserId,
    campaigns::{AddOn, MOST_OF_AN_ADD_ON, RewardLimit},
};

/// A draft that makes sense, with the ids its rewards have.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub(crate) new: NewCampaign,
    pub(crate) rewards: Vec<RewardId>,
}

impl Draft {
    /// The campaign this draft makes when it begins at `begins`.
    ///
    /// # Errors
    /// All that is wrong or missing.
    pub(crate) fn read(&self, id: CampaignId, creator: UserId, begins: Timestamp) -> Result<Ready, Vec<Gap>> {
        let gaps = self.gaps(begins);
        let (Some(goal), Some(minimum), Some(deadline_at)) =
            (self.goal_read(), self.minimum_read(), self.ends_at())
        else {
            return Err(gaps);
        };
        if !gaps.is_empty() {
            return Err(gaps);
        }
        let category = self.category.parse().unwrap_or(Category::Community);
        let new = NewCampaign {
            slug: self.slug.clone(),
            title: self.title.clone(),
            promise: self.promise.clone(),
            story: self.story.clone(),
            organiser: self.organiser.clone(),
            place: self.place.clone(),
            category,
            language: self.language.clone(),
            creator,
            goal,
            model: self.model,
            opens_at: begins,
            deadline_at,
            zone: self.zone.clone(),
            minimum,
            unit: None,
            impacts: self.impacts_read(),
            cover: drawing(category, id),
            cover_image: self.cover,
            cover_alt: self.cover_alt.clone(),
            risks: self.risks.clone(),
            faq: self.faq.clone(),
            budget: self.lines(),
            rewards: self.rewards.iter().map(|it| it.read(self)).collect(),
        };
        Ok(Ready { new, rewards: self.rewards.iter().map(|it| it.id).collect() })
    }
}

impl RewardText {
    pub(crate) fn read(&self, draft: &Draft) -> NewReward {
        let price = Money::parse_positive(&self.price, draft.currency, LOCALE);
        NewReward {
            title: self.title.clone(),
            description: self.description.clone(),
            price: price.unwrap_or_else(|_| Money::zero(draft.currency)),
            limit: self.limit_read(),
            add_on: self.add_on.then(|| AddOn {
                most: self.most_read().unwrap_or(MOST_OF_AN_ADD_ON),
                with: self.with.clone(),
            }),
            digital: self.digital,
        }
    }

    fn limit_read(&self) -> RewardLimit {
        match self.limit.as_str() {
            "unlimited" => RewardLimit::Unlimited,
            "quantity" => RewardLimit::Quantity(self.many().unwrap_or(0)),
            _ => RewardLimit::Closed,
        }
    }
}

/// The drawing that stands where there is no picture: what its kind suggests, in a shape of its own.
pub(crate) fn drawing(category: Category, id: CampaignId) -> Cover {
    let motif = match category {
        Category::Environment | Category::Food => Motif::River,
        Category::Emergency => Motif::Water,
        Category::Animals => Motif::Mountains,
        Category::Education => Motif::Shelf,
        Category::Arts | Category::Heritage => Motif::Weave,
        Category::Science => Motif::Stars,
        Category::Community | Category::Health => Motif::Town,
    };
    let (_, low) = id.0.as_u64_pair();
    Cover { motif, seed: low.cast_signed() }
}
