use super::{Mails, PASSWORD, Visitor};
use anyhow::Context as _;
use contracts::UserId;
use kernel::{Clock as _, db::Sql as _};
use std::time::Duration;
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";

#[tokio::test]
async fn a_new_password_signs_out_everywhere_else() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (here, there) = (Visitor::of(&app), Visitor::of(&app));
    here.register("Asha", EMAIL).await?;
    there.sign_in(EMAIL, PASSWORD).await?;
    let wrong = [("current", "not this one at all"), ("new", "a heron waits at noon")];
    assert_eq!(here.send("/me/password", "/me/password", &wrong).await?.status, 422);
    assert!(there.is_in().await?);
    let right = [("current", PASSWORD), ("new", "a heron waits at noon")];
    assert_eq!(here.send("/me/password", "/me/password", &right).await?.status, 303);
    assert!(here.is_in().await? && !there.is_in().await?);
    app.settle().await?;
    assert_eq!(app.subjects_to(EMAIL).last().map(String::as_str), Some("Your password was changed"));
    Ok(())
}

#[tokio::test]
async fn a_new_address_is_verified_first_and_both_are_told() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        asha.send("/me/email", "/me/email", &[("email", "Asha@New.test")]).await?;
        app.settle().await?;
        assert!(asha.browser.get("/me").await?.text.contains(EMAIL), "nothing is changed yet");
        let link = app.link_to("asha@new.test")?;
        let done = asha.send(&link, &link, &[]).await?;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(asha.browser.get("/me").await?.text.contains("asha@new.test"));
        app.settle().await?;
        let old = app.subjects_to(EMAIL);
        assert_eq!(
            old[1..],
            ["Somebody asked to change your address", "Your account has another address now"]
        );
        assert_eq!(
            app.subjects_to("asha@new.test"),
            ["Use this address", "Your account uses this address now"]
        );
        assert_eq!(Visitor::of(&app).sign_in(EMAIL, PASSWORD).await?.status, 422);
        assert_eq!(Visitor::of(&app).sign_in("asha@new.test", PASSWORD).await?.status, 303);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_address_that_is_taken_changes_nothing_and_its_owner_is_told() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    Visitor::of(&app).register("Ravi", "ravi@example.test").await?;
    let asked = asha.send("/me/email", "/me/email", &[("email", "ravi@example.test")]).await?;
    assert_eq!(asked.location, "/link/sent", "the same answer as for a free one");
    app.settle().await?;
    assert_eq!(
        app.subjects_to("ravi@example.test").last().map(String::as_str),
        Some("You have an account already")
    );
    assert!(asha.browser.get("/me").await?.text.contains(EMAIL));
    Ok(())
}

#[tokio::test]
async fn after_five_minutes_one_shows_again_that_it_is_oneself() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    assert_eq!(asha.browser.get("/me/email").await?.status, 200, "fresh from signing in");
    app.clock.advance(Duration::from_mins(5) + Duration::from_secs(1));
    let asked = asha.browser.get("/me/email").await?;
    assert_eq!(asked.location, "/me/confirm?next=%2Fme%2Femail");
    let wrong = [("password", "not this one at all"), ("next", "/me/email")];
    assert_eq!(asha.send("/me/confirm", "/me/confirm", &wrong).await?.status, 422);
    assert_eq!(asha.confirm("/me/email").await?.location, "/me/email");
    assert_eq!(asha.browser.get("/me/email").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_and_all_together() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (here, there, third) = (Visitor::of(&app), Visitor::of(&app), Visitor::of(&app));
    here.register("Asha", EMAIL).await?;
    there.sign_in(EMAIL, PASSWORD).await?;
    third.sign_in(EMAIL, PASSWORD).await?;
    let page = here.browser.get("/me/security").await?;
    assert_eq!(page.text.matches("/end\">").count(), 3, "two others and all of them: {}", page.text);
    let mut ends = page.text.split('"').filter(|it| it.starts_with("/me/sessions/") && it.len() > 30);
    let end = ends.next().expect("a session to end").to_owned();

    let stranger = Visitor::of(&app);
    stranger.register("Ravi", "ravi@example.test").await?;
    let theirs = stranger.send("/me", &end, &[]).await?;
    assert_eq!(theirs.status, 404, "somebody else's session is not there");

    here.send("/me/security", &end, &[]).await?;
    let left = usize::from(there.is_in().await?) + usize::from(third.is_in().await?);
    assert_eq!(left, 1);
    here.send("/me/security", "/me/sessions/end", &[]).await?;
    assert!(!there.is_in().await? && !third.is_in().await? && here.is_in().await?);
    Ok(())
}

