//! Asking to be told when a campaign begins.

use super::{
    community::{SLUG, mailed_way, mails_to},
    desk::Desk,
};
use anyhow::Context as _;
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{Answer, TestApp, shapes};

/// What they are asked by mail.
const ASKED: &str = "Shall we write to you when";

/// A campaign that begins on 3 March at nine.
pub(crate) async fn scheduled(app: &TestApp) -> anyhow::Result<Desk<'_>> {
    let desk = Desk::written(app).await?;
    desk.step("submission", &[]).await?;
    desk.decide("approve", "").await?;
    desk.onboarded().await?;
    let later = [("when", "later"), ("day", "2026-03-03"), ("time", "09:00")];
    assert_eq!(desk.step("launch", &later).await?.status, 303);
    Ok(desk)
}

async fn ask_with(app: &TestApp, email: &str, trap: &str) -> anyhow::Result<Answer> {
    let (guest, path) = (app.browser(), format!("/c/{SLUG}/notify"));
    let page = guest.get(&path).await?;
    let form = [
        ("_token", &*page.field("_token")?),
        ("_shown", &*page.field("_shown")?),
        ("id", &*page.field("id")?),
        ("email", email),
        ("consent", "on"),
        ("homepage", trap),
    ];
    guest.post(&path, &form).await
}

async fn ask(app: &TestApp, email: &str) -> anyhow::Result<Answer> {
    ask_with(app, email, "").await
}

/// The way to say yes, as it was mailed to `email`.
fn way(app: &TestApp, email: &str) -> anyhow::Result<String> {
    mailed_way(app, email, ASKED, "/launches/")
}

/// Opens `way` and presses its button twice.
async fn say_yes(app: &TestApp, way: &str) -> anyhow::Result<()> {
    let browser = app.browser();
    let token = browser.get(way).await?.field("_token")?;
    for _ in 0..2 {
        assert_eq!(browser.post(way, &[("_token", &token)]).await?.status, 303);
    }
    Ok(())
}

/// How many were asked of whom anything is kept.
async fn kept(app: &TestApp) -> anyhow::Result<i64> {
    let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM campaigns_launch_asked";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![]).await?;
    Ok(row.context("no count")?.try_get("", "n")?)
}

#[tokio::test]
async fn whoever_waits_for_a_beginning_is_told_of_it_once_and_forgotten() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = scheduled(&app).await?;
        let page = app.browser().get(&format!("/c/{SLUG}")).await?;
        assert!(
            page.text.contains("Gifts are taken from 3 March 2026 at 09:00 (Europe/Berlin)"),
            "{}",
            page.text
        );
        assert!(page.headers.get("set-cookie").is_none());
        let path = format!("/c/{SLUG}/notify");
        let (guest, email) = (app.browser(), "w@example.test");
        let form = guest.get(&path).await?;
        let unticked = [("_token", &*form.field("_token")?), ("id", &*form.field("id")?), ("email", email)];
        let refused = guest.post(&path, &unticked).await?;
        assert!(refused.status == 422 && refused.text.contains("Tick the box"), "{}", refused.text);
        for email in ["w@example.test", "W@example.test"] {
            let asked = ask(&app, email).await?;
            assert_eq!((asked.status, &*asked.location), (303, &*format!("/c/{SLUG}/notify?sent=yes")));
            let sent = app.browser().get(&asked.location).await?.text;
            assert!(sent.contains("<title>Look into your mail – "), "{sent}");
            app.settle().await?;
            let way = way(&app, email)?;
            let looked = app.browser().get(&way).await?;
            assert_eq!(
                looked.headers.get("referrer-policy").map(axum::http::HeaderValue::as_bytes),
                Some(&b"no-referrer"[..])
            );
            say_yes(&app, &way).await?;
            assert!(app.browser().get(&way).await?.text.contains("We will write to you"));
        }
        app.settle().await?;
        assert!(desk.browser.get(&desk.path("")).await?.text.contains("2 people wait for it."));
        app.pass(Duration::from_secs(45 * 3_600), Duration::from_secs(15 * 3_600)).await?;
        app.settle().await?;
        assert_eq!(
            mails_to(&app, "w@example.test", "has begun") + mails_to(&app, "W@example.test", "has begun"),
            1
        );
        app.pass(Duration::from_hours(48), Duration::from_hours(12)).await?;
        assert_eq!(kept(&app).await?, 0, "the links have ended");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_did_not_say_from_their_mail_that_it_was_them_is_told_of_no_beginning() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = scheduled(&app).await?;
        let email = "strange@example.test";
        assert_eq!(ask(&app, email).await?.status, 303);
        app.settle().await?;
        let way = way(&app, email)?;
        let browser = app.browser();
        let token = browser.get(&way).await?.field("_token")?;
        let last = if way.ends_with('0') { "1" } else { "0" };
        let forged = format!("{}{last}", &way[..way.len() - 1]);
        for wrong in [&*forged, "/launches/0", "/launches/%00"] {
            assert_eq!(browser.get(wrong).await?.status, 410, "{wrong}");
            assert_eq!(browser.post(wrong, &[("_token", &token)]).await?.status, 410, "{wrong}");
        }
        assert!(desk.browser.get(&desk.path("")).await?.text.contains("0 people wait for it."));
        app.pass(Duration::from_secs(45 * 3_600), Duration::from_secs(15 * 3_600)).await?;
        app.settle().await?;
        assert_eq!((mails_to(&app, email, ASKED), mails_to(&app, email, "has begun")), (1, 0));
        assert_eq!(browser.get(&way).await?.status, 410, "it has begun");
        assert_eq!(browser.post(&way, &[("_token", &token)]).await?.status, 410);
        app.pass(Duration::from_hours(48), Duration::from_hours(12)).await?;
        assert_eq!(kept(&app).await?, 0, "nothing is kept of them");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_address_that_waits_gets_the_same_answer_and_three_mails_and_no_fourth() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    scheduled(&app).await?;
    let known = app.mail_of("donor")?;
    for email in ["strange@example.test", known.as_str()] {
        let mut statuses = Vec::new();
        for _ in 0..4 {
            statuses.push(ask(&app, email).await?.status);
        }
        assert_eq!(statuses, [303, 303, 303, 429], "{email}");
        app.settle().await?;
        assert_eq!(mails_to(&app, email, ASKED), 3, "{email}");
    }
    let trapped = ask_with(&app, "bot@example.test", "http://spam.test").await?;
    assert_eq!(trapped.status, 422);
    assert!(trapped.text.contains("value=\"bot@example.test\""), "what was typed stays: {}", trapped.text);
    let wrong = ask(&app, "nowhere").await?;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#email\">"), "{}", wrong.text);
    app.settle().await?;
    assert_eq!(mails_to(&app, "bot@", ASKED), 0);
    Ok(())
}

#[tokio::test]
async fn a_form_to_wait_that_comes_faster_than_people_type_sends_no_mail() -> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    scheduled(&app).await?;
    let fast = ask(&app, "strange@example.test").await?;
    assert!(fast.status == 422 && fast.text.contains("had only just been opened"), "{}", fast.text);
    app.settle().await?;
    assert_eq!(mails_to(&app, "strange@", ASKED), 0);
    Ok(())
}
