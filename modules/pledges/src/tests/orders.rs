//! Every order in which a pledge can hear of its payment, each word once and twice: a table of the orders that
//! matter with what must come of them, and random ones that must leave everything consistent.

mod cases;

use self::cases::{ACTIVATED, CHARGED, Case, LAPSED, REDUCED, RESERVED, SAVED};
use super::bench::{Attempt, Bench};
use crate::{
    pledge::{Hold, RefundState},
    subscribers::payments::late_refund,
};
use Move::{
    Cancel, Closed, Collected, Declined, Expired, Opened, RefundAll, RefundFailed, RefundSome,
    RefundSubmitted, RefundSucceeded, Refused, Saved, Wait,
};
use contracts::{Money, PledgeId, RefundId, RewardId, campaigns::RewardLimit};
use kernel::saga::SagaStatus;
use proptest::{prelude::*, sample::select, test_runner::TestRunner};

/// What can happen to a pledge.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Move {
    Opened,
    Closed,
    Declined,
    Refused,
    Expired,
    Collected,
    Saved,
    Wait,
    Cancel,
    RefundAll,
    RefundSome,
    RefundSubmitted,
    RefundSucceeded,
    RefundFailed,
}

const MOVES: [Move; 14] = [
    Opened,
    Closed,
    Declined,
    Refused,
    Expired,
    Collected,
    Saved,
    Wait,
    Cancel,
    RefundAll,
    RefundSome,
    RefundSubmitted,
    RefundSucceeded,
    RefundFailed,
];

/// After so many minutes nothing is kept any more that has no page, and what has one is asked to be closed; after as many
/// again nobody waits for that any more. Both are half a day.
const LAPSED_BY: u64 = 13 * 60;

async fn play(bench: &Bench, pledge: PledgeId, it: Move) {
    let attempt = Attempt::at(pledge);
    let state = bench.state(pledge).await;
    let refund = state
        .refunds
        .iter()
        .find(|(_, it)| it.state != RefundState::Succeeded)
        .or(state.refunds.iter().next());
    let refund = refund.map(|(id, it)| (*id, it.gift.total()));
    match (it, refund) {
        (Opened, _) => bench.hear(attempt.opened()).await,
        (Closed, _) => bench.hear(attempt.closed()).await,
        (Declined, _) => bench.hear(attempt.declined()).await,
        (Refused, _) => bench.hear(attempt.failed("card_not_supported")).await,
        (Expired, _) => bench.hear(attempt.failed("session_expired")).await,
        (Collected, _) => bench.hear(attempt.collected(bench).await).await,
        (Saved, _) => bench.hear(attempt.saved()).await,
        (Wait, _) => {
            bench.wait(LAPSED_BY).await;
            // Once more, for what is found to be late waits for one look before anything is done about it.
            bench.wait(2).await;
        }
        // What these answer is for whoever asked; here it only matters what they leave behind.
        (Cancel, _) => drop(bench.cancel(pledge).await),
        (RefundAll, _) => {
            let all = state.refundable().map_or(Money::zero(super::bench::INR), |it| it.total());
            drop(bench.refund(RefundId::fresh(), pledge, all).await);
        }
        (RefundSome, _) => drop(bench.refund(RefundId::fresh(), pledge, super::bench::rupees(100)).await),
        (RefundSubmitted, Some((id, all))) => bench.hear(attempt.submitted(id, all)).await,
        (RefundSucceeded, Some((id, _))) => bench.hear(attempt.succeeded(bench, id).await).await,
        (RefundFailed, Some((id, all))) => bench.hear(attempt.refund_failed(id, all)).await,
        (RefundSubmitted | RefundSucceeded | RefundFailed, None) => (),
    }
}

#[tokio::test]
async fn each_order_ends_as_it_must_whether_heard_once_or_twice() {
    for (bench, cases) in [(Bench::start().await, CHARGED), (Bench::all_or_nothing().await, SAVED)] {
        let reward = bench.reward(RewardLimit::Quantity(1_000)).await.reward;
        for case in cases {
            for times in [1, 2] {
                assert_ends(&bench, reward, case, times).await;
            }
        }
        bench.check().await;
    }
}

async fn assert_ends(bench: &Bench, reward: RewardId, case: &Case, times: usize) {
    let pledge = bench.make(Some(reward)).await;
    for it in case.moves {
        // Time and decisions are not messages: they do not come twice.
        let is_message = !matches!(it, Wait | Cancel | RefundAll | RefundSome);
        for _ in 0..if is_message { times } else { 1 } {
            play(bench, pledge, *it).await;
        }
    }
    let state = bench.state(pledge).await;
    let what = format!("{:?} heard {times} times", case.moves);
    assert_eq!(state.status(), case.status, "{what}");
    assert_eq!(bench.saga_status(pledge).await, case.saga, "{what}");
    assert_eq!(state.hold, case.hold, "{what}");
    assert_eq!(bench.said_names(pledge).await, case.said, "{what}");
}