#[tokio::test]
async fn a_session_ends_when_idle_and_at_last_however_busy_it_was() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    for _ in 0..36 {
        assert!(asha.is_in().await?, "twenty hours are no absence");
        app.clock.advance(Duration::from_hours(20));
    }
    assert!(!asha.is_in().await?, "thirty days are the end");
    let staff = app.signed_in("finance").await?;
    app.clock.advance(Duration::from_mins(14));
    assert_eq!(staff.get("/me").await?.status, 200);
    app.clock.advance(Duration::from_mins(16));
    assert_eq!(staff.get("/me").await?.status, 303, "staff are signed out after a quarter of an hour");

    app.pass(Duration::from_hours(3), Duration::from_hours(1)).await?;
    let left = "SELECT CAST(COUNT(*) AS bigint) FROM users_session";
    let row = app.ctx("users")?.db.read().one(left, vec![]).await?.expect("a count");
    assert_eq!(row.try_get_by_index::<i64>(0)?, 0, "what has ended is thrown away");
    Ok(())
}

/// SEC-8: at most a quarter of an hour idle, and at most eight hours at all.
#[tokio::test]
async fn staff_are_signed_out_after_eight_hours_however_busy_they_were() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let staff = app.signed_in("support").await?;
    for used in 1..48 {
        app.clock.advance(Duration::from_mins(10));
        assert_eq!(staff.get("/backoffice").await?.status, 200, "after {used} times ten minutes");
    }
    app.clock.advance(Duration::from_mins(10));
    assert_eq!(staff.get("/backoffice").await?.status, 303, "a working day is over");
    Ok(())
}

#[tokio::test]
async fn a_closed_account_is_nobodys_and_its_key_is_destroyed_a_day_later() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        assert_eq!(asha.send("/me/close", "/me/close", &[]).await?.status, 422, "not without the tick");
        let closed = asha.send("/me/close", "/me/close", &[("sure", "1")]).await?;
        assert_eq!(closed.status, 200, "{}", closed.text);
        assert!(!asha.is_in().await?);
        assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.status, 422);
        app.settle().await?;
        assert_eq!(app.subjects_to(EMAIL).last().map(String::as_str), Some("Your account is closed"));
        app.pass(Duration::from_hours(25), Duration::from_hours(1)).await?;
        app.settle().await?;
        for (module, sql) in [
            (
                "users",
                "SELECT CAST(COUNT(*) AS bigint) FROM users_person_key k JOIN users_user u ON u.person = k.person WHERE u.closed_at IS NOT NULL",
            ),
            ("users", "SELECT CAST(COUNT(*) AS bigint) FROM users_user WHERE email LIKE 'asha%'"),
            (
                "notifications",
                "SELECT CAST(COUNT(*) AS bigint) FROM notifications_contact WHERE email LIKE 'asha%'",
            ),
        ] {
            let row = app.ctx(module)?.db.read().one(sql, vec![]).await?.expect("a count");
            assert_eq!(row.try_get_by_index::<i64>(0)?, 0, "{sql}");
        }
        app.holds().await?;
    }
    Ok(())
}

/// As after an older copy was restored with newer keys (decision 116).
#[tokio::test]
async fn whoever_keeps_something_of_a_closed_account_forgets_it_though_its_key_is_gone_already()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        assert_eq!(asha.send("/me/close", "/me/close", &[("sure", "1")]).await?.status, 200);
        app.settle().await?;
        let kept = "SELECT CAST(COUNT(*) AS bigint) FROM notifications_contact WHERE email LIKE 'asha%'";
        let count = async || -> anyhow::Result<i64> {
            let row = app.ctx("notifications")?.db.read().one(kept, vec![]).await?.expect("a count");
            Ok(row.try_get_by_index(0)?)
        };
        assert!(count().await? > 0, "the last letter needs an address");
        let key = "DELETE FROM users_person_key WHERE person IN (SELECT person FROM users_user WHERE closed_at IS NOT NULL)";
        assert_eq!(app.ctx("users")?.db.execute(key, vec![]).await?, 1);
        app.pass(Duration::from_hours(25), Duration::from_hours(1)).await?;
        app.settle().await?;
        assert_eq!(count().await?, 0, "they are still known to whoever writes to them");
        app.holds().await?;
    }
    Ok(())
}

