use super::stands_on_the_last_day;
use crate::{
    error::CancelError,
    pledge::Status,
    record::Record,
    saga::{Sagas, business_key},
    sealing::is_unsealed,
    tables::{campaign::Campaign, pledge::plan_of},
};
use contracts::{
    PledgeId, Timestamp,
    pledges::{LapseReason, PledgeCancelled},
};
use kernel::{Command, Transaction};

/// Lets go a pledge that was not paid, or whose saved card was not charged.
#[derive(Clone, Debug)]
pub(crate) struct CancelPledge {
    pub(crate) pledge: PledgeId,
}

impl Command for CancelPledge {
    type Output = ();
    type Error = CancelError;

    async fn run(&self, tx: &Transaction) -> Result<(), CancelError> {
        let key = business_key(self.pledge);
        // The saga's lock comes first, as everywhere.
        if Sagas::data(tx, &key).await?.is_none() {
            return Err(CancelError::Unknown);
        }
        let record = Record::load(tx, self.pledge).await?;
        let pledge = record.state();
        if pledge.collected.is_some() && pledge.lapsed.is_none() && !pledge.withdrawn {
            return Err(CancelError::Paid);
        }
        // One that is over, or on its way back, is as it was asked to be.
        Sagas::compensate(tx, &key, "the donor cancelled it", |data| {
            data.lapse = Some(LapseReason::CancelledByDonor);
        })
        .await?;
        Ok(())
    }
}

/// The donor turns back. What counts when the deadline comes stands (rule R10).
#[derive(Clone, Debug)]
pub(crate) struct DonorCancels {
    pub(crate) pledge: PledgeId,
}

impl Command for DonorCancels {
    type Output = ();
    type Error = CancelError;

    async fn run(&self, tx: &Transaction) -> Result<(), CancelError> {
        let saga = Sagas::data(tx, &business_key(self.pledge)).await?;
        let (_, data) = saga.ok_or(CancelError::Unknown)?;
        if plan_of(tx, self.pledge).await?.is_some_and(|part| part.card.is_some()) {
            return Err(CancelError::OfPlan);
        }
        let record = Record::load(tx, self.pledge).await?;
        let pledge = record.state();
        if pledge.status() == Status::Processing {
            return Err(CancelError::WithBank);
        }
        if let Some(terms) = pledge.terms.as_ref().filter(|_| pledge.card_saved && !pledge.withdrawn) {
            let campaign = Campaign::by_id(tx, terms.campaign).await?;
            let accepted_at = tx.accepted_at().await?;
            let counts = pledge.counts_for().map_or(0, |it| it.minor);
            if let Some(campaign) = campaign {
                may_turn_back(tx, &campaign, accepted_at, counts).await?;
            }
        }
        // Whoever presses twice turns back once. Of what was not paid yet nobody was told before.
        let turns_back = pledge.is_promise() && data.lapse.is_none();
        let left = pledge.terms.as_ref().filter(|_| turns_back).map(|it| (it.campaign, it.gift));
        CancelPledge { pledge: self.pledge }.run(tx).await?;
        if let Some((campaign, gift)) = left {
            tx.send(&PledgeCancelled { pledge: self.pledge, campaign, gift, cancelled_at: tx.now }).await?;
        }
        Ok(())
    }
}

/// Whether a promise that counts for `counts_minor` may be taken back at `at`. While a campaign is suspended over its
/// deadline nothing is decided, and nobody's card is kept against their will until it is.
async fn may_turn_back(
    tx: &Transaction,
    campaign: &Campaign,
    at: Timestamp,
    counts_minor: i64,
) -> Result<(), CancelError> {
    if campaign.is_open(at) {
        let stands = stands_on_the_last_day(tx, campaign, at, counts_minor).await?;
        return if stands { Err(CancelError::LastDay) } else { Ok(()) };
    }
    // It may be going on already, and its promises be counted, before this module hears of the one and after the other.
    let undecided = campaign.is_suspended() && is_unsealed(tx, campaign, at).await?;
    if undecided { Ok(()) } else { Err(CancelError::Ended) }
}
