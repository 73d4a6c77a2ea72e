use super::bench::{Attempt, Bench, rupees};
use crate::{
    batch::{self, BatchError, Counts, Pause, RefundCancelled, Resume, RetryFailed},
    pledge::Status,
};
use contracts::{CampaignId, PledgeId, RefundId, UserId, campaigns::CampaignCancelled};
use kernel::{Command, HandleError, React, Transaction};
use uuid::Uuid;

#[derive(Clone)]
struct Cancelled(CampaignCancelled);

impl Command for Cancelled {
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        RefundCancelled.react(tx, self.0.clone()).await
    }
}

fn cancelled(bench: &Bench) -> Cancelled {
    let it = &bench.campaign;
    Cancelled(CampaignCancelled {
        campaign: it.campaign,
        slug: it.slug.clone(),
        title: it.title.clone(),
        creator: it.creator,
        by: UserId::fresh(),
        reason: "the well cannot be dug".into(),
        cancelled_at: bench.ctx.clock.now(),
    })
}

async fn the_batch(bench: &Bench) -> Uuid {
    let mut all = batch::all(bench.ctx.db.read()).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0).id
}

async fn counts(bench: &Bench) -> Counts {
    batch::counts(bench.ctx.db.read(), the_batch(bench).await).await.unwrap()
}

async fn state(bench: &Bench) -> String {
    batch::find(bench.ctx.db.read(), the_batch(bench).await).await.unwrap().unwrap().state
}

async fn paid(bench: &Bench) -> PledgeId {
    let pledge = bench.make(None).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.hear(attempt.collected(bench).await).await;
    pledge
}

async fn decided(bench: &Bench, pledge: PledgeId) -> RefundId {
    let refunds = bench.state(pledge).await.refunds;
    assert_eq!(refunds.len(), 1, "decided once");
    *refunds.keys().next().unwrap()
}

/// What the batch hears of payments comes by its own subscription.
async fn tell<M: contracts::Message + Clone>(bench: &Bench, message: M)
where
    batch::FollowRefunds: React<M>,
    crate::subscribers::payments::FollowPayments: React<M>,
{
    struct Told<M>(M);
    impl<M: contracts::Message + Clone> Command for Told<M>
    where
        batch::FollowRefunds: React<M>,
    {
        type Output = ();
        type Error = HandleError;
        async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
            batch::FollowRefunds.react(tx, self.0.clone()).await
        }
    }
    bench.hear(message.clone()).await;
    bench.ctx.run(Told(message)).await.unwrap();
}

#[tokio::test]
async fn a_cancelled_campaign_gives_back_what_was_collected_and_lets_the_rest_go() {
    let bench = Bench::start().await;
    let (whole, part) = (paid(&bench).await, paid(&bench).await);
    bench.refund(RefundId::fresh(), part, rupees(200)).await.unwrap();
    let unpaid = bench.make(None).await;
    let other = CampaignId::fresh();
    let cancelled = cancelled(&bench);
    for _ in 0..2 {
        bench.ctx.run(cancelled.clone()).await.unwrap();
    }
    bench.wait(1).await;
    assert_ne!(other, bench.campaign.campaign);
    assert_eq!(bench.row(whole).await.status, Status::Refunding);
    let row = bench.row(part).await;
    assert_eq!(row.refunded_minor, row.collected_minor, "the rest of it too");
    assert!(bench.said_names(unpaid).await.contains(&"pledge_lapsed".to_owned()));
    let expected = Counts { on_its_way: 2, released: 1, ..Counts::default() };
    assert_eq!(counts(&bench).await, expected);
    assert_eq!(state(&bench).await, "running");

    let refund = decided(&bench, whole).await;
    for _ in 0..2 {
        tell(&bench, Attempt::at(whole).succeeded(&bench, refund).await).await;
    }
    let all: Vec<_> = bench.state(part).await.refunds.keys().copied().collect();
    for refund in all {
        tell(&bench, Attempt::at(part).succeeded(&bench, refund).await).await;
    }
    bench.wait(1).await;
    assert_eq!(counts(&bench).await, Counts { refunded: 2, released: 1, ..Counts::default() });
    assert_eq!(state(&bench).await, "done");
    bench.check().await;
}

