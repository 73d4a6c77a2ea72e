use super::{Mails, PASSWORD, Visitor};
use anyhow::Context as _;
use kernel::{Clock as _, db::Sql as _};
use std::time::Duration;
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";

/// The code that an app with the secret spelled in `page` shows at the moment.
fn code(app: &TestApp, letters: &str) -> anyhow::Result<String> {
    let secret = totp_rs::Secret::try_from_base32(letters).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let totp =
        totp_rs::Builder::new().with_secret(secret).build().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(totp.generate(u64::try_from(app.clock.now().seconds())?).to_string())
}

/// Adds an app to whoever is signed in, and says its secret and the recovery codes.
async fn add_app(who: &Visitor<'_>) -> anyhow::Result<(String, Vec<String>)> {
    let page = who.browser.get("/me/security/app").await?;
    let letters = page.text.split("<code id=\"secret\">").nth(1).and_then(|it| it.split('<').next());
    let letters = letters.unwrap_or_default().replace(' ', "");
    let wrong = [("_token", &*page.field("_token")?), ("code", "000000")];
    assert_eq!(who.browser.post("/me/security/app", &wrong).await?.status, 422);
    let right = code(who.app, &letters)?;
    let done =
        who.browser.post("/me/security/app", &[("_token", &page.field("_token")?), ("code", &right)]).await?;
    anyhow::ensure!(done.status == 200, "{} {}", done.status, done.text);
    let codes = done.text.split("<code>").skip(1).filter_map(|it| it.split('<').next()).map(str::to_owned);
    Ok((letters, codes.collect()))
}

#[tokio::test]
async fn with_an_app_the_password_alone_opens_nothing_and_each_code_is_good_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        let (letters, _) = add_app(&asha).await?;

        let other = Visitor::of(&app);
        assert_eq!(other.sign_in(EMAIL, PASSWORD).await?.location, "/login/second");
        assert!(!other.is_in().await?, "half-way is outside");
        let used = [("code", &*code(&app, &letters)?)];
        assert_eq!(
            other.send("/login/second", "/login/second", &used).await?.status,
            422,
            "used when it was added"
        );
        app.clock.advance(Duration::from_secs(30));
        let next = [("code", &*code(&app, &letters)?)];
        assert_eq!(other.send("/login/second", "/login/second", &next).await?.location, "/me");
        assert!(other.is_in().await?);

        let third = Visitor::of(&app);
        third.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(third.send("/login/second", "/login/second", &next).await?.status, 422, "each code once");
        app.settle().await?;
        assert!(app.subjects_to(EMAIL).contains(&"A second factor was added".to_owned()));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_link_and_a_reset_do_not_go_around_the_second_factor() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    add_app(&asha).await?;
    let by_link = Visitor::of(&app);
    assert_eq!(by_link.by_link("/login/link", "/login/link", EMAIL).await?.location, "/login/second");
    assert!(!by_link.is_in().await?);

    let forgetful = Visitor::of(&app);
    forgetful.send("/login/reset", "/login/reset", &[("email", EMAIL)]).await?;
    app.settle().await?;
    let link = app.link_to(EMAIL)?;
    let done = forgetful.send(&link, &link, &[("password", "heron at noon")]).await?;
    assert_eq!(done.status, 200, "beside a second factor eight characters do: {}", done.text);
    assert_eq!(forgetful.sign_in(EMAIL, "heron at noon").await?.location, "/login/second");
    Ok(())
}

#[tokio::test]
async fn a_recovery_code_stands_in_once_and_is_told_of() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let (_, codes) = add_app(&asha).await?;
    assert_eq!(codes.len(), 10);
    let other = Visitor::of(&app);
    other.sign_in(EMAIL, PASSWORD).await?;
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(other.send("/login/second", "/login/second", &[("code", &typed)]).await?.location, "/me");
    let third = Visitor::of(&app);
    third.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(third.send("/login/second", "/login/second", &[("code", &typed)]).await?.status, 422);
    app.settle().await?;
    assert!(app.subjects_to(EMAIL).contains(&"A recovery code was used".to_owned()));
    assert!(other.browser.get("/me/security").await?.text.contains("Recovery codes left: 9 of 10"));
    Ok(())
}

