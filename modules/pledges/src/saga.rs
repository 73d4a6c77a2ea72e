//! The pledge saga: from a promise to money that counts, each step with its undo beside it.
//!
//! | step | waits for | undo | its undo waits for |
//! |---|---|---|---|
//! | `reserve` | – | the reward is free again, once | – |
//! | `checkout` | `CheckoutOpened` | `PledgeLapsed`, so that payments closes the page | `CheckoutClosed`, or a payment that came first |
//! | `collect` (pivot) | `PaymentCollected`, `CardSaved`; when its time, five days after `PaymentProcessing`, is up `PageCloseDue` has the page closed, which tells that it was paid, or `PaymentFailed` | waived: what came too late is sent back on its own | – |
//! | `keep` | – | `RefundDue` | `RefundSucceeded`; of a debit that goes back by itself, for nine weeks |
//! | `activate` | – | `PledgeReduced` to nothing, the reward is free again | – |
//!
//! Before the pivot a timeout or a failure turns back by itself; after it only a decision does. Money that comes
//! for a pledge that is on its way back, or is back, is refunded outside the saga (`subscribers::payments`). Staff who
//! make one turn back decide its refund with it, where money was collected (`turning`).

mod activate;
mod checkout;
mod collect;
mod keep;
mod reserve;
mod turning;

use crate::{outage::TO_COME_BACK, pledge::BANK_TAKES, record::Record};
use contracts::{
    PledgeId, RefundId, Timestamp, UserId,
    pledges::{Gift, LapseReason},
    terms::DEBIT_RETURNS,
};
use kernel::{
    HandleError, Transaction,
    saga::{OnTimeout, Saga, SagaRow, Step, TurnBack, TurnsBack, Undo},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a promise without a limited reward waits for its payment.
pub(crate) const TO_PAY: Duration = Duration::from_mins(35);

/// How often a pledge that waits for its donor looks at the clock.
const LOOK: Duration = Duration::from_mins(1);
/// How long payments may take to open or to close a page before it is looked at again. After five times of not
/// closing one a person is asked.
const PAGE: Duration = Duration::from_mins(5);
/// How long a refund may take before it is asked for again. An undo is tried five times, so a person is asked
/// after ten days, the time a provider may take.
const REFUND: Duration = Duration::from_hours(48);

/// A refund that unwinds the saga.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FullRefund {
    pub(crate) refund: RefundId,
    pub(crate) gift: Gift,
    pub(crate) decided_by: Option<UserId>,
}

/// A page that was to be closed because nobody was known to have paid in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Closing {
    pub(crate) asked_at: Timestamp,
    /// Whether it was found to take longer than anybody waits for.
    pub(crate) overdue: bool,
}

/// What the saga carries. Everything else it needs it reads from the pledge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PledgeSagaData {
    pub(crate) pledge: PledgeId,
    /// Whether the other modules were told of it. Once is enough: the outbox loses nothing.
    pub(crate) announced: bool,
    /// Why it is to lapse, when somebody said so.
    pub(crate) lapse: Option<LapseReason>,
    /// The decision that takes it back, when money was collected.
    pub(crate) refund: Option<FullRefund>,
    /// Whether staff made it turn back. Kept out of what was stored before they could.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) by_staff: bool,
    /// Whether its time was found to be up while it waited for its donor. Kept out of what was stored before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) late: bool,
    /// That its page was asked to be closed because of that. Kept out of what was stored before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) closing: Option<Closing>,
    /// Until when its donor's bank is waited for. Kept out of what was stored before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bank_until: Option<Timestamp>,
    /// Until when its donor may come back to a page that opened late. Kept out of what was stored before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) back_until: Option<Timestamp>,
    /// Until when its refund waits by itself, because a bank may take the money back. Kept out of what was stored before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) held_until: Option<Timestamp>,
}

impl PledgeSagaData {
    pub(crate) fn of(pledge: PledgeId) -> Self {
        Self {
            pledge,
            announced: false,
            lapse: None,
            refund: None,
            by_staff: false,
            late: false,
            closing: None,
            bank_until: None,
            back_until: None,
            held_until: None,
        }
    }
}

