//! Pledges whose donors gave a bank account: their bank takes days (rules R2 and R3, scenario T-39).

use super::{
    bench::{Attempt, Bench, page_of},
    browser::Browser,
};
use crate::{
    commands::{DecideRefund, DonorCancels},
    error::{CancelError, PledgeError},
    pledge::{BANK_TAKES, Status},
    saga::Sagas,
    subscribers::payments::late_refund,
};
use contracts::{PledgeId, RefundId, RewardId, UserId, campaigns::RewardLimit, terms::DEBIT_RETURNS};
use kernel::saga::{AnySaga as _, SagaStatus};
use std::time::Duration;

const DAY: u64 = 24 * 60;
/// What a donor reads whose bank cannot be stopped any more.
const AT_IT: &str = "Your bank was asked for the money before that";

/// What the donor reads.
async fn page(bench: &Bench, pledge: PledgeId) -> String {
    Browser::default().get(bench, &page_of(pledge)).await.html
}

/// A pledge for the last one of a reward, whose donor's bank is at it.
async fn with_bank(bench: &Bench) -> (PledgeId, RewardId) {
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.hear(attempt.processing(bench)).await;
    (pledge, reward)
}

#[tokio::test]
async fn t39_while_a_bank_takes_its_days_the_reward_is_kept_and_nobody_else_gets_it() {
    let bench = Bench::start().await;
    let (pledge, reward) = with_bank(&bench).await;
    bench.hear(Attempt::at(pledge).processing(&bench)).await;
    let row = bench.row(pledge).await;
    assert_eq!(row.status, Status::Processing);
    assert_eq!(row.reserved_until.since(row.accepted_at), BANK_TAKES);
    bench.wait(4 * DAY + 23 * 60).await;
    assert_eq!((bench.row(pledge).await.status, bench.stock(reward).await), (Status::Processing, (1, 0)));
    let other = bench.try_make(bench.form(Some(reward))).await;
    assert!(matches!(other, Err(PledgeError::SoldOut)), "{other:?}");

    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    assert_eq!((bench.row(pledge).await.status, bench.stock(reward).await), (Status::Active, (0, 1)));
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "pledge_activated"]);
    bench.check().await;
}

#[tokio::test]
async fn t39_a_bank_that_says_no_sets_the_reward_free_and_the_donor_is_told() {
    let bench = Bench::start().await;
    let (pledge, reward) = with_bank(&bench).await;
    bench.wait(3 * DAY).await;
    bench.hear(Attempt::at(pledge).failed("insufficient_funds")).await;
    assert_eq!((bench.row(pledge).await.status, bench.stock(reward).await), (Status::Lapsed, (0, 0)));
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
    let said = bench.said(pledge).await;
    let names: Vec<_> = said.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["pledge_reserved", "pledge_lapsed", "debit_failed"]);
    assert_eq!(said[2].1["refused"], true);
    bench.check().await;
}

#[tokio::test]
async fn t39_after_five_days_the_reward_is_free_and_what_comes_later_goes_back() {
    let bench = Bench::start().await;
    let (pledge, reward) = with_bank(&bench).await;
    bench.wait(5 * DAY).await;
    // Payments may still say what came in time.
    bench.wait(2).await;
    assert_eq!((bench.row(pledge).await.status, bench.stock(reward).await), (Status::Lapsed, (0, 0)));
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated, "there is no page to close");
    assert_eq!(bench.said(pledge).await[2].1["refused"], false);
    bench.make(Some(reward)).await;

    let attempt = Attempt::at(pledge);
    bench.hear(attempt.collected(&bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Refunding);
    assert_eq!(
        bench.said_names(pledge).await,
        ["pledge_reserved", "pledge_lapsed", "debit_failed", "refund_due"]
    );
    bench.hear(attempt.succeeded(&bench, late_refund(pledge)).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Refunded);
    bench.check().await;
}

#[tokio::test]
async fn a_bank_that_is_asked_while_the_page_is_being_closed_has_its_days() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.wait(16).await;
    bench.wait(2).await;
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Running, "its page is to be closed");
    bench.hear(attempt.processing(&bench)).await;
    bench.wait(2 * 24 * 60).await;
    assert_eq!(bench.row(pledge).await.status, Status::Processing);
    bench.hear(attempt.collected(&bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Active);
    bench.check().await;
}

