//! What creators read of the audit log.

use super::desk::Desk;
use crate::{
    donors::journey::{Journey, VISA},
    money::keeps_all,
};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn a_creator_reads_what_was_done_with_their_campaign_and_nobody_else_does() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        assert_eq!(desk.intervene("suspend", "Is there a lake?").await?.status, 303);
        let page = desk.browser.get(&desk.path("/team")).await?;
        let (token, id) = (page.field("_token")?, page.field("id")?);
        let form = [("_token", &*token), ("id", &*id), ("email", "ravi@example.test"), ("edit", "on")];
        let invited = desk.browser.post(&desk.path("/team"), &form).await?;
        assert_eq!(invited.status, 303, "{}", invited.text);

        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains(&format!("href=\"{}\"", desk.path("/log"))), "{overview}");
        let log = desk.browser.get(&desk.path("/log")).await?;
        assert_eq!(log.status, 200, "{}", log.text);
        for words in
            ["Sent in for review", "Approved", "Suspended", "A moderator", "Somebody was asked onto the team"]
        {
            assert!(log.text.contains(words), "{words}: {}", log.text);
        }
        let other = Desk::begin(&app).await?;
        let fresh = other.browser.get(&other.path("/log")).await?.text;
        assert!(!fresh.contains("Suspended") && !fresh.contains("onto the team"), "{fresh}");
        for somebody in ["donor", "moderator", "support", "finance"] {
            let answer = app.signed_in(somebody).await?.get(&desk.path("/log")).await?;
            assert_eq!(answer.status, 404, "{somebody}");
        }
    }
    Ok(())
}

/// A draft is saved while it is written: the log says at which section somebody wrote, once an hour, and not each time.
#[tokio::test]
async fn what_is_written_at_a_draft_is_noted_and_not_each_time_it_is_saved() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::begin(&app).await?;
        let noted = async || {
            let page = desk.browser.get(&desk.path("/log")).await?.text;
            anyhow::Ok(page.matches("Its draft was written at").count())
        };
        assert_eq!(noted().await?, 0);
        for story in ["A bench.", "A bench of oak.", "A bench of oak by the lake."] {
            assert_eq!(desk.write("story", &[("story", story)]).await?.status, 303, "{story}");
        }
        assert_eq!(noted().await?, 1);
        assert_eq!(desk.write("details", &[("risks", "The town may refuse.")]).await?.status, 303);
        assert_eq!(noted().await?, 2, "another section");
        // Nothing was changed.
        assert_eq!(desk.write("details", &[("risks", "The town may refuse.")]).await?.status, 303);
        for _ in 0..2 {
            app.clock.advance(Duration::from_mins(31));
            noted().await?;
        }
        assert_eq!(desk.write("details", &[("risks", "The town may refuse.")]).await?.status, 303);
        assert_eq!(noted().await?, 2, "what is saved as it was is nothing done");
        assert_eq!(desk.write("details", &[("risks", "The town refused.")]).await?.status, 303);
        assert_eq!(noted().await?, 3, "an hour later");
    }
    Ok(())
}

#[tokio::test]
async fn whoever_helps_with_a_campaign_does_not_read_its_log() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let donor = app.signed_in("donor").await?;
    let sql = "INSERT INTO campaigns_member (campaign, user_id, name, may_edit, may_update, may_see_money, joined_at) \
               VALUES ($1, $2, 'Ravi', 1, 1, 1, 0)";
    let campaign: uuid::Uuid = desk.id.parse()?;
    let found = "SELECT id FROM users_user WHERE email = $1";
    let email = app.mail_of("donor")?;
    let row = kernel::db::Sql::one(app.ctx("users")?.db.read(), found, vec![email.into()]).await?;
    let user: uuid::Uuid = anyhow::Context::context(row, "the donor has an account")?.try_get("", "id")?;
    app.ctx("campaigns")?.db.execute(sql, vec![campaign.into(), user.into()]).await?;
    assert_eq!(donor.get(&desk.path("")).await?.status, 200, "they are on the team");
    assert_eq!(donor.get(&desk.path("/log")).await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn a_creator_reads_what_was_given_back_and_by_whose_word_and_nobody_else_does() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = keeps_all()?;
        let sql = "SELECT campaign FROM pledges_campaign WHERE slug = $1";
        let row = kernel::db::Sql::one(app.ctx("pledges")?.db.read(), sql, vec![slug.clone().into()]).await?;
        let campaign: uuid::Uuid = anyhow::Context::context(row, "it is there")?.try_get("", "campaign")?;
        let path = format!("/dashboard/campaigns/{campaign}/refunds");
        let creator = app.signed_in("creator").await?;
        let page = creator.get(&path).await?;
        assert!(page.status == 200 && page.text.contains("Nothing was given back yet"), "{}", page.text);

        let journey = Journey::promise(&app, &slug, "840").await?;
        journey.pay(VISA).await?;
        app.settle().await?;
        let kept = Journey::promise(&app, &slug, "1680").await?;
        kept.pay(VISA).await?;
        assert_eq!(journey.refund("420").await?.status, 303);
        let page = creator.get(&path).await?.text;
        let reference = |it: &Journey<'_>| it.pledge.parse::<uuid::Uuid>().map(kernel::reference);
        let said = format!("₹420.00 of gift {} was given back", reference(&journey)?);
        assert!(page.replace(['\u{2068}', '\u{2069}'], "").contains(&said), "{said}: {page}");
        assert!(page.contains("Somebody who works here") && !page.contains("asked for"), "{page}");
        assert!(!page.contains(&reference(&kept)?), "nothing of it was given back: {page}");
        let money = creator.get(&format!("/dashboard/campaigns/{campaign}/money")).await?.text;
        assert!(money.contains(&format!("href=\"{path}\"")), "{money}");
        for somebody in ["donor", "moderator", "support", "finance"] {
            let answer = app.signed_in(somebody).await?.get(&path).await?;
            assert_eq!(answer.status, 404, "{somebody}");
        }
    }
    Ok(())
}
