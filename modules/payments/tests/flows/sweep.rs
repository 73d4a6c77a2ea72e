//! The provider's own list of events, for what no webhook told of.

use crate::harness::{VISA, World, gift};
use kernel::db::Sql;
use sandbox::{Fault, FaultPlan, RequestRule, WebhookFault, WebhookRule};
use std::time::Duration;

const SLOT: Duration = Duration::from_mins(10);
/// Enough for more than two pages of events.
const MANY: usize = 90;

/// No webhook arrives, and listings break off before their page number `page`, however often they are begun.
fn break_off(world: &World, page: u64) {
    let rule = RequestRule::new("GET", "/v1/events", Fault::ErrorBefore(500));
    let rule = RequestRule { nth: page, ..rule };
    let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], webhooks, ..FaultPlan::default() });
}

/// A world in which much has happened of which nothing was told.
async fn untold() -> World {
    let world = World::new().await;
    break_off(&world, 1);
    for _ in 0..MANY {
        let (_, session) = world.open(gift(2500, 0, 0)).await;
        world.sandbox.pay(&session, VISA).unwrap();
    }
    world.sandbox.deliver_due().await;
    assert!(missed(&world).await.len() > 200, "{}", missed(&world).await.len());
    world
}

/// What happened at the provider that this module listens to and does not know of.
async fn missed(world: &World) -> Vec<String> {
    let rows = world.ctx().db.read().all("SELECT event_id FROM payments_webhook", vec![]).await.unwrap();
    let known: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let heard = ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded"];
    let events = world.sandbox.objects("event");
    let heard = events.iter().filter(|it| heard.contains(&it["type"].as_str().unwrap()));
    let ids = heard.map(|it| it["id"].as_str().unwrap().to_owned());
    ids.filter(|id| !known.contains(id)).collect()
}

/// Moves the clocks to where the next sweep is due.
fn to_the_next_slot(world: &World) {
    let slot = i64::try_from(SLOT.as_micros()).unwrap();
    let left = slot - world.now().0.rem_euclid(slot);
    world.clock.advance(Duration::from_micros(left.unsigned_abs()));
}

#[tokio::test]
async fn a_listing_that_fails_while_a_pledge_comes_misses_nothing() {
    let world = untold().await;
    for page in [1, 2] {
        break_off(&world, page);
        to_the_next_slot(&world);
        // The pledge asks for the next sweep before the one that fails does.
        world.open(gift(2500, 0, 0)).await;
    }
    world.sandbox.clear_faults();
    to_the_next_slot(&world);
    world.settle().await;
    assert_eq!(missed(&world).await.len(), 0);
    world.is_sound().await;
}

#[tokio::test]
async fn a_listing_that_breaks_off_each_time_gets_through_page_by_page() {
    let world = untold().await;
    let mut left = missed(&world).await.len();
    while left > 0 {
        break_off(&world, 2);
        to_the_next_slot(&world);
        world.settle().await;
        let now = missed(&world).await.len();
        assert!(now < left, "{now} are still missed");
        left = now;
    }
    world.sandbox.clear_faults();
    to_the_next_slot(&world);
    world.settle().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_listing_whose_place_the_provider_forgot_begins_anew() {
    let world = untold().await;
    break_off(&world, 2);
    to_the_next_slot(&world);
    world.settle().await;
    let forgotten =
        "UPDATE payments_sweep SET after_event = 'evt_of_last_year' WHERE after_event IS NOT NULL";
    assert_eq!(world.ctx().db.execute(forgotten, vec![]).await.unwrap(), 1);
    world.sandbox.clear_faults();
    for _ in 0..2 {
        to_the_next_slot(&world);
        world.settle().await;
    }
    assert_eq!(missed(&world).await.len(), 0);
    world.is_sound().await;
}

#[tokio::test]
async fn a_listing_that_is_refused_is_laid_before_a_person_and_asked_for_all_the_same() {
    let world = World::new().await;
    world.open(gift(2500, 0, 0)).await;
    let rule = RequestRule::new("GET", "/v1/events", Fault::ErrorBefore(400));
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    to_the_next_slot(&world);
    world.settle().await;
    assert_eq!((world.jobs("sweep_events", 3).await, world.jobs("sweep_events", 0).await), (1, 1));
    world.sandbox.clear_faults();
    to_the_next_slot(&world);
    world.settle().await;
    assert_eq!(world.jobs("sweep_events", 3).await, 1, "it is read again");
}
