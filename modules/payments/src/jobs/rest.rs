//! What stays behind of a payout, as a reserve or because a bank has a part of it, is laid before somebody once it can
//! leave. Two people decide on it like on any other: a machine that proposed it would leave the decision to one.

use crate::{
    commands::reckon,
    house::House,
    payout::Payout,
    tables::{account, payee, payout as payouts, rest},
};
use contracts::PayoutId;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long until it is looked, and looked again.
const WEEK: Duration = Duration::from_hours(7 * 24);

/// Looks whether what stayed behind of a payout can leave.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct LookForRest {
    pub(crate) payout: PayoutId,
}

impl Job for LookForRest {
    const KIND: &'static str = "look_for_rest";

    fn key(&self) -> Option<String> {
        Some(format!("rest/{}", self.payout))
    }
}

impl LookForRest {
    /// Has it looked for when `payout` has ended, one way or the other.
    pub(crate) async fn of(tx: &Transaction, payout: PayoutId) -> Result<(), DbErr> {
        tx.enqueue_at(&Self { payout }, tx.now.after(WEEK)).await
    }
}

impl Perform<LookForRest> for House {
    async fn perform(&self, ctx: &Context, job: LookForRest) -> Result<(), JobError> {
        match ctx.run(job).await? {
            Some(pause) => Err(JobError::Later(pause)),
            None => Ok(()),
        }
    }
}

impl Command for LookForRest {
    /// How long to wait, when it is too soon.
    type Output = Option<Duration>;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Option<Duration>, DbErr> {
        let Some(payout) = payouts::find(tx, self.payout).await? else { return Ok(None) };
        let Some(payee) = payee::find(tx, payout.campaign).await? else { return Ok(None) };
        let (creator, currency) = (payout.creator, payout.amount.currency);
        // One decision about a creator's money at a time.
        account::lock(tx, creator).await?;
        if payouts::is_under_way(tx, creator, currency).await? {
            // The end of that one has it looked for again.
            return Ok(None);
        }
        // What stayed behind is of all that the creator earned, and nothing is proposed with a campaign whose money goes back.
        let with = if payee.goes_back {
            payee::in_its_place(tx, &payee, tx.now).await?
        } else {
            Some(payout.campaign)
        };
        let Some(campaign) = with else { return Ok(None) };
        let left = reckon(tx, creator, currency, tx.now).await?;
        if left.payable < left.step {
            return Ok(None);
        }
        if left.amount() == 0 {
            return Ok(Some(WEEK));
        }
        rest::note(tx, &Payout { campaign, ..payout }).await?;
        Ok(None)
    }
}
