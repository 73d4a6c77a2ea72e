//! What would happen if a campaign ended now: gone through for real, and taken back.

use super::{DAY, campaign, said, soon, status};
use crate::donors::journey::{Journey, VISA};
use anyhow::Context as _;
use contracts::campaigns::FundingModel;
use kernel::db::Sql;
use tests::{Answer, TestApp, shapes};

async fn id_of(app: &TestApp, slug: &str) -> anyhow::Result<String> {
    let sql = "SELECT campaign FROM pledges_campaign WHERE slug = $1";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![slug.into()]).await?;
    let id: uuid::Uuid = row.context("no such campaign")?.try_get("", "campaign")?;
    Ok(id.to_string())
}

/// What staff see of `slug`.
async fn rehearsal(app: &TestApp, slug: &str) -> anyhow::Result<Answer> {
    let path = format!("/backoffice/campaigns/{}/rehearsal", id_of(app, slug).await?);
    app.signed_in("support").await?.get(&path).await
}

/// Everything that is kept or said, by how much of it there is.
async fn everything(app: &TestApp) -> anyhow::Result<Vec<i64>> {
    let mut all = Vec::new();
    for table in ["outbox", "event", "job", "settlement", "seal", "sealed_promise", "refund_batch"] {
        let sql = format!("SELECT COUNT(*) AS many FROM pledges_{table}");
        let row = app.ctx("pledges")?.db.read().one(&sql, vec![]).await?;
        all.push(row.map_or(Ok(0), |row| row.try_get("", "many"))?);
    }
    Ok(all)
}

#[tokio::test]
async fn a_campaign_that_would_succeed_shows_its_charges_the_cards_that_expire_and_the_payout()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        Journey::promise(&app, &slug, "900").await?.pay(VISA).await?;
        let expires = Journey::promise(&app, &slug, "100").await?;
        app.sandbox.pay_until(&expires.session().await?, VISA, (2026, 2))?;
        app.settle().await?;
        assert!(expires.page().await?.contains("Your card is good until"), "{}", expires.page().await?);
        let told = expires.mails().iter().filter(|it| it.contains("expires soon")).count();
        assert_eq!(told, 1, "{:?}", expires.mails());
        let before = everything(&app).await?;
        let page = rehearsal(&app, &slug).await?;
        assert_eq!(page.status, 200, "{}", page.text);
        for part in [
            "the campaign succeeds",
            "2 cards are charged ₹1,000.00",
            "₹100.00 is in danger",
            "2 promises were tried out",
        ] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        // 900 of 1000 are good; of those 95 to 99 of a hundred come, less 5 %.
        for sum in ["₹855.00", "₹891.00", "₹812.25", "₹846.45"] {
            assert!(page.text.contains(sum), "{sum}: {}", page.text);
        }
        assert_eq!(everything(&app).await?, before, "nothing of it is kept");
        app.settle().await?;
        assert_eq!(said(&app, "pledges", "pledges.charge_due").await?, 0);
        assert!(app.sandbox.ledger().payments.is_empty());
        // It is what happens.
        app.pass(2 * DAY + std::time::Duration::from_secs(900), DAY).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert_eq!(rehearsal(&app, &slug).await?.status, 409, "there is nothing left to rehearse");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_keeps_what_is_raised_and_has_nothing_is_told_that_nothing_happens()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = campaign(&app, FundingModel::KeepItAll, soon(&app)).await?;
    let page = rehearsal(&app, &slug).await?.text;
    assert!(page.contains("Nothing was given, so nothing would be collected or paid out"), "{page}");
    assert!(!page.contains("the campaign fails"), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_would_fail_shows_whom_it_lets_go_and_lets_nobody_go() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let gift = Journey::promise(&app, &slug, "900").await?;
        gift.pay(VISA).await?;
        let before = everything(&app).await?;
        let page = rehearsal(&app, &slug).await?;
        for part in
            ["the campaign fails, and nobody is charged", "One promise is let go", "One mail goes to a donor"]
        {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        assert_eq!(everything(&app).await?, before, "nothing of it is kept");
        assert!(gift.page().await?.contains("Your card is saved"));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_runs_a_campaign_may_rehearse_its_end_and_nobody_else_does() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let own = crate::donors::journey::slug(|it| it.model == FundingModel::KeepItAll)?;
        let path = format!("/dashboard/campaigns/{}/rehearsal", id_of(&app, &own).await?);
        let page = app.signed_in("creator").await?.get(&path).await?;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("If this campaign ended now"), "{}", page.text);
        for other in ["donor", "support"] {
            assert_eq!(app.signed_in(other).await?.get(&path).await?.status, 404, "{other}");
        }
        assert_eq!(app.browser().get(&path).await?.status, 303, "sign in first");
    }
    Ok(())
}
