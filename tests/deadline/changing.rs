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
        let path = format!("/p/{}", journey.pledge);
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
