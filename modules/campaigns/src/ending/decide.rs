use super::table::{self, Outcome};
use crate::{
    lifecycle::{Status, Step},
    transition::{StepRefused, Taken, status_of, take},
};
use anyhow::anyhow;
use contracts::{
    campaigns::{CampaignFailed, CampaignSucceeded},
    pledges::PledgesSealed,
};
use kernel::{HandleError, React, Transaction};

/// Decides how a campaign ended, from what was promised by its deadline. Once.
pub(crate) struct Decide;

impl React<PledgesSealed> for Decide {
    async fn react(&self, tx: &Transaction, sealed: PledgesSealed) -> Result<(), HandleError> {
        let Some(it) = table::subject(tx, sealed.campaign).await? else {
            return Err(HandleError::Reject(anyhow!("there is no campaign {}", sealed.campaign)));
        };
        // Cancelled while it was settled: that decision stands, and everything goes back.
        if status_of(tx, it.id).await? != Some(Status::Closing) {
            return Ok(());
        }
        if sealed.total.currency != it.goal.currency {
            return Err(HandleError::Reject(anyhow!("{} collects another currency", it.slug)));
        }
        let succeeded = it.model.is_enough(sealed.total, it.goal);
        let (total, count, goal) = (sealed.total, sealed.count, it.goal);
        let outcome = Outcome { total, promises: count, goal, succeeded, decided_at: tx.now };
        if !table::insert_once(tx, it.id, &outcome).await? {
            return Ok(());
        }
        let step = if succeeded { Step::Succeed } else { Step::Fail };
        let taken = Taken { campaign: it.id, step, by: None, reason: "", at: tx.now };
        take(tx, &taken).await.map_err(refused)?;
        let (campaign, slug, title, creator, model) = (it.id, it.slug, it.title, it.creator, it.model);
        let decided_at = tx.now;
        if succeeded {
            let said =
                CampaignSucceeded { campaign, slug, title, creator, model, goal, total, count, decided_at };
            tx.send(&said).await?;
        } else {
            let said =
                CampaignFailed { campaign, slug, title, creator, model, goal, total, count, decided_at };
            tx.send(&said).await?;
        }
        Ok(())
    }
}

fn refused(error: StepRefused) -> HandleError {
    match error {
        StepRefused::Database(error) => error.into(),
        other => HandleError::Reject(other.into()),
    }
}
