//! What becomes of a charge that was asked for, and the week in which a refused card can be put right.

use super::{
    SUSPENDED, WEEK,
    table::{self, Settlement, State},
    trouble,
};
use crate::{
    commands::CancelPledge,
    record::Record,
    saga::{Sagas, business_key},
    tables::campaign::Campaign,
};
use anyhow::Context as _;
use contracts::{
    PledgeId, Timestamp,
    payments::{CheckoutOpened, PaymentCollected, PaymentFailed},
    pledges::{CardTrouble, ChargeDue, PledgeDropped, PledgeSettled, PledgeUnpaid},
};
use kernel::{Command, Context, HandleError, Job, JobError, Perform, React, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What is due how many hours after the first refusal: a mail, or another try of a card that may pass. The last
/// ends it.
const SCHEDULE: [u32; 7] = [24, 48, 72, 96, 120, 144, 168];

/// Does what is due at one moment of the week.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Repair {
    pub(crate) pledge: PledgeId,
    /// Since the first refusal.
    pub(crate) hours: u32,
}

impl Job for Repair {
    const KIND: &'static str = "repair_pledge";

    fn key(&self) -> Option<String> {
        Some(self.pledge.to_string())
    }

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("repair/{}/{}", self.pledge, self.hours))
    }
}

/// Does the jobs of the week.
#[derive(Clone, Copy)]
pub(crate) struct Repairer;

impl Perform<Repair> for Repairer {
    async fn perform(&self, ctx: &Context, job: Repair) -> Result<(), JobError> {
        match ctx.run(Due(job)).await {
            Ok(None) => Ok(()),
            Ok(Some(pause)) => Err(JobError::Later(pause)),
            Err(error) => Err(JobError::Retry(error.into())),
        }
    }
}

struct Due(Repair);

impl Command for Due {
    /// How long to wait, when it is too soon.
    type Output = Option<Duration>;
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<Option<Duration>, HandleError> {
        let Some((it, record)) = open(tx, self.0.pledge).await? else { return Ok(None) };
        if is_suspended(tx, &it).await? {
            return Ok(Some(SUSPENDED));
        }
        // The week may have stood still.
        let due = it.repair_since.unwrap_or(tx.now).after(Duration::from_hours(self.0.hours.into()));
        if it.repair_since.is_some() && tx.now < due {
            return Ok(Some(due.since(tx.now)));
        }
        self.act(tx, it, &record).await.map(|()| None)
    }
}

impl Due {
    async fn act(&self, tx: &Transaction, mut it: Settlement, record: &Record) -> Result<(), HandleError> {
        let trouble = trouble::of(it.code.as_deref().unwrap_or_default());
        match self.0.hours {
            48 | 96 | 144 => tell(tx, &it, record, self.0.hours).await,
            // Whoever is at it may still succeed; its end is heard of and ends this too.
            _ if it.in_flight => Ok(()),
            _ if trouble == CardTrouble::MayPass => charge_again(tx, &mut it).await,
            168 => drop_pledge(tx, &mut it).await,
            _ => Ok(()),
        }
    }
}

/// Whether nobody is charged for its campaign for now.
async fn is_suspended(tx: &Transaction, it: &Settlement) -> Result<bool, DbErr> {
    Ok(Campaign::by_id(tx, it.campaign).await?.is_some_and(|it| it.suspended_at.is_some()))
}

/// The settlement of `pledge` with its pledge, when money may still come of it. The saga's lock comes first.
async fn open(tx: &Transaction, pledge: PledgeId) -> Result<Option<(Settlement, Record)>, HandleError> {
    if Sagas::data(tx, &business_key(pledge)).await?.is_none() {
        return Ok(None);
    }
    let Some(mut it) = table::lock(tx, pledge).await?.filter(Settlement::is_open) else { return Ok(None) };
    let record = Record::load(tx, pledge).await?;
    if record.state().withdrawn {
        it.state = State::Dropped;
        table::save(tx, &it).await?;
        return Ok(None);
    }
    Ok(Some((it, record)))
}