#[tokio::test]
async fn a_pledge_paid_too_late_is_refunded_by_one_refund_whose_id_follows_from_it() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    bench.wait(LAPSED_BY).await;
    for _ in 0..2 {
        play(&bench, pledge, Collected).await;
    }
    let state = bench.state(pledge).await;
    assert_eq!(state.refunds.keys().collect::<Vec<_>>(), [&late_refund(pledge)]);
    assert_eq!(state.refunded().map(|it| it.total()), state.collected.map(|it| it.total()));
    assert!(!state.activated);
}

#[tokio::test]
async fn a_second_payment_for_one_pledge_waits_for_a_person() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    play(&bench, pledge, Collected).await;
    let mut second = Attempt::at(pledge);
    second.payment = contracts::PaymentId::fresh();
    let heard = bench.try_hear(second.collected(&bench).await).await;
    assert!(matches!(heard, Err(kernel::HandleError::Reject(_))), "{heard:?}");
}

#[test]
fn whatever_is_heard_in_whatever_order_leaves_everything_consistent() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let benches = runtime.block_on(async { [Bench::start().await, Bench::all_or_nothing().await] });
    let rewards = benches.each_ref().map(|it| runtime.block_on(it.reward(RewardLimit::Quantity(9))).reward);
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() });
    let moves = prop::collection::vec(select(&MOVES), 0..12);
    let result = runner.run(&(moves, any::<bool>()), |(moves, saves)| {
        let (bench, reward) = (&benches[usize::from(saves)], rewards[usize::from(saves)]);
        runtime.block_on(ends_consistent(bench, reward, &moves));
        Ok(())
    });
    result.unwrap();
    for bench in benches {
        runtime.block_on(bench.check());
    }
}

async fn ends_consistent(bench: &Bench, reward: RewardId, moves: &[Move]) {
    let pledge = bench.make(Some(reward)).await;
    for it in moves {
        play(bench, pledge, *it).await;
    }
    come_to_rest(bench, pledge).await;

    let (state, saga) = (bench.state(pledge).await, bench.saga_status(pledge).await);
    let said = bench.said(pledge).await;
    let count = |name: &str| said.iter().filter(|(it, _)| it == name).count();
    assert!(saga.is_over(), "{moves:?} ends {saga:?} as {:?}", state.status());
    assert_ne!(state.hold, Hold::Reserved, "{moves:?}");
    assert_eq!(state.hold == Hold::Sold, saga == SagaStatus::Completed, "{moves:?}");
    assert_eq!(count(ACTIVATED) + count(LAPSED), 1, "{moves:?}: {said:?}");
    assert!(count(RESERVED) == 1 && count(REDUCED) <= 1 + state.refunds.len());

    // What the others were told adds up to what it counts for, and what is not given back is what it is owed.
    let told: i64 =
        said.iter().filter(|(it, _)| it == REDUCED).filter_map(|(_, it)| it["by"]["minor"].as_i64()).sum();
    let counts = state.counts_for().unwrap().minor;
    let began = if count(ACTIVATED) == 1 { state.terms.as_ref().unwrap().gift.amount.minor } else { 0 };
    assert_eq!(began - told, counts, "{moves:?}");
    let kept = state.refundable().map_or(0, |it| it.total().minor);
    assert!(
        kept >= 0 && (kept == 0 || saga == SagaStatus::Completed),
        "{moves:?} keeps {kept} of what must go back"
    );

    // Its reward is for the next one.
    if saga == SagaStatus::Completed {
        if state.collected.is_some() {
            play(bench, pledge, RefundAll).await;
        } else {
            play(bench, pledge, Cancel).await;
        }
        come_to_rest(bench, pledge).await;
    }
    assert_eq!(bench.stock(reward).await, (0, 0), "{moves:?}");
}

/// Lets time pass, and lets payments do what it owes: close pages and finish refunds.
async fn come_to_rest(bench: &Bench, pledge: PledgeId) {
    for _ in 0..2 {
        play(bench, pledge, Wait).await;
        play(bench, pledge, Closed).await;
    }
    for (refund, it) in bench.state(pledge).await.refunds {
        if it.state != RefundState::Succeeded {
            let heard = Attempt::at(pledge).succeeded(bench, refund).await;
            bench
                .hear(contracts::payments::RefundSucceeded { refunded_at: bench.ctx.clock.now(), ..heard })
                .await;
        }
    }
}