/// SEC-8. The demo's creator is called one; everybody else becomes one.
#[tokio::test]
async fn whoever_begins_a_campaign_is_signed_in_for_as_long_as_creators_are_at_once_and_from_then_on()
-> anyhow::Result<()> {
    let minutes = |it: u64| Duration::from_secs(it * 60);
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        app.clock.advance(minutes(120));
        assert!(asha.is_in().await?, "donors are signed in for a day");

        let page = "/dashboard/campaigns/new";
        let id = asha.browser.get(page).await?.field("id")?;
        let fields = [
            ("id", &*id),
            ("title", "A bench by the lake"),
            ("organiser", "Lake path volunteers"),
            ("currency", "EUR"),
            ("model", "keep_it_all"),
        ];
        assert_eq!(asha.send(page, "/dashboard/campaigns", &fields).await?.status, 303);
        app.settle().await?;
        app.clock.advance(minutes(59));
        assert!(asha.is_in().await?);
        app.clock.advance(minutes(60));
        assert!(!asha.is_in().await?, "the session she had is a creator's now");

        asha.sign_in(EMAIL, PASSWORD).await?;
        for used in 1..=28 {
            app.clock.advance(minutes(50));
            assert!(asha.is_in().await?, "after {used} times 50 minutes");
        }
        app.clock.advance(minutes(50));
        assert!(!asha.is_in().await?, "and none lasts longer than a day, however it is used");
        app.settle_once().await?;
        app.holds().await?;
    }
    Ok(())
}

/// SEC-7: another role, another id.
#[tokio::test]
async fn whoever_becomes_a_creator_goes_on_under_another_session_id_and_the_one_before_is_dead()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        for (number, becomes) in [(1, true), (2, false)] {
            let page = "/dashboard/campaigns/new";
            let id = asha.browser.get(page).await?.field("id")?;
            let title = format!("Bench number {number}");
            let fields = [
                ("id", &*id),
                ("title", &*title),
                ("organiser", "Lake path volunteers"),
                ("currency", "EUR"),
                ("model", "keep_it_all"),
            ];
            let before = Visitor { app: &app, browser: asha.browser.at(app.router.clone()) };
            assert!(before.is_in().await?, "it has the id that she has");
            let begun = asha.send(page, "/dashboard/campaigns", &fields).await?;
            assert_eq!(begun.status, 303, "{}", begun.text);
            assert_eq!(asha.browser.get(&begun.location).await?.status, 200, "she goes on");
            assert_eq!(before.is_in().await?, !becomes, "campaign {number}");
            app.settle().await?;
            assert!(asha.is_in().await?, "campaign {number}");
        }
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_runs_a_campaign_closes_no_account_before_all_of_it_is_over() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        let sql = "SELECT id FROM users_user WHERE email = $1";
        let row = app.ctx("users")?.db.read().one(sql, vec![EMAIL.into()]).await?;
        let mut new = campaigns::demo_campaigns(tests::START).remove(0);
        new.creator = UserId(row.context("she has an account")?.try_get("", "id")?);
        new.slug = "a-bench-of-hers".to_owned();
        (new.unit, new.rewards) = (None, Vec::new());
        new.deadline_at = app.clock.now().after(Duration::from_hours(10 * 24));
        campaigns::publish(app.ctx("campaigns")?, new).await?;
        app.settle().await?;
        let sure = [("sure", "1")];
        let refused = asha.send("/me/close", "/me/close", &sure).await?;
        assert!(refused.status == 409 && refused.text.contains("runs campaigns"), "{}", refused.text);
        assert!(asha.is_in().await?, "nothing of it was done");

        app.clock.advance(Duration::from_hours(113 * 24));
        asha.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(
            asha.send("/me/close", "/me/close", &sure).await?.status,
            409,
            "something may be paid out"
        );
        app.clock.advance(Duration::from_hours(2 * 24));
        asha.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(asha.send("/me/close", "/me/close", &sure).await?.status, 200);
        assert!(!asha.is_in().await?);
    }
    Ok(())
}
