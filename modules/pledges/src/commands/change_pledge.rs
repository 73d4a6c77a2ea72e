use super::{
    make_pledge::{check_gift, reward_for},
    stands_on_the_last_day,
};
use crate::{
    error::ChangeError,
    pledge::Terms,
    record::Record,
    saga::{Sagas, business_key},
    sealing::is_unsealed,
    tables::{campaign::Campaign, stock},
};
use contracts::{
    PledgeId, RewardId,
    pledges::{Gift, PledgeChanged},
};
use kernel::{Command, Transaction};

/// The donor gives another amount or asks for another reward, until the deadline (rule R10). The new reward is taken
/// before the old one is let go, both or neither.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ChangePledge {
    pub(crate) pledge: PledgeId,
    pub(crate) gift: Gift,
    pub(crate) reward: Option<RewardId>,
}

impl Command for ChangePledge {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        // The saga's lock comes first, as everywhere.
        if Sagas::data(tx, &business_key(self.pledge)).await?.is_none() {
            return Err(ChangeError::Unknown);
        }
        let mut record = Record::load(tx, self.pledge).await?;
        let Some(terms) = record.state().terms.clone().filter(|_| record.state().is_promise()) else {
            return Err(ChangeError::NotNow);
        };
        let Some(event) = record.state().changed(self.gift, self.reward) else { return Ok(()) };
        self.allow(tx, &terms).await?;
        if terms.reward != self.reward {
            self.swap(tx, terms.reward).await?;
        }
        record.append(tx, event).await?;
        tx.send(&PledgeChanged {
            pledge: self.pledge,
            campaign: terms.campaign,
            before: terms.gift,
            gift: self.gift,
            reward: self.reward,
            changed_at: tx.now,
        })
        .await?;
        Ok(())
    }
}

impl ChangePledge {
    async fn allow(&self, tx: &Transaction, terms: &Terms) -> Result<(), ChangeError> {
        let campaign = Campaign::by_id(tx, terms.campaign).await?.ok_or(ChangeError::Unknown)?;
        let accepted_at = tx.accepted_at().await?;
        if !campaign.is_open(accepted_at) || !is_unsealed(tx, &campaign, accepted_at).await? {
            return Err(ChangeError::Ended);
        }
        check_gift(&self.gift, &campaign)?;
        // A reward that is kept keeps its price too, as long as the gift is not lowered under it.
        reward_for(tx, &campaign, self.reward, &self.gift).await?;
        let lowered = terms.gift.amount.minor - self.gift.amount.minor;
        if stands_on_the_last_day(tx, &campaign, accepted_at, lowered).await? {
            return Err(ChangeError::LastDay);
        }
        Ok(())
    }

    async fn swap(&self, tx: &Transaction, before: Option<RewardId>) -> Result<(), ChangeError> {
        if let Some(reward) = self.reward {
            if !stock::claim(tx, reward).await? {
                return Err(crate::error::PledgeError::SoldOut.into());
            }
            stock::sell(tx, reward).await?;
        }
        match before {
            Some(reward) => Ok(stock::release_sold(tx, reward).await?),
            None => Ok(()),
        }
    }
}
