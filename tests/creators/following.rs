//! Following a campaign without giving to it.

use super::{
    community::{SLUG, mailed_way, mails_to, post_update},
    desk::Desk,
};
use crate::{
    accounts::Visitor,
    donors::journey::{Journey, VISA},
};
use anyhow::Context as _;
use axum::{body::Body, http::Request};
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

/// Somebody without an account.
const FAN: &str = "fan@example.test";
/// What they are asked by mail.
const ASKED: &str = "Do you want to follow";

/// Presses the button on the page where somebody follows the campaign, or stops to.
async fn press(browser: &Browser) -> anyhow::Result<()> {
    let path = format!("/c/{SLUG}/follow");
    let page = browser.get(&path).await?;
    let form = [("_token", &*page.field("_token")?), ("follow", &*page.field("follow")?)];
    assert_eq!(browser.post(&path, &form).await?.status, 303);
    Ok(())
}

fn update(title: &'static str, audience: &'static str) -> [(&'static str, &'static str); 4] {
    [("title", title), ("body", "News."), ("audience", audience), ("then", "post")]
}

#[tokio::test]
async fn whoever_follows_is_told_of_each_update_for_everybody_until_they_stop() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let page = format!("/c/{SLUG}/follow");
        let asked = app.browser().get(&page).await?;
        assert!(asked.text.contains("/login?next="), "a guest may log in: {}", asked.text);

        let donor = app.signed_in("donor").await?;
        let email = "donor@";
        assert!(donor.get("/me/follows").await?.text.contains("You follow no campaign yet"));
        press(&donor).await?;
        assert!(donor.get(&page).await?.text.contains("<title>You follow this campaign – "));
        let followed = donor.get("/me/follows").await?.text;
        assert!(followed.contains(&format!("/c/{SLUG}")), "{followed}");
        app.settle().await?;

        assert_eq!(post_update(&desk, &update("For all", "public")).await?.status, 303);
        assert_eq!(post_update(&desk, &update("For some", "backers")).await?.status, 303);
        app.settle().await?;
        assert_eq!((mails_to(&app, email, "For all"), mails_to(&app, email, "For some")), (1, 0));
        let mails = app.mailbox.messages();
        let mail = mails.iter().find(|it| it.to().contains(email) && it.subject() == "For all").unwrap();
        assert!(mail.text().contains("because you follow this campaign"), "{}", mail.text());

        press(&donor).await?;
        app.settle().await?;
        assert_eq!(post_update(&desk, &update("Too late", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, email, "Too late"), 0);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_gave_and_follows_is_told_once_and_one_click_ends_both() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        press(&donor).await?;
        let address = app.mail_of("donor")?;
        Journey::promise_with(&app, SLUG, "20", &[("email", &address)]).await?.pay(VISA).await?;
        assert_eq!(post_update(&desk, &update("Once", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, &address, "Once"), 1);

        let mails = app.mailbox.messages();
        let mail = mails.iter().find(|it| it.to().contains(&address) && it.subject() == "Once").unwrap();
        let headers = mail.headers().replace("\r\n ", " ").replace("\n ", " ");
        let (_, after) = headers.split_once("/unsubscribe/").unwrap();
        let page = format!("/unsubscribe/{}", after.split_once("/now").unwrap().0);
        let shown = app.browser();
        let form = shown.get(&page).await?;
        assert_eq!(
            shown.post(&page, &[("_token", &*form.field("_token")?), ("news", "stop")]).await?.status,
            303
        );
        assert_eq!(post_update(&desk, &update("Never", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, &address, "Never"), 0);
        app.holds().await?;
    }
    Ok(())
}

/// A guest writes `email` into the form of the campaign, with something in the field that people do not see.
async fn ask_with(app: &TestApp, email: &str, trap: &str) -> anyhow::Result<Answer> {
    let browser = app.browser();
    let page = browser.get(&format!("/c/{SLUG}/follow")).await?;
    let form = [
        ("_token", &*page.field("_token")?),
        ("_shown", &*page.field("_shown")?),
        ("id", &*page.field("id")?),
        ("email", email),
        ("homepage", trap),
    ];
    browser.post(&format!("/c/{SLUG}/follow/guest"), &form).await
}

async fn ask(app: &TestApp, email: &str) -> anyhow::Result<Answer> {
    ask_with(app, email, "").await
}

/// The way to say yes, as it was mailed to `email`.
fn way(app: &TestApp, email: &str) -> anyhow::Result<String> {
    mailed_way(app, email, ASKED, "/follows/")
}

/// Opens `way` and presses its button.
async fn say_yes(app: &TestApp, way: &str) -> anyhow::Result<Answer> {
    let browser = app.browser();
    let token = browser.get(way).await?.field("_token")?;
    browser.post(way, &[("_token", &token)]).await
}

/// Whoever reads mail at `email` follows the campaign as a guest.
async fn followed(app: &TestApp, email: &str) -> anyhow::Result<()> {
    assert_eq!(ask(app, email).await?.status, 303);
    app.settle().await?;
    assert_eq!(say_yes(app, &way(app, email)?).await?.status, 303);
    app.settle().await
}

async fn guests(app: &TestApp) -> anyhow::Result<i64> {
    let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM campaigns_guest";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![]).await?;
    Ok(row.context("no count")?.try_get("", "n")?)
}

#[tokio::test]
async fn a_guest_follows_once_they_have_said_so_from_their_mail_and_ends_it_with_one_click()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let asked = ask(&app, FAN).await?;
        assert_eq!((asked.status, &*asked.location), (303, "/c/a-bench-by-the-lake/follow?sent=yes"));
        assert!(app.browser().get(&asked.location).await?.text.contains("<title>Look into your mail – "));
        app.settle().await?;
        assert_eq!(mails_to(&app, FAN, ASKED), 1);
        let way = way(&app, FAN)?;
        let looked = app.browser().get(&way).await?;
        assert_eq!(
            looked.headers.get("referrer-policy").map(axum::http::HeaderValue::as_bytes),
            Some(&b"no-referrer"[..])
        );
        assert_eq!(post_update(&desk, &update("Too soon", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, FAN, "Too soon"), 0, "to look at the link does nothing");

        assert_eq!(say_yes(&app, &way).await?.status, 303);
        assert!(app.browser().get(&way).await?.text.contains("<title>You follow this campaign – "));
        app.settle().await?;
        assert_eq!(post_update(&desk, &update("For all", "public")).await?.status, 303);
        assert_eq!(post_update(&desk, &update("For some", "backers")).await?.status, 303);
        app.settle().await?;
        assert_eq!((mails_to(&app, FAN, "For all"), mails_to(&app, FAN, "For some")), (1, 0));

        let mails = app.mailbox.messages();
        let mail =
            mails.iter().find(|it| it.to().contains(FAN) && it.subject() == "For all").context("it")?;
        assert!(mail.text().contains("because you follow this campaign"), "{}", mail.text());
        let headers = mail.headers().replace("\r\n ", " ").replace("\n ", " ");
        let (_, after) = headers.split_once("/unsubscribe/").context("no way to stop")?;
        let key = after.split_once("/now").context("no click")?.0;
        let click = Request::post(format!("/unsubscribe/{key}/now"))
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = app.browser().send(click, Body::from("List-Unsubscribe=One-Click")).await?;
        assert_eq!(answer.status, 204);
        app.settle().await?;
        assert_eq!(post_update(&desk, &update("Too late", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, FAN, "Too late"), 0);

        // Whoever wants to hear of it again says so again.
        let before = app.mailbox.messages().len();
        assert_eq!(ask(&app, FAN).await?.status, 303);
        app.settle().await?;
        let mut mails = app.mailbox.messages();
        mails.sort_by_key(|it| it.number);
        assert_eq!(mails.len(), before + 1);
        let text = mails.last().context("asked again")?.text();
        let from = text.find("/follows/").context("a way")?;
        say_yes(&app, text[from..].split_whitespace().next().unwrap_or_default()).await?;
        app.settle().await?;
        assert_eq!(post_update(&desk, &update("Again", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!((mails_to(&app, FAN, "Again"), guests(&app).await?), (1, 1));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_link_that_is_forged_or_older_than_three_days_follows_nothing_and_the_address_is_forgotten()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        assert_eq!(ask(&app, FAN).await?.status, 303);
        app.settle().await?;
        let way = way(&app, FAN)?;
        let browser = app.browser();
        let token = browser.get(&way).await?.field("_token")?;
        let last = if way.ends_with('0') { "1" } else { "0" };
        let forged = format!("{}{last}", &way[..way.len() - 1]);
        for wrong in [&*forged, "/follows/0", "/follows/%00"] {
            assert_eq!(browser.get(wrong).await?.status, 410, "{wrong}");
            assert_eq!(browser.post(wrong, &[("_token", &token)]).await?.status, 410, "{wrong}");
        }
        app.pass(Duration::from_hours(73), Duration::from_hours(12)).await?;
        assert_eq!(browser.get(&way).await?.status, 410);
        assert_eq!(browser.post(&way, &[("_token", &token)]).await?.status, 410);
        assert_eq!(guests(&app).await?, 0, "nobody said yes, and nothing is kept of them");
        // The creator was away for longer than a sign-in lasts.
        let desk = Desk { browser: app.signed_in("creator").await?, ..desk };
        assert_eq!(post_update(&desk, &update("For all", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, FAN, "For all"), 0);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_address_gets_the_same_answer_and_three_mails_and_no_fourth() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Desk::launched(&app).await?;
    let known = app.mail_of("donor")?;
    for email in [FAN, known.as_str()] {
        let before = mails_to(&app, email, ASKED);
        let mut statuses = Vec::new();
        for _ in 0..4 {
            statuses.push(ask(&app, email).await?.status);
        }
        assert_eq!(statuses, [303, 303, 303, 429], "{email}");
        app.settle().await?;
        assert_eq!(mails_to(&app, email, ASKED) - before, 3, "{email}");
    }
    let trapped = ask_with(&app, "bot@example.test", "http://spam.test").await?;
    assert_eq!(trapped.status, 422);
    assert!(trapped.text.contains("value=\"bot@example.test\""), "what was typed stays: {}", trapped.text);
    let wrong = ask(&app, "nowhere").await?;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("<a href=\"#email\">"), "{}", wrong.text);
    app.settle().await?;
    assert_eq!(mails_to(&app, "bot@", ASKED), 0);
    assert_eq!(ask(&app, "other@example.test").await?.status, 303, "somebody else is not held up");
    Ok(())
}

#[tokio::test]
async fn a_form_to_follow_that_comes_faster_than_people_type_sends_no_mail_until_it_is_pressed_again()
-> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    Desk::launched(&app).await?;
    let fast = ask(&app, FAN).await?;
    assert_eq!(fast.status, 422);
    assert!(fast.text.contains("had only just been opened"), "{}", fast.text);
    app.settle().await?;
    assert_eq!(mails_to(&app, FAN, ASKED), 0);
    Ok(())
}

#[tokio::test]
async fn a_form_to_follow_that_is_sent_twice_asks_once() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Desk::launched(&app).await?;
    let browser = app.browser();
    let page = browser.get(&format!("/c/{SLUG}/follow")).await?;
    let form =
        [("_token", &*page.field("_token")?), ("id", &*page.field("id")?), ("email", FAN), ("homepage", "")];
    let path = format!("/c/{SLUG}/follow/guest");
    let (one, two) = tokio::join!(browser.post(&path, &form), browser.post(&path, &form));
    assert_eq!((one?.status, two?.status), (303, 303));
    app.settle().await?;
    assert_eq!(mails_to(&app, FAN, ASKED), 1);
    Ok(())
}

#[tokio::test]
async fn what_a_guest_follows_is_their_account_s_once_the_address_is_known_to_be_theirs() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        followed(&app, "Fan@example.test").await?;
        followed(&app, "other@example.test").await?;
        let owner = Visitor::of(&app);
        owner.register("Ananya", FAN).await?;
        app.settle().await?;
        let mine = owner.browser.get("/me/follows").await?.text;
        assert!(mine.contains(&format!("/c/{SLUG}")), "{mine}");
        assert_eq!(guests(&app).await?, 1, "somebody else's stays theirs");
        assert_eq!(post_update(&desk, &update("Once", "public")).await?.status, 303);
        app.settle().await?;
        let got = mails_to(&app, FAN, "Once") + mails_to(&app, "Fan@example.test", "Once");
        assert_eq!((got, mails_to(&app, "other@", "Once")), (1, 1));

        press(&owner.browser).await?;
        app.settle_once().await?;
        assert_eq!(post_update(&desk, &update("Never", "public")).await?.status, 303);
        app.settle_once().await?;
        let got = mails_to(&app, FAN, "Never") + mails_to(&app, "Fan@example.test", "Never");
        assert_eq!((got, mails_to(&app, "other@", "Never")), (0, 1));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_somebody_with_an_account_follows_as_a_guest_is_their_account_s_at_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let (donor, address) = (app.signed_in("donor").await?, app.mail_of("donor")?);
        followed(&app, &address).await?;
        let mine = donor.get("/me/follows").await?.text;
        assert!(mine.contains(&format!("/c/{SLUG}")), "{mine}");
        assert_eq!(guests(&app).await?, 0);
        assert_eq!(post_update(&desk, &update("Once", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, &address, "Once"), 1);

        press(&donor).await?;
        app.settle().await?;
        assert!(!donor.get("/me/follows").await?.text.contains(&format!("/c/{SLUG}")), "it stays stopped");
        assert_eq!(post_update(&desk, &update("Never", "public")).await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, &address, "Never"), 0);
        app.holds().await?;
    }
    Ok(())
}
