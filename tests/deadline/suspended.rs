//! Somebody looks into a campaign that closes, or was funded: nobody is charged and nothing is decided until it goes on
//! (rules R2, R3 and R9).

use super::{
    DAY, campaign,
    racing::{id_of, intervene},
    said, soon, status,
};
use crate::{
    donors::journey::{Journey, VISA},
    money::adds_up,
};
use contracts::campaigns::FundingModel;
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
/// A card that can be saved, and whose charges are refused for now.
const REFUSED_LATER: &str = "4000000000000341";

async fn step(app: &TestApp, slug: &str, step: &str) -> anyhow::Result<()> {
    let answer = intervene(&app.signed_in("moderator").await?, id_of(app, slug).await?, step).await?;
    assert_eq!(answer.status, 303, "{step}: {}", answer.text);
    app.settle().await
}

#[tokio::test]
async fn what_is_suspended_while_it_closes_is_decided_and_charged_once_it_goes_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        Journey::promise(&app, &slug, "1000").await?.pay(VISA).await?;
        app.pass(47 * HOUR + 50 * (HOUR / 60), DAY).await?;
        // Nobody knows yet whether this one comes to anything, so the campaign closes for a while.
        Journey::promise_with(&app, &slug, "50", &[("email", "late@example.test")]).await?;
        app.pass(HOUR / 4, HOUR / 12).await?;
        assert_eq!(status(&app, &slug).await?, "closing");

        step(&app, &slug, "suspend").await?;
        app.pass(3 * HOUR, HOUR / 12).await?;
        assert_eq!(said(&app, "pledges", "pledges.pledges_sealed").await?, 1);
        assert_eq!(said(&app, "campaigns", "campaigns.campaign_succeeded").await?, 0);
        assert_eq!(status(&app, &slug).await?, "suspended");
        assert!(app.sandbox.ledger().payments.is_empty(), "nothing was charged");
        let page = app.browser().get(&format!("/c/{slug}")).await?.text;
        assert!(page.contains("no saved card is charged and nothing is paid out"), "{page}");

        step(&app, &slug, "restore").await?;
        app.pass(HOUR, HOUR / 12).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert_eq!(app.sandbox.ledger().payments.iter().map(|it| it.amount).sum::<i64>(), 100_000);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn while_a_campaign_is_suspended_the_week_of_a_refused_card_stands_still() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        Journey::promise(&app, &slug, "1000").await?.pay(VISA).await?;
        let refused = Journey::promise_with(&app, &slug, "300", &[("email", "refused@example.test")]).await?;
        refused.pay(REFUSED_LATER).await?;
        app.pass(2 * DAY + HOUR / 12, DAY).await?;
        app.pass(HOUR / 12, HOUR / 60).await?;
        app.pass(30 * HOUR, HOUR).await?;
        let charges = async || said(&app, "pledges", "pledges.charge_due").await;
        let dropped = async || said(&app, "pledges", "pledges.pledge_dropped").await;
        let mails = async || said(&app, "pledges", "pledges.pledge_unpaid").await;
        assert_eq!((charges().await?, mails().await?), (3, 1), "each once, and the refused one after a day");

        step(&app, &slug, "suspend").await?;
        app.pass(10 * DAY, DAY / 4).await?;
        assert_eq!((charges().await?, mails().await?, dropped().await?), (3, 1, 0));
        let page = refused.page().await?;
        assert!(page.contains("the time in which you can pay stands still"), "{page}");
        assert!(!page.contains(&format!("{}/payment", refused.at())), "{page}");

        step(&app, &slug, "restore").await?;
        app.settle().await?;
        app.pass(136 * HOUR, HOUR).await?;
        assert_eq!(
            (charges().await?, mails().await?, dropped().await?),
            (5, 4, 0),
            "days 3 and 5, three mails"
        );
        app.pass(5 * HOUR, HOUR).await?;
        app.settle().await?;
        assert_eq!((charges().await?, mails().await?, dropped().await?), (6, 4, 1));
        adds_up(&app).await?;
    }
    Ok(())
}
