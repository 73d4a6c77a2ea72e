//! A promise that was changed is charged as it was changed.

use super::{campaign, soon, status};
use crate::donors::journey::{Journey, VISA};
use contracts::campaigns::FundingModel;
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);

#[tokio::test]
async fn what_a_donor_changed_counts_at_once_and_is_what_the_card_is_charged() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let journey = Journey::promise(&app, &slug, "400").await?;
        journey.pay(VISA).await?;
        assert_eq!(journey.raised().await?, 40_000);
        let path = journey.at();
        let form = journey.browser.get(&format!("{path}/change")).await?;
        let token = form.field("_token")?;
        let asked = [("_token", &*token), ("amount", "1100.50"), ("tip", "20")];
        let changed = journey.browser.post(&format!("{path}/change"), &asked).await?;
        assert_eq!(changed.status, 303, "{}", changed.text);
        let unnamed = [("_token", &*token), ("anonymous", "yes")];
        assert_eq!(journey.browser.post(&format!("{path}/name"), &unnamed).await?.status, 303);
        app.settle().await?;
        assert_eq!(journey.raised().await?, 110_050);
        let public = journey.browser.get(&format!("/c/{slug}")).await?;
        assert!(!public.text.contains("Ananya"), "the donor is not named any more");
        assert_eq!(journey.mails().iter().filter(|it| it.contains("was changed")).count(), 1);
        app.pass(HOUR * 48 + Duration::from_secs(300), HOUR * 24).await?;
        app.settle().await?;
        app.pass(Duration::from_secs(180), Duration::from_secs(60)).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert!(journey.page().await?.contains("is paid"));
        let charged: Vec<_> = app.sandbox.ledger().payments.iter().map(|it| it.amount).collect();
        assert_eq!(charged, [112_050]);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn another_card_takes_the_place_of_the_one_that_was_saved_until_the_deadline_and_is_charged()
-> anyhow::Result<()> {
    /// Can be saved; every charge of it is refused.
    const REFUSED_LATER: &str = "4000000000000341";
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let journey = Journey::promise(&app, &slug, "1100").await?;
        journey.pay(REFUSED_LATER).await?;
        let path = journey.at();
        let page = journey.browser.get(&path).await?;
        assert!(page.text.contains("Use another card"), "{}", page.text);
        let asked =
            journey.browser.post(&format!("{path}/card"), &[("_token", &page.field("_token")?)]).await?;
        assert_eq!(asked.status, 303, "{}", asked.text);
        app.settle_once().await?;
        let on = journey.browser.get(&asked.location).await?;
        let session =
            on.location.rsplit('/').next().and_then(|it| it.split(['?', '#']).next()).unwrap_or_default();
        app.sandbox.pay(session, VISA)?;
        app.settle().await?;
        let kept =
            || app.sandbox.objects("payment_method").iter().filter(|it| !it["customer"].is_null()).count();
        assert_eq!(kept(), 1, "the one before is let go");
        // A second page is open over the deadline, and nobody uses it.
        let token = journey.browser.get(&path).await?.field("_token")?;
        app.pass(HOUR * 47 + Duration::from_secs(3000), HOUR * 12).await?;
        assert_eq!(journey.browser.post(&format!("{path}/card"), &[("_token", &token)]).await?.status, 303);
        app.settle_once().await?;
        app.pass(HOUR + Duration::from_secs(300), Duration::from_secs(300)).await?;
        app.settle().await?;
        app.pass(HOUR, Duration::from_secs(600)).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert!(journey.page().await?.contains("is paid"), "{}", journey.page().await?);
        assert_eq!(app.sandbox.ledger().payments.len(), 1, "charged once, with the card that works");
        assert_eq!(journey.browser.post(&format!("{path}/card"), &[("_token", &token)]).await?.status, 409);
        app.holds().await?;
    }
    Ok(())
}
