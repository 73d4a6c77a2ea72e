use super::{
    table,
    work::{WorkThrough, subject},
};
use crate::{offline, sealing};
use contracts::{
    CampaignId, UserId, campaigns::CampaignCancelled, payments::PayoutTermOver, pledges::PledgeActivated,
};
use kernel::{Actor, Audit, Command, HandleError, React, Transaction};
use sea_orm::DbErr;
use serde_json::json;

/// Gives back whatever was given to a campaign. Asked twice, it happens once.
#[derive(Clone, Debug)]
pub(crate) struct GiveBack {
    pub(crate) campaign: CampaignId,
    pub(crate) by: UserId,
    /// Why, as donors may read it.
    pub(crate) reason: String,
}

impl Command for GiveBack {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        sealing::as_all_goes_back(tx, self.campaign).await?;
        let batch = contracts::chance::next_id();
        if !table::insert(tx, batch, self.campaign, self.by, &self.reason).await? {
            return Ok(false);
        }
        tx.enqueue(&WorkThrough { batch }).await?;
        offline::hand_back_all(tx, self.campaign, self.by, &self.reason).await?;
        let entry = Audit::new(Actor::User(self.by), "refund_batch.start", subject(batch));
        tx.audit(entry.because(&self.reason).to(json!({ "campaign": self.campaign }))).await?;
        Ok(true)
    }
}

/// Nobody can be paid what it raised.
impl React<PayoutTermOver> for RefundCancelled {
    async fn react(&self, tx: &Transaction, it: PayoutTermOver) -> Result<(), HandleError> {
        let reason =
            "Whoever runs the campaign could not be paid in time, so everything goes back.".to_owned();
        let give_back = GiveBack { campaign: it.campaign, by: it.creator, reason };
        Ok(give_back.run(tx).await.map(drop)?)
    }
}

/// A campaign that was cancelled keeps nothing.
pub(crate) struct RefundCancelled;

impl React<CampaignCancelled> for RefundCancelled {
    async fn react(&self, tx: &Transaction, it: CampaignCancelled) -> Result<(), HandleError> {
        let give_back = GiveBack { campaign: it.campaign, by: it.by, reason: it.reason };
        Ok(give_back.run(tx).await.map(drop)?)
    }
}

/// A pledge may come to count when its campaign's batch is open: it was made in the moment before this module heard of
/// the end. It goes back like the others.
impl React<PledgeActivated> for RefundCancelled {
    async fn react(&self, tx: &Transaction, it: PledgeActivated) -> Result<(), HandleError> {
        let Some(batch) = table::of_campaign(tx, it.campaign).await? else { return Ok(()) };
        if table::take_in(tx, batch, Some(it.pledge)).await? > 0 {
            tx.enqueue(&WorkThrough { batch }).await?;
        }
        Ok(())
    }
}
