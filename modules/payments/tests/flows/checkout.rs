use crate::harness::{VISA, World, gift};
use contracts::pledges::Collection;
use kernel::db::Sql;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use sea_orm::DbBackend;
use std::time::Duration;

#[tokio::test]
async fn a_gift_is_collected_and_booked_with_its_fee() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 200, 100)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
    let page = world.sandbox.object(&session).unwrap();
    assert_eq!(page["amount_total"], 2800);
    assert_eq!(page["locale"], "de");
    assert_eq!(page["allowed_payment_method_types"], serde_json::json!(["card"]), "nothing that takes days");
    let address = kernel::Keys::for_tests().address(pledge.id.0);
    assert_eq!(page["success_url"], format!("http://tributary.test/p/{address}/returned"));

    world.sandbox.pay(&session, VISA).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_collected"]);
    assert_eq!(world.balance(&format!("campaign:{}:escrow", pledge.campaign)).await, -2500);
    assert_eq!(world.balance("platform:tip").await, -200);
    assert_eq!(world.balance("platform:fee_cover").await, -100);
    assert_eq!(world.balance("psp:fee").await, 111, "2.9 % and 30");
    assert_eq!(world.balance("psp:stripe").await, 2800 - 111);
    world.is_sound().await;
}

#[tokio::test]
async fn every_webhook_lost_still_completes_everything() {
    let world = World::new().await;
    let drop = WebhookRule::new("", WebhookFault::Drop);
    world.sandbox.set_faults(FaultPlan { webhooks: vec![drop], ..FaultPlan::default() });
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    world.sandbox.pay(&session, VISA).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"], "nobody has told us");
    world.wait(Duration::from_secs(30)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_collected"]);
    world.is_sound().await;
}

#[tokio::test]
async fn webhooks_twice_and_in_reverse_book_once() {
    let world = World::new().await;
    let rules = [WebhookFault::Duplicate(2), WebhookFault::Reverse];
    let webhooks = rules.into_iter().map(|it| WebhookRule::new("", it)).collect();
    world.sandbox.set_faults(FaultPlan { webhooks, ..FaultPlan::default() });
    let (pledge, _) = world.paid(gift(2500, 200, 0), VISA).await;
    world.wait(Duration::from_hours(1)).await;
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_collected"]);
    assert_eq!((world.groups("collect").await, world.groups("fee").await), (1, 1));
    world.is_sound().await;
}

#[tokio::test]
async fn a_refused_card_is_told_of_and_the_next_one_pays() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    world.sandbox.pay(&session, "4000000000009995").unwrap();
    world.deliver().await;
    world.sandbox.pay(&session, VISA).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_declined", "payment_collected"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_card_is_saved_with_a_customer_and_nothing_is_booked() {
    let world = World::new().await;
    let pledge = world.reserve(gift(2500, 0, 0), Collection::SaveCard).await;
    world.settle().await;
    let session = world.session(&pledge).await;
    world.sandbox.pay(&session, VISA).unwrap();
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "card_saved", "card_kept"]);
    assert_eq!(world.groups("collect").await, 0);
    assert_eq!(world.sandbox.objects("customer").len(), 1);
    let kept = "SELECT method_id FROM payments_payment WHERE customer_id IS NOT NULL";
    assert!(world.text(kept, vec![]).await.unwrap().starts_with("pm_"));
    world.is_sound().await;
}

#[tokio::test]
async fn a_page_whose_pledge_lapsed_is_closed_and_takes_no_money() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    world.lapse(&pledge).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "checkout_closed"]);
    assert!(world.sandbox.pay(&session, VISA).is_err());
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_pledge_that_lapsed_before_its_page_was_asked_for_costs_no_call() {
    let world = World::new().await;
    let pledge = world.reserve(gift(2500, 0, 0), Collection::Charge).await;
    world.lapse(&pledge).await;
    // Both messages are heard before any job runs.
    world.settle().await;
    assert_eq!(world.said(&pledge).await, ["checkout_closed"]);
    assert!(world.sandbox.objects("checkout.session").is_empty());
    world.is_sound().await;
}

#[tokio::test]
async fn money_that_came_before_the_page_could_be_closed_is_collected() {
    let world = World::new().await;
    let (pledge, session) = world.open(gift(2500, 0, 0)).await;
    world.sandbox.pay(&session, VISA).unwrap();
    world.lapse(&pledge).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_collected"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_page_that_nobody_used_fails_when_it_expires() {
    let world = World::new().await;
    let (pledge, _) = world.open(gift(2500, 0, 0)).await;
    world.wait(Duration::from_hours(22)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened"]);
    world.wait(Duration::from_hours(2)).await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "payment_failed"]);
    world.lapse(&pledge).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await.last().unwrap(), "checkout_closed");
    world.is_sound().await;
}

#[tokio::test]
async fn an_amount_that_the_provider_refuses_fails_at_once() {
    let world = World::new().await;
    let pledge = world.reserve(gift(10, 0, 0), Collection::Charge).await;
    world.settle().await;
    assert_eq!(world.said(&pledge).await, ["payment_failed"]);
    let reason = "SELECT failure FROM payments_payment";
    assert_eq!(world.text(reason, vec![]).await.unwrap(), "amount_too_small");
    world.is_sound().await;
}

#[tokio::test]
async fn the_books_cannot_be_changed_or_left_unbalanced_where_the_database_can_see_to_it() {
    let world = World::new().await;
    if world.ctx().db.backend() != DbBackend::Postgres {
        return;
    }
    world.paid(gift(2500, 200, 0), VISA).await;
    for sql in [
        "UPDATE payments_posting SET minor = minor + 1",
        "DELETE FROM payments_posting",
        "DELETE FROM payments_posting_group",
        "INSERT INTO payments_posting SELECT group_id, 99, account, currency, 1 FROM payments_posting LIMIT 1",
    ] {
        assert!(world.ctx().db.schema().exec(sql, vec![]).await.is_err(), "{sql}");
    }
    world.is_sound().await;
}
