//! The charge wave: every saved card of a campaign that succeeded, no more of them a second than the provider
//! takes. What it has done stands in the table, so it goes on wherever it was interrupted. While the campaign is
//! suspended it waits.

use super::{
    SUSPENDED,
    table::{self, Settlement, State},
};
use crate::{
    pace::{Pace, SIDE_BY_SIDE},
    saga::{Sagas, business_key},
    tables::campaign::Campaign,
};
use contracts::{
    CampaignId, PledgeId,
    campaigns::{CampaignSucceeded, FundingModel},
    pledges::ChargeDue,
};
use futures::future::try_join_all;
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction};
use serde::{Deserialize, Serialize};

/// Asks for the charge of every promise to a campaign.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct ChargeWave {
    pub(crate) campaign: CampaignId,
}

impl Job for ChargeWave {
    const KIND: &'static str = "charge_wave";

    fn key(&self) -> Option<String> {
        Some(self.campaign.to_string())
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("wave/{}", self.campaign))
    }
}

/// Begins waves and carries them on, at this pace.
#[derive(Clone, Copy)]
pub(crate) struct Wave(pub(crate) Pace);

impl React<CampaignSucceeded> for Wave {
    async fn react(&self, tx: &Transaction, it: CampaignSucceeded) -> Result<(), HandleError> {
        if it.model == FundingModel::AllOrNothing {
            tx.enqueue(&ChargeWave { campaign: it.campaign }).await?;
        }
        Ok(())
    }
}

impl Perform<ChargeWave> for Wave {
    async fn perform(&self, ctx: &Context, job: ChargeWave) -> Result<(), JobError> {
        let begun = ctx.clock.now();
        match Campaign::by_id(ctx.db.read(), job.campaign).await? {
            // Whatever was promised to it is let go.
            Some(it) if it.cancelled => return Ok(()),
            Some(it) if it.suspended_at.is_some() => return Err(JobError::Later(SUSPENDED)),
            _ => (),
        }
        let waiting = table::waiting(ctx.db.read(), job.campaign, self.0.in_one_go()).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        for some in waiting.chunks(SIDE_BY_SIDE) {
            let mut asked = Vec::with_capacity(some.len());
            for pledge in some {
                asked.push(ctx.run(Begin { pledge: *pledge, campaign: job.campaign }));
            }
            try_join_all(asked).await.map_err(|error| JobError::Retry(error.into()))?;
        }
        Err(JobError::Later(self.0.pause(waiting.len(), begun, ctx.clock.now())))
    }
}

/// Asks for up to `most` of the charges of a wave that nobody keeps, and says for how many.
pub(crate) async fn rehearse(tx: &Transaction, campaign: CampaignId, most: i64) -> Result<i64, HandleError> {
    let mut asked = 0;
    for pledge in table::waiting(tx, campaign, most).await? {
        Begin { pledge, campaign }.run(tx).await?;
        asked += 1;
    }
    Ok(asked)
}

/// Asks for the first charge of one promise.
struct Begin {
    pledge: PledgeId,
    campaign: CampaignId,
}

impl Command for Begin {
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        // The saga's lock comes first, as everywhere.
        Sagas::data(tx, &business_key(self.pledge)).await?;
        let (pledge, campaign) = (self.pledge, self.campaign);
        let row = crate::tables::pledge::find(tx, pledge).await?;
        let Some(row) = row.filter(|it| it.status == crate::pledge::Status::CardSaved) else { return Ok(()) };
        // Saving the card was the first attempt of the pledge, and every other card one more.
        let attempt = row.attempts + 1;
        let settlement = Settlement {
            pledge,
            campaign,
            state: State::Charging,
            attempt,
            in_flight: true,
            code: None,
            repair_since: None,
        };
        if table::begin(tx, &settlement).await? {
            tx.send(&ChargeDue { pledge, campaign, attempt, due_at: tx.now }).await?;
        }
        Ok(())
    }
}
