use super::bench::{Attempt, Bench, rupees};
use crate::{
    commands::{DecideAlone, DecideRefund, MakePledge},
    error::RefundError,
    pledge::RefundRefused,
    pledge::Status,
    tables::refund_limit::REFUND_LIMIT,
};
use contracts::{Money, PledgeId, RefundId, UserId, campaigns::RewardLimit, pledges::Gift};
use kernel::{
    limit::{AnswerLimit, LimitError, ProposeLimit},
    proposal::Proposal,
    saga::SagaStatus,
};

async fn paid(bench: &Bench, reward: Option<contracts::RewardId>) -> (PledgeId, Attempt) {
    let pledge = bench.make(reward).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.hear(attempt.collected(bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Active);
    (pledge, attempt)
}

#[tokio::test]
async fn a_full_refund_takes_the_pledge_back_step_by_step() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let (pledge, attempt) = paid(&bench, Some(reward)).await;
    let (refund, all) = (RefundId::fresh(), bench.row(pledge).await.gift.total());
    assert_eq!(bench.stock(reward).await, (0, 1));

    for _ in 0..2 {
        bench.refund(refund, pledge, all).await.unwrap();
    }
    assert_eq!(bench.row(pledge).await.status, Status::Refunding);
    assert_eq!(bench.stock(reward).await, (0, 0), "somebody else may have it");
    assert_eq!(
        bench.said_names(pledge).await,
        ["pledge_reserved", "pledge_activated", "pledge_reduced", "refund_due"]
    );

    bench.hear(attempt.submitted(refund, all)).await;
    for _ in 0..2 {
        bench.hear(attempt.succeeded(&bench, refund).await).await;
    }
    assert_eq!(bench.row(pledge).await.status, Status::Refunded);
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
    let steps = bench.saga(pledge).await.steps(bench.ctx.db.read(), "pledges").await.unwrap();
    let undone: Vec<_> = steps.iter().filter(|it| it.undo).map(|it| it.step.as_str()).collect();
    assert_eq!(undone, ["activate", "keep", "collect", "checkout", "reserve"]);
    bench.check().await;
}

#[tokio::test]
async fn partial_refunds_lower_the_pledge_and_never_exceed_what_was_collected() {
    let bench = Bench::start().await;
    let (pledge, attempt) = paid(&bench, None).await;
    let (first, all) = (RefundId::fresh(), bench.row(pledge).await.gift.total());
    bench.refund(first, pledge, rupees(200)).await.unwrap();

    let row = bench.row(pledge).await;
    assert_eq!((row.status, row.counts_minor), (Status::PartlyRefunded, rupees(300).minor));
    let (name, reduced) = bench.said(pledge).await.remove(2);
    assert_eq!((name.as_str(), reduced["by"]["minor"].as_i64()), ("pledge_reduced", Some(20_000)));
    assert_eq!(reduced["remaining"]["minor"].as_i64(), Some(30_000));
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Completed);

    let too_much = bench.refund(RefundId::fresh(), pledge, all).await;
    assert!(matches!(too_much, Err(RefundError::Refused(RefundRefused::TooMuch(_)))), "{too_much:?}");
    let other = bench.refund(first, pledge, rupees(201)).await;
    assert!(matches!(other, Err(RefundError::Refused(RefundRefused::Different))), "{other:?}");

    let rest = RefundId::fresh();
    bench.refund(rest, pledge, all.checked_sub(rupees(200)).unwrap()).await.unwrap();
    for refund in [first, rest] {
        bench.hear(attempt.succeeded(&bench, refund).await).await;
    }
    assert_eq!(bench.row(pledge).await.status, Status::Refunded);
    let nothing = bench.refund(RefundId::fresh(), pledge, rupees(1)).await;
    assert!(matches!(nothing, Err(RefundError::Refused(RefundRefused::NothingLeft))), "{nothing:?}");
    bench.check().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_people_who_refund_the_same_pledge_at_once_refund_it_once() {
    let bench = Bench::start().await;
    let (pledge, _) = paid(&bench, None).await;
    let all = bench.row(pledge).await.gift.total();
    let decisions = (0..8).map(|_| bench.refund(RefundId::fresh(), pledge, all));
    let done = futures::future::join_all(decisions).await.into_iter().flatten().count();
    assert_eq!(done, 1);
    assert_eq!(bench.row(pledge).await.refunded_minor, all.minor);
    bench.check().await;
}

#[tokio::test]
async fn a_refund_that_fails_is_shown_and_waits_for_a_person_until_it_succeeds_after_all() {
    let bench = Bench::start().await;
    let (pledge, attempt) = paid(&bench, None).await;
    let (refund, all) = (RefundId::fresh(), bench.row(pledge).await.gift.total());
    bench.refund(refund, pledge, all).await.unwrap();
    bench.hear(attempt.refund_failed(refund, all)).await;
    assert_eq!(bench.row(pledge).await.status, Status::RefundFailed);
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Stuck);
    bench.wait(7 * 24 * 60).await;
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Stuck);

    bench.hear(attempt.succeeded(&bench, refund).await).await;
    bench.hear(attempt.refund_failed(refund, all)).await;
    assert_eq!(bench.row(pledge).await.status, Status::Refunded, "the failure was heard before");
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
    bench.check().await;
}

