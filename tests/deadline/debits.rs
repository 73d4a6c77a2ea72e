//! Gifts by bank debit when a campaign ends (rules R2, R3 and R12; T-27 and T-57 of the scenarios).

use super::{DAY, said, soon, status};
use crate::{
    donors::journey::Journey,
    money::{adds_up, balance},
};
use anyhow::Context as _;
use contracts::{Currency, Money, Timestamp, campaigns::FundingModel};
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
const PAYS: &str = "DE89370400440532013000";
const FAILS: &str = "DE62370400440532013001";
/// Pays when nobody waits for it any more.
const PAYS_LATE: &str = "DE08370400440532013003";

/// A campaign that hopes for €1 000 by `deadline`, and its address.
async fn in_euros(app: &TestApp, model: FundingModel, deadline_at: Timestamp) -> anyhow::Result<String> {
    let all = campaigns::demo_campaigns(tests::START);
    let found = all.into_iter().find(|it| it.goal.currency == Currency::Eur);
    let mut new = found.context("no campaign in euros")?;
    new.slug = format!("euros-{}", deadline_at.0);
    new.goal = Money::new(100_000, Currency::Eur);
    new.minimum = Money::new(500, Currency::Eur);
    new.budget = vec![campaigns::BudgetLine { label: "All of it".into(), amount: new.goal }];
    (new.model, new.deadline_at, new.unit) = (model, deadline_at, None);
    (new.rewards, new.impacts) = (Vec::new(), Vec::new());
    campaigns::publish(app.ctx("campaigns")?, new.clone()).await?;
    app.settle_once().await?;
    Ok(new.slug)
}

/// A gift of €100 by bank debit, a minute before the end of a campaign that has no other.
async fn at_the_last_minute<'a>(app: &'a TestApp, iban: &str) -> anyhow::Result<Journey<'a>> {
    let slug = in_euros(app, FundingModel::KeepItAll, soon(app)).await?;
    app.pass(Duration::from_secs(2 * 24 * 3600 - 60), DAY).await?;
    let journey = Journey::promise(app, &slug, "100").await?;
    app.sandbox.debit(&journey.session().await?, iban)?;
    app.settle().await?;
    Ok(journey)
}

#[tokio::test]
async fn t27_the_end_waits_for_a_bank_that_takes_three_days_and_its_gift_counts() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = at_the_last_minute(&app, PAYS).await?;
        let page = journey.page().await?;
        for told in [
            "Your bank is asked for",
            "do not pay a second time",
            "That takes up to five days; no second payment is needed.",
        ] {
            assert!(page.contains(told), "{told} in {page}");
        }
        app.pass(2 * DAY, 6 * HOUR).await?;
        assert_eq!(status(&app, &journey.slug).await?, "closing");
        // One of the demo's campaigns has ended meanwhile.
        assert_eq!(said(&app, "pledges", "pledges.pledges_sealed").await?, 1);
        assert_eq!(journey.raised().await?, 0, "nothing counts that is not here");

        app.pass(2 * DAY, 6 * HOUR).await?;
        app.settle().await?;
        assert_eq!(status(&app, &journey.slug).await?, "funded");
        assert_eq!(journey.raised().await?, 10_000);
        assert_eq!(said(&app, "pledges", "pledges.pledges_sealed").await?, 2);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn t27_a_bank_that_says_no_leaves_the_campaign_without_its_gift_and_the_donor_is_written_to()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = at_the_last_minute(&app, FAILS).await?;
        app.pass(4 * DAY, 6 * HOUR).await?;
        app.settle().await?;
        assert_eq!(status(&app, &journey.slug).await?, "failed");
        let page = journey.page().await?;
        assert!(page.contains("Your bank did not pay"), "{page}");
        let mails = journey.mails();
        let told = mails.iter().filter(|it| it.contains("Your bank did not pay your gift")).count();
        assert_eq!(told, 1, "{mails:?}");
        assert!(app.sandbox.ledger().payments.is_empty(), "nothing was charged");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn t27_after_five_days_the_end_waits_no_longer_and_what_comes_then_goes_back() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = at_the_last_minute(&app, PAYS_LATE).await?;
        app.pass(4 * DAY, 6 * HOUR).await?;
        assert_eq!(status(&app, &journey.slug).await?, "closing");
        app.pass(2 * DAY, 6 * HOUR).await?;
        assert_eq!(status(&app, &journey.slug).await?, "failed");
        let page = journey.page().await?;
        assert!(page.contains("Your bank did not pay in time"), "{page}");

        app.pass(3 * DAY, 6 * HOUR).await?;
        app.settle().await?;
        let page = journey.page().await?;
        assert!(page.contains("Your money goes back to you"), "{page}");
        assert_eq!(balance(&app, "backer:%", "EUR").await?, -10_000, "owed to the donor");
        assert!(app.sandbox.objects("refund").is_empty(), "a bank could still take it back");
        adds_up(&app).await?;
        t57_finance_sends_it(&app).await?;
        assert!(journey.page().await?.contains("Your money is back"));
        adds_up(&app).await?;
    }
    Ok(())
}

