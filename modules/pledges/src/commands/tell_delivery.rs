use crate::{
    error::ChangeError,
    record::Record,
    tables::{
        contact,
        delivery::{self, Delivery},
        reward::{self, Reward},
        sent_reward,
    },
};
use contracts::{PledgeId, pledges::DeliveryTold};
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// The donor says where the reward goes. Until it is on its way.
#[derive(Clone, Debug)]
pub(crate) struct TellDelivery {
    pub(crate) pledge: PledgeId,
    pub(crate) to: Delivery,
}

impl Command for TellDelivery {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        let pledge = self.pledge;
        contact::find(tx, pledge).await?.ok_or(ChangeError::Unknown)?;
        let record = Record::load(tx, pledge).await?;
        let reward = match record.state().terms.as_ref().and_then(|it| it.reward) {
            Some(id) => reward::find(tx, id).await?,
            None => None,
        };
        let gets_one = reward.as_ref().is_some_and(Reward::is_posted);
        let counts = record.state().counts_for().is_some_and(contracts::Money::is_positive);
        if !gets_one || !counts || sent_reward::find(tx, pledge).await?.is_some() {
            return Err(ChangeError::NotNow);
        }
        if delivery::find(tx, pledge).await?.as_ref() == Some(&self.to) {
            return Ok(());
        }
        delivery::put(tx, pledge, &self.to).await?;
        Ok(say(tx, pledge, Some(&self.to)).await?)
    }
}

/// The donor takes back where the reward goes. Allowed at any time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DropDelivery {
    pub(crate) pledge: PledgeId,
}

impl Command for DropDelivery {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        if delivery::delete(tx, self.pledge).await? {
            say(tx, self.pledge, None).await?;
        }
        Ok(())
    }
}

async fn say(tx: &Transaction, pledge: PledgeId, to: Option<&Delivery>) -> Result<(), DbErr> {
    let record = Record::load(tx, pledge).await?;
    let Some(terms) = record.state().terms.as_ref() else { return Ok(()) };
    let Some(contact) = contact::find(tx, pledge).await? else { return Ok(()) };
    tx.send(&DeliveryTold {
        pledge,
        campaign: terms.campaign,
        person: contact.person,
        told_at: tx.now,
        name: to.map(|it| it.name.clone()),
        address: to.map(|it| it.address.clone()),
    })
    .await
}
