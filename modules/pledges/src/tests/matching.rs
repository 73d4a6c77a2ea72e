use super::bench::{Bench, INR, rupees};
use crate::matching::{self, EndPool, MatchGifts, OpenPool, Pool, PoolId, Terms};
use contracts::{
    Message, Money, PersonId, PledgeId, UserId,
    pledges::{Collection, Gift, PledgeActivated, PledgeReduced, PledgeSettled},
};
use kernel::{Command, HandleError, React, Transaction};
use proptest::prelude::*;
use std::time::Duration;

struct Heard<M>(M);

impl<M: Message + Clone> Command for Heard<M>
where
    MatchGifts: React<M>,
{
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        MatchGifts.react(tx, self.0.clone()).await
    }
}

/// Doubles gifts, up to ₹1 000 in all, ₹50 a gift and ₹120 a donor.
fn terms(bench: &Bench) -> Terms {
    let now = bench.ctx.clock.now();
    Terms {
        sponsor: "A foundation".into(),
        currency: INR,
        percent: 100,
        cap: rupees(1_000).minor,
        per_gift: Some(rupees(50).minor),
        per_donor: Some(rupees(120).minor),
        opens_at: now,
        closes_at: now.after(Duration::from_secs(3600)),
    }
}

async fn pool(bench: &Bench, terms: Terms) -> PoolId {
    let (id, campaign, created_by) = (PoolId::fresh(), bench.campaign.campaign, UserId::fresh());
    let pool = Pool { id, campaign, terms, used: 0, created_by };
    bench.ctx.run(OpenPool { pool }).await.unwrap();
    id
}

fn collected(bench: &Bench, person: PersonId, amount: Money) -> PledgeActivated {
    let none = Money::zero(INR);
    PledgeActivated {
        pledge: PledgeId::fresh(),
        campaign: bench.campaign.campaign,
        person,
        gift: Gift { amount, tip: none, covered_fee: none },
        reward: None,
        collection: Collection::Charge,
        anonymous: true,
        activated_at: bench.ctx.clock.now(),
        name: None,
    }
}

fn reduced(gift: &PledgeActivated, remaining: Money) -> PledgeReduced {
    let by = Money::new(gift.gift.amount.minor - remaining.minor, INR);
    let (pledge, campaign, reduced_at) = (gift.pledge, gift.campaign, gift.activated_at);
    PledgeReduced { pledge, campaign, by, remaining, reduced_at }
}

async fn used(bench: &Bench, id: PoolId) -> i64 {
    let pools = matching::all_pools(bench.ctx.db.read()).await.unwrap();
    pools.into_iter().find(|(it, _)| it.id == id).unwrap().0.used
}

async fn added(bench: &Bench, gift: &PledgeActivated) -> i64 {
    let matched = matching::of_pledge(bench.ctx.db.read(), gift.pledge).await.unwrap();
    matched.map_or(0, |it| it.amount.minor)
}

/// T-67: over the cap, off by one, no cap at all.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_hundred_gifts_at_once_take_exactly_what_a_sponsor_promised() {
    let bench = Bench::start().await;
    let id = pool(&bench, terms(&bench)).await;
    let people: Vec<_> = (0..60).map(|_| PersonId::fresh()).collect();
    let mut heard = tokio::task::JoinSet::new();
    for nth in 0..300 {
        let gift = collected(&bench, people[nth % people.len()], rupees(70));
        let ctx = bench.ctx.clone();
        heard.spawn(async move { ctx.run(Heard(gift)).await });
    }
    for result in heard.join_all().await {
        result.unwrap();
    }
    assert_eq!(used(&bench, id).await, rupees(1_000).minor);
    bench.check().await;
}

#[tokio::test]
async fn limits_are_inclusive_and_the_gift_that_empties_the_promise_gets_the_rest() {
    let bench = Bench::start().await;
    let id = pool(&bench, Terms { cap: rupees(130).minor, ..terms(&bench) }).await;
    let one = PersonId::fresh();
    let mut taken = Vec::new();
    for (person, rupee) in [(one, 50), (one, 51), (one, 50), (PersonId::fresh(), 50), (PersonId::fresh(), 5)]
    {
        let gift = collected(&bench, person, rupees(rupee));
        bench.ctx.run(Heard(gift.clone())).await.unwrap();
        bench.ctx.run(Heard(gift.clone())).await.unwrap();
        taken.push(added(&bench, &gift).await / 100);
    }
    assert_eq!(taken, [50, 50, 20, 10, 0]);
    assert_eq!(used(&bench, id).await, rupees(130).minor);
    bench.check().await;
}