#[tokio::test]
async fn whoever_gave_a_bank_account_in_the_very_moment_the_pledge_ended_keeps_nobody_waiting() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.ctx.run(DonorCancels { pledge }).await.unwrap();
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensating, "its page is to be closed");
    bench.hear(attempt.processing(&bench)).await;
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated, "there is none any more");
    assert_eq!((bench.row(pledge).await.status, bench.stock(reward).await), (Status::Lapsed, (0, 0)));
    assert!(page(&bench, pledge).await.contains(AT_IT), "nobody waited five days for it");
    bench.hear(attempt.collected(&bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Refunding);
    bench.check().await;
}

#[tokio::test]
async fn a_pledge_that_waits_for_a_bank_is_not_seen_to_stand_still_and_one_that_waits_for_its_donor_is() {
    let bench = Bench::start().await;
    let (debit, _) = with_bank(&bench).await;
    let card = bench.make(None).await;
    bench.hear(Attempt::at(card).opened()).await;
    bench.wait(2).await;
    let (debit, card) = (bench.saga(debit).await, bench.saga(card).await);
    assert_eq!((debit.step, card.step), (2, 2), "both wait for money");
    assert!(Sagas::default().patience(&debit) > BANK_TAKES);
    assert_eq!(Sagas::default().patience(&card), Duration::from_mins(45));
}

/// Rule R12: what goes back by itself waits for nine weeks, and nobody has to look at what waits for a day that is known.
#[tokio::test]
async fn a_debit_that_goes_back_with_its_campaign_is_not_stuck_before_its_bank_can_take_it_back_no_more() {
    for decided_by in [None, Some(UserId::fresh())] {
        let bench = Bench::start().await;
        let (pledge, _) = with_bank(&bench).await;
        let attempt = Attempt::at(pledge);
        bench.hear(attempt.collected(&bench).await).await;
        let (refund, amount) = (RefundId::fresh(), bench.row(pledge).await.gift.total());
        let note = "the well cannot be dug".to_owned();
        let all = DecideRefund { refund, pledge, amount, only: None, decided_by, note };
        bench.ctx.run(all).await.unwrap();
        for _ in 0..8 {
            bench.wait(2 * DAY).await;
        }
        let saga = bench.saga(pledge).await;
        let (held, patience) = (decided_by.is_none(), Sagas::default().patience(&saga));
        let stands = if held { SagaStatus::Compensating } else { SagaStatus::Stuck };
        assert_eq!((saga.status, patience > DEBIT_RETURNS), (stands, held), "{decided_by:?}");
        if held {
            // Nine weeks are over, and still nothing is heard of it.
            bench.wait(9 * 7 * DAY).await;
            for _ in 0..5 {
                bench.wait(2 * DAY).await;
            }
            assert_eq!(bench.saga_status(pledge).await, SagaStatus::Stuck);
        }
        bench.hear(attempt.succeeded(&bench, refund).await).await;
        assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
        bench.check().await;
    }
}

/// As when its campaign is cancelled.
#[tokio::test]
async fn nobody_is_told_that_nothing_was_charged_while_a_bank_may_still_send_the_money() {
    for collected in [true, false] {
        let bench = Bench::start().await;
        let (pledge, _) = with_bank(&bench).await;
        bench.cancel(pledge).await.unwrap();
        let told = page(&bench, pledge).await;
        assert!(told.contains(AT_IT) && !told.contains("Nothing was charged"), "{told}");
        let attempt = Attempt::at(pledge);
        if collected {
            bench.hear(attempt.collected(&bench).await).await;
            assert_eq!(bench.row(pledge).await.status, Status::Refunding);
        } else {
            bench.hear(attempt.closed()).await;
            assert!(page(&bench, pledge).await.contains("Nothing was charged"));
        }
        bench.check().await;
    }
}

#[tokio::test]
async fn a_debit_that_is_under_way_is_not_cancelled_by_its_donor() {
    let bench = Bench::start().await;
    let (pledge, _) = with_bank(&bench).await;
    let refused = bench.ctx.run(DonorCancels { pledge }).await;
    assert!(matches!(refused, Err(CancelError::WithBank)), "{refused:?}");
    assert_eq!(bench.row(pledge).await.status, Status::Processing);
    bench.check().await;
}
