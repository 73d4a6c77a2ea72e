use crate::harness::{VISA, World, gift};
use contracts::{RefundId, pledges::Collection};
use kernel::db::Sql;
use sandbox::{Fault, FaultPlan, RequestRule};
use sea_orm::DbBackend;
use std::time::Duration;

const CHECKOUTS: &str = "/v1/checkout/sessions";
const REFUNDS: &str = "/v1/refunds";

fn plan(rule: RequestRule) -> FaultPlan {
    FaultPlan { requests: vec![rule], ..FaultPlan::default() }
}

/// Each fault hits the first try at a call; whether it happened or not, it happens once.
async fn a_checkout_survives(fault: Fault) {
    let world = World::new().await;
    world.sandbox.set_faults(plan(RequestRule::new("POST", CHECKOUTS, fault.clone()).times(1)));
    let pledge = world.reserve(gift(2500, 0, 0), Collection::Charge).await;
    world.settle().await;
    world.wait(Duration::from_mins(15)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"], "{fault:?}");
    assert_eq!(world.sandbox.objects("checkout.session").len(), 1, "{fault:?}");
    let session = world.session(&pledge).await;
    world.sandbox.pay(&session, VISA).unwrap();
    world.deliver().await;
    world.is_sound().await;
}

async fn a_refund_survives(fault: Fault) {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    world.sandbox.set_faults(plan(RequestRule::new("POST", REFUNDS, fault.clone()).times(1)));
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    world.wait(Duration::from_mins(30)).await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded"], "{fault:?}");
    assert_eq!(world.sandbox.objects("refund").len(), 1, "{fault:?}");
    let unknown = "SELECT COUNT(*) FROM payments_effect WHERE state IN (0, 1, 4)";
    assert_eq!(world.number(unknown, vec![]).await, 0, "{fault:?}");
    world.is_sound().await;
}

#[tokio::test]
async fn a_checkout_whose_answer_was_lost_is_opened_once() {
    a_checkout_survives(Fault::DropAnswerAfter(0)).await;
}

#[tokio::test]
async fn a_checkout_that_never_arrived_is_opened_once() {
    a_checkout_survives(Fault::DropBefore(0)).await;
    a_checkout_survives(Fault::ErrorBefore(503)).await;
    a_checkout_survives(Fault::Conflict).await;
    a_checkout_survives(Fault::RateLimit(7)).await;
}

#[tokio::test]
async fn a_checkout_behind_a_stored_error_is_found_and_adopted() {
    a_checkout_survives(Fault::ErrorAfter(500)).await;
}

#[tokio::test]
async fn a_checkout_that_left_no_trace_behind_a_stored_error_is_opened_under_another_key() {
    a_checkout_survives(Fault::StoredErrorBefore(500)).await;
}

#[tokio::test]
async fn a_checkout_whose_every_key_is_spent_at_once_is_opened_under_the_first_that_is_not() {
    let world = World::new().await;
    world
        .sandbox
        .set_faults(plan(RequestRule::new("POST", CHECKOUTS, Fault::StoredErrorBefore(500)).times(3)));
    let pledge = world.reserve(gift(2500, 0, 0), Collection::Charge).await;
    world.wait(Duration::from_mins(9)).await;
    assert!(world.said(&pledge).await.is_empty(), "nobody knows what the first request did");
    world.wait(Duration::from_mins(40)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
    assert_eq!(world.sandbox.objects("checkout.session").len(), 1);
    world.is_sound().await;
}

#[tokio::test]
async fn a_page_that_never_opened_and_is_wanted_no_more_is_not_asked_for_again() {
    let world = World::new().await;
    world
        .sandbox
        .set_faults(plan(RequestRule::new("POST", CHECKOUTS, Fault::StoredErrorBefore(500)).times(1)));
    let pledge = world.reserve(gift(2500, 0, 0), Collection::Charge).await;
    world.wait(Duration::from_mins(3)).await;
    world.lapse(&pledge).await;
    world.wait(Duration::from_mins(30)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_closed"]);
    assert_eq!(world.sandbox.objects("checkout.session").len(), 0);
    world.is_sound().await;
}

#[tokio::test]
async fn a_refund_whose_answer_was_lost_is_made_once() {
    a_refund_survives(Fault::DropAnswerAfter(0)).await;
}

#[tokio::test]
async fn a_refund_that_never_arrived_is_made_once() {
    a_refund_survives(Fault::DropBefore(0)).await;
    a_refund_survives(Fault::RateLimit(7)).await;
}

#[tokio::test]
async fn a_refund_behind_a_stored_error_is_found_and_adopted() {
    a_refund_survives(Fault::ErrorAfter(500)).await;
}

#[tokio::test]
async fn a_refund_that_left_no_trace_behind_a_stored_error_is_asked_for_under_a_new_name() {
    a_refund_survives(Fault::StoredErrorBefore(500)).await;
}

#[tokio::test]
async fn a_refund_whose_name_another_request_used_is_looked_for_before_it_gets_a_new_one() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    let refund = RefundId::fresh();
    let key = format!("pledge/{}/refund/{refund}", pledge.id);
    world.behind_our_back("/v1/customers", &key, "name=Somebody").await;
    world.refund_as(refund, &pledge, pledge.gift).await;
    world.wait(Duration::from_mins(9)).await;
    assert_eq!(world.said(&pledge).await.len(), 2, "nobody knows what that request did");
    assert_eq!(world.sandbox.objects("refund").len(), 0);
    world.wait(Duration::from_mins(21)).await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded"]);
    assert_eq!(world.sandbox.objects("refund").len(), 1);
    world.is_sound().await;
}

#[tokio::test]
async fn a_refund_that_another_request_of_its_name_made_is_found_and_adopted() {
    let world = World::new().await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    let refund = RefundId::fresh();
    let key = format!("pledge/{}/refund/{refund}", pledge.id);
    let intent = world.text("SELECT intent_id FROM payments_payment", vec![]).await.unwrap();
    let form = format!(
        "payment_intent={intent}&amount=2700&reason=requested_by_customer&metadata[pledge_id]={}\
         &metadata[refund_id]={refund}&metadata[effect_key]={key}",
        pledge.id
    );
    world.behind_our_back("/v1/refunds", &key, &form).await;
    world.refund_as(refund, &pledge, pledge.gift).await;
    world.wait(Duration::from_mins(30)).await;
    assert_eq!(world.said(&pledge).await[2..], ["refund_submitted", "refund_succeeded"]);
    assert_eq!(world.sandbox.objects("refund").len(), 1);
    world.is_sound().await;
}

#[tokio::test]
async fn a_crash_between_the_provider_and_our_book_makes_no_second_refund() {
    let world = World::new().await;
    remember_requests(&world).await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    world.refund(&pledge, pledge.gift).await;
    world.settle().await;
    forget_the_answer(&world).await;
    world.wait(Duration::from_mins(1)).await;
    assert_eq!(world.sandbox.objects("refund").len(), 1);
    let status = "SELECT CAST(status AS bigint) FROM payments_refund";
    assert_eq!(world.number(status, vec![]).await, 2, "it is known to have succeeded");
    assert_eq!(world.groups("refund_paid").await, 1);
}

#[tokio::test]
async fn after_a_day_a_refund_of_unknown_end_is_looked_for_and_not_sent_again() {
    let world = World::new().await;
    remember_requests(&world).await;
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    world.refund(&pledge, gift(1000, 0, 0)).await;
    world.settle().await;
    forget_the_answer(&world).await;
    world.clock.advance(Duration::from_hours(25));
    world.settle().await;
    assert_eq!(world.sandbox.objects("refund").len(), 1, "a forgotten key would have made a second");
    assert_eq!(world.groups("refund_paid").await, 1);
}

/// Keeps what is sent past its end, so that a test can go back to before that.
async fn remember_requests(world: &World) {
    let db = world.ctx().db.schema();
    let insert = "INSERT INTO sent VALUES (NEW.effect_key, NEW.request)";
    let trigger = "CREATE TRIGGER remember AFTER INSERT ON payments_effect";
    db.exec("CREATE TABLE sent (effect_key text, request text)", vec![]).await.unwrap();
    if db.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN {insert}; RETURN NULL; END'"
        );
        db.exec(&function, vec![]).await.unwrap();
        let each = format!("{trigger} FOR EACH ROW EXECUTE FUNCTION remember()");
        db.exec(&each, vec![]).await.unwrap();
    } else {
        db.exec(&format!("{trigger} BEGIN {insert}; END"), vec![]).await.unwrap();
    }
}

/// The process died after the provider had done it and before we wrote it down.
async fn forget_the_answer(world: &World) {
    for sql in [
        "UPDATE payments_effect SET state = 1, object_id = NULL, response = NULL, request = COALESCE(\
         (SELECT request FROM sent WHERE sent.effect_key = payments_effect.effect_key), '') WHERE step = 'refund'",
        "UPDATE payments_refund SET status = 0, provider_id = NULL",
        "UPDATE payments_job SET state = 0, attempt = 0, lease_token = NULL, finished_at = NULL WHERE kind = 'submit_refund'",
    ] {
        assert_eq!(world.ctx().db.schema().exec(sql, vec![]).await.unwrap(), 1, "{sql}");
    }
}
