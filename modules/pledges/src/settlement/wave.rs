//! The charge wave: every saved card of a campaign that succeeded, no more of them a second than the provider
//! takes. What it has done stands in the table, so it goes on wherever it was interrupted. While the campaign is
//! suspended it waits.

use super::{
    SUSPENDED,
    table::{self, Settlement, State},
};
use crate::{
    pace::{Pace, SIDE_BY_SIDE},
    reference::reference,
    saga::{Sagas, business_key},
    tables::campaign::Campaign,
};
use contracts::{
    CampaignId, PledgeId,
    campaigns::{CampaignSucceeded, FundingModel},
    pledges::ChargeDue,
};
use futures::future::join_all;
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// No pledge is before it.
const FIRST: PledgeId = PledgeId(Uuid::nil());

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
        let went = self.go(ctx, job.campaign).await?;
        if went.asked > 0 {
            return Err(JobError::Later(self.0.pause(went.asked, begun, ctx.clock.now())));
        }
        // Only what stands in nobody's way is left: tried again for a while, and then a person's.
        went.broken.map_or(Ok(()), |error| Err(JobError::Retry(error.into())))
    }
}

/// What came of one go.
#[derive(Default)]
struct Went {
    asked: usize,
    /// Why a charge could not be asked for, when one could not.
    broken: Option<HandleError>,
}

impl Wave {
    /// Asks for as many charges as there are in one go. One that cannot be asked for, whatever is wrong with its pledge, holds
    /// up no other.
    async fn go(self, ctx: &Context, campaign: CampaignId) -> Result<Went, JobError> {
        let (mut went, mut after, mut left) = (Went::default(), FIRST, self.0.in_one_go());
        while left > 0 {
            let waiting = table::waiting(ctx.db.read(), campaign, after, left).await?;
            let Some(last) = waiting.last() else { break };
            after = *last;
            for some in waiting.chunks(SIDE_BY_SIDE) {
                let mut asked = Vec::with_capacity(some.len());
                for pledge in some {
                    asked.push(ctx.run(Begin { pledge: *pledge, campaign }));
                }
                for (pledge, done) in some.iter().zip(join_all(asked).await) {
                    match done {
                        Ok(()) => (went.asked, left) = (went.asked + 1, left - 1),
                        // The database did not answer: that is nothing about this pledge.
                        Err(HandleError::Retry(error)) => return Err(JobError::Retry(error)),
                        Err(error) => {
                            let pledge = reference(*pledge);
                            tracing::error!(pledge, %error, "a charge cannot be asked for");
                            went.broken = Some(error);
                        }
                    }
                }
            }
        }
        Ok(went)
    }
}

/// Asks for up to `most` of the charges of a wave that nobody keeps, and says for how many.
pub(crate) async fn rehearse(tx: &Transaction, campaign: CampaignId, most: i64) -> Result<i64, HandleError> {
    let mut asked = 0;
    for pledge in table::waiting(tx, campaign, FIRST, most).await? {
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
