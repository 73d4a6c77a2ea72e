//! Bank debits, whose bank takes days: on their way, paid, failed, given back (scenarios T-27 and T-57).

use crate::harness::{Pledge, VISA, World, gift};
use contracts::{RefundId, UserId, pledges::Gift};
use sandbox::{Fault, FaultPlan, RequestRule, WebhookFault, WebhookRule};
use serde_json::json;
use std::time::Duration;

const PAYS: &str = "DE89370400440532013000";
const FAILS: &str = "DE62370400440532013001";

const fn days(many: u64) -> Duration {
    Duration::from_hours(many * 24)
}

/// A pledge whose donor gave a bank account.
async fn with_bank(world: &World, gift: Gift, iban: &str) -> Pledge {
    let (pledge, session) = world.open(gift).await;
    world.sandbox.debit(&session, iban).unwrap();
    world.deliver().await;
    pledge
}

/// A pledge whose bank has answered.
async fn debited(world: &World, gift: Gift, iban: &str) -> Pledge {
    let pledge = with_bank(world, gift, iban).await;
    world.wait(days(3)).await;
    world.deliver().await;
    pledge
}

async fn owed(world: &World, pledge: &Pledge) -> i64 {
    -world.balance(&format!("backer:{}:refundable", pledge.id)).await
}

#[tokio::test]
async fn a_bank_debit_is_told_of_while_it_is_on_its_way_and_booked_when_its_money_comes() {
    let world = World::with_slow_methods().await;
    let (pledge, session) = world.open(gift(2500, 200, 0)).await;
    let page = world.sandbox.object(&session).unwrap();
    assert_eq!(page["allowed_payment_method_types"], json!(["card", "sepa_debit"]));
    let begun = world.now();
    world.sandbox.debit(&session, PAYS).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_processing"]);
    assert_eq!(world.balance("psp:stripe").await, 0, "nothing is here");
    world.is_sound().await;

    world.wait(days(3)).await;
    world.deliver().await;
    assert_eq!(world.said(&pledge).await[2..], ["payment_collected"]);
    assert_eq!(world.balance(&format!("campaign:{}:escrow", pledge.campaign)).await, -2500);
    let at = world.number("SELECT collected_at FROM payments_payment", vec![]).await;
    assert!(at >= begun.after(days(3)).0, "collected when the money came, not when it was asked for");
    world.is_sound().await;
}

#[tokio::test]
async fn with_every_webhook_lost_a_debit_is_known_to_be_on_its_way_and_to_have_come() {
    let world = World::with_slow_methods().await;
    let drop = WebhookRule::new("", WebhookFault::Drop);
    world.sandbox.set_faults(FaultPlan { webhooks: vec![drop], ..FaultPlan::default() });
    let pledge = with_bank(&world, gift(2500, 0, 0), PAYS).await;
    world.wait(Duration::from_mins(2)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_processing"]);
    world.wait(days(4)).await;
    assert_eq!(world.said(&pledge).await[2..], ["payment_collected"]);
    world.is_sound().await;
}

/// Whoever gives money back has to know that a bank may take it back, however late anybody hears of that.
#[tokio::test]
async fn t57_a_debit_that_nobody_could_hear_of_until_its_money_came_is_told_to_be_one() {
    let world = World::with_slow_methods().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    let lost = WebhookRule::new("", WebhookFault::Drop);
    let away = RequestRule::new("GET", "", Fault::ErrorBefore(503));
    world.sandbox.set_faults(FaultPlan {
        webhooks: vec![lost],
        requests: vec![away],
        ..FaultPlan::default()
    });
    world.sandbox.debit(&session, PAYS).unwrap();
    world.wait(days(3)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
    world.sandbox.clear_faults();
    world.wait(days(1)).await;
    world.wait(days(1)).await;
    assert_eq!(world.said(&pledge).await[1..], ["payment_processing", "payment_collected"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_debit_that_the_bank_refuses_ends_its_attempt() {
    let world = World::with_slow_methods().await;
    let pledge = debited(&world, gift(2500, 0, 0), FAILS).await;
    assert_eq!(world.said(&pledge).await[1..], ["payment_processing", "payment_failed"]);
    let failure = world.text("SELECT failure FROM payments_payment", vec![]).await;
    assert_eq!(failure.as_deref(), Some("insufficient_funds"));
    assert_eq!(world.balance("psp:stripe").await, 0);
    world.is_sound().await;
}

#[tokio::test]
async fn how_a_debit_ends_is_told_even_when_its_pledge_came_to_nothing_meanwhile() {
    for (iban, end) in [(PAYS, "payment_collected"), (FAILS, "checkout_closed")] {
        let world = World::with_slow_methods().await;
        let pledge = with_bank(&world, gift(2500, 0, 0), iban).await;
        world.lapse(&pledge).await;
        world.settle().await;
        assert_eq!(world.said(&pledge).await.len(), 2, "there is no page to close");
        world.wait(days(3)).await;
        world.deliver().await;
        assert_eq!(world.said(&pledge).await[2..], [end]);
        world.is_sound().await;
    }
}

#[tokio::test]
async fn a_card_pays_at_once_where_bank_accounts_are_taken_too() {
    let world = World::with_slow_methods().await;
    let (pledge, _) = world.paid(gift(2500, 0, 0), VISA).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_collected"]);
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.sandbox.objects("refund").len(), 1, "a card's refund does not wait");
    world.is_sound().await;
}

#[tokio::test]
async fn t57_a_debit_goes_back_by_itself_only_when_no_bank_can_take_it_back_any_more() {
    let world = World::with_slow_methods().await;
    let pledge = debited(&world, gift(2500, 200, 0), PAYS).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(owed(&world, &pledge).await, 2700, "it is owed from the moment it is decided");
    world.wait(days(62)).await;
    assert!(world.sandbox.objects("refund").is_empty(), "eight weeks and a week of grace");
    world.is_sound().await;

    world.wait(days(2)).await;
    world.deliver().await;
    assert_eq!(world.sandbox.objects("refund").len(), 1);
    assert_eq!(world.said(&pledge).await[3..], ["refund_submitted", "refund_succeeded"]);
    assert_eq!(owed(&world, &pledge).await, 0);
    world.is_sound().await;
}

#[tokio::test]
async fn t57_what_somebody_decided_goes_back_at_once() {
    let world = World::with_slow_methods().await;
    let pledge = debited(&world, gift(2500, 0, 0), PAYS).await;
    world.refund_by(Some(UserId::fresh()), RefundId::fresh(), &pledge, pledge.gift).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await[3..], ["refund_submitted"], "banks take their time for this, too");
    world.wait(Duration::from_hours(2)).await;
    world.deliver().await;
    assert_eq!(world.said(&pledge).await[4..], ["refund_succeeded"]);
    world.is_sound().await;
}

#[tokio::test]
async fn t57_a_donor_whose_bank_took_the_debit_back_is_not_sent_it_once_more() {
    let world = World::with_slow_methods().await;
    let pledge = debited(&world, gift(2500, 0, 0), PAYS).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    let charge = world.text("SELECT charge_id FROM payments_payment", vec![]).await.unwrap();
    let dispute = world.sandbox.dispute(&charge).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await[3..], ["dispute_opened", "refund_failed"]);
    world.sandbox.decide(&dispute, false).unwrap();
    world.deliver().await;
    world.wait(days(70)).await;
    assert_eq!(world.said(&pledge).await[5..], ["dispute_closed", "refund_succeeded"]);
    assert!(world.sandbox.objects("refund").is_empty(), "the bank gave it to them");
    world.is_sound().await;
}
