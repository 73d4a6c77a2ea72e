//! The provider's own list of events, for what no webhook told of.

use crate::harness::{VISA, World, gift};
use kernel::db::Sql;
use sandbox::{Fault, FaultPlan, RequestRule, WebhookFault, WebhookRule};
use std::{collections::BTreeMap, time::Duration};

const SLOT: Duration = Duration::from_mins(10);
/// Enough for more than two pages of events.
const MANY: usize = 90;
/// More than are read at a stretch, by some pages.
const MORE_THAN_A_STRETCH: usize = 5_250;
/// How many the provider lists on a page.
const PAGE: usize = 100;

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

/// Something happens `times` times at the provider in the same second, and nobody tells of it.
async fn happens(world: &World, what: &str, times: usize) {
    for n in 0..times {
        let form = "amount=2500&currency=eur";
        world.behind_our_back("/v1/payment_intents", &format!("{what} {n}"), form).await;
    }
}

/// Of each payment that was begun at the provider, how often it was taken.
async fn taken(world: &World) -> Vec<i64> {
    let sql = "SELECT w.event_id, COUNT(j.id) FROM payments_webhook w LEFT JOIN payments_job j \
               ON j.dedupe_key = 'webhook/' || w.event_id GROUP BY w.event_id";
    let rows = world.ctx().db.read().all(sql, vec![]).await.unwrap();
    let read = |row: &sea_orm::QueryResult| {
        (row.try_get_by_index::<String>(0).unwrap(), row.try_get_by_index::<i64>(1).unwrap())
    };
    let known: BTreeMap<_, _> = rows.iter().map(read).collect();
    let events = world.sandbox.objects("event");
    let begun = events.iter().filter(|it| it["type"] == "payment_intent.created");
    begun.map(|it| known.get(it["id"].as_str().unwrap()).copied().unwrap_or_default()).collect()
}

/// How many pages of the list were asked for since the counting began.
fn pages(world: &World) -> u64 {
    world.sandbox.traffic().get("GET /v1/events").map_or(0, |it| it.taken)
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

#[tokio::test]
async fn of_more_than_five_thousand_events_each_is_taken_once_and_on_from_where_the_listing_broke_off() {
    let world = World::new().await;
    world.open(gift(2500, 0, 0)).await;
    // They are only taken here: what comes of looking into each is for other tests.
    let wait = "INSERT INTO payments_job_switch (kind, paused_at, paused_by, reason) VALUES ('handle_webhook', 0, 'a test', '')";
    world.ctx().db.execute(wait, vec![]).await.unwrap();
    happens(&world, "before", MORE_THAN_A_STRETCH).await;
    let listed = world.sandbox.objects("event").len();

    break_off(&world, 2);
    to_the_next_slot(&world);
    world.settle().await;
    let first: i64 = taken(&world).await.iter().sum();
    assert_eq!(first, i64::try_from(PAGE).unwrap(), "one page, of the newest");
    happens(&world, "meanwhile", PAGE / 2).await;
    world.sandbox.clear_faults();
    world.sandbox.set_limits(None);
    to_the_next_slot(&world);
    world.settle().await;
    let left = (listed - PAGE).div_ceil(PAGE);
    assert!(left > 50, "{left} pages are no more than a stretch");
    assert_eq!(pages(&world), left as u64, "no page of before is read again");
    let all = taken(&world).await;
    let (before, meanwhile) = all.split_at(all.len() - PAGE / 2);
    assert!(before.iter().all(|it| *it == 1), "{} are missed", before.iter().filter(|it| **it == 0).count());
    assert!(meanwhile.iter().all(|it| *it == 0), "what is newer than the pass is the next one's");
    to_the_next_slot(&world);
    world.settle().await;
    assert!(taken(&world).await.iter().all(|it| *it == 1));
    let at_rest = "SELECT COUNT(*) FROM payments_sweep WHERE began_at IS NULL AND after_event IS NULL";
    assert_eq!(world.number(at_rest, vec![]).await, 1);
    world.is_sound().await;
}