#[tokio::test]
async fn what_goes_back_to_a_donor_goes_back_to_the_sponsor_also_after_the_promise_ended() {
    let bench = Bench::start().await;
    let id = pool(&bench, terms(&bench)).await;
    let gift = collected(&bench, PersonId::fresh(), rupees(40));
    bench.ctx.run(Heard(gift.clone())).await.unwrap();
    bench.clock.advance(Duration::from_secs(7200));
    let late = collected(&bench, PersonId::fresh(), rupees(40));
    bench.ctx.run(Heard(late.clone())).await.unwrap();
    assert_eq!(added(&bench, &late).await, 0, "the window is over");

    bench.ctx.run(Heard(reduced(&gift, rupees(15)))).await.unwrap();
    assert_eq!(used(&bench, id).await, rupees(15).minor);
    for _ in 0..2 {
        bench.ctx.run(Heard(reduced(&gift, rupees(0)))).await.unwrap();
    }
    assert_eq!(used(&bench, id).await, 0);
    assert_eq!(bench.said_names(gift.pledge).await, ["gift_matched", "match_returned", "match_returned"]);
    bench.check().await;
}

#[tokio::test]
async fn what_staff_do_to_a_pool_stands_in_the_audit_log_once() {
    let bench = Bench::start().await;
    let id = pool(&bench, terms(&bench)).await;
    let by = UserId::fresh();
    bench.wait(1).await;
    for _ in 0..2 {
        bench.ctx.run(EndPool { pool: id, by }).await.unwrap();
    }
    let log = bench.audited().await;
    let [opened, ended] = log.as_slice() else { panic!("{log:?}") };
    assert!(
        opened.starts_with("match_pool.open match_pool/") && opened.contains("\"cap\":100000"),
        "{opened}"
    );
    assert!(!opened.contains(&terms(&bench).sponsor), "a sponsor may be a person");
    assert_eq!(*ended, format!("match_pool.end match_pool/{id} user/{by} "));
}

#[tokio::test]
async fn a_saved_card_is_no_money_yet_and_is_not_matched() {
    let bench = Bench::start().await;
    let id = pool(&bench, terms(&bench)).await;
    let gift = PledgeActivated {
        collection: Collection::SaveCard,
        ..collected(&bench, PersonId::fresh(), rupees(40))
    };
    bench.ctx.run(Heard(gift)).await.unwrap();
    assert_eq!(used(&bench, id).await, 0);
}

proptest! {
    #[test]
    fn nobody_adds_more_than_was_promised(
        gift in 0..i64::MAX, already in 0..10_000_i64, percent in 1..=1000_i32, cap in 1..1_000_000_i64,
        used in 0..1_000_000_i64, per_gift in proptest::option::of(1..10_000_i64),
        per_donor in proptest::option::of(1..10_000_i64),
    ) {
        let now = contracts::Timestamp(0);
        let sponsor = String::new();
        let terms = Terms { sponsor, currency: INR, percent, cap, per_gift, per_donor, opens_at: now, closes_at: now };
        let (id, campaign, created_by) = (PoolId::fresh(), contracts::CampaignId::fresh(), UserId::fresh());
        let pool = Pool { id, campaign, terms, used: used.min(cap), created_by };
        let adds = pool.adds_to(gift, already);
        prop_assert!(adds >= 0);
        prop_assert!(adds <= pool.left());
        prop_assert!(i128::from(adds) <= i128::from(gift) * i128::from(percent) / 100);
        prop_assert!(per_gift.is_none_or(|most| adds <= most));
        prop_assert!(per_donor.is_none_or(|most| adds == 0 || adds + already <= most));
    }
}

#[tokio::test]
async fn a_saved_card_is_matched_when_it_is_charged_and_not_before() {
    let bench = Bench::all_or_nothing().await;
    let id = pool(&bench, terms(&bench)).await;
    let pledge = bench.make(None).await;
    let gift = bench.row(pledge).await.gift;
    let campaign = bench.campaign.campaign;
    let saved = PledgeActivated {
        pledge,
        collection: Collection::SaveCard,
        ..collected(&bench, PersonId::fresh(), gift.amount)
    };
    bench.ctx.run(Heard(saved)).await.unwrap();
    assert_eq!(used(&bench, id).await, 0);
    let settled = PledgeSettled { pledge, campaign, gift, settled_at: bench.ctx.clock.now() };
    for _ in 0..2 {
        bench.ctx.run(Heard(settled.clone())).await.unwrap();
    }
    assert_eq!(used(&bench, id).await, rupees(50).minor, "once, and no more than for one gift");
    bench.check().await;
}

#[tokio::test]
async fn what_was_promised_while_a_sponsor_adds_is_matched_though_its_card_is_charged_later() {
    let bench = Bench::all_or_nothing().await;
    let early = bench.make(None).await;
    bench.clock.advance(Duration::from_secs(60));
    let id = pool(&bench, terms(&bench)).await;
    let promised = bench.make(None).await;
    // The sponsor's hour is over long before the cards are charged.
    bench.clock.advance(Duration::from_secs(30 * 86_400));
    let campaign = bench.campaign.campaign;
    for pledge in [early, promised] {
        let gift = bench.row(pledge).await.gift;
        let settled = PledgeSettled { pledge, campaign, gift, settled_at: bench.ctx.clock.now() };
        bench.ctx.run(Heard(settled)).await.unwrap();
    }
    assert_eq!(used(&bench, id).await, rupees(50).minor);
    let of = async |pledge| matching::of_pledge(bench.ctx.db.read(), pledge).await.unwrap().is_some();
    assert_eq!(
        (of(early).await, of(promised).await),
        (false, true),
        "whoever gave before was promised nothing"
    );
}
