//! A provider that does not answer is left alone for a while.

use crate::harness::{VISA, World, gift};
use kernel::{BreakerState, health::Health};
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;

/// Two more than the breaker waits for.
const MANY: usize = 12;
/// How many calls that fail open it.
const ENOUGH: u64 = 10;
/// How often it lets one through.
const PAUSE: Duration = Duration::from_secs(5);

async fn health(world: &World) -> Health {
    world.platform.health().await.unwrap().into_iter().find(|it| it.module == "payments").unwrap()
}

/// Whether calls of this kind wait.
async fn wait(world: &World, calls: &str) -> bool {
    let breakers = health(world).await.breakers;
    breakers.iter().find(|it| it.name == calls).unwrap().state == BreakerState::Open
}

async fn attempts(world: &World) -> i64 {
    let sql = "SELECT CAST(SUM(attempt) AS bigint) FROM payments_job WHERE kind = 'submit_refund'";
    world.number(sql, vec![]).await
}

/// More refunds are due than the breaker waits for, of a provider that cannot make any.
async fn no_refund_is_made() -> World {
    let world = World::new().await;
    let mut pledges = Vec::new();
    for _ in 0..MANY {
        pledges.push(world.paid(gift(2500, 0, 0), VISA).await.0);
    }
    let rule = RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(503));
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    for pledge in &pledges {
        world.refund(pledge, pledge.gift).await;
    }
    world.settle().await;
    world
}

#[tokio::test]
async fn a_call_that_the_open_breaker_refused_was_never_sent() {
    let world = no_refund_is_made().await;
    let count = async |condition: &str| {
        let sql = format!("SELECT COUNT(*) FROM payments_effect WHERE step = 'refund' AND {condition}");
        u64::try_from(world.number(&sql, vec![]).await).unwrap()
    };
    assert_eq!(count("state = 4").await, ENOUGH, "of these nobody knows the end");
    assert_eq!(count("state = 0 AND first_sent_at IS NULL").await, 2, "these did not leave");
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_asked_now_and_then_and_no_job_suffers() {
    let world = no_refund_is_made().await;
    assert_eq!(world.sandbox.faults_struck(), ENOUGH, "of twelve calls the last two were not made");
    assert_eq!(attempts(&world).await, 10, "what was not made is no attempt");
    assert!(wait(&world, "refund").await && !wait(&world, "checkout").await);

    // Just before the pause is over each of them is due, and none is asked for.
    world.clock.advance(PAUSE.saturating_sub(Duration::from_millis(1)));
    world.settle().await;
    assert_eq!((world.sandbox.faults_struck(), attempts(&world).await), (ENOUGH, 10));
    let (other, _) = world.paid(gift(700, 0, 0), VISA).await;
    assert_eq!(
        world.said(&other).await,
        ["checkout_opened", "payment_collected"],
        "calls of other kinds go on"
    );

    world.clock.advance(Duration::from_millis(1));
    world.settle().await;
    assert_eq!((world.sandbox.faults_struck(), attempts(&world).await), (ENOUGH + 1, 11), "one probe");
    assert!(wait(&world, "refund").await);

    world.sandbox.clear_faults();
    world.clock.advance(PAUSE);
    world.settle().await;
    assert!(!wait(&world, "refund").await, "they answer again");
    assert_eq!(
        world.groups("refund_paid").await,
        i64::try_from(MANY).unwrap(),
        "and all of it is done at once"
    );
    assert!(attempts(&world).await <= 11 + i64::try_from(MANY).unwrap());
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn what_piled_up_while_they_were_away_is_sent_no_faster_than_they_take_it() {
    const PILE: i64 = 70;
    let pace = i64::from(payments::CALLS_PER_SECOND.get());
    let world = World::at_the_pace_of(payments::CALLS_PER_SECOND).await;
    let mut pledges = Vec::new();
    for _ in 0..PILE {
        pledges.push(world.paid(gift(2500, 0, 0), VISA).await.0);
        world.clock.advance(Duration::from_secs(1));
    }
    let rule = RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(503));
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    for pledge in &pledges {
        world.refund(pledge, pledge.gift).await;
    }
    world.settle().await;
    world.sandbox.clear_faults();

    // The first goes alone; the others learn of it when they ask again, each after its own pause.
    let (mut given_back, mut seconds) = (vec![0], 0);
    while given_back.last() < Some(&PILE) {
        assert!(seconds < 60, "{given_back:?}");
        for _ in 0..10 {
            world.clock.advance(Duration::from_millis(100));
            world.settle().await;
        }
        given_back.push(world.groups("refund_paid").await);
        seconds += 1;
    }
    let most = given_back.windows(2).map(|two| two[1] - two[0]).max().unwrap();
    assert!((pace / 2..=pace).contains(&most), "in one second: {given_back:?}");
    world.is_sound().await;
}
