//! The real program, told to stop while somebody waits.

use super::{Place, donors};
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;
use tests::shapes;
use tributary::Migrate;

/// How long the provider takes to open a page to pay on.
const SLOW: u64 = 2_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn told_to_stop_it_answers_who_waits_ends_its_work_and_leaves_no_lease() -> anyhow::Result<()> {
    for shape in shapes() {
        let place = Place::prepared(&shape).await?;
        let slow = RequestRule {
            method: Some("POST".into()),
            path: "/v1/checkout/sessions".into(),
            nth: 1,
            count: None,
            probability: 1.0,
            fault: Fault::DelayMs(SLOW),
        };
        place.sandbox.set_faults(FaultPlan { requests: vec![slow], ..FaultPlan::default() });
        let process = place.start().await?;
        let donor = donors::Donor::at(&place.url, &place.sandbox);
        let client = donors::client()?;
        let pledge = donor.promise(&client).await?;
        let waits = tokio::spawn(client.get(format!("{}/p/{pledge}/pay", place.url)).send());
        // The provider was asked, and will not have answered for a while.
        tokio::time::sleep(Duration::from_millis(500)).await;
        ensure!(!waits.is_finished(), "nobody waits");
        let code = process.stop().await?;
        ensure!(code == Some(0), "it ended with {code:?}");
        let answer = waits.await?.context("whoever waited was left without an answer")?;
        ensure!(answer.status().as_u16() < 400, "whoever waited was told {}", answer.status());

        let app = place.app(Migrate::Nothing).await?;
        let ctx = app.platform.context("payments").context("payments")?;
        for module in migrations::MODULES {
            let sql = format!("SELECT COUNT(*) FROM {module}_job WHERE state = 1 OR lease_token IS NOT NULL");
            let row = ctx.db.read().one(&sql, vec![]).await?.context("a count")?;
            let held: i64 = row.try_get_by_index(0)?;
            ensure!(held == 0, "{module} left {held} jobs under way");
        }
        let row = ctx.db.read().one("SELECT COUNT(*) FROM payments_payment WHERE status = 1", vec![]).await?;
        let open: i64 = row.context("a count")?.try_get_by_index(0)?;
        ensure!(open == 1, "the page that was asked for is known: {open}");
        // What it had not heard when it was told to stop is heard by the next one.
        app.platform.settle().await?;
        super::close(&app).await;
        place.holds().await?;
    }
    Ok(())
}
