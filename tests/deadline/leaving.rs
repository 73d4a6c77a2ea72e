//! A campaign that is suspended when its deadline passes: nothing is decided, and nobody's card is kept meanwhile who
//! does not want that (rule R10).

use super::{DAY, campaign, soon, status};
use crate::donors::journey::{Journey, VISA};
use anyhow::Context as _;
use contracts::campaigns::FundingModel;
use kernel::db::Sql as _;
use tests::{TestApp, shapes};

/// A moderator takes a step with the campaign.
async fn intervene(app: &TestApp, slug: &str, step: &str) -> anyhow::Result<u16> {
    let sql = "SELECT id FROM campaigns_campaign WHERE slug = $1";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![slug.into()]).await?;
    let id: uuid::Uuid = row.context("no such campaign")?.try_get("", "id")?;
    let moderator = app.signed_in("moderator").await?;
    let token = moderator.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("step", step), ("reason", "The organiser cannot be reached.")];
    let answer = moderator.post(&format!("/backoffice/campaigns/{id}/intervention"), &form).await?;
    app.settle().await?;
    Ok(answer.status)
}

/// The donor turns back; the answer's status.
pub(super) async fn turn_back(gift: &Journey<'_>) -> anyhow::Result<u16> {
    let token = gift.browser.get("/login").await?.field("_token")?;
    let path = format!("{}/cancellation", gift.at());
    let answer = gift.browser.post(&path, &[("_token", &token)]).await?;
    gift.app.settle().await?;
    Ok(answer.status)
}

fn kept_cards(app: &TestApp) -> usize {
    app.sandbox.objects("payment_method").iter().filter(|it| !it["customer"].is_null()).count()
}

#[tokio::test]
async fn whoever_gave_takes_their_card_back_while_a_campaign_is_suspended_over_its_deadline()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let mut gifts = Vec::new();
        for (email, amount) in [("goes@example.test", "400"), ("stays@example.test", "1000")] {
            let gift = Journey::promise_with(&app, &slug, amount, &[("email", email)]).await?;
            gift.pay(VISA).await?;
            gifts.push(gift);
        }
        let [goes, stays] = gifts.as_slice() else { anyhow::bail!("two give") };
        assert_eq!(kept_cards(&app), 2);
        assert_eq!(intervene(&app, &slug, "suspend").await?, 303);
        app.pass(5 * DAY, DAY).await?;
        assert_eq!(status(&app, &slug).await?, "suspended", "nothing is decided");

        let asked = goes.browser.get(&format!("{}/cancel", goes.at())).await?;
        assert_eq!(asked.status, 200, "{}", asked.text);
        assert_eq!(turn_back(goes).await?, 303);
        assert!(goes.page().await?.contains("You cancelled this pledge"), "{}", goes.page().await?);
        assert_eq!(kept_cards(&app), 1, "the card is let go");
        app.holds().await?;

        // What was suspended goes on and ends at once, without the one who left: nobody turns back any more.
        assert_eq!(intervene(&app, &slug, "restore").await?, 303);
        app.pass(DAY, DAY / 24).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert_ne!(turn_back(stays).await?, 303);
        let charged: Vec<_> = app.sandbox.ledger().payments.iter().map(|it| it.amount).collect();
        assert_eq!(charged, [100_000]);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_goes_on_takes_nobody_back_after_its_deadline() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let gift = Journey::promise(&app, &slug, "1000").await?;
        gift.pay(VISA).await?;
        assert_eq!(intervene(&app, &slug, "suspend").await?, 303);
        app.pass(3 * DAY, DAY).await?;
        assert_eq!(intervene(&app, &slug, "restore").await?, 303);
        assert_ne!(turn_back(&gift).await?, 303);
        assert!(kept_cards(&app) > 0);
        app.holds().await?;
    }
    Ok(())
}