/// Nobody has to wait for nine weeks where somebody answers for it.
async fn t57_finance_sends_it(app: &TestApp) -> anyhow::Result<()> {
    let finance = app.signed_in("finance").await?;
    let room = finance.get("/backoffice/refunds").await?;
    anyhow::ensure!(room.text.contains("Send it now"), "{}", room.text);
    let (_, rest) = room.text.split_once("action=\"/backoffice/refunds/").context("something to do")?;
    let (refund, _) = rest.split_once('/').context("its id")?;
    let (path, token) = (format!("/backoffice/refunds/{refund}/retry"), room.field("_token")?);
    assert_eq!(finance.post(&path, &[("_token", &token)]).await?.status, 303);
    assert_eq!(finance.post(&path, &[("_token", &token)]).await?.status, 409, "it is on its way");
    app.settle().await?;
    app.pass(2 * HOUR, HOUR / 2).await?;
    app.settle().await?;
    assert_eq!(app.sandbox.objects("refund").len(), 1);
    assert_eq!(balance(app, "backer:%", "EUR").await?, 0);
    Ok(())
}

#[tokio::test]
async fn t57_a_debit_that_support_would_give_back_waits_for_finance() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = in_euros(&app, FundingModel::KeepItAll, soon(&app).after(30 * DAY)).await?;
        let journey = Journey::promise(&app, &slug, "100").await?;
        app.sandbox.debit(&journey.session().await?, PAYS)?;
        app.settle().await?;
        app.pass(3 * DAY + HOUR, 6 * HOUR).await?;
        app.settle().await?;
        assert_eq!(journey.raised().await?, 10_000);

        let (support, finance) = (app.signed_in("support").await?, app.signed_in("finance").await?);
        let path = format!("/backoffice/pledges/{}", journey.pledge);
        let page = support.get(&path).await?;
        let (token, refund) = (page.field("_token")?, page.field("refund")?);
        let form = [("_token", &*token), ("refund", &refund), ("amount", "100"), ("reason", "asked for")];
        assert_eq!(support.post(&format!("{path}/refund"), &form).await?.status, 303);
        app.settle().await?;
        assert!(app.sandbox.objects("refund").is_empty(), "support alone gives no debit back");

        let page = finance.get(&path).await?;
        let agree = page.text.split('"').find(|it| it.contains("/refund/")).context("nothing waits")?;
        let (token, hash) = (page.field("_token")?, page.field("hash")?);
        let asked = finance.post(agree, &[("_token", &token), ("hash", &hash)]).await?;
        let token = finance.sign(&asked).await?;
        assert_eq!(finance.post(agree, &[("_token", &token), ("hash", &hash)]).await?.status, 303);
        app.settle().await?;
        assert_eq!(app.sandbox.objects("refund").len(), 1, "what somebody decided goes at once");
        app.pass(2 * HOUR, HOUR / 2).await?;
        app.settle().await?;
        assert_eq!(balance(&app, "backer:%", "EUR").await?, 0);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_charged_only_if_the_goal_is_reached_is_promised_with_a_card_alone() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = in_euros(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let journey = Journey::promise(&app, &slug, "100").await?;
        let session = journey.session().await?;
        assert!(app.sandbox.debit(&session, PAYS).is_err(), "its page takes no bank account");
        let page = app.sandbox.object(&session).context("no page")?;
        assert_eq!(page["allowed_payment_method_types"], serde_json::json!(["card"]));
        app.holds().await?;
    }
    Ok(())
}
