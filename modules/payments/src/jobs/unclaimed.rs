//! What a campaign raised and nobody can be paid, because its creator never gave the provider what it wants, goes back to
//! the donors (rule R11; T-73).

use crate::{
    house::House,
    money,
    payout::State,
    tables::{account, payee, payout as payouts},
};
use contracts::{
    CampaignId, Timestamp,
    campaigns::CampaignPublished,
    payments::{PayoutTermOver, PayoutUnclaimed},
    terms::PAYOUT_TERM,
};
use kernel::{
    Command, Context, HandleError, Job, JobError, Perform, React, Reactor, Subscription, Transaction,
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);
/// How long before the end of the term a creator is told, each time; at the last look the term is over.
const LOOKS: [Duration; 3] = [Duration::from_hours(30 * 24), Duration::from_hours(7 * 24), Duration::ZERO];

/// Looks whether somebody can be paid what a campaign raised.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct LookForPayee {
    pub(crate) campaign: CampaignId,
    /// Which look it is, from 0.
    pub(crate) n: usize,
}

impl Job for LookForPayee {
    const KIND: &'static str = "look_for_payee";

    fn key(&self) -> Option<String> {
        Some(format!("payee/{}", self.campaign))
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("payee/{}/{}", self.campaign, self.n))
    }
}

/// A subscription of its own, so that campaigns of before there was one are looked at, too.
pub(crate) fn subscription() -> Subscription {
    Reactor::named("unclaimed").on::<CampaignPublished>(LookLater).build()
}

struct LookLater;

impl React<CampaignPublished> for LookLater {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        let look = LookForPayee { campaign: it.campaign, n: 0 };
        Ok(tx.enqueue_at(&look, due(it.deadline_at, 0)).await?)
    }
}

/// When the look number `n` is due.
fn due(deadline: Timestamp, n: usize) -> Timestamp {
    let before = LOOKS.get(n).copied().unwrap_or_default();
    deadline.after(PAYOUT_TERM.saturating_sub(before))
}

impl Perform<LookForPayee> for House {
    async fn perform(&self, ctx: &Context, job: LookForPayee) -> Result<(), JobError> {
        match ctx.run(job).await? {
            Some(pause) => Err(JobError::Later(pause)),
            None => Ok(()),
        }
    }
}

impl Command for LookForPayee {
    /// How long to wait, when it is too soon.
    type Output = Option<Duration>;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Option<Duration>, DbErr> {
        let Some(payee) = payee::find(tx, self.campaign).await? else { return Ok(None) };
        // A campaign may be given more time, and one that is suspended is a moderator's.
        let due = due(payee.deadline_at, self.n);
        if tx.now < due {
            return Ok(Some(due.since(tx.now)));
        }
        let account = account::lock(tx, payee.creator).await?;
        let nobody = account.is_none_or(|it| !it.payouts_enabled);
        let paid = payouts::all(tx, Some(self.campaign)).await?;
        let paid = paid.iter().any(|it| !matches!(it.state, State::Released | State::Failed));
        let held = money::flow(tx, self.campaign, payee.currency).await?.held;
        if !nobody || paid || !held.is_positive() {
            return Ok(None);
        }
        if payee.frozen {
            return Ok((!payee.goes_back).then_some(DAY));
        }
        let (campaign, creator, title) = (payee.campaign, payee.creator, payee.title);
        if self.n + 1 < LOOKS.len() {
            let goes_back_at = payee.deadline_at.after(PAYOUT_TERM);
            let next = Self { n: self.n + 1, ..*self };
            tx.enqueue_at(&next, self::due(payee.deadline_at, next.n)).await?;
            tx.send(&PayoutUnclaimed { campaign, creator, title, held, goes_back_at, told_at: tx.now })
                .await?;
        } else {
            payee::freeze(tx, campaign, payee::Frozen::GoesBack).await?;
            tx.send(&PayoutTermOver { campaign, creator, title, held, over_at: tx.now }).await?;
        }
        Ok(None)
    }
}
