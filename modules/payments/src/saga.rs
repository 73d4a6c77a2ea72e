//! The payout saga: from a proposal to money at the creator's bank, each step with its undo beside it.
//!
//! | step | waits for | undo | its undo waits for |
//! |---|---|---|---|
//! | `reserve` | – | the money is the creator's again | – |
//! | `approve` | a second person, 24 hours | waived: nothing left | – |
//! | `transfer` (pivot) | the money in the creator's account at the provider | it is moved back | the reversal |
//! | `payout` | the provider's payout | waived: one that is refused left the money in the account | – |
//! | `arrive` | the bank | waived: one that fails comes back into the account by itself | – |
//!
//! Staff can make one turn back until the provider is asked for the payout (`turning`); from then on the bank alone
//! can send the money back.

mod turning;

pub(crate) use self::turning::TURNED_BACK;

use crate::{
    jobs::{LookForRest, MovePayout, soon},
    payout::State,
    posting,
    tables::{
        clawback as clawbacks,
        ledger::{self, About},
        payout as payouts,
    },
};
use contracts::{Money, PayoutId};
use kernel::{
    HandleError, Transaction,
    saga::{OnTimeout, Progress, Saga, SagaRow, Step, TurnBack, TurnsBack, Undo},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a call may take before it is asked for again.
const CALL: Duration = Duration::from_mins(15);
/// How long until somebody looks whether it arrived.
const LOOK: Duration = Duration::from_hours(6);
/// By then it has arrived: five working days, and two week-ends with holidays between them
/// (docs.stripe.com/payouts: one to seven days by country).
const ARRIVES: Duration = Duration::from_hours(24 * 10);

/// What the saga carries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PayoutData {
    pub(crate) payout: PayoutId,
}

/// See the top of this file.
pub(crate) struct PayoutSaga;

/// The sagas of this kind.
pub(crate) type Sagas = kernel::saga::Sagas<PayoutSaga>;

static STEPS: [Step<PayoutData>; 5] = [
    Step {
        name: "reserve",
        pivot: false,
        budget: CALL,
        on_timeout: OnTimeout::Again,
        run: |_, _| Box::pin(async { Ok(Progress::Done) }),
        undo: Undo::By(|tx, data| Box::pin(release(tx, data.payout))),
    },
    Step {
        name: "approve",
        pivot: false,
        budget: kernel::proposal::OPEN_FOR,
        on_timeout: OnTimeout::Fail("nobody agreed within 24 hours"),
        run: |_, _| Box::pin(async { Ok(Progress::Wait) }),
        undo: Undo::Waived("nothing left; the money that was set aside is released by the undo of `reserve`"),
    },
    Step {
        name: "transfer",
        pivot: true,
        budget: CALL,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(ask(tx, data.payout, State::Moving)),
        undo: Undo::By(|tx, data| Box::pin(ask(tx, data.payout, State::Returning))),
    },
    Step {
        name: "payout",
        pivot: false,
        budget: CALL,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(ask(tx, data.payout, State::Moved)),
        undo: Undo::Waived(
            "a payout that was refused or failed left the money in the account at the provider",
        ),
    },
    Step {
        name: "arrive",
        pivot: false,
        budget: LOOK,
        on_timeout: OnTimeout::Again,
        run: |tx, data| Box::pin(ask(tx, data.payout, State::Sent)),
        undo: Undo::Waived("money that did not arrive comes back into the account at the provider by itself"),
    },
];

impl Saga for PayoutSaga {
    const KIND: &'static str = "payout";
    const VERSION: i16 = 1;
    type Data = PayoutData;

    fn steps() -> &'static [Step<PayoutData>] {
        &STEPS
    }

    fn patience(step: &Step<PayoutData>, undo: bool, _: &PayoutData) -> Duration {
        if step.name == "arrive" && !undo {
            return ARRIVES;
        }
        kernel::saga::patience(step, undo)
    }

    fn no_way_back(step: &Step<PayoutData>) -> Option<&'static str> {
        (step.name == "arrive").then_some(turning::GONE)
    }

    fn turn_back<'a>(tx: &'a Transaction, saga: &'a SagaRow, decision: &'a TurnBack) -> TurnsBack<'a> {
        Box::pin(turning::turn_back(tx, saga, decision))
    }
}

/// Leaves the call of this state to a job, and waits for what it tells.
async fn ask(tx: &Transaction, id: PayoutId, state: State) -> Result<Progress, HandleError> {
    payouts::set_state(tx, id, state).await?;
    let at = if state == State::Sent { soon(tx.now, 2) } else { tx.now };
    tx.enqueue_at(&MovePayout { payout: id }, at).await?;
    Ok(Progress::Wait)
}

/// What was set aside is the creator's again, once.
async fn release(tx: &Transaction, id: PayoutId) -> Result<Progress, HandleError> {
    let Some(payout) = payouts::lock(tx, id).await? else { return Ok(Progress::Done) };
    // What was asked back of it before is the creator's already.
    let (back, _) = clawbacks::of_payout(tx, id).await?;
    let rest = Money::new(payout.amount.minor - back, payout.amount.currency);
    if rest.is_positive() {
        let group = posting::payout_released(id, payout.creator, rest).map_err(anyhow::Error::from)?;
        ledger::book(tx, &group, About::campaign(payout.campaign)).await?;
    }
    let left = payout.transfer.is_some();
    payouts::set_state(tx, id, if left { State::Failed } else { State::Released }).await?;
    LookForRest::of(tx, id).await?;
    Ok(Progress::Done)
}
