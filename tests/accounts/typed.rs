use super::{PASSWORD, Visitor};
use axum::{
    body::Body,
    http::{Request, header},
};
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{Answer, TestApp, shapes};

const EMAIL: &str = "asha@example.test";
const NEW: &str = "asha.at.the.weir@example.test";
const PAGE: &str = "/me/email";
const OFFERED: &str = "card stack typed";
/// What the page to sign in says of it.
const WAITS: &str = "what you sent was not done yet";

/// Sends the form of `PAGE` as a browser does that is on that page.
async fn send_from_page(who: &Visitor<'_>, token: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let form: Vec<_> = [("_token", token)].into_iter().chain(fields.iter().copied()).collect();
    let request = Request::post(PAGE)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header(header::REFERER, format!("http://product.test{PAGE}"));
    who.browser.send(request, Body::from(serde_urlencoded::to_string(form)?)).await
}

/// Everything that lies in the table of sessions.
async fn sessions(app: &TestApp) -> anyhow::Result<String> {
    let rows = app.ctx("users")?.db.read().all("SELECT data FROM users_session", vec![]).await?;
    let data = rows.iter().map(|it| it.try_get::<Vec<u8>>("", "data")).collect::<Result<Vec<_>, _>>()?;
    Ok(String::from_utf8(data.concat())?)
}

#[tokio::test]
async fn what_was_typed_is_there_once_one_has_shown_that_it_is_oneself_and_is_sent_with_one_click()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        let token = asha.browser.get(PAGE).await?.field("_token")?;
        app.clock.advance(Duration::from_mins(6));
        let asked = send_from_page(&asha, &token, &[("email", NEW)]).await?;
        assert_eq!(asked.location, "/me/confirm?next=%2Fme%2Femail");
        let kept = sessions(&app).await?;
        assert!(kept.contains("\"typed\"") && !kept.contains(NEW), "it is sealed: {kept}");
        assert!(!asha.browser.get("/me").await?.text.contains(OFFERED), "nobody has shown anything yet");

        assert_eq!(asha.confirm(PAGE).await?.location, PAGE);
        let page = asha.browser.get(PAGE).await?;
        assert!(page.text.contains(OFFERED), "{}", page.text);
        assert_eq!(page.field("email")?, NEW);
        assert!(!asha.browser.get("/me").await?.text.contains(OFFERED), "it belongs to its own page");
        let sent = send_from_page(&asha, &page.field("_token")?, &[("email", NEW)]).await?;
        assert_eq!(sent.location, "/link/sent");
        assert!(!asha.browser.get(PAGE).await?.text.contains(OFFERED), "it was sent");
        assert!(!sessions(&app).await?.contains("\"typed\""));
    }
    Ok(())
}

#[tokio::test]
async fn passwords_and_what_lies_there_too_long_are_not_kept() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let token = asha.browser.get(PAGE).await?.field("_token")?;
    app.clock.advance(Duration::from_mins(6));
    let long = "x".repeat(9_000);
    for fields in [[("email", NEW), ("password", PASSWORD)], [("email", NEW), ("note", &*long)]] {
        send_from_page(&asha, &token, &fields).await?;
        assert!(!sessions(&app).await?.contains("\"typed\""), "{}", fields[1].0);
    }
    let made_up = send_from_page(&asha, "made up", &[("email", NEW)]).await?;
    assert!(made_up.location.starts_with("/me/confirm"), "{} {}", made_up.status, made_up.text);
    assert!(!sessions(&app).await?.contains("\"typed\""), "no page of ours showed that form");

    send_from_page(&asha, &token, &[("email", NEW)]).await?;
    asha.confirm(PAGE).await?;
    app.clock.advance(Duration::from_mins(16));
    asha.confirm(PAGE).await?;
    assert!(!asha.browser.get(PAGE).await?.text.contains(OFFERED), "a quarter of an hour is over");
    Ok(())
}

#[tokio::test]
async fn what_was_sent_after_the_session_had_ended_waits_for_its_sender_to_sign_in_and_for_nobody_else()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (asha, ravi) = (Visitor::of(&app), Visitor::of(&app));
        asha.register("Asha", EMAIL).await?;
        ravi.register("Ravi", "ravi@example.test").await?;
        let token = asha.browser.get(PAGE).await?.field("_token")?;
        app.clock.advance(Duration::from_hours(25));
        let asked = send_from_page(&asha, &token, &[("email", NEW)]).await?;
        assert_eq!(asked.location, "/login?next=%2Fme%2Femail", "and from there back to the form");
        let kept = sessions(&app).await?;
        assert!(kept.contains("\"typed\"") && !kept.contains(NEW), "it is sealed: {kept}");

        let door = asha.browser.get(&asked.location).await?.text;
        assert!(door.contains(WAITS) && !door.contains(NEW), "{door}");
        let wrong = asha.sign_in(EMAIL, "not this one at all").await?;
        assert!(wrong.status == 422 && wrong.text.contains(WAITS), "{}", wrong.text);
        assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.location, "/me");
        assert!(!asha.browser.get("/me").await?.text.contains(OFFERED), "it belongs to its own page");
        let page = asha.browser.get(PAGE).await?;
        assert!(page.text.contains(OFFERED), "{}", page.text);
        assert_eq!(page.field("email")?, NEW);
        let sent = send_from_page(&asha, &page.field("_token")?, &[("email", NEW)]).await?;
        assert_eq!(sent.location, "/link/sent");
        let page = asha.browser.get(PAGE).await?;
        assert!(!page.text.contains(OFFERED), "it was sent");

        app.clock.advance(Duration::from_hours(25));
        send_from_page(&asha, &page.field("_token")?, &[("email", NEW)]).await?;
        assert!(sessions(&app).await?.contains("\"typed\""));
        assert_eq!(asha.sign_in("ravi@example.test", PASSWORD).await?.location, "/me", "at her browser");
        let page = asha.browser.get(PAGE).await?.text;
        assert!(!page.contains(OFFERED) && !page.contains(NEW), "{page}");
        assert!(!sessions(&app).await?.contains("\"typed\""), "what nobody is shown is not kept");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_is_kept_for_whoever_was_never_signed_in_or_was_shown_the_form_elsewhere()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (asha, guest) = (Visitor::of(&app), Visitor::of(&app));
    asha.register("Asha", EMAIL).await?;
    let hers = asha.browser.get(PAGE).await?.field("_token")?;
    let guests = guest.browser.get("/login").await?.field("_token")?;
    for token in [&*hers, &*guests, "made up"] {
        let asked = send_from_page(&guest, token, &[("email", NEW)]).await?;
        assert_eq!(asked.location, "/login?next=%2Fme%2Femail");
        assert!(!guest.browser.get(&asked.location).await?.text.contains(WAITS), "{token}");
        assert!(!sessions(&app).await?.contains("\"typed\""), "{token}");
    }
    app.clock.advance(Duration::from_hours(25));
    send_from_page(&asha, &hers, &[("email", NEW), ("password", PASSWORD)]).await?;
    assert!(!sessions(&app).await?.contains("\"typed\""), "a password is not kept");
    Ok(())
}
