//! What comes after a campaign succeeded: every saved card is charged once, and refused ones have a week.

use super::{campaign, said, soon, status};
use crate::donors::journey::{Journey, VISA};
use contracts::campaigns::FundingModel;
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
/// Can be saved; every charge of it is refused.
const REFUSED_LATER: &str = "4000000000000341";

/// A campaign that succeeds with one promise by `card` beside a good one, its deadline just past.
async fn succeeded<'a>(app: &'a TestApp, card: &str) -> anyhow::Result<(Journey<'a>, Journey<'a>)> {
    let slug = campaign(app, FundingModel::AllOrNothing, soon(app)).await?;
    let good = Journey::promise(app, &slug, "1000").await?;
    good.pay(VISA).await?;
    let other = Journey::promise(app, &slug, "100").await?;
    other.pay(card).await?;
    app.pass(HOUR * 48 + Duration::from_secs(300), HOUR * 24).await?;
    app.settle().await?;
    app.pass(Duration::from_secs(180), Duration::from_secs(60)).await?;
    app.settle().await?;
    assert_eq!(status(app, &slug).await?, "funded");
    Ok((good, other))
}

fn mails(of: &Journey<'_>, what: &str) -> usize {
    of.mails().iter().filter(|it| it.contains(what)).count()
}

#[tokio::test]
async fn every_saved_card_of_a_campaign_that_succeeded_is_charged_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (good, other) = succeeded(&app, VISA).await?;
        for journey in [&good, &other] {
            let page = journey.page().await?;
            assert!(page.contains("is paid"), "{page}");
        }
        assert_eq!(app.sandbox.ledger().payments.len(), 2);
        assert_eq!(said(&app, "pledges", "pledges.pledge_settled").await?, 2);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_card_that_stays_refused_is_tried_for_a_week_and_then_dropped() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (good, other) = succeeded(&app, REFUSED_LATER).await?;
        assert_eq!(mails(&other, "could not be charged"), 1, "{:?}", other.mails());
        let page = other.page().await?;
        assert!(page.contains("Your card could not be charged"), "{page}");
        let shown = app.browser().get(&format!("/c/{}", other.slug)).await?.text;
        for seen in ["<b data-live=\"raised\">₹1,100</b>", "Collected so far: ₹1,000"] {
            assert!(shown.contains(seen), "{seen} in {shown}");
        }
        app.pass(HOUR * 169, HOUR).await?;
        app.settle().await?;
        assert_eq!(said(&app, "pledges", "pledges.pledge_unpaid").await?, 4);
        // The first, and again on days 1, 3, 5 and 7; the good card once.
        assert_eq!(said(&app, "pledges", "pledges.charge_due").await?, 6);
        assert_eq!(said(&app, "pledges", "pledges.pledge_dropped").await?, 1);
        assert!(other.page().await?.contains("ended without a payment"));
        assert_eq!(good.raised().await?, 100_000);
        assert_eq!(app.sandbox.ledger().payments.len(), 1);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_donor_pays_with_another_card_what_the_saved_one_did_not() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (_, other) = succeeded(&app, REFUSED_LATER).await?;
        let path = other.at();
        // Whoever has the mail's link needs no sign-in and no cookie of before.
        let mailed = Journey {
            app: &app,
            browser: app.browser(),
            slug: other.slug.clone(),
            pledge: other.pledge.clone(),
        };
        let token = mailed.browser.get(&path).await?.field("_token")?;
        let asked = mailed.browser.post(&format!("{path}/payment"), &[("_token", &*token)]).await?;
        assert_eq!(asked.status, 303, "{}", asked.text);
        app.settle_once().await?;
        mailed.pay(VISA).await?;
        assert!(mailed.page().await?.contains("is paid"));
        app.pass(HOUR * 169, HOUR * 12).await?;
        app.settle().await?;
        assert_eq!(said(&app, "pledges", "pledges.pledge_unpaid").await?, 1, "whoever paid is not reminded");
        assert_eq!(said(&app, "pledges", "pledges.pledge_dropped").await?, 0);
        app.holds().await?;
    }
    Ok(())
}
