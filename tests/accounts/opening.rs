use super::{Mails, PASSWORD, Visitor};
use anyhow::Context as _;
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";

#[tokio::test]
async fn whoever_follows_the_mailed_link_has_an_account_and_is_in() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        let opened = asha.register("Asha", EMAIL).await?;
        assert_eq!((opened.status, opened.location.as_str()), (303, "/me"));
        assert!(asha.is_in().await?);
        let elsewhere = Visitor::of(&app);
        assert_eq!(elsewhere.sign_in(EMAIL, PASSWORD).await?.location, "/me");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_link_works_once_in_the_browser_that_asked_and_for_ten_minutes() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let used = app.link_to(EMAIL)?;
    let again = asha.browser.get(&used).await?;
    assert_eq!(again.status, 410, "a used link has ended: {}", again.text);
    assert_eq!(again.headers["referrer-policy"], "no-referrer");

    let fields = [("email", EMAIL), ("next", "/me")];
    let thief = Visitor::of(&app);
    asha.send("/login/link", "/login/link", &fields).await?;
    app.settle().await?;
    let link = app.link_to(EMAIL)?;
    assert_eq!(thief.browser.get(&link).await?.status, 403, "another browser is told to use the first one");
    let token = thief.browser.get("/login").await?.field("_token")?;
    assert_eq!(thief.browser.post(&link, &[("_token", &token)]).await?.status, 410, "and cannot use it");
    assert!(!thief.is_in().await?);

    app.clock.advance(Duration::from_mins(10) + Duration::from_secs(1));
    assert_eq!(asha.browser.get(&link).await?.status, 410, "a link of eleven minutes has ended");
    Ok(())
}

#[tokio::test]
async fn to_look_at_a_link_does_nothing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let other = Visitor::of(&app);
    other.send("/login/link", "/login/link", &[("email", EMAIL), ("next", "/")]).await?;
    app.settle().await?;
    let link = app.link_to(EMAIL)?;
    for _ in 0..3 {
        assert_eq!(other.browser.get(&link).await?.status, 200);
    }
    assert!(!other.is_in().await?);
    assert_eq!(other.send(&link, &link, &[]).await?.location, "/");
    assert!(other.is_in().await?);
    Ok(())
}

#[tokio::test]
async fn nobody_learns_whether_an_address_has_an_account() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Visitor::of(&app).register("Asha", EMAIL).await?;
    for page in ["/signup", "/login/link", "/login/reset"] {
        // Letters to one address are few; that is another rule.
        app.clock.advance(Duration::from_secs(3_600));
        let mut answers = Vec::new();
        for email in [EMAIL, "nobody@example.test"] {
            let fields = [("name", "Asha"), ("email", email), ("password", PASSWORD), ("next", "/me")];
            let answer = Visitor::of(&app).send(page, page, &fields).await?;
            answers.push((answer.status, answer.location, answer.text));
        }
        assert_eq!(answers[0], answers[1], "{page}");
        app.settle().await?;
    }
    let mailed = app.subjects_to(EMAIL);
    assert_eq!(
        mailed[1..],
        ["You have an account already", "Your link to log in", "Choose a new password"],
        "the owner is told what was tried"
    );
    assert_eq!(app.subjects_to("nobody@example.test"), ["Open your account"]);
    Ok(())
}

#[tokio::test]
async fn a_reset_signs_nobody_in_and_everybody_out_and_is_told() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (asha, forgetful) = (Visitor::of(&app), Visitor::of(&app));
        asha.register("Asha", EMAIL).await?;
        forgetful.send("/login/reset", "/login/reset", &[("email", EMAIL)]).await?;
        app.settle().await?;
        let link = app.link_to(EMAIL)?;
        let weak = forgetful.send(&link, &link, &[("password", "asha@example.test")]).await?;
        assert_eq!(weak.status, 422, "{}", weak.text);
        let done = forgetful.send(&link, &link, &[("password", "a heron waits at noon")]).await?;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(!forgetful.is_in().await?, "a reset does not sign in");
        assert!(!asha.is_in().await?, "and it signs out everywhere");
        assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.status, 422, "the old password is gone");
        assert_eq!(asha.sign_in(EMAIL, "a heron waits at noon").await?.status, 303);
        app.settle().await?;
        assert!(app.subjects_to(EMAIL).contains(&"Your password was replaced".to_owned()));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn mail_to_one_address_is_counted() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let visitor = Visitor::of(&app);
    let fields = [("email", "nobody@example.test"), ("next", "/me")];
    for _ in 0..3 {
        assert_eq!(visitor.send("/login/link", "/login/link", &fields).await?.status, 303);
    }
    let fourth = visitor.send("/login/link", "/login/link", &fields).await?;
    assert_eq!(fourth.status, 429, "{}", fourth.text);
    assert!(fourth.headers.contains_key("retry-after"));
    Ok(())
}

