//! What a pledge takes besides its reward (rule R7): which rules it must keep, what it takes of the stock and gives back.
//! See decision 128.

use crate::{
    error::{AddOnRefused, PledgeError},
    pledge::Terms,
    tables::{
        campaign::Campaign,
        reward::{self, Reward},
        stock,
    },
};
use contracts::{
    CampaignId, Money, PledgeId, RewardId,
    pledges::{AddOnsChosen, ChosenAddOn, Gift},
};
use kernel::Transaction;
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// How many of which add-on are asked for. In the order in which stock is taken, so that nobody waits crosswise.
pub(crate) type Asked = BTreeMap<RewardId, i64>;

/// What is asked for, with what it costs, when it may be taken beside `reward` and `gift` is enough for both. What the
/// pledge had with the same reward `before` it may keep, whatever is offered by now.
pub(crate) async fn chosen(
    tx: &Transaction,
    campaign: &Campaign,
    reward: Option<&Reward>,
    asked: &Asked,
    gift: &Gift,
    before: Option<&Terms>,
) -> Result<Vec<ChosenAddOn>, PledgeError> {
    let before = before.filter(|it| it.reward == reward.map(|it| it.id));
    let (mut chosen, mut least) = (Vec::new(), reward.map_or(0, |it| it.price.minor));
    for (&id, &count) in asked {
        let add_on = reward::find(tx, id).await?.filter(|it| it.campaign == campaign.id);
        let add_on = add_on.filter(|it| it.add_on.is_some()).ok_or(PledgeError::UnknownAddOn)?;
        let had = before.and_then(|it| it.add_ons.iter().find(|it| it.add_on == id));
        let kept = had.filter(|it| (1..=it.count).contains(&count));
        if kept.is_none() {
            may_take(&add_on, reward, count)?;
        }
        let one = ChosenAddOn { add_on: id, count, price: kept.map_or(add_on.price, |it| it.price) };
        least = least.saturating_add(one.total().minor);
        chosen.push(one);
    }
    if !chosen.is_empty() && gift.amount.minor < least {
        return Err(PledgeError::AddOnsNeedMore(Money::new(least, campaign.currency)));
    }
    Ok(chosen)
}

fn may_take(add_on: &Reward, reward: Option<&Reward>, count: i64) -> Result<(), PledgeError> {
    if !reward.is_some_and(|it| add_on.goes_with(it)) {
        return Err(refused(add_on, AddOnRefused::OtherReward));
    }
    let most = add_on.add_on.as_ref().map_or(0, |it| it.most);
    if (1..=most).contains(&count) { Ok(()) } else { Err(refused(add_on, AddOnRefused::Most(most))) }
}

fn refused(add_on: &Reward, why: AddOnRefused) -> PledgeError {
    PledgeError::AddOn { id: add_on.id, title: add_on.title.clone(), why }
}

/// Whether there are only so many of one of `chosen`.
pub(crate) async fn are_few(tx: &Transaction, chosen: &[ChosenAddOn]) -> Result<bool, DbErr> {
    for it in chosen {
        if reward::find(tx, it.add_on).await?.is_some_and(|it| it.quantity.is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses what there are fewer left of than are asked for, where nothing is taken yet.
pub(crate) async fn are_left(tx: &Transaction, chosen: &[ChosenAddOn]) -> Result<(), PledgeError> {
    for it in chosen {
        let add_on = reward::find(tx, it.add_on).await?.ok_or(PledgeError::UnknownAddOn)?;
        if add_on.left().is_some_and(|left| left < it.count) {
            return Err(refused(&add_on, AddOnRefused::Gone));
        }
    }
    Ok(())
}

/// Takes `count` of `reward`, or of an add-on, for a pledge that is yet to be paid.
pub(crate) async fn take(tx: &Transaction, reward: RewardId, count: i64) -> Result<(), PledgeError> {
    if stock::claim(tx, reward, count).await? {
        return Ok(());
    }
    let add_on = reward::find(tx, reward).await?.filter(|it| it.add_on.is_some());
    Err(add_on.map_or(PledgeError::SoldOut, |it| refused(&it, AddOnRefused::Gone)))
}

/// Takes what `after` has more than `before` and lets go what it has less, of what is a pledge's own (rule R10).
pub(crate) async fn swap(tx: &Transaction, before: &Terms, after: &Terms) -> Result<(), PledgeError> {
    let (had, wanted): (Asked, Asked) = (before.held().collect(), after.held().collect());
    let of = |all: &Asked, id: &RewardId| all.get(id).copied().unwrap_or(0);
    for (id, count) in after.held() {
        let more = count - of(&had, &id);
        if more > 0 {
            take(tx, id, more).await?;
            stock::sell(tx, id, more).await?;
        }
    }
    for (id, count) in before.held() {
        let less = count - of(&wanted, &id);
        if less > 0 {
            stock::release_sold(tx, id, less).await?;
        }
    }
    Ok(())
}

/// Says what a pledge has of add-ons from now on.
pub(crate) async fn say(
    tx: &Transaction,
    pledge: PledgeId,
    campaign: CampaignId,
    add_ons: Vec<ChosenAddOn>,
) -> Result<(), DbErr> {
    tx.send(&AddOnsChosen { pledge, campaign, add_ons, chosen_at: tx.now }).await
}