async fn charge_again(tx: &Transaction, it: &mut Settlement) -> Result<(), HandleError> {
    it.attempt += 1;
    it.in_flight = true;
    table::save(tx, it).await?;
    crate::tables::pledge::forget_checkout_url(tx, it.pledge).await?;
    let (pledge, campaign, attempt) = (it.pledge, it.campaign, it.attempt);
    tx.send(&ChargeDue { pledge, campaign, attempt, due_at: tx.now }).await?;
    Ok(())
}

async fn tell(tx: &Transaction, it: &Settlement, record: &Record, hours: u32) -> Result<(), HandleError> {
    let gift = record.state().terms.as_ref().context("a pledge that was never made")?.gift;
    let unpaid = PledgeUnpaid {
        pledge: it.pledge,
        campaign: it.campaign,
        trouble: trouble::of(it.code.as_deref().unwrap_or_default()),
        gift,
        hours: i32::try_from(hours).unwrap_or(i32::MAX),
        drops_at: it.repair_since.unwrap_or(tx.now).after(WEEK),
        at: tx.now,
    };
    tx.send(&unpaid).await?;
    Ok(())
}

/// The pledge counts no more, its reward is free, and the donor is told. Should money come after all, it goes back.
async fn drop_pledge(tx: &Transaction, it: &mut Settlement) -> Result<(), HandleError> {
    CancelPledge { pledge: it.pledge }.run(tx).await.map_err(anyhow::Error::from)?;
    it.state = State::Dropped;
    table::save(tx, it).await?;
    tx.send(&PledgeDropped { pledge: it.pledge, campaign: it.campaign, dropped_at: tx.now }).await?;
    Ok(())
}

/// Follows the charges that were asked for.
#[derive(Clone, Copy)]
pub(crate) struct FollowCharges;

impl React<PaymentCollected> for FollowCharges {
    async fn react(&self, tx: &Transaction, paid: PaymentCollected) -> Result<(), HandleError> {
        let Some((mut it, _)) = open(tx, paid.pledge).await? else { return Ok(()) };
        (it.state, it.in_flight) = (State::Collected, false);
        table::save(tx, &it).await?;
        let PaymentCollected { pledge, campaign, gift, collected_at, .. } = paid;
        tx.send(&PledgeSettled { pledge, campaign, gift, settled_at: collected_at }).await?;
        Ok(())
    }
}

impl React<PaymentFailed> for FollowCharges {
    async fn react(&self, tx: &Transaction, failed: PaymentFailed) -> Result<(), HandleError> {
        let Some((mut it, mut record)) = open(tx, failed.pledge).await? else { return Ok(()) };
        let refused = record.state().charge_failed(failed.payment, &failed.reason, failed.failed_at);
        if !record.note(tx, refused).await? {
            return Ok(());
        }
        it.in_flight = false;
        // A page that nobody used says nothing about the card.
        if !failed.reason.contains("expired") || failed.reason == "expired_card" {
            it.code = Some(failed.reason);
        }
        let first = it.repair_since.is_none();
        let since = *it.repair_since.get_or_insert(tx.now);
        it.state = State::Repair;
        let campaign = Campaign::by_id(tx, it.campaign).await?;
        let now = campaign.map_or(tx.now, |it| it.week_clock(tx.now));
        if now >= since.after(WEEK) {
            return drop_pledge(tx, &mut it).await;
        }
        table::save(tx, &it).await?;
        if first { begin_week(tx, &it, &record, since).await } else { Ok(()) }
    }
}

async fn begin_week(
    tx: &Transaction,
    it: &Settlement,
    record: &Record,
    since: Timestamp,
) -> Result<(), HandleError> {
    for hours in SCHEDULE {
        let due = since.after(Duration::from_hours(hours.into()));
        tx.enqueue_at(&Repair { pledge: it.pledge, hours }, due).await?;
    }
    tell(tx, it, record, 0).await
}

/// The page that the donor asked for is there.
impl React<CheckoutOpened> for FollowCharges {
    async fn react(&self, tx: &Transaction, page: CheckoutOpened) -> Result<(), HandleError> {
        if open(tx, page.pledge).await?.is_some() {
            crate::tables::pledge::set_checkout_url(tx, page.pledge, &page.url).await?;
        }
        Ok(())
    }
}
