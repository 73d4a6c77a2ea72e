//! Saved cards that nobody will charge any more.

use crate::harness::{Pledge, VISA, World, eur, gift};
use contracts::pledges::{Collection, PledgeReduced};
use kernel::Effect;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;

const METHODS: &str = "/v1/payment_methods";

impl World {
    /// A pledge whose card was saved, with the provider's id of the card.
    async fn saved(&self) -> (Pledge, String) {
        let (pledge, session) = self.to_be_saved().await;
        self.sandbox.pay(&session, VISA).unwrap();
        self.deliver().await;
        let method = self.method(&pledge).await.expect("a card");
        assert!(self.is_kept(&method));
        (pledge, method)
    }

    async fn to_be_saved(&self) -> (Pledge, String) {
        let pledge = self.reserve(gift(2500, 0, 0), Collection::SaveCard).await;
        self.settle().await;
        let session = self.session(&pledge).await;
        (pledge, session)
    }

    async fn method(&self, pledge: &Pledge) -> Option<String> {
        self.text("SELECT method_id FROM payments_payment WHERE pledge = $1", vec![pledge.id.0.into()]).await
    }

    /// The pledge counts for `remaining` from now on.
    async fn reduce(&self, pledge: &Pledge, remaining: i64) {
        let (by, remaining) = (eur(pledge.gift.amount.minor - remaining), eur(remaining));
        let (pledge, campaign) = (pledge.id, pledge.campaign);
        self.tell(PledgeReduced { pledge, campaign, by, remaining, reduced_at: self.now() }).await;
        self.settle().await;
    }

    /// Whether the provider still keeps the card for its customer.
    fn is_kept(&self, method: &str) -> bool {
        !self.sandbox.object(method).unwrap()["customer"].is_null()
    }

    fn detachments(&self) -> usize {
        self.sandbox.event_types().iter().filter(|it| *it == "payment_method.detached").count()
    }

    async fn unresolved(&self) -> i64 {
        self.number("SELECT COUNT(*) FROM payments_effect WHERE state IN (0, 1, 4)", vec![]).await
    }
}

#[tokio::test]
async fn the_card_of_a_pledge_that_was_taken_back_is_detached_and_its_saving_undone() {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    world.reduce(&pledge, 0).await;
    assert!(!world.is_kept(&method));
    assert_eq!(world.detachments(), 1);
    let undone = "SELECT effect_key FROM payments_effect WHERE state = 5";
    assert_eq!(world.text(undone, vec![]).await, Some(format!("pledge/{}/checkout/1", pledge.id)));
    world.deliver().await;
    world.is_sound().await;
    assert_eq!(world.detachments(), 1);
}

#[tokio::test]
async fn the_card_of_a_pledge_that_counts_for_less_is_kept() {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    world.reduce(&pledge, 100).await;
    assert!(world.is_kept(&method));
    world.is_sound().await;
}