#[tokio::test]
async fn new_recovery_codes_end_the_old_ones_and_their_owner_is_told() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let (_, codes) = add_app(&asha).await?;
    assert_eq!(asha.send("/me/security", "/me/security/codes", &[]).await?.status, 200);
    app.settle().await?;
    let told = app.subjects_to(EMAIL).into_iter().filter(|it| it == "New recovery codes were made").count();
    assert_eq!(told, 1, "{:?}", app.subjects_to(EMAIL));
    let other = Visitor::of(&app);
    other.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(other.send("/login/second", "/login/second", &[("code", &*codes[0])]).await?.status, 422);
    Ok(())
}

#[tokio::test]
async fn whoever_has_a_second_factor_confirms_with_it_and_not_with_the_password() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let (letters, _) = add_app(&asha).await?;
    app.clock.advance(Duration::from_mins(6));
    assert_eq!(asha.browser.get("/me/email").await?.location, "/me/confirm?next=%2Fme%2Femail");
    assert_eq!(asha.confirm("/me/email").await?.status, 422, "the password is not enough");
    let fields = [("code", &*code(&app, &letters)?), ("next", "/me/email")];
    assert_eq!(asha.send("/me/confirm", "/me/confirm", &fields).await?.location, "/me/email");
    assert_eq!(asha.browser.get("/me/email").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_right_password_buys_no_more_guesses_at_the_code() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    add_app(&asha).await?;
    let thief = Visitor::of(&app);
    let mut answers = Vec::new();
    for _ in 0..3 {
        assert_eq!(thief.sign_in(EMAIL, PASSWORD).await?.location, "/login/second");
        for _ in 0..4 {
            let guess = [("code", "000000")];
            answers.push(thief.send("/login/second", "/login/second", &guess).await?.status);
        }
    }
    assert_eq!(answers[..10], [422; 10]);
    assert_eq!(answers[10..], [429, 429]);
    Ok(())
}

/// SEC-9: guesses at a code are counted by whose code it is, which nobody can type as an address.
#[tokio::test]
async fn whoever_does_not_know_the_password_uses_up_no_guesses_at_the_code() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let (letters, _) = add_app(&asha).await?;
    let sql = "SELECT id FROM users_user WHERE email = $1";
    let row = app.ctx("users")?.db.read().one(sql, vec![EMAIL.into()]).await?.context("no account")?;
    let id: uuid::Uuid = row.try_get("", "id")?;
    app.clock.advance(Duration::from_mins(6));
    let stranger = Visitor::of(&app);
    for begins in ["second", "Second"] {
        for _ in 0..5 {
            let typed = format!("{begins} factor of {id}");
            assert_eq!(stranger.sign_in(&typed, PASSWORD).await?.status, 422);
        }
    }
    assert_eq!(asha.confirm("/me/email").await?.status, 422, "the password is no code, and that is told");
    let fields = [("code", &*code(&app, &letters)?), ("next", "/me/email")];
    assert_eq!(asha.send("/me/confirm", "/me/confirm", &fields).await?.location, "/me/email");
    Ok(())
}

#[tokio::test]
async fn a_new_password_does_not_stand_in_for_the_second_factor() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    add_app(&asha).await?;
    app.clock.advance(Duration::from_mins(6));
    let new = [("current", PASSWORD), ("new", "nine otters by the mill")];
    assert_eq!(asha.send("/me/password", "/me/password", &new).await?.status, 303);
    assert_eq!(asha.browser.get("/me/email").await?.location, "/me/confirm?next=%2Fme%2Femail");
    Ok(())
}

#[tokio::test]
async fn somebody_elses_factor_is_not_there() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (asha, ravi) = (Visitor::of(&app), Visitor::of(&app));
    asha.register("Asha", EMAIL).await?;
    add_app(&asha).await?;
    ravi.register("Ravi", "ravi@example.test").await?;
    let page = asha.browser.get("/me/security").await?.text;
    let removal =
        page.split('"').find(|it| it.ends_with("/removal")).expect("a factor to take away").to_owned();
    assert_eq!(ravi.send("/me", &removal, &[]).await?.status, 404);
    assert_eq!(asha.send("/me/security", &removal, &[]).await?.status, 303);
    assert_eq!(Visitor::of(&app).sign_in(EMAIL, PASSWORD).await?.location, "/me", "one factor again");
    Ok(())
}

