//! What can be taken besides the rewards of some of the demo's campaigns.

use crate::campaign::NewReward;
use contracts::{
    Currency, Money,
    campaigns::{AddOn, MOST_OF_AN_ADD_ON, RewardLimit},
};

/// Beside the rewards of a campaign of the demo, with each of them. Its price is in the smallest unit of the campaign's
/// currency.
pub(super) struct Beside {
    slug: &'static str,
    title: &'static str,
    description: &'static str,
    price: i64,
    limit: RewardLimit,
}

pub(super) const ALL: &[Beside] = &[Beside {
    slug: "lights-for-the-night-school",
    title: "Six postcards",
    description: "Drawn by the class: the way to school after dark, before the lights and after. By post.",
    price: 15_000,
    limit: RewardLimit::Quantity(600),
}];

/// The add-ons of the campaign at `slug`, which collects `currency`.
pub(super) fn of(slug: &str, currency: Currency) -> impl Iterator<Item = NewReward> {
    ALL.iter().filter(move |it| it.slug == slug).map(move |it| NewReward {
        title: it.title.to_owned(),
        description: it.description.to_owned(),
        price: Money::new(it.price, currency),
        limit: it.limit,
        add_on: Some(AddOn { most: MOST_OF_AN_ADD_ON, with: Vec::new() }),
        digital: false,
    })
}
