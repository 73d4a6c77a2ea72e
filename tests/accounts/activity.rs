use super::{PASSWORD, Visitor};
use anyhow::Context as _;
use contracts::UserId;
use kernel::{Actor, Audit, Transaction, db::Sql as _, db::with};
use sea_orm::DbErr;
use std::time::Duration;
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";
const NEW: &str = "a heron waits at noon";

#[tokio::test]
async fn people_read_what_was_done_with_their_account_and_nothing_of_another_s() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (asha, ravi) = (Visitor::of(&app), Visitor::of(&app));
        asha.register("Asha", EMAIL).await?;
        ravi.register("Ravi", "ravi@example.test").await?;
        asha.send("/me/password", "/me/password", &[("current", PASSWORD), ("new", NEW)]).await?;
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        let page = admin.browser.get("/backoffice/people?q=asha%40example.test").await?.location;
        for what in ["disable", "enable"] {
            let form = [("what", what), ("reason", "card testing")];
            admin.send(&page, &format!("{page}/disabled"), &form).await?;
        }
        asha.sign_in(EMAIL, NEW).await?;
        app.settle().await?;

        let security = asha.browser.get("/me/security").await?.text;
        assert!(security.contains("href=\"/me/activity\""), "{security}");
        let own = asha.browser.get("/me/activity").await?.text;
        for words in [
            "Changed the password",
            "The account was disabled",
            "Somebody who works here",
            "Logged in",
            "You",
        ] {
            assert!(own.contains(words), "{words}: {own}");
        }
        assert!(!own.contains("card testing"), "what staff write to each other stays with them: {own}");
        let theirs = ravi.browser.get("/me/activity").await?;
        assert_eq!(theirs.status, 200, "{}", theirs.text);
        assert!(
            !theirs.text.contains("Changed the password") && !theirs.text.contains("account was disabled")
        );
        let guest = app.browser().get("/me/activity").await?;
        assert!(guest.status == 303 && guest.location.starts_with("/login"), "{}", guest.location);
    }
    Ok(())
}

/// Writes that somebody did something.
async fn note(app: &TestApp, user: UserId) -> anyhow::Result<()> {
    let command = with(move |tx: &Transaction| {
        Box::pin(async move {
            tx.audit(Audit::new(Actor::User(user), "account.replace_codes", format!("user/{user}"))).await?;
            Ok::<_, DbErr>(())
        })
    });
    Ok(app.ctx("users")?.run(command).await?)
}

#[tokio::test]
async fn what_does_not_fit_onto_a_page_stands_on_the_next() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let sql = "SELECT id FROM users_user WHERE email = $1";
    let row = app.ctx("users")?.db.read().one(sql, vec![EMAIL.into()]).await?;
    let user = UserId(row.context("Asha has an account")?.try_get("", "id")?);
    for _ in 0..55 {
        app.clock.advance(Duration::from_secs(1));
        note(&app, user).await?;
    }
    let codes = |text: &str| text.matches("Made new recovery codes").count();
    let first = asha.browser.get("/me/activity").await?.text;
    assert_eq!(codes(&first), 50, "{first}");
    let first = first.replace("&#x2F;", "/");
    let next = first.split('"').find(|it| it.starts_with("/me/activity?before=")).context("no next page")?;
    assert_eq!(codes(&asha.browser.get(next).await?.text), 5);
    assert_eq!(asha.browser.get("/me/activity?before=x").await?.status, 400);
    Ok(())
}
