//! Payouts that a bank sends back after they had arrived.

use super::{
    adds_up, balance,
    clawbacks::{OWED, RESERVE, account, paid_out},
    payouts::{EARNED, Ended, GOOD_BANK, PAID},
};
use anyhow::Context as _;
use kernel::db::Sql as _;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::shapes;

/// The first payout, at the provider.
fn payout(it: &Ended) -> String {
    it.app.sandbox.objects("payout")[0]["id"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn with_every_webhook_lost_a_payout_that_comes_back_after_it_arrived_is_found() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        it.app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        paid_out(&it).await?;
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -(EARNED - PAID));
        // Nobody looks by themselves at a payout that has arrived.
        it.weeks().await?;
        it.app.sandbox.send_back(&payout(&it), "account_closed")?;
        it.app.pass(Duration::from_secs(3600), Duration::from_secs(300)).await?;
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -EARNED, "all of it, once");
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);
        assert_eq!(it.app.sandbox.ledger().sums["inr"].transferred, 0);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn of_a_payout_that_comes_back_after_a_part_was_asked_back_only_the_rest_is_moved() -> anyhow::Result<()>
{
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        it.app.sandbox.credit(&account(&it), "inr", 1_000_000);
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.weeks().await?;
        let part = OWED - RESERVE;
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0, "a part is back and filled the debt");

        it.app.sandbox.send_back(&payout(&it), "account_closed")?;
        it.weeks().await?;
        let reversals = it.app.sandbox.objects("transfer_reversal");
        let amounts: Vec<_> = reversals.iter().map(|it| it["amount"].as_i64().unwrap_or_default()).collect();
        assert_eq!(amounts, [part, PAID - part], "together what was moved there, and no more");
        assert_eq!(it.app.sandbox.held(&account(&it), "inr"), 1_000_000, "what came from elsewhere stays");
        assert_eq!(it.app.sandbox.ledger().sums["inr"].transferred, 0);
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);
        assert_eq!(
            balance(&it.app, "creator:%", "INR").await?,
            -(EARNED - OWED),
            "earned, less what went back"
        );
        adds_up(&it.app).await?;

        // What is the creator's again is paid once more, and no more than that.
        let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert_eq!(it.agree(&second).await?.status, 303);
        it.weeks().await?;
        let payouts = it.app.sandbox.objects("payout");
        let again = payouts[1]["amount"].as_i64().unwrap_or_default();
        assert_eq!((payouts.len(), &payouts[1]["status"]), (2, &"paid".into()));
        assert!(again <= EARNED - OWED, "{again}");
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -(EARNED - OWED - again));
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_that_comes_back_while_a_part_is_being_asked_back_waits_for_the_end_of_that()
-> anyhow::Result<()> {
    use sandbox::{Fault, RequestRule};
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        it.app.sandbox.credit(&account(&it), "inr", 1_000_000);
        // The part is asked back, and nobody here hears whether it came.
        let reversals = RequestRule::new("POST", "/v1/transfers/*/reversals", Fault::DropAnswerAfter(0));
        it.app.faults(FaultPlan { requests: vec![reversals], ..FaultPlan::default() });
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.app.sandbox.send_back(&payout(&it), "account_closed")?;
        it.app.pass(Duration::from_secs(1800), Duration::from_secs(300)).await?;
        assert_eq!(it.app.sandbox.objects("transfer_reversal").len(), 1);
        it.app.sandbox.clear_faults();
        it.weeks().await?;
        let reversals = it.app.sandbox.objects("transfer_reversal");
        let sum: i64 = reversals.iter().filter_map(|it| it["amount"].as_i64()).sum();
        assert_eq!((reversals.len(), sum), (2, PAID));
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -(EARNED - OWED));
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_account_that_is_closed_at_the_provider_is_asked_again_and_laid_before_nobody_each_time()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        let db = &it.app.ctx("payments")?.db;
        db.execute("UPDATE payments_account SET provider_id = 'acct_gone'", vec![]).await?;
        db.execute("UPDATE payments_payout SET account = 'acct_gone'", vec![]).await?;
        it.app.pass(Duration::from_secs(3600), Duration::from_secs(300)).await?;
        let sql = "SELECT COUNT(*) AS asked, COUNT(CASE WHEN state = 3 THEN 1 END) AS given_up FROM payments_job \
                   WHERE key = 'sweep/acct_gone'";
        let row = db.read().one(sql, vec![]).await?.context("no count")?;
        let (asked, given_up): (i64, i64) = (row.try_get("", "asked")?, row.try_get("", "given_up")?);
        assert!(asked > 1 && given_up == 0, "asked {asked} times, given up {given_up} times");
    }
    Ok(())
}

/// What stayed behind of the first payout is on its way when that one comes back: neither waits for the other.
#[tokio::test]
async fn a_payout_that_comes_back_while_another_is_on_its_way_is_the_creator_s_again_at_once()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        let first = payout(&it);
        // The reserve is free ninety days after the end.
        it.app.pass(Duration::from_hours(24 * 90), Duration::from_hours(48)).await?;
        let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert_eq!(it.agree(&second).await?.status, 303);
        let statuses = || -> Vec<String> {
            let all = it.app.sandbox.objects("payout");
            all.iter().map(|it| it["status"].as_str().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(statuses(), ["paid", "pending"]);

        it.app.sandbox.send_back(&first, "account_closed")?;
        it.app.pass(Duration::from_secs(3600), Duration::from_secs(300)).await?;
        assert_eq!(statuses(), ["failed", "pending"], "the second is on its way still");
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -PAID, "what came back, once");
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);

        it.weeks().await?;
        assert_eq!(statuses(), ["failed", "paid"]);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -PAID);
        assert_eq!(it.app.sandbox.ledger().sums["inr"].transferred, RESERVE);
        adds_up(&it.app).await?;

        // It is paid out once more, and no more than that.
        let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert_eq!(it.agree(&second).await?.status, 303);
        it.weeks().await?;
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0);
        assert_eq!(it.app.sandbox.ledger().sums["inr"].transferred, EARNED);
        adds_up(&it.app).await?;
    }
    Ok(())
}
