//! The module against a model of it: a few numbers in memory. Whatever donors, staff, the provider and time do in whatever
//! order, both have the same stock, the same totals and the same ends (T-38).

use super::bench::{Attempt, Bench, rupees};
use crate::{
    error::PledgeError,
    pledge::{RefundState, Status},
};
use contracts::{PledgeId, RefundId, RewardId, campaigns::RewardLimit};
use kernel::db::Sql;
use proptest::{prelude::*, test_runner::Config};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::time::Duration;
use tokio::runtime::Runtime;

/// How many of the reward there are.
const UNITS: i64 = 3;
/// What each promise is, in whole rupees.
const GIFT: i64 = 500;

/// Where a promise is, as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Its page is open.
    Waiting,
    /// Its time is up and nobody knows whether it was paid in time: the page is being closed, and what comes still counts.
    Late,
    /// It was taken back, or nobody learnt for half a day whether it was paid; its page may still take money.
    Leaving,
    /// It was paid after that: the money goes back, and the page takes no more.
    PaidTooLate,
    /// It counts.
    Active,
    /// All of it is on its way back.
    GoingBack,
    /// That failed: a person must act.
    Owed,
    /// It is over, and nothing counts.
    Gone,
}

#[derive(Clone, Debug)]
struct Promise {
    reward: bool,
    stage: Stage,
    /// What went back or is on its way, in whole rupees.
    back: i64,
}

impl Promise {
    fn counts(&self) -> i64 {
        if self.stage == Stage::Active { GIFT - self.back } else { 0 }
    }

    fn holds(&self) -> bool {
        self.reward && matches!(self.stage, Stage::Waiting | Stage::Late | Stage::Leaving)
    }

    fn owns(&self) -> bool {
        self.reward && self.stage == Stage::Active
    }
}

/// What can happen. The number says to which promise.
#[derive(Clone, Debug)]
enum Move {
    Make {
        reward: bool,
    },
    Decline(usize),
    Pay(usize),
    TurnBack(usize),
    Close(usize),
    /// The page is closed, and was not used.
    Expire(usize),
    GiveBack(usize),
    GiveBackSome(usize),
    Returned(usize),
    NotReturned(usize),
    /// Longer than anything is kept, and than anybody waits to learn what became of a page.
    Wait,
}

#[derive(Clone, Debug, Default)]
struct Model {
    promises: Vec<Promise>,
}

impl Model {
    fn left(&self) -> i64 {
        let taken = self.promises.iter().filter(|it| it.holds() || it.owns()).count();
        UNITS - i64::try_from(taken).unwrap_or(UNITS)
    }