/// SEC-9, decision 130: two processes take no more tries and send no more mails than one.
#[tokio::test]
async fn tries_and_mails_are_counted_for_all_processes_together() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let beside = app.beside(app.clock.clone()).await?;
        let (one, other) =
            (Visitor::of(&app), Visitor { app: &app, browser: app.browser().at(beside.router.clone()) });
        let both = [&one, &other];
        for _ in 0..5 {
            for who in both {
                assert_eq!(who.sign_in("nobody@example.test", PASSWORD).await?.status, 422);
            }
        }
        for who in both {
            assert_eq!(who.sign_in("nobody@example.test", PASSWORD).await?.status, 429, "ten from anywhere");
        }
        app.clock.advance(Duration::from_mins(1));
        assert_eq!(other.sign_in("nobody@example.test", PASSWORD).await?.status, 422, "one a minute");
        assert_eq!(one.sign_in("nobody@example.test", PASSWORD).await?.status, 429);

        let fields = [("email", "somebody@example.test"), ("next", "/me")];
        for who in [&one, &other, &one] {
            assert_eq!(who.send("/login/link", "/login/link", &fields).await?.status, 303);
        }
        assert_eq!(other.send("/login/link", "/login/link", &fields).await?.status, 429, "three mails");

        Visitor::of(&app).register("Asha", EMAIL).await?;
        for who in [&other, &other, &other, &other, &other, &one, &one, &one, &one] {
            assert_eq!(who.sign_in(EMAIL, "not this one at all").await?.status, 422);
        }
        assert_eq!(Visitor::of(&app).sign_in(EMAIL, PASSWORD).await?.status, 303);
        for _ in 0..5 {
            let again = other.sign_in(EMAIL, "not this one at all").await?;
            assert_eq!(again.status, 422, "her own sign-in made room everywhere");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_kept_of_tries_is_thrown_away_once_it_counts_for_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let kept = async || {
            let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM users_throttle";
            let row = app.ctx("users")?.db.read().one(sql, vec![]).await?.context("a count")?;
            anyhow::Ok(row.try_get::<i64>("", "n")?)
        };
        Visitor::of(&app).register("Asha", EMAIL).await?;
        assert_eq!(Visitor::of(&app).sign_in("nobody@example.test", PASSWORD).await?.status, 422);
        assert!(kept().await? >= 2, "of the address that was mailed, and of the one that was tried");
        app.clock.advance(Duration::from_hours(1));
        app.settle().await?;
        assert_eq!(kept().await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_beside_its_field() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let visitor = Visitor::of(&app);
    let fields = [("name", " "), ("email", "nowhere"), ("password", "short"), ("next", "//evil.example")];
    let answer = visitor.send("/signup", "/signup", &fields).await?;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("<title>Error: Open an account"), "{}", answer.text);
    for field in ["name", "email", "password"] {
        assert!(answer.text.contains(&format!("id=\"{field}-problem\"")), "{field}: {}", answer.text);
    }
    assert!(answer.text.contains("value=\"nowhere\""), "what was typed is kept");
    assert!(!answer.text.contains("evil.example") && !answer.text.contains("value=\"short\""));
    Ok(())
}

#[tokio::test]
async fn whoever_opens_an_account_in_spanish_is_written_to_in_spanish_and_led_to_pages_in_it()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let visitor = Visitor::of(&app);
    let wrong = [("email", "asha@example.test"), ("password", "not this one"), ("next", "/me")];
    let refused = visitor.send("/es/login", "/es/login", &wrong).await?;
    assert!(refused.text.contains("no son correctos"), "{}", refused.text);

    let fields = [("name", "Asha"), ("email", "asha@example.test"), ("password", PASSWORD), ("next", "/me")];
    let asked = visitor.send("/es/signup", "/es/signup", &fields).await?;
    assert_eq!(asked.location, "/es/link/sent");
    app.settle().await?;
    assert_eq!(app.subjects_to("asha"), ["Abre tu cuenta"]);
    let mails = app.mailbox.messages();
    let letter = mails.first().context("no letter")?.text();
    assert!(letter.contains("Hola, Asha:") && letter.contains("/es/link/"), "{letter}");
    let link = app.link_to("asha")?;
    assert_eq!(visitor.send(&link, &link, &[]).await?.status, 303);
    app.settle().await?;

    // Also from now on, whichever page asks for it.
    let again = Visitor::of(&app);
    again.send("/signup", "/signup", &fields).await?;
    app.settle().await?;
    assert_eq!(app.subjects_to("asha").last().map(String::as_str), Some("Ya tienes una cuenta"));
    Ok(())
}
