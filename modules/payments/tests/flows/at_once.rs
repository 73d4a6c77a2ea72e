use crate::harness::{VISA, World, gift};
use contracts::pledges::Collection;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const MANY: usize = 12;

/// Webhooks, each three times, the answers to our own calls and the pollers all tell of the same payments at
/// once, while every loop runs.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_tells_of_a_payment_first_it_is_booked_once() {
    let world = World::new().await;
    let rule = WebhookRule::new("", WebhookFault::Duplicate(2));
    world.sandbox.set_faults(FaultPlan { webhooks: vec![rule], ..FaultPlan::default() });
    let stop = CancellationToken::new();
    let mut loops = world.platform.start(&stop);
    for _ in 0..MANY {
        world.reserve(gift(2500, 200, 0), Collection::Charge).await;
    }
    until(&world, "SELECT COUNT(*) FROM payments_payment WHERE status = 1").await;
    for session in world.sandbox.objects("checkout.session") {
        world.sandbox.pay(session["id"].as_str().unwrap(), VISA).unwrap();
    }
    world.clock.advance(Duration::from_secs(30));
    tokio::join!(world.sandbox.deliver_due(), world.sandbox.deliver_due());
    until(&world, "SELECT COUNT(*) FROM payments_payment WHERE status = 3").await;
    until(&world, "SELECT COUNT(*) FROM payments_posting_group WHERE kind = 'fee'").await;
    stop.cancel();
    while loops.join_next().await.is_some() {}
    world.settle().await;
    assert_eq!(world.groups("collect").await, i64::try_from(MANY).unwrap());
    let said = "SELECT COUNT(*) FROM payments_outbox WHERE topic = 'payments.payment_collected'";
    assert_eq!(world.number(said, vec![]).await, i64::try_from(MANY).unwrap());
    world.is_sound().await;
}

/// Waits until the query counts all of them.
async fn until(world: &World, sql: &str) {
    for _ in 0..2_400 {
        if world.number(sql, vec![]).await == i64::try_from(MANY).unwrap() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it took too long: {sql}");
}
