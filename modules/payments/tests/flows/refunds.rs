use crate::harness::{Pledge, VISA, World, gift};
use contracts::RefundId;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;

const PENDING: &str = "4000000000007726";
const FAILS_LATER: &str = "4000000000005126";

#[tokio::test]
async fn a_full_refund_empties_every_account_but_the_fee() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 200, 100), VISA).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded"]);
    for account in ["platform:tip", "platform:fee_cover"] {
        assert_eq!(world.balance(account).await, 0, "{account}");
    }
    assert_eq!(world.balance(&format!("campaign:{}:escrow", pledge.campaign)).await, 0);
    assert_eq!(world.balance(&format!("backer:{}:refundable", pledge.id)).await, 0);
    assert_eq!(world.balance("psp:stripe").await, -world.balance("psp:fee").await);
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn partial_refunds_never_exceed_what_was_taken_on_any_line() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    world.refund(&pledge, gift(1000, 0, 0)).await;
    world.refund(&pledge, gift(1500, 0, 0)).await;
    world.settle().await;
    assert_eq!(world.groups("refund_paid").await, 2);
    // The tip is left, but not on this line.
    world.refund(&pledge, gift(1, 0, 0)).await;
    world.settle().await;
    let refunds = "SELECT COUNT(*) FROM payments_refund";
    assert_eq!(world.number(refunds, vec![]).await, 2, "it waits for a person");
    assert_eq!(world.sandbox.objects("refund").len(), 2);
}

#[tokio::test]
async fn one_decision_is_one_refund_however_often_it_is_heard() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    let refund = RefundId::fresh();
    for _ in 0..5 {
        world.refund_as(refund, &pledge, pledge.gift).await;
    }
    world.settle().await;
    assert_eq!(world.sandbox.objects("refund").len(), 1);
    world.is_sound().await;
}

#[tokio::test]
async fn a_pending_refund_is_not_paid_until_the_provider_says_so() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 0, 0), PENDING).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted"]);
    assert_eq!(world.balance(&format!("backer:{}:refundable", pledge.id)).await, -2500);
    world.wait(Duration::from_hours(2)).await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_refund_that_comes_back_is_owed_to_the_donor_again() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 0, 0), FAILS_LATER).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    // No webhook is delivered: the sweep of events finds it.
    world.wait(Duration::from_hours(2)).await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded", "refund_failed"]);
    assert_eq!(world.balance(&format!("backer:{}:refundable", pledge.id)).await, -2500);
    assert_eq!(world.groups("refund_returned").await, 1);
    world.is_sound().await;
}

/// Found by the simulation: both books differed for good by what had left and come back unseen.
#[tokio::test]
async fn a_refund_that_left_and_came_back_before_anybody_here_heard_of_it_is_booked_both_ways() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 0, 0), FAILS_LATER).await;
    let faults = |requests| world.sandbox.set_faults(FaultPlan { requests, ..FaultPlan::default() });
    // Neither the answer nor the sweep of events tells of it.
    let unread = RequestRule::new("GET", "/v1/", Fault::DropBefore(0));
    faults(vec![RequestRule::new("POST", "/v1/refunds", Fault::DropAnswerAfter(0)), unread.clone()]);
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.sandbox.objects("refund").len(), 1);
    faults(vec![RequestRule { method: None, ..unread }]);
    world.wait(Duration::from_hours(25)).await;
    assert_eq!(world.said(&pledge).await[2..], Vec::<String>::new(), "nobody knows");
    world.sandbox.clear_faults();
    world.wait(Duration::from_hours(1)).await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_failed"]);
    assert_eq!(world.balance(&format!("backer:{}:refundable", pledge.id)).await, -2500);
    assert_eq!((world.groups("refund_paid").await, world.groups("refund_returned").await), (1, 1));
    world.is_sound().await;
}

/// A refund that the provider refused, of a pledge that was paid.
async fn refused(world: &World) -> (Pledge, RefundId) {
    let (pledge, _) = world.paid(gift(2500, 0, 0), VISA).await;
    let rule = RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(400));
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    let refund = world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    world.sandbox.clear_faults();
    assert_eq!(world.said(&pledge).await[2..], ["refund_failed"]);
    (pledge, refund)
}

#[tokio::test]
async fn a_refund_that_failed_is_tried_again_once_for_each_time_it_is_asked_for() {
    let world = World::new().await;
    let (pledge, refund) = refused(&world).await;
    world.platform.tell_everything_again().await.unwrap();
    world.refund_as(refund, &pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await.len(), 3, "the same moment is the same asking");
    world.clock.advance(Duration::from_secs(1));
    for _ in 0..2 {
        world.refund_as(refund, &pledge, pledge.gift).await;
    }
    world.settle().await;
    assert_eq!(world.said(&pledge).await[3..], ["refund_submitted", "refund_succeeded"]);
    world.clock.advance(Duration::from_secs(1));
    world.refund_as(refund, &pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.sandbox.objects("refund").len(), 1, "what is done is done");
    world.is_sound().await;
}

#[tokio::test]
async fn a_refund_that_failed_and_is_with_the_bank_fails_once_more_when_it_is_asked_for() {
    let world = World::new().await;
    let (pledge, refund) = refused(&world).await;
    let charge = world.text("SELECT charge_id FROM payments_payment", vec![]).await.unwrap();
    let dispute = world.sandbox.dispute(&charge).unwrap();
    world.deliver().await;
    world.clock.advance(Duration::from_secs(1));
    world.refund_as(refund, &pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await[3..], ["dispute_opened", "refund_failed"]);
    assert_eq!(world.sandbox.objects("refund").len(), 0);
    world.sandbox.decide(&dispute, true).unwrap();
    world.deliver().await;
    world.clock.advance(Duration::from_secs(1));
    world.refund_as(refund, &pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await[5..], ["dispute_closed", "refund_submitted", "refund_succeeded"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_refund_of_nothing_collected_waits_for_a_person() {
    let world = World::new().await;
    let (pledge, _) = world.open(gift(2500, 0, 0)).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.sandbox.objects("refund").len(), 0);
    assert_eq!(world.number("SELECT COUNT(*) FROM payments_refund", vec![]).await, 0);
}

#[tokio::test]
async fn a_refund_that_is_on_its_way_for_longer_than_ten_days_is_found() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 0, 0), PENDING).await;
    let refund = world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    world.clock.advance(Duration::from_hours(10 * 24));
    assert_eq!(late(&world).await, [""; 0], "banks take their time");
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(late(&world).await, [format!("refund {refund} of pledge {}", pledge.id)]);
    // It failed and was asked for again meanwhile: it is on its way since then.
    let again = "UPDATE payments_effect SET first_sent_at = first_sent_at + 3600000000 WHERE step = 'refund'";
    world.ctx().db.execute(again, vec![]).await.unwrap();
    assert_eq!(late(&world).await, [""; 0]);
    world.settle().await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded"]);
    world.is_sound().await;
}

async fn late(world: &World) -> Vec<String> {
    let report = world.platform.check().await.unwrap();
    let rule = "no refund is due or on its way for longer than ten days";
    report.checks.into_iter().find(|it| it.rule == rule).unwrap().findings
}