#[tokio::test]
async fn what_was_sent_when_the_session_had_ended_waits_for_the_second_factor_too() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let (letters, _) = add_app(&asha).await?;
    let token = asha.browser.get("/me/email").await?.field("_token")?;
    app.clock.advance(Duration::from_hours(25));
    let typed = [("_token", &*token), ("email", "asha.at.the.weir@example.test")];
    assert_eq!(asha.browser.post("/me/email", &typed).await?.location, "/login");

    assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.location, "/login/second");
    let half_way = asha.browser.get("/login/second").await?.text;
    assert!(!half_way.contains("at.the.weir"), "half-way is outside: {half_way}");
    let next = [("code", &*code(&app, &letters)?)];
    assert_eq!(asha.send("/login/second", "/login/second", &next).await?.location, "/me");
    let page = asha.browser.get("/me/email").await?;
    assert_eq!(page.field("email")?, "asha.at.the.weir@example.test");
    Ok(())
}

#[tokio::test]
async fn without_the_last_factor_no_session_goes_on_as_one_that_was_opened_with_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (asha, other) = (Visitor::of(&app), Visitor::of(&app));
        asha.register("Asha", EMAIL).await?;
        let (letters, _) = add_app(&asha).await?;
        app.clock.advance(Duration::from_secs(30));
        other.sign_in(EMAIL, PASSWORD).await?;
        let shown = [("code", &*code(&app, &letters)?)];
        assert_eq!(other.send("/login/second", "/login/second", &shown).await?.location, "/me");

        let page = asha.browser.get("/me/security").await?.text;
        let removal = page.split('"').find(|it| it.ends_with("/removal")).unwrap_or_default().to_owned();
        assert_eq!(asha.send("/me/security", &removal, &[]).await?.status, 303);
        assert!(
            asha.is_in().await? && !other.is_in().await?,
            "signed in where it was done, and nowhere else"
        );
        let levels = "SELECT level FROM users_session WHERE user_id IS NOT NULL";
        let rows = app.ctx("users")?.db.read().all(levels, vec![]).await?;
        let levels = rows.iter().map(|it| it.try_get::<i16>("", "level")).collect::<Result<Vec<_>, _>>()?;
        assert_eq!(levels, [1], "with one factor");
    }
    Ok(())
}

/// Whether `shown` is taken for the second factor of somebody who came as far as that.
async fn is_taken(who: &Visitor<'_>, shown: &str) -> anyhow::Result<bool> {
    let answer = who.send("/login/second", "/login/second", &[("code", shown)]).await?;
    anyhow::ensure!(matches!(answer.status, 303 | 422), "{} {}", answer.status, answer.text);
    Ok(answer.status == 303)
}

/// SEC-42: `keys rotate`, and later the line of the older key is taken out.
#[tokio::test]
async fn an_app_that_is_used_while_both_keys_are_there_outlives_the_older_and_no_key_keeps_recovery_codes_out()
-> anyhow::Result<()> {
    const OLD: &str = "k1=0123456789abcdef0123456789abcdef";
    const NEW: &str = "k2=fedcba9876543210fedcba9876543210";
    const STAYS_AWAY: &str = "ravi@example.test";
    let half_a_minute = Duration::from_secs(30);
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        let mut apps = Vec::new();
        for email in [EMAIL, STAYS_AWAY] {
            let who = Visitor::of(&app);
            who.register("Asha", email).await?;
            apps.push(add_app(&who).await?);
        }
        app.restart_with_secret(&format!("{NEW}\n{OLD}")).await?;
        app.clock.advance(half_a_minute);
        let asha = Visitor::of(&app);
        assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.location, "/login/second");
        assert!(is_taken(&asha, &code(&app, &apps[0].0)?).await?, "both keys are there");

        app.restart_with_secret(NEW).await?;
        app.clock.advance(half_a_minute);
        let asha = Visitor::of(&app);
        assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.location, "/login/second");
        assert!(is_taken(&asha, &code(&app, &apps[0].0)?).await?, "it was sealed anew");
        let ravi = Visitor::of(&app);
        let came = ravi.by_link("/login/link", "/login/link", STAYS_AWAY).await?;
        assert_eq!(came.location, "/login/second", "the password's key is gone, too");
        assert!(!is_taken(&ravi, &code(&app, &apps[1].0)?).await?, "its key is gone");
        assert!(is_taken(&ravi, &apps[1].1[0]).await?, "recovery codes are sealed with nothing");
    }
    Ok(())
}
