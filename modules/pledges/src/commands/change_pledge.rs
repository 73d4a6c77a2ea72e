use super::{
    make_pledge::{check_gift, reward_for},
    stands_on_the_last_day,
};
use crate::{
    add_ons::{self, Asked},
    error::ChangeError,
    pledge::Terms,
    record::Record,
    saga::{Sagas, business_key},
    sealing::is_unsealed,
    tables::campaign::Campaign,
};
use contracts::{
    PledgeId, RewardId,
    pledges::{ChosenAddOn, Gift, PledgeChanged},
};
use kernel::{Command, Transaction};

/// The donor gives another amount or asks for another reward or other add-ons, until the deadline (rule R10). What is new
/// is taken before what is old is let go, both or neither.
#[derive(Clone, Debug)]
pub(crate) struct ChangePledge {
    pub(crate) pledge: PledgeId,
    pub(crate) gift: Gift,
    pub(crate) reward: Option<RewardId>,
    /// All that is taken besides from now on.
    pub(crate) add_ons: Asked,
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
        if self.is_as(&terms) {
            return Ok(());
        }
        let add_ons = self.allow(tx, &terms).await?;
        let after = Terms { reward: self.reward, add_ons, ..terms.clone() };
        let changed = record.state().changed(self.gift, self.reward, after.add_ons.clone());
        let Some(event) = changed else { return Ok(()) };
        add_ons::swap(tx, &terms, &after).await?;
        record.append(tx, event).await?;
        if terms.add_ons != after.add_ons {
            add_ons::say(tx, self.pledge, terms.campaign, after.add_ons).await?;
        }
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
    fn is_as(&self, terms: &Terms) -> bool {
        let add_ons: Asked = terms.add_ons.iter().map(|it| (it.add_on, it.count)).collect();
        (terms.gift, terms.reward, &add_ons) == (self.gift, self.reward, &self.add_ons)
    }

    /// What is taken besides, when all of it may be.
    async fn allow(&self, tx: &Transaction, terms: &Terms) -> Result<Vec<ChosenAddOn>, ChangeError> {
        let campaign = Campaign::by_id(tx, terms.campaign).await?.ok_or(ChangeError::Unknown)?;
        let accepted_at = tx.accepted_at().await?;
        if !campaign.is_open(accepted_at) || !is_unsealed(tx, &campaign, accepted_at).await? {
            return Err(ChangeError::Ended);
        }
        check_gift(&self.gift, &campaign)?;
        // A reward that is kept keeps its price too, as long as the gift is not lowered under it.
        let reward = reward_for(tx, &campaign, self.reward, &self.gift).await?;
        let (asked, gift) = (&self.add_ons, &self.gift);
        let chosen = add_ons::chosen(tx, &campaign, reward.as_ref(), asked, gift, Some(terms)).await?;
        let lowered = terms.gift.amount.minor - self.gift.amount.minor;
        if stands_on_the_last_day(tx, &campaign, accepted_at, lowered).await? {
            return Err(ChangeError::LastDay);
        }
        Ok(chosen)
    }
}
