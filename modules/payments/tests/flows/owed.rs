//! What is owed and what is there (rule R6, scenario T-60).

use crate::harness::{VISA, World, gift};

/// Where all accounts stand together that `which` picks; a debit balance is positive.
async fn sum(world: &World, which: &str) -> i64 {
    let sql = format!("SELECT CAST(COALESCE(SUM(minor), 0) AS bigint) FROM payments_posting WHERE {which}");
    world.number(&sql, vec![]).await
}

/// What is owed beyond what is there, once it is seen that it is what the provider kept, and disputes cost, less what the
/// platform earned.
async fn ours_to_bring(world: &World, after: &str) -> i64 {
    let owed = "account LIKE 'campaign:%' OR account LIKE 'backer:%' OR account LIKE 'creator:%' OR account LIKE 'payout:%'";
    let owed = -sum(world, owed).await;
    let there = sum(world, "account IN ('psp:stripe', 'dispute:hold')").await;
    let kept = sum(world, "account IN ('psp:fee', 'dispute:loss')").await;
    let income = -sum(world, "account LIKE 'platform:%'").await;
    assert!(income >= 0, "after {after} the platform spent what it did not earn: {income}");
    assert_eq!(owed - there, kept - income, "after {after}");
    owed - there
}

#[tokio::test]
async fn t60_at_every_step_what_is_owed_beyond_what_is_there_is_what_the_provider_kept_and_no_income_pays() {
    let world = World::new().await;
    let (bare, _) = world.paid(gift(2500, 0, 0), VISA).await;
    let bare_brings = ours_to_bring(&world, "a gift without a covered fee").await;
    assert!(bare_brings > 0 && bare_brings == world.balance("psp:fee").await, "{bare_brings}");
    let (rich, _) = world.paid(gift(2500, 900, 100), VISA).await;
    assert!(ours_to_bring(&world, "one with a tip and a covered fee").await < bare_brings);
    world.refund(&bare, gift(1000, 0, 0)).await;
    ours_to_bring(&world, "a part that is to go back").await;
    world.settle().await;
    ours_to_bring(&world, "that part").await;

    let charge = "SELECT charge_id FROM payments_payment WHERE pledge = $1";
    let charge = world.text(charge, vec![rich.id.0.into()]).await.unwrap();
    let dispute = world.sandbox.dispute(&charge).unwrap();
    world.deliver().await;
    ours_to_bring(&world, "a payment that a bank took back").await;
    world.sandbox.decide(&dispute, false).unwrap();
    world.deliver().await;
    ours_to_bring(&world, "a dispute that was lost").await;
    world.refund(&bare, gift(1500, 0, 0)).await;
    world.settle().await;
    world.deliver().await;
    ours_to_bring(&world, "all of it gone back").await;
    world.is_sound().await;
}