#[tokio::test]
async fn the_card_of_a_pledge_that_lapsed_all_the_same_is_detached() {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    world.lapse(&pledge).await;
    world.settle().await;
    assert!(!world.is_kept(&method));
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_card_that_is_saved_when_its_pledge_has_come_to_nothing_is_detached() {
    let world = World::new().await;
    let (pledge, session) = world.to_be_saved().await;
    world.sandbox.pay(&session, VISA).unwrap();
    world.lapse(&pledge).await;
    world.settle().await;
    world.deliver().await;
    assert_eq!(world.said(&pledge).await, ["checkout_opened", "card_saved", "card_kept"]);
    let method = world.method(&pledge).await.unwrap();
    assert!(!world.is_kept(&method));
    assert_eq!((world.detachments(), world.unresolved().await), (1, 0));
    world.is_sound().await;
}

/// Each fault hits the first try to detach; whether it happened or not, it happens once.
async fn a_detachment_survives(fault: Fault) {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    let rule = RequestRule::new("POST", METHODS, fault.clone()).times(1);
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    world.reduce(&pledge, 0).await;
    world.wait(Duration::from_mins(30)).await;
    assert_eq!(world.sandbox.faults_struck(), 1, "{fault:?}");
    assert!(!world.is_kept(&method), "{fault:?}");
    assert_eq!((world.detachments(), world.unresolved().await), (1, 0), "{fault:?}");
    assert_eq!(world.jobs("detach_card", 3).await, 0, "{fault:?}");
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_detachment_whose_answer_was_lost_happens_once_and_troubles_nobody() {
    a_detachment_survives(Fault::DropAnswerAfter(0)).await;
    a_detachment_survives(Fault::ErrorAfter(500)).await;
}

#[tokio::test]
async fn a_detachment_that_never_arrived_happens_once() {
    a_detachment_survives(Fault::DropBefore(0)).await;
    a_detachment_survives(Fault::RateLimit(7)).await;
    a_detachment_survives(Fault::StoredErrorBefore(500)).await;
}

#[tokio::test]
async fn a_card_that_somebody_detached_before_is_done() {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    world.behind_our_back(&format!("{METHODS}/{method}/detach"), "by hand", "").await;
    world.reduce(&pledge, 0).await;
    assert_eq!((world.detachments(), world.unresolved().await), (1, 0));
    assert_eq!(world.jobs("detach_card", 3).await, 0);
    let done = "SELECT CAST(state AS bigint) FROM payments_effect WHERE step = 'detach_card'";
    assert_eq!(world.number(done, vec![]).await, 2);
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_card_that_another_pledge_may_still_be_charged_with_stays_until_that_one_is_over_too() {
    let world = World::new().await;
    let (first, method) = world.saved().await;
    let (second, _) = world.saved().await;
    let share = "UPDATE payments_payment SET method_id = $1 WHERE pledge = $2";
    world.ctx().db.execute(share, vec![method.clone().into(), second.id.0.into()]).await.unwrap();
    world.reduce(&first, 0).await;
    assert!(world.is_kept(&method), "the other pledge needs it");
    world.reduce(&second, 0).await;
    assert!(!world.is_kept(&method));
    assert_eq!(world.detachments(), 1);
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_detachment_that_was_refused_is_done_when_a_person_has_it_tried_again() {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    let rule = RequestRule::new("POST", METHODS, Fault::ErrorBefore(400)).times(2);
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    world.reduce(&pledge, 0).await;
    let again =
        "UPDATE payments_job SET state = 0, attempt = 0, finished_at = NULL WHERE kind = 'detach_card'";
    for refusals in 1..=2 {
        assert_eq!(world.sandbox.faults_struck(), refusals, "each time it is called once");
        assert_eq!(world.jobs("detach_card", 3).await, 1, "a person is asked");
        assert!(world.is_kept(&method));
        assert_eq!(world.ctx().db.execute(again, vec![]).await.unwrap(), 1, "it is one job all the time");
        world.settle().await;
    }
    assert!(!world.is_kept(&method));
    assert_eq!((world.detachments(), world.unresolved().await), (1, 0));
    assert_eq!(world.jobs("detach_card", 3).await, 0);
    let key = format!("pledge/{}/detach/1", pledge.id);
    let sql = "SELECT CAST(state AS bigint) FROM payments_effect WHERE effect_key = $1";
    for (n, state) in [(1, 3), (2, 3), (3, 2)] {
        let name = Effect::name_of_try(key.clone(), n);
        assert_eq!(world.number(sql, vec![name.into()]).await, state, "try {n}");
    }
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn a_job_of_before_that_says_which_try_it_is_goes_on_with_that_try() {
    let world = World::new().await;
    let (pledge, method) = world.saved().await;
    let rule = RequestRule::new("POST", METHODS, Fault::ErrorBefore(400)).times(1);
    world.sandbox.set_faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
    world.reduce(&pledge, 0).await;
    let stored = "UPDATE payments_job SET state = 0, attempt = 0, finished_at = NULL, \
                  args = REPLACE(args, '}', ',\"n\":2}') WHERE kind = 'detach_card'";
    world.ctx().db.execute(stored, vec![]).await.unwrap();
    world.settle().await;
    assert!(!world.is_kept(&method));
    let names = "SELECT COUNT(*) FROM payments_effect WHERE step = 'detach_card'";
    assert_eq!(world.number(names, vec![]).await, 2);
    world.deliver().await;
    world.is_sound().await;
}

/// As a program left it that let go of no card: `pledge` is over as that one heard it, and its card is kept.
async fn over_before_cards_were_let_go(world: &World, pledge: &Pledge, lapsed: bool) {
    let released = "UPDATE payments_payment SET released_at = $1 WHERE pledge = $2";
    world.ctx().db.execute(released, vec![0_i64.into(), pledge.id.0.into()]).await.unwrap();
    if lapsed {
        world.lapse(pledge).await;
        world.settle().await;
    } else {
        world.reduce(pledge, 0).await;
    }
    world.ctx().db.execute(released, vec![None::<i64>.into(), pledge.id.0.into()]).await.unwrap();
}

/// The migration about such cards meets what is there, and the program after it hears of them.
async fn a_newer_program_begins(world: &World) {
    let db = &world.ctx().db;
    let forget = "DELETE FROM payments_migration WHERE name = 'payments/0110_old_cards'";
    assert_eq!(db.execute(forget, vec![]).await.unwrap(), 1);
    db.execute("DROP TABLE payments_old_cards", vec![]).await.unwrap();
    db.execute("DELETE FROM payments_subscription WHERE name = 'old_cards'", vec![]).await.unwrap();
    migrations::up(db.schema(), "payments").await.unwrap();
    world.settle().await;
}

#[tokio::test]
async fn the_cards_of_pledges_that_were_over_before_any_was_let_go_are_detached_once() {
    let world = World::new().await;
    let [(reduced, first), (lapsed, second), (less, third), (_, fourth)] =
        [world.saved().await, world.saved().await, world.saved().await, world.saved().await];
    over_before_cards_were_let_go(&world, &reduced, false).await;
    over_before_cards_were_let_go(&world, &lapsed, true).await;
    world.reduce(&less, 100).await;
    world.wait(Duration::from_hours(1)).await;
    assert!([&first, &second, &third, &fourth].into_iter().all(|it| world.is_kept(it)), "nobody let go");

    a_newer_program_begins(&world).await;
    assert_eq!([&first, &second].map(|it| world.is_kept(it)), [false, false]);
    assert_eq!([&third, &fourth].map(|it| world.is_kept(it)), [true, true], "these may be charged");
    a_newer_program_begins(&world).await;
    assert_eq!((world.detachments(), world.unresolved().await), (2, 0));
    world.deliver().await;
    world.is_sound().await;
}

#[tokio::test]
async fn what_is_said_after_the_migration_about_old_cards_is_left_to_whoever_hears_it_in_order() {
    let world = World::new().await;
    let (before, _) = world.saved().await;
    a_newer_program_begins(&world).await;
    let until = "SELECT until_at FROM payments_old_cards";
    let until = world.number(until, vec![]).await;
    assert!(until <= world.now().0, "it is the time of what was heard");
    world.clock.advance(Duration::from_mins(1));
    over_before_cards_were_let_go(&world, &before, false).await;
    let method = world.method(&before).await.unwrap();
    world
        .ctx()
        .db
        .execute("UPDATE payments_subscription SET pos = 0 WHERE name = 'old_cards'", vec![])
        .await
        .unwrap();
    world.settle().await;
    assert!(world.is_kept(&method), "it was heard, and is not its to do");
    assert_eq!(world.detachments(), 0);
}
