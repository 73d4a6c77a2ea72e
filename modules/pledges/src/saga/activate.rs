use super::PledgeSagaData;
use crate::{
    add_ons,
    commands::say_dedication,
    pledge::{Hold, PledgeEvent},
    record::Record,
    tables,
};
use anyhow::Context as _;
use contracts::{
    Money,
    pledges::{AmountHidden, PledgeActivated, PledgeReduced},
};
use kernel::{HandleError, Transaction, saga::Progress};

/// The pledge counts from now on, and its reward is its own.
pub(super) async fn run(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let mut record = Record::load(tx, data.pledge).await?;
    let terms = record.state().terms.clone().context("a saga about a pledge that was never made")?;
    if record.state().activated {
        return Ok(Progress::Done);
    }
    if record.state().hold == Hold::Reserved {
        for (reward, count) in terms.held() {
            tables::stock::sell(tx, reward, count).await?;
        }
    }
    record.append(tx, PledgeEvent::Activated).await?;
    tables::pledge::adopt_one(tx, data.pledge).await?;
    let contact = tables::contact::find(tx, data.pledge).await?.context("a pledge of nobody")?;
    tx.send(&PledgeActivated {
        pledge: data.pledge,
        campaign: terms.campaign,
        person: contact.person,
        gift: terms.gift,
        reward: terms.reward,
        collection: terms.collection,
        anonymous: contact.anonymous,
        activated_at: tx.now,
        name: contact.name.filter(|_| !contact.anonymous),
    })
    .await?;
    if contact.hides_amount {
        let (pledge, campaign) = (data.pledge, terms.campaign);
        tx.send(&AmountHidden { pledge, campaign, hidden: true, changed_at: tx.now }).await?;
    }
    if tables::dedication::find(tx, data.pledge).await?.is_some() {
        say_dedication(tx, data.pledge).await?;
    }
    Ok(Progress::Done)
}

/// The pledge counts for nothing any more, and its reward is free again.
pub(super) async fn undo(tx: &Transaction, data: &mut PledgeSagaData) -> Result<Progress, HandleError> {
    let mut record = Record::load(tx, data.pledge).await?;
    let terms = record.state().terms.clone().context("a saga about a pledge that was never made")?;
    if !record.state().activated {
        // It never counted; a reward that is kept for it is given back by the undo of `reserve`.
        return Ok(Progress::Done);
    }
    let by = if let Some(refund) = &data.refund {
        // The decision took it off already.
        refund.gift.amount
    } else {
        let by = record.state().counts_for().unwrap_or(Money::zero(terms.gift.amount.currency));
        record.append(tx, PledgeEvent::Withdrawn).await?;
        by
    };
    if record.state().hold == Hold::Sold {
        for (reward, count) in terms.held() {
            tables::stock::release_sold(tx, reward, count).await?;
        }
        record.append(tx, PledgeEvent::RewardReleased).await?;
        if !terms.add_ons.is_empty() {
            add_ons::say(tx, data.pledge, terms.campaign, Vec::new()).await?;
        }
    }
    if by.is_zero() {
        // Refunds in parts took all of it before; this one only returns the tip.
        return Ok(Progress::Done);
    }
    let remaining = record.state().counts_for().unwrap_or(Money::zero(by.currency));
    tx.send(&PledgeReduced {
        pledge: data.pledge,
        campaign: terms.campaign,
        by,
        remaining,
        reduced_at: tx.now,
    })
    .await?;
    Ok(Progress::Done)
}