#[tokio::test]
async fn a_line_that_fails_stops_nothing_and_is_left_for_a_person() {
    let bench = Bench::start().await;
    let (good, bad) = (paid(&bench).await, paid(&bench).await);
    bench.ctx.run(cancelled(&bench)).await.unwrap();
    bench.wait(1).await;
    let total = bench.row(bad).await.gift.total();
    tell(&bench, Attempt::at(bad).refund_failed(decided(&bench, bad).await, total)).await;
    let refund = decided(&bench, good).await;
    tell(&bench, Attempt::at(good).succeeded(&bench, refund).await).await;
    bench.wait(1).await;

    assert_eq!(state(&bench).await, "done");
    assert_eq!(counts(&bench).await, Counts { refunded: 1, failed: 1, ..Counts::default() });
    let left = batch::leftovers(bench.ctx.db.read(), the_batch(&bench).await, 10).await.unwrap();
    assert_eq!((left.len(), left[0].pledge), (1, bad));

    let id = the_batch(&bench).await;
    bench.ctx.run(RetryFailed { batch: id, by: UserId::fresh() }).await.unwrap();
    bench.wait(1).await;
    assert_eq!(bench.state(bad).await.refunds.len(), 1, "nobody owes it twice");
    let asked = bench.said_names(bad).await.iter().filter(|it| *it == "refund_due").count();
    assert_eq!(asked, 2, "the provider is asked once more");
    assert_eq!(counts(&bench).await, Counts { refunded: 1, on_its_way: 1, ..Counts::default() });
    assert_eq!(state(&bench).await, "running");
    tell(&bench, Attempt::at(bad).succeeded(&bench, decided(&bench, bad).await).await).await;
    assert_eq!(counts(&bench).await, Counts { refunded: 2, ..Counts::default() });
    assert_eq!(state(&bench).await, "done");
    bench.check().await;
}

#[tokio::test]
async fn a_line_whose_saga_cannot_be_read_is_left_for_a_person_and_holds_up_no_other() {
    let bench = Bench::start().await;
    let (good, bad) = (paid(&bench).await, paid(&bench).await);
    bench.ctx.run(cancelled(&bench)).await.unwrap();
    bench.wait(1).await;
    for pledge in [good, bad] {
        let total = bench.row(pledge).await.gift.total();
        tell(&bench, Attempt::at(pledge).refund_failed(decided(&bench, pledge).await, total)).await;
    }
    let spoil = "UPDATE pledges_saga SET data = 'spoilt' WHERE business_key = $1";
    assert_eq!(bench.ctx.db.execute(spoil, vec![bad.to_string().into()]).await.unwrap(), 1);
    let batch = the_batch(&bench).await;
    bench.ctx.run(RetryFailed { batch, by: UserId::fresh() }).await.unwrap();
    bench.wait(1).await;
    assert_eq!(counts(&bench).await, Counts { on_its_way: 1, failed: 1, ..Counts::default() });
}

/// This module hears of the end by two subscriptions: in between, the campaign still takes promises.
#[tokio::test]
async fn what_is_promised_while_a_batch_is_opened_goes_back_too() {
    let bench = Bench::start().await;
    let early = paid(&bench).await;
    bench.ctx.run(cancelled(&bench)).await.unwrap();
    bench.wait(1).await;
    let refund = decided(&bench, early).await;
    tell(&bench, Attempt::at(early).succeeded(&bench, refund).await).await;
    bench.wait(1).await;
    assert_eq!(state(&bench).await, "done");

    let late = paid(&bench).await;
    bench.wait(1).await;
    assert_eq!(bench.row(late).await.status, Status::Refunding);
    assert_eq!(counts(&bench).await, Counts { refunded: 1, on_its_way: 1, ..Counts::default() });
    let refund = decided(&bench, late).await;
    tell(&bench, Attempt::at(late).succeeded(&bench, refund).await).await;
    bench.wait(1).await;
    assert_eq!(counts(&bench).await, Counts { refunded: 2, ..Counts::default() });
    assert_eq!(state(&bench).await, "done");
    bench.check().await;
}

