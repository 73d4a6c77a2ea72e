//! What is said of a campaign that takes no gifts any more, and of what the platform keeps (rules R3, R9, R13).

use super::{community::SLUG, desk::Desk};
use crate::{
    donors::journey::{Journey, VISA, raised},
    money::adds_up,
};
use contracts::{Currency, Money, campaigns::FundingModel};
use kernel::Clock;
use std::time::Duration;
use tests::{TestApp, shapes};

const DAY: Duration = Duration::from_secs(24 * 3_600);

/// What is only true while gifts are taken.
const FOR_GIVERS: [&str; 4] =
    ["Next milestone", "Nothing is charged today", "Your card is charged", "id=\"model\""];

#[tokio::test]
async fn a_campaign_that_failed_shows_what_was_promised_by_its_deadline() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let mut new = campaigns::demo_campaigns(tests::START).remove(0);
        new.slug = "not-quite-enough".into();
        new.goal = Money::new(1_000_000, Currency::Inr);
        new.minimum = Money::new(5_000, Currency::Inr);
        new.budget = vec![campaigns::BudgetLine { label: "All of it".into(), amount: new.goal }];
        (new.model, new.unit, new.rewards) = (FundingModel::AllOrNothing, None, Vec::new());
        new.deadline_at = app.clock.now().after(2 * DAY);
        let slug = new.slug.clone();
        campaigns::publish(app.ctx("campaigns")?, new).await?;
        app.settle_once().await?;
        for email in ["one@example.test", "two@example.test"] {
            Journey::promise_with(&app, &slug, "100", &[("email", email)]).await?.pay(VISA).await?;
        }
        let path = format!("/c/{slug}");
        let page = app.browser().get(&path).await?.text;
        assert!(page.contains("Next milestone") && page.contains("Nothing is charged today"), "{page}");

        app.pass(3 * DAY, DAY).await?;
        app.settle().await?;
        assert_eq!(raised(&app, &slug).await?, 0, "nothing of it counts any more");
        let page = app.browser().get(&path).await?.text;
        for seen in [
            "It did not come about",
            "with ₹200 of ₹10,000. Nothing was charged.",
            "by the deadline, of ₹10,000",
            "<dt>Gifts</dt><dd data-live=\"givers\">2</dd>",
            "<dt>Status</dt><dd>Ended</dd>",
        ] {
            assert!(page.contains(seen), "{seen} in {page}");
        }
        for said in FOR_GIVERS {
            assert!(!page.contains(said), "{said} in {page}");
        }
        let list = app.browser().get("/search?state=all&q=shade").await?.text;
        assert!(list.contains("<b>₹200</b> by the deadline, of ₹10,000"), "{list}");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_suspended_campaign_is_paused_and_a_cancelled_one_is_cancelled() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let path = format!("/c/{SLUG}");
    for (step, word) in [("suspend", "Paused"), ("cancel", "Cancelled")] {
        assert_eq!(desk.intervene(step, "The organiser cannot be reached.").await?.status, 303);
        app.settle().await?;
        let page = app.browser().get(&path).await?.text;
        assert!(page.contains(&format!("<dt>Status</dt><dd>{word}</dd>")), "{page}");
        for said in FOR_GIVERS {
            assert!(!page.contains(said), "{said} in {page}");
        }
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(!overview.contains("days left"), "{overview}");
    }
    Ok(())
}

#[tokio::test]
async fn a_funded_campaign_is_cancelled_by_whoever_works_here_and_not_by_its_creator() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let gift = Journey::promise(&app, SLUG, "20").await?;
        gift.pay(VISA).await?;
        app.pass(30 * DAY, DAY).await?;
        app.settle().await?;
        let creator = app.signed_in("creator").await?;
        let overview = creator.get(&desk.path("")).await?.text;
        assert!(!overview.contains("/cancellation"), "{overview}");
        assert!(overview.contains("Tell those who gave what happens now, send the rewards"), "{overview}");
        let token = creator.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("reason", "It is too much work.")];
        assert_eq!(creator.post(&desk.path("/cancellation"), &form).await?.status, 409);
        assert_eq!(raised(&app, SLUG).await?, 2_000, "it was funded and stays so");

        let room = format!("/backoffice/campaigns/{}", desk.id);
        let page = app.signed_in("moderator").await?.get(&room).await?.text;
        assert!(page.contains("value=\"cancel\"") && page.contains("value=\"suspend\""), "{page}");
        assert!(page.contains(&format!("{room}/cancellation")) && !page.contains("/rehearsal"), "{page}");
        assert_eq!(desk.intervene("cancel", "There is no lake.").await?.status, 303);
        app.settle().await?;
        let refunded: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount_refunded).sum();
        assert_eq!((refunded, raised(&app, SLUG).await?), (2_000, 0));
        assert!(gift.page().await?.contains("Refunded"), "{}", gift.page().await?);
        let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(page.contains("<dt>Status</dt><dd>Cancelled</dd>"), "{page}");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_creator_is_told_what_the_platform_keeps_before_it_begins_and_donors_too() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::written(&app).await?;
    let kept = "The platform keeps 5% of what is collected for you";
    for room in ["/edit/budget", ""] {
        let page = desk.browser.get(&desk.path(room)).await?.text;
        assert!(page.contains(kept), "{room}: {page}");
    }
    desk.step("submission", &[]).await?;
    desk.decide("approve", "").await?;
    desk.onboarded().await?;
    let page = desk.browser.get(&desk.path("")).await?.text;
    assert!(page.contains("Begin now") && page.contains(kept), "{page}");
    desk.step("launch", &[("when", "now")]).await?;
    app.settle().await?;
    let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
    assert!(page.contains("The platform keeps 5% of each gift, and pays"), "{page}");
    Ok(())
}

