//! What was promised to a campaign by its deadline (rule R2), said once: after the deadline, and after every promise
//! that was accepted before it has come to an end, one way or the other. A promise waits for its payment for
//! [`crate::saga::TO_PAY`] at most, and half a day more while the provider does not tell whether it was paid
//! (`saga::collect`); for a bank that takes days it waits five of them. So this ends.

use crate::{batch::GiveBack, sealed, tables::campaign::Campaign};
use contracts::{
    CampaignId, Money, Timestamp,
    campaigns::{CampaignFailed, FundingEnded},
    pledges::{GOAL_MISSED, PledgesSealed},
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How soon promises that are still on their way are looked at again.
const LOOK: Duration = Duration::from_secs(60);

/// Waits until nothing promised to a campaign is on its way, and says what was promised.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct SealPledges {
    pub(crate) campaign: CampaignId,
}

impl Job for SealPledges {
    const KIND: &'static str = "seal_pledges";

    fn key(&self) -> Option<String> {
        Some(self.campaign.to_string())
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("seal/{}", self.campaign))
    }
}

/// Follows the end of a campaign.
#[derive(Clone, Copy)]
pub(crate) struct Sealing;

impl React<FundingEnded> for Sealing {
    async fn react(&self, tx: &Transaction, it: FundingEnded) -> Result<(), HandleError> {
        Ok(tx.enqueue(&SealPledges { campaign: it.campaign }).await?)
    }
}

/// Nobody is charged for a campaign that failed, and what was taken goes back.
impl React<CampaignFailed> for Sealing {
    async fn react(&self, tx: &Transaction, it: CampaignFailed) -> Result<(), HandleError> {
        let reason = GOAL_MISSED.to_owned();
        Ok(GiveBack { campaign: it.campaign, by: it.creator, reason }.run(tx).await.map(drop)?)
    }
}

impl Perform<SealPledges> for Sealing {
    async fn perform(&self, ctx: &Context, job: SealPledges) -> Result<(), JobError> {
        if ctx.run(Seal(job.campaign)).await? { Ok(()) } else { Err(JobError::Later(LOOK)) }
    }
}

/// Whether it is sealed now.
struct Seal(CampaignId);

impl Command for Seal {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let campaign = self.0;
        // Whoever is making a promise right now holds the campaign; after us they find it sealed.
        lock(tx, campaign, "UPDATE").await?;
        if on_its_way(tx, campaign).await? {
            return Ok(false);
        }
        if let Some((count, total)) = sealed::write(tx, campaign).await? {
            tx.send(&PledgesSealed { campaign, count, total, sealed_at: tx.now }).await?;
        }
        Ok(true)
    }
}

/// How close to the deadline a promise must be to meet the seal: no transaction lives that long.
const CLOSE: Duration = Duration::from_secs(300);

/// Whether `campaign` still takes the promise that is being made in `tx`, which was accepted at `at`, before the
/// deadline. Once this said yes, the seal waits for the end of `tx`.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn is_unsealed(tx: &Transaction, campaign: &Campaign, at: Timestamp) -> Result<bool, DbErr> {
    if at.after(CLOSE) < campaign.deadline_at {
        return Ok(true);
    }
    lock(tx, campaign.id, "SHARE").await?;
    Ok(!sealed::is_sealed(tx, campaign.id).await?)
}

/// What counts towards the goal of `campaign` right now. Nobody else learns or changes it until `tx` ends.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn promised_now(tx: &Transaction, campaign: CampaignId) -> Result<Option<Money>, DbErr> {
    lock(tx, campaign, "UPDATE").await?;
    promised(tx, campaign).await
}

/// Lets nobody open the batch that gives back everything that was given to `campaign` until `tx` ends: what is decided in
/// it about a single gift is seen by that batch, or sees it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn before_all_goes_back(tx: &Transaction, campaign: CampaignId) -> Result<(), DbErr> {
    lock(tx, campaign, "SHARE").await
}

/// Waits for whoever is deciding about a single gift to `campaign`, and lets nobody else until `tx` ends.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn as_all_goes_back(tx: &Transaction, campaign: CampaignId) -> Result<(), DbErr> {
    lock(tx, campaign, "UPDATE").await
}

/// `SQLite` has one writer and needs no locks.
async fn lock(tx: &Transaction, campaign: CampaignId, how: &str) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let sql = format!("SELECT 1 FROM pledges_campaign WHERE campaign = $1 FOR {how}");
        tx.one(&sql, vec![campaign.0.into()]).await?;
    }
    Ok(())
}

/// Whether something promised to `campaign` may still come to count.
async fn on_its_way(tx: &Transaction, campaign: CampaignId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM pledges_pledge WHERE campaign = $1 \
         AND status IN ('reserved', 'awaiting_payment', 'declined', 'processing') LIMIT 1";
    Ok(tx.one(sql, vec![campaign.0.into()]).await?.is_some())
}

/// What all promises that count come to; `None` for a campaign nobody told this module of.
async fn promised(tx: &Transaction, campaign: CampaignId) -> Result<Option<Money>, DbErr> {
    let sql = "SELECT c.currency, \
         (SELECT CAST(COALESCE(SUM(counts_minor), 0) AS bigint) FROM pledges_pledge p WHERE p.campaign = c.campaign) \
         + (SELECT CAST(COALESCE(SUM(amount_minor), 0) AS bigint) FROM pledges_offline_gift g \
            WHERE g.campaign = c.campaign AND g.state = 'confirmed') AS total \
         FROM pledges_campaign c WHERE c.campaign = $1";
    let row = tx.one(sql, vec![campaign.0.into()]).await?;
    row.as_ref().map(|row| crate::tables::money(row, "total")).transpose()
}