/// On `PostgreSQL` whoever takes a line in may not see that the batch is being called done, and the other way round.
#[tokio::test]
async fn a_line_that_was_taken_in_as_its_batch_was_called_done_goes_back_too() {
    let bench = Bench::start().await;
    let late = paid(&bench).await;
    bench.ctx.run(cancelled(&bench)).await.unwrap();
    let done = "UPDATE pledges_refund_batch SET state = 'done', finished_at = started_at";
    assert_eq!(bench.ctx.db.execute(done, vec![]).await.unwrap(), 1);
    bench.wait(1).await;
    assert_eq!(bench.row(late).await.status, Status::Refunding);
    assert_eq!(counts(&bench).await, Counts { on_its_way: 1, ..Counts::default() });
    assert_eq!(state(&bench).await, "running");
    tell(&bench, Attempt::at(late).succeeded(&bench, decided(&bench, late).await).await).await;
    assert_eq!(state(&bench).await, "done");
    bench.check().await;
}

#[tokio::test]
async fn a_paused_batch_decides_nothing_more_and_goes_on_where_it_was() {
    let bench = Bench::start().await;
    for _ in 0..30 {
        paid(&bench).await;
    }
    bench.ctx.run(cancelled(&bench)).await.unwrap();
    let (batch, by) = (the_batch(&bench).await, UserId::fresh());
    bench.platform.settle().await.unwrap();
    assert_eq!(counts(&bench).await, Counts { waiting: 10, on_its_way: 20, ..Counts::default() }, "paced");
    bench.ctx.run(Pause { batch, by }).await.unwrap();
    bench.wait(1).await;
    assert_eq!(counts(&bench).await.waiting, 10);
    assert!(matches!(bench.ctx.run(Pause { batch, by }).await, Err(BatchError::NotNow)));
    bench.ctx.run(Resume { batch, by }).await.unwrap();
    bench.wait(1).await;
    assert_eq!(counts(&bench).await, Counts { on_its_way: 30, ..Counts::default() });
    let log = bench.audited().await;
    let turns: Vec<_> = log.iter().filter(|it| it.contains(&format!("refund_batch/{batch}"))).collect();
    let [started, paused, resumed] = turns.as_slice() else { panic!("{turns:?}") };
    assert!(started.starts_with("refund_batch.start "), "{started}");
    assert_eq!(**paused, format!("refund_batch.pause refund_batch/{batch} user/{by} "));
    assert_eq!(**resumed, format!("refund_batch.resume refund_batch/{batch} user/{by} "));
    bench.check().await;
}

#[tokio::test]
async fn a_gift_that_a_cancelled_campaign_keeps_is_found() {
    let bench = Bench::start().await;
    let kept = paid(&bench).await;
    // What hears of gifts has heard of this one, and of no batch.
    bench.wait(1).await;
    let through = "INSERT INTO pledges_refund_batch (batch, campaign, reason, state, started_by, started_at) \
         VALUES ($1, $2, 'the well cannot be dug', 'done', $3, 0)";
    let (batch, by) = (Uuid::now_v7(), UserId::fresh());
    let values = vec![batch.into(), bench.campaign.campaign.0.into(), by.0.into()];
    bench.ctx.db.execute(through, values).await.unwrap();
    bench.check().await;
    bench.wait(61).await;
    let row = bench.row(kept).await;
    let report = bench.platform.check().await.unwrap();
    let found: Vec<_> = report.checks.iter().flat_map(|it| &it.findings).collect();
    assert_eq!(found, [&format!("{} is active", row.reference)]);

    let left = "INSERT INTO pledges_refund_batch_line (batch, pledge, state, changed_at) VALUES ($1, $2, 'failed', 0)";
    bench.ctx.db.execute(left, vec![batch.into(), kept.0.into()]).await.unwrap();
    bench.check().await;
}