#[tokio::test]
async fn those_who_work_here_read_who_took_a_step_where_it_is_known() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let moderator = app.signed_in("moderator").await?;
    let page = moderator.get(&format!("/backoffice/campaigns/{}", desk.id)).await?.text;
    assert!(page.contains("<small>Lake path volunteers – ") && page.contains("<small>You – "), "{page}");

    // Somebody else who works here reads the moderator's name, who wrote no note.
    let admin = app.signed_in("admin").await?;
    let page = admin.get(&format!("/backoffice/campaigns/{}", desk.id)).await?.text;
    let name = users::demo_users().into_iter().find(|it| it.email.starts_with("moderator")).unwrap().name;
    assert!(page.contains(&format!("<small>{name} – ")), "{name} in {page}");

    assert_eq!(desk.intervene("cancel", "The town said no.").await?.status, 303);
    app.settle().await?;
    let overview = desk.browser.get(&desk.path("")).await?.text;
    assert!(overview.contains("<small>You – ") && overview.contains("<small>A moderator – "), "{overview}");
    assert!(!overview.contains("Somebody else") && !overview.contains(&name), "{overview}");
    Ok(())
}

#[tokio::test]
async fn a_funded_campaign_that_is_suspended_says_so_goes_on_funded_and_is_not_its_creators_to_give_up()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        Journey::promise(&app, SLUG, "20").await?.pay(VISA).await?;
        app.pass(30 * DAY, DAY).await?;
        app.settle().await?;
        assert_eq!(desk.intervene("suspend", "We look into it.").await?.status, 303);
        app.settle().await?;
        let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(page.contains("nothing is paid out. We look into it."), "{page}");
        let creator = app.signed_in("creator").await?;
        let overview = creator.get(&desk.path("")).await?.text;
        assert!(
            overview.contains("its end is not decided") && !overview.contains("/cancellation"),
            "{overview}"
        );
        let token = creator.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("reason", "It is too much work.")];
        assert_eq!(creator.post(&desk.path("/cancellation"), &form).await?.status, 409);

        app.pass(DAY, DAY).await?;
        assert_eq!(desk.intervene("restore", "All is well.").await?.status, 303);
        app.settle().await?;
        let overview = app.signed_in("creator").await?.get(&desk.path("")).await?.text;
        assert!(overview.contains(">funded<"), "{overview}");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_creator_reads_the_budget_of_a_running_campaign_as_their_language_writes_money()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let oak = contracts::Money::new(64_000, contracts::Currency::Eur);
    for (prefix, locale) in [("", "en"), ("/es", "es")] {
        let page = desk.browser.get(&format!("{prefix}{}", desk.path("/edit/budget"))).await?.text;
        let shown = format!("<b class=\"num\">{}</b>", oak.format(locale));
        assert!(page.contains(&shown), "{shown} in {page}");
    }
    Ok(())
}

#[tokio::test]
async fn a_draft_that_was_closed_says_so_and_leads_on() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let draft = Desk::begin(&app).await?;
    assert_eq!(draft.step("cancellation", &[("reason", "I thought better of it.")]).await?.status, 303);
    let page = draft.browser.get(&draft.path("")).await?.text;
    for seen in ["The draft is closed for good.", "href=\"/dashboard/campaigns/new\""] {
        assert!(page.contains(seen), "{seen} is not in {page}");
    }
    Ok(())
}

#[tokio::test]
async fn whoever_works_here_reads_that_nothing_can_be_decided_about_a_cancelled_campaign()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let room = format!("/backoffice/campaigns/{}", desk.id);
    let moderator = app.signed_in("moderator").await?;
    assert!(!moderator.get(&room).await?.text.contains("Nothing more can be decided"));
    assert_eq!(desk.intervene("cancel", "It is not true.").await?.status, 303);
    let page = moderator.get(&room).await?.text;
    assert!(page.contains("Nothing more can be decided") && !page.contains("name=\"step\""), "{page}");
    Ok(())
}
