//! Staff make a pledge turn back.

use super::bench::{Attempt, Bench, rupees};
use crate::{pledge::Status, pricing, saga::Sagas};
use contracts::{PledgeId, UserId, campaigns::RewardLimit};
use kernel::{
    HandleError, Transaction,
    db::with,
    saga::{AnySaga as _, SagaStatus, TurnBack},
};

async fn turn_back(bench: &Bench, pledge: PledgeId) -> Result<bool, HandleError> {
    let saga = bench.saga(pledge).await;
    let decision = TurnBack { by: UserId::fresh(), reason: "The provider has lost it.".into() };
    let command = with(move |tx: &Transaction| {
        let (saga, decision) = (saga.clone(), decision.clone());
        Box::pin(async move { Sagas::default().turn_back(tx, saga, &decision).await })
    });
    bench.ctx.run(command).await
}

/// A pledge that was paid, and whose saga is stuck at its last step.
async fn stuck(bench: &Bench, pledge: PledgeId) -> Attempt {
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.hear(attempt.collected(bench).await).await;
    let stick = "UPDATE pledges_saga SET status = 4, step = 4 WHERE business_key = $1";
    assert_eq!(bench.ctx.db.execute(stick, vec![pledge.to_string().into()]).await.unwrap(), 1);
    attempt
}

#[tokio::test]
async fn one_that_nobody_paid_lapses_and_what_comes_all_the_same_goes_back() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    assert!(turn_back(&bench, pledge).await.unwrap());
    assert!(!turn_back(&bench, pledge).await.unwrap(), "it is on its way back");
    assert_eq!(bench.row(pledge).await.status, Status::Lapsed);
    assert_eq!(bench.stock(reward).await, (1, 0), "the page may still take money");
    bench.hear(attempt.collected(&bench).await).await;
    assert_eq!(bench.stock(reward).await, (0, 0));
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "pledge_lapsed", "refund_due"]);
    bench.check().await;
}

#[tokio::test]
async fn one_that_was_paid_is_given_back_by_one_refund_that_somebody_decided() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    let attempt = stuck(&bench, pledge).await;
    assert!(turn_back(&bench, pledge).await.unwrap());
    assert!(!turn_back(&bench, pledge).await.unwrap());
    let state = bench.state(pledge).await;
    let refunds: Vec<_> = state.refunds.keys().copied().collect();
    assert_eq!(refunds.len(), 1, "{state:?}");
    let refund = refunds[0];
    assert_eq!(state.refundable().map(|it| it.total().minor), Some(0), "all of it goes back");
    assert_eq!(bench.stock(reward).await, (0, 0), "somebody else may have it");
    assert!(bench.audited().await.iter().any(|it| it.starts_with(&format!("pledge.refund pledge/{pledge}"))));
    let all = bench.row(pledge).await.gift.total();
    bench.hear(attempt.submitted(refund, all)).await;
    bench.hear(attempt.succeeded(&bench, refund).await).await;
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Compensated);
    assert_eq!(bench.row(pledge).await.status, Status::Refunded);
    bench.check().await;
}

#[tokio::test]
async fn one_of_which_more_was_paid_than_one_person_gives_back_alone_is_left_to_two() {
    let bench = Bench::start().await;
    let mut form = bench.form(None);
    form.gift = pricing::gift(rupees(168_000), rupees(0), false).unwrap();
    let pledge = bench.try_make(form).await.unwrap();
    stuck(&bench, pledge).await;
    let refused = turn_back(&bench, pledge).await.unwrap_err();
    assert!(refused.to_string().contains("on the page of the pledge"), "{refused}");
    assert_eq!(bench.saga_status(pledge).await, SagaStatus::Stuck);
    assert!(bench.state(pledge).await.refunds.is_empty(), "nothing was decided");
}