#[tokio::test]
async fn nothing_is_refunded_of_a_pledge_that_was_not_paid() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    let refused = bench.refund(RefundId::fresh(), pledge, rupees(1)).await;
    assert!(matches!(refused, Err(RefundError::Refused(RefundRefused::NothingCollected))), "{refused:?}");
    let unknown = bench.refund(RefundId::fresh(), PledgeId::fresh(), rupees(1)).await;
    assert!(matches!(unknown, Err(RefundError::Unknown)));
    let (pledge, _) = paid(&bench, None).await;
    let zero = bench.refund(RefundId::fresh(), pledge, Money::zero(super::bench::INR)).await;
    assert!(matches!(zero, Err(RefundError::Refused(RefundRefused::NotAnAmount))), "{zero:?}");
}

#[tokio::test]
async fn a_saved_card_is_let_go_without_a_refund() {
    let bench = Bench::all_or_nothing().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    assert_eq!(bench.row(pledge).await.status, Status::CardSaved);
    assert_eq!(bench.stock(reward).await, (0, 1));

    for _ in 0..2 {
        bench.cancel(pledge).await.unwrap();
    }
    assert_eq!(bench.row(pledge).await.status, Status::Withdrawn);
    assert_eq!(bench.stock(reward).await, (0, 0));
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "pledge_activated", "pledge_reduced"]);
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
    bench.check().await;
}

/// Whether one person decided it.
async fn decided_alone(bench: &Bench, refund: RefundId, pledge: PledgeId, amount: Money) -> bool {
    let (decided_by, note) = (Some(UserId::fresh()), "the donor asked".to_owned());
    bench
        .ctx
        .run(DecideAlone {
            asked: DecideRefund { refund, pledge, amount, only: None, decided_by, note },
            finance: true,
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn many_small_refunds_are_a_large_one_and_the_same_one_sent_twice_is_one() {
    let bench = Bench::start().await;
    let gift = Gift { amount: rupees(200_000), tip: rupees(0), covered_fee: rupees(0) };
    let pledge = bench.try_make(MakePledge { gift, ..bench.form(None) }).await.unwrap();
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.hear(attempt.collected(&bench).await).await;

    let first = RefundId::fresh();
    for _ in 0..2 {
        assert!(decided_alone(&bench, first, pledge, rupees(60_000)).await, "less than a lakh");
    }
    assert!(!decided_alone(&bench, RefundId::fresh(), pledge, rupees(60_000)).await, "more, with the first");
    assert_eq!(bench.row(pledge).await.refunded_minor, rupees(60_000).minor, "and nothing was done");
    assert!(decided_alone(&bench, RefundId::fresh(), pledge, rupees(40_000)).await);
    bench.check().await;
}

/// One admin proposes `limit`, another agrees to it.
async fn changed_to(bench: &Bench, limit: Money) {
    let (of, reason) = (REFUND_LIMIT, "many were mistaken".to_owned());
    let propose = ProposeLimit { of, limit, reason, by: UserId::fresh() };
    bench.ctx.run(propose).await.unwrap();
    let now = bench.ctx.clock.now();
    let open = Proposal::open(bench.ctx.db.read(), "pledges", of.action, now).await.unwrap().remove(0);
    let agreed_to = Some(open.hash);
    bench.ctx.run(AnswerLimit { of, proposal: open.id, by: UserId::fresh(), agreed_to }).await.unwrap();
}

#[tokio::test]
async fn a_limit_that_two_admins_agreed_to_counts_at_once_and_in_its_currency_alone() {
    let bench = Bench::start().await;
    let (pledge, _) = paid(&bench, None).await;
    changed_to(&bench, Money::new(1, contracts::Currency::Eur)).await;
    assert!(decided_alone(&bench, RefundId::fresh(), pledge, rupees(20)).await, "that is of euros");
    changed_to(&bench, rupees(100)).await;
    assert!(!decided_alone(&bench, RefundId::fresh(), pledge, rupees(81)).await, "more, with the first");
    assert!(
        decided_alone(&bench, RefundId::fresh(), pledge, rupees(80)).await,
        "what is at the limit is not above"
    );
    changed_to(&bench, rupees(0)).await;
    assert!(!decided_alone(&bench, RefundId::fresh(), pledge, rupees(1)).await, "nobody alone");
    changed_to(&bench, rupees(101)).await;
    assert!(decided_alone(&bench, RefundId::fresh(), pledge, rupees(1)).await, "the latest counts");
    let (limit, reason) = (rupees(101), "the same".to_owned());
    let same = ProposeLimit { of: REFUND_LIMIT, limit, reason, by: UserId::fresh() };
    assert!(matches!(bench.ctx.run(same).await, Err(LimitError::Same)));
}
