//! The charge wave.

use super::bench::{Attempt, Bench};
use crate::settlement::ChargeWave;
use contracts::PledgeId;
use kernel::db::with;

async fn asked(bench: &Bench, pledge: PledgeId) -> usize {
    bench.said_names(pledge).await.iter().filter(|it| *it == "charge_due").count()
}

#[tokio::test]
async fn a_promise_that_cannot_be_read_keeps_no_other_from_being_charged() {
    let bench = Bench::all_or_nothing().await;
    let mut promises = Vec::new();
    for _ in 0..3 {
        let pledge = bench.make(None).await;
        bench.hear(Attempt::at(pledge).saved()).await;
        promises.push(pledge);
    }
    bench.wait(1).await;
    promises.sort();
    let spoil = "UPDATE pledges_saga SET data = 'spoilt' WHERE business_key = $1";
    assert_eq!(bench.ctx.db.execute(spoil, vec![promises[0].to_string().into()]).await.unwrap(), 1);
    let campaign = bench.campaign.campaign;
    let begin = with(move |tx| Box::pin(async move { tx.enqueue(&ChargeWave { campaign }).await }));
    bench.ctx.run(begin).await.unwrap();
    for _ in 0..3 {
        bench.wait(1).await;
        let mut all = Vec::new();
        for pledge in &promises {
            all.push(asked(&bench, *pledge).await);
        }
        assert_eq!(all, [0, 1, 1]);
    }
}