    fn is(&self, number: usize, stage: Stage) -> bool {
        self.promises.get(number).is_some_and(|it| it.stage == stage)
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Move;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Move> {
        let make = any::<bool>().prop_map(|reward| Move::Make { reward });
        if state.promises.is_empty() {
            return make.boxed();
        }
        let one = 0..state.promises.len();
        prop_oneof![
            4 => make,
            1 => one.clone().prop_map(Move::Decline),
            5 => one.clone().prop_map(Move::Pay),
            2 => one.clone().prop_map(Move::TurnBack),
            3 => one.clone().prop_map(Move::Close),
            2 => one.clone().prop_map(Move::Expire),
            2 => one.clone().prop_map(Move::GiveBack),
            2 => one.clone().prop_map(Move::GiveBackSome),
            3 => one.clone().prop_map(Move::Returned),
            1 => one.prop_map(Move::NotReturned),
            1 => Just(Move::Wait),
        ]
        .boxed()
    }

    fn apply(mut state: Self, it: &Move) -> Self {
        let left = state.left();
        if let Move::Make { reward } = *it {
            if !reward || left > 0 {
                state.promises.push(Promise { reward, stage: Stage::Waiting, back: 0 });
            }
            return state;
        }
        if matches!(it, Move::Wait) {
            for promise in &mut state.promises {
                promise.stage = match promise.stage {
                    Stage::Waiting => Stage::Late,
                    Stage::Late => Stage::Leaving,
                    same => same,
                };
            }
            return state;
        }
        let (Move::Decline(n)
        | Move::Pay(n)
        | Move::TurnBack(n)
        | Move::Close(n)
        | Move::Expire(n)
        | Move::GiveBack(n)
        | Move::GiveBackSome(n)
        | Move::Returned(n)
        | Move::NotReturned(n)) = *it
        else {
            return state;
        };
        let Some(promise) = state.promises.get_mut(n) else { return state };
        promise.stage = match (it, promise.stage) {
            (Move::Pay(_), Stage::Waiting | Stage::Late) => Stage::Active,
            (Move::Pay(_), Stage::Leaving) => Stage::PaidTooLate,
            (Move::TurnBack(_), Stage::Waiting | Stage::Late) => Stage::Leaving,
            (Move::GiveBack(_), Stage::Active) => Stage::GoingBack,
            (Move::GiveBackSome(_), Stage::Active) if promise.back + 100 < GIFT => {
                promise.back += 100;
                Stage::Active
            }
            (Move::Close(_), Stage::Leaving)
            | (Move::Expire(_), Stage::Waiting | Stage::Late | Stage::Leaving)
            | (Move::Returned(_), Stage::GoingBack | Stage::Owed | Stage::PaidTooLate) => Stage::Gone,
            (Move::NotReturned(_), Stage::GoingBack) => Stage::Owed,
            (_, same) => same,
        };
        state
    }

    fn preconditions(state: &Self, it: &Move) -> bool {
        match *it {
            // A refund that came too late is stuck in its own way, which `orders.rs` is about.
            Move::NotReturned(n) => state.is(n, Stage::GoingBack),
            _ => true,
        }
    }
}

/// The module itself, and which promise is which.
struct Real {
    runtime: Runtime,
    bench: Bench,
    reward: RewardId,
    promises: Vec<PledgeId>,
    /// How many refunds were asked for: each has an id of its own.
    refunds: u128,
}

impl Real {
    fn play(&mut self, it: &Move) {
        let Self { runtime, bench, reward, promises, refunds } = self;
        runtime.block_on(async {
            let pledge = |n: &usize| promises.get(*n).copied();
            match it {
                Move::Make { reward: wanted } => {
                    let mut form = bench.form(wanted.then_some(*reward));
                    form.gift = crate::pricing::gift(rupees(GIFT), rupees(0), false).unwrap();
                    match bench.try_make(form).await {
                        Ok(pledge) => {
                            bench.hear(Attempt::at(pledge).opened()).await;
                            promises.push(pledge);
                        }
                        Err(PledgeError::SoldOut) if *wanted => (),
                        Err(error) => panic!("{error}"),
                    }
                }
                Move::Wait => {
                    for time in [Duration::from_hours(13), Duration::from_mins(2)] {
                        bench.clock.advance(time);
                        bench.platform.settle().await.unwrap();
                    }
                }
                Move::Decline(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    bench.hear(Attempt::at(pledge).declined()).await;
                }
                Move::Pay(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    let over = bench.saga_status(pledge).await.is_over();
                    if !over && bench.state(pledge).await.collected.is_none() {
                        // Heard twice, as everything may be.
                        for _ in 0..2 {
                            let collected = Attempt::at(pledge).collected(bench).await;
                            bench.hear(collected).await;
                        }
                    }
                }
                Move::TurnBack(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    drop(bench.cancel(pledge).await);
                }
                Move::Close(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    bench.hear(Attempt::at(pledge).closed()).await;
                }
                Move::Expire(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    bench.hear(Attempt::at(pledge).failed("expired")).await;
                }
                Move::GiveBack(n) | Move::GiveBackSome(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    let state = bench.state(pledge).await;
                    let Some(left) = state.refundable().map(|it| it.total()).filter(|it| it.is_positive())
                    else {
                        return;
                    };
                    let all = matches!(it, Move::GiveBack(_));
                    if !state.activated || (!all && left.minor <= rupees(100).minor) {
                        return;
                    }
                    *refunds += 1;
                    let refund = RefundId(uuid::Uuid::from_u128(*refunds));
                    let amount = if all { left } else { rupees(100) };
                    for _ in 0..2 {
                        bench.refund(refund, pledge, amount).await.unwrap();
                    }
                }
                Move::Returned(n) | Move::NotReturned(n) => {
                    let Some(pledge) = pledge(n) else { return };
                    let attempt = Attempt::at(pledge);
                    let failed = matches!(it, Move::NotReturned(_));
                    // What came back before stays back: it is told of what is still under way.
                    let all = bench.state(pledge).await.refunds;
                    for (refund, known) in
                        all.into_iter().filter(|(_, it)| it.state != RefundState::Succeeded)
                    {
                        let amount = known.gift.total();
                        bench.hear(attempt.submitted(refund, amount)).await;
                        if failed {
                            bench.hear(attempt.refund_failed(refund, amount)).await;
                        } else {
                            bench.hear(attempt.succeeded(bench, refund).await).await;
                        }
                    }
                }
            }
        });
    }

    fn compare(&self, model: &Model) {
        self.runtime.block_on(async {
            let count = |of: fn(&Promise) -> bool| {
                i64::try_from(model.promises.iter().filter(|it| of(it)).count()).unwrap_or_default()
            };
            let stock = (count(Promise::holds), count(Promise::owns));
            assert_eq!(self.bench.stock(self.reward).await, stock, "{model:?}");
            let sql = "SELECT CAST(COALESCE(SUM(counts_minor), 0) AS bigint) AS total FROM pledges_pledge";
            let row = self.bench.ctx.db.read().one(sql, vec![]).await.unwrap().unwrap();
            let total: i64 = row.try_get("", "total").unwrap();
            let counts: i64 = model.promises.iter().map(Promise::counts).sum();
            assert_eq!(total, counts * 100, "{model:?}");
            for (pledge, promise) in self.promises.iter().zip(&model.promises) {
                let status = self.bench.state(*pledge).await.status();
                let alike = match promise.stage {
                    Stage::Waiting | Stage::Late => {
                        matches!(status, Status::AwaitingPayment | Status::Declined)
                    }
                    Stage::Active if promise.back > 0 => status == Status::PartlyRefunded,
                    Stage::Active => status == Status::Active,
                    Stage::Leaving => status == Status::Lapsed,
                    Stage::PaidTooLate | Stage::GoingBack => status == Status::Refunding,
                    Stage::Owed => status == Status::RefundFailed,
                    Stage::Gone => matches!(status, Status::Lapsed | Status::Refunded),
                };
                assert!(alike, "{promise:?} is {status:?}");
            }
        });
    }
}

impl StateMachineTest for Real {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let bench = runtime.block_on(Bench::start());
        let reward = runtime.block_on(bench.reward(RewardLimit::Quantity(UNITS))).reward;
        Self { runtime, bench, reward, promises: Vec::new(), refunds: 0 }
    }

    fn apply(mut real: Self, model: &Model, it: Move) -> Self {
        real.play(&it);
        real.compare(model);
        real
    }

    fn teardown(real: Self, model: Model) {
        real.compare(&model);
        real.runtime.block_on(real.bench.check());
    }
}

prop_state_machine! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn the_module_and_a_model_of_it_agree_after_every_step(sequential 1..40 => Real);
}