/// See the top of this file.
pub(crate) struct PledgeSaga;

/// The sagas of this kind.
pub(crate) type Sagas = kernel::saga::Sagas<PledgeSaga>;

/// What a saga about `pledge` is found by.
pub(crate) fn business_key(pledge: PledgeId) -> String {
    pledge.to_string()
}

static STEPS: [Step<PledgeSagaData>; 5] = [
    Step {
        name: "reserve",
        pivot: false,
        budget: LOOK,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(reserve::run(tx, data)),
        undo: Undo::By(|tx, data| Box::pin(reserve::undo(tx, data))),
    },
    Step {
        name: "checkout",
        pivot: false,
        budget: PAGE,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(checkout::run(tx, data)),
        undo: Undo::By(|tx, data| Box::pin(checkout::undo(tx, data))),
    },
    Step {
        name: "collect",
        pivot: true,
        budget: LOOK,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(collect::run(tx, data)),
        undo: Undo::Waived("it only waits; money that came is given back by the undo of `keep`"),
    },
    Step {
        name: "keep",
        pivot: false,
        budget: REFUND,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(keep::run(tx, data)),
        undo: Undo::By(|tx, data| Box::pin(keep::undo(tx, data))),
    },
    Step {
        name: "activate",
        pivot: false,
        budget: LOOK,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(activate::run(tx, data)),
        undo: Undo::By(|tx, data| Box::pin(activate::undo(tx, data))),
    },
];

impl Saga for PledgeSaga {
    const KIND: &'static str = "pledge";
    const VERSION: i16 = 1;
    type Data = PledgeSagaData;

    fn steps() -> &'static [Step<PledgeSagaData>] {
        &STEPS
    }

    fn patience(step: &Step<PledgeSagaData>, undo: bool, data: &PledgeSagaData) -> Duration {
        let patience = kernel::saga::patience(step, undo);
        if step.name == "collect" && !undo && data.bank_until.is_some() {
            return patience.saturating_add(BANK_TAKES);
        }
        if step.name == "collect" && !undo && data.back_until.is_some() {
            return patience.saturating_add(TO_COME_BACK);
        }
        if step.name == "keep" && undo && data.held_until.is_some() {
            return patience.saturating_add(BANK_TAKES).saturating_add(DEBIT_RETURNS);
        }
        patience
    }

    fn turn_back<'a>(tx: &'a Transaction, saga: &'a SagaRow, decision: &'a TurnBack) -> TurnsBack<'a> {
        Box::pin(turning::turn_back(tx, saga, decision))
    }
}

/// The pledge came to nothing: says so, once.
async fn lapse(tx: &Transaction, record: &mut Record, data: &PledgeSagaData) -> Result<(), HandleError> {
    let pledge = record.state();
    let Some(terms) = &pledge.terms else { return Ok(()) };
    if pledge.lapsed.is_some() || pledge.activated {
        return Ok(());
    }
    let by_staff = data.by_staff.then_some(LapseReason::StoppedByStaff);
    let reason = data.lapse.or(by_staff).unwrap_or_else(|| pledge.reason_to_lapse());
    let by_itself = matches!(reason, LapseReason::Refused | LapseReason::Unpaid);
    // Whoever gave a bank account left days ago, and is written to.
    let debit = (pledge.is_debit() && by_itself).then(|| contracts::pledges::DebitFailed {
        pledge: record.id,
        campaign: terms.campaign,
        gift: terms.gift,
        refused: pledge.failure.is_some(),
        failed_at: tx.now,
    });
    let message = contracts::pledges::PledgeLapsed {
        pledge: record.id,
        campaign: terms.campaign,
        reason,
        lapsed_at: tx.now,
    };
    record.append(tx, crate::pledge::PledgeEvent::Lapsed { reason }).await?;
    tx.send(&message).await?;
    match debit {
        Some(debit) => Ok(tx.send(&debit).await?),
        None => Ok(()),
    }
}
