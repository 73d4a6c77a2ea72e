use super::{Mails, PASSWORD, Visitor};
use kernel::db::Sql as _;
use tests::{Answer, TestApp, shapes};

const EMAIL: &str = "asha@example.test";

/// The page of whoever has the address `EMAIL`, as `staff` finds it.
async fn find(staff: &Visitor<'_>) -> anyhow::Result<String> {
    let found = staff.browser.get("/backoffice/people?q=Asha%40example.test").await?;
    anyhow::ensure!(found.status == 303, "{} {}", found.status, found.text);
    Ok(found.location)
}

#[tokio::test]
async fn people_are_found_by_their_whole_address_and_by_nothing_less() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Visitor::of(&app).register("Asha", EMAIL).await?;
    let support = Visitor { app: &app, browser: app.signed_in("support").await? };
    let page = find(&support).await?;
    let shown = support.browser.get(&page).await?;
    assert!(shown.text.contains(EMAIL), "{}", shown.text);
    assert!(!shown.text.contains("/role\""), "support looks and changes nothing");
    assert_eq!(support.browser.get("/backoffice/people?q=asha").await?.status, 422);
    let nobody = support.browser.get("/backoffice/people?q=nobody%40example.test").await?;
    assert!(nobody.text.contains("Nobody has an account"), "{}", nobody.text);
    let fields = [("role", "admin"), ("what", "grant"), ("reason", "mine")];
    assert_eq!(support.send("/me", &format!("{page}/role"), &fields).await?.status, 404);
    let finance = app.signed_in("finance").await?;
    assert_eq!(finance.get("/backoffice/people").await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn a_role_is_given_with_a_reason_and_a_signature_of_exactly_that() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        let page = find(&admin).await?;
        let path = format!("{page}/role");
        let no_reason = [("role", "support"), ("what", "grant"), ("reason", " ")];
        assert_eq!(admin.send(&page, &path, &no_reason).await?.status, 422);

        let support = [("role", "support"), ("what", "grant"), ("reason", "joins the desk")];
        let asked = admin.send(&page, &path, &support).await?;
        assert!(asked.location.starts_with("/me/confirm?next="), "{}", asked.location);
        let confirm = admin.browser.get(&asked.location).await?;
        for words in ["Give a role", EMAIL, "support", "joins the desk"] {
            assert!(confirm.text.contains(words), "{words}: {}", confirm.text);
        }
        let sign = async |deed: &str| {
            let signed = [("password", "marigold-delta-admin"), ("next", page.as_str()), ("deed", deed)];
            admin.send(&asked.location, "/me/confirm", &signed).await
        };
        let deed = confirm.field("deed")?;
        assert_eq!(sign(&deed).await?.location, page);

        let finance = [("role", "finance"), ("what", "grant"), ("reason", "joins the desk")];
        let other = admin.send(&page, &path, &finance).await?;
        assert!(other.location.starts_with("/me/confirm"), "another deed needs another signature");
        assert!(!asha.browser.get("/backoffice").await?.text.contains("What is stuck"));

        assert_eq!(sign(&deed).await?.location, page);
        let unseen = admin.send(&page, &path, &finance).await?;
        assert!(unseen.location.starts_with("/me/confirm"), "what was not shown is not signed");

        admin.send(&page, &path, &support).await?;
        sign(&deed).await?;
        assert_eq!(admin.send(&page, &path, &support).await?.location, page);
        assert!(!asha.is_in().await?, "a session from before it is over");
        asha.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(asha.browser.get("/backoffice").await?.status, 200);
        assert_eq!(
            asha.browser.get("/backoffice/matching").await?.status,
            404,
            "and no more than was signed"
        );
        app.settle().await?;
        assert!(app.subjects_to(EMAIL).contains(&"What you may do was changed".to_owned()));
        app.holds().await?;
    }
    Ok(())
}

/// Sends `fields` to `path`, signs what is shown then, and sends them again.
async fn signed(
    who: &Visitor<'_>,
    (page, path): (&str, &str),
    fields: &[(&str, &str)],
    password: &str,
) -> anyhow::Result<Answer> {
    let asked = who.send(page, path, fields).await?;
    let deed = who.browser.get(&asked.location).await?.field("deed")?;
    let proof = [("password", password), ("next", page), ("deed", deed.as_str())];
    who.send(&asked.location, "/me/confirm", &proof).await?;
    who.send(page, path, fields).await
}

#[tokio::test]
async fn where_there_are_two_admins_nobody_gives_a_role_of_staff_alone() -> anyhow::Result<()> {
    const OWN: &str = "marigold-delta-admin";
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        Visitor::of(&app).register("Ravi", "ravi@example.test").await?;
        let second = "INSERT INTO users_role (user_id, role, granted_at) \
                      SELECT id, 'admin', 0 FROM users_user WHERE email = 'ravi@example.test'";
        app.ctx("users")?.db.execute(second, vec![]).await?;
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        let ravi = Visitor::of(&app);
        ravi.sign_in("ravi@example.test", PASSWORD).await?;

        let page = find(&admin).await?;
        let finance = [("role", "finance"), ("what", "grant"), ("reason", "joins the desk")];
        let path = format!("{page}/role");
        assert_eq!(signed(&admin, (&page, &path), &finance, OWN).await?.location, page);
        assert_eq!(signed(&admin, (&page, &path), &finance, OWN).await?.status, 409, "it waits already");
        assert!(asha.is_in().await?, "nothing was changed yet");

        let shown = ravi.browser.get(&page).await?;
        let way = shown.text.split('"').find(|it| it.contains("/role/")).expect("something to agree to");
        let hash = shown.field("hash")?;
        let own = admin.browser.get(&page).await?;
        assert!(
            own.text.contains("another admin has to agree") && own.field("hash").is_err(),
            "{}",
            own.text
        );
        let (ways, yes) = ((page.as_str(), way), [("hash", hash.as_str())]);
        assert_eq!(admin.send(&page, way, &yes).await?.status, 409, "whoever proposed it");
        assert_eq!(ravi.send(&page, way, &[("hash", "0")]).await?.status, 409, "not what was shown");
        let gone = format!("{page}/role/{}", uuid::Uuid::nil());
        assert_eq!(ravi.send(&page, &gone, &yes).await?.status, 409, "nothing is signed that is not there");
        assert_eq!(signed(&ravi, ways, &yes, PASSWORD).await?.location, page);
        assert_eq!(
            signed(
                &ravi,
                (&page, &path),
                &[("role", "finance"), ("what", "revoke"), ("reason", "x")],
                PASSWORD
            )
            .await?
            .location,
            page,
            "one may take it away"
        );
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

/// Somebody who was an admin a moment ago still has to be asked: else one would be rid of them first.
#[tokio::test]
async fn whoever_takes_the_other_admin_s_rights_away_gives_no_role_of_staff_alone_for_a_week()
-> anyhow::Result<()> {
    const OWN: &str = "marigold-delta-admin";
    for disables in [true, false] {
        let app = TestApp::start(&shapes()[0]).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        Visitor::of(&app).register("Ravi", "ravi@example.test").await?;
        let second = "INSERT INTO users_role (user_id, role, granted_at) \
                      SELECT id, 'admin', 0 FROM users_user WHERE email = 'ravi@example.test'";
        app.ctx("users")?.db.execute(second, vec![]).await?;
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        let ravi = admin.browser.get("/backoffice/people?q=ravi%40example.test").await?.location;
        let gone = if disables {
            let fields = [("what", "disable"), ("reason", "is away")];
            admin.send(&ravi, &format!("{ravi}/disabled"), &fields).await?
        } else {
            let fields = [("role", "admin"), ("what", "revoke"), ("reason", "is away")];
            signed(&admin, (&ravi, &format!("{ravi}/role")), &fields, OWN).await?
        };
        assert_eq!(gone.location, ravi, "{} {}", gone.status, gone.text);

        let page = find(&admin).await?;
        let path = format!("{page}/role");
        let finance = [("role", "finance"), ("what", "grant"), ("reason", "joins the desk")];
        assert_eq!(signed(&admin, (&page, &path), &finance, OWN).await?.location, page);
        assert!(asha.is_in().await?, "nothing was changed: it waits for a second person");
        assert_eq!(asha.browser.get("/backoffice/matching").await?.status, 404);

        app.clock.advance(std::time::Duration::from_secs(8 * 86_400));
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        assert_eq!(signed(&admin, (&page, &path), &finance, OWN).await?.location, page);
        asha.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(asha.browser.get("/backoffice/matching").await?.status, 200);
    }
    Ok(())
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_nobody_disables_themselves() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
    let page = find(&admin).await?;
    let fields = [("what", "disable"), ("reason", "card testing")];
    assert_eq!(admin.send(&page, &format!("{page}/disabled"), &fields).await?.location, page);
    assert!(!asha.is_in().await?);
    assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.status, 422);
    let again = [("what", "enable"), ("reason", "it was somebody else")];
    admin.send(&page, &format!("{page}/disabled"), &again).await?;
    assert_eq!(asha.sign_in(EMAIL, PASSWORD).await?.status, 303);

    let own = admin.browser.get("/backoffice/people?q=admin%40demo.test").await?.location;
    assert_eq!(admin.send("/me", &format!("{own}/disabled"), &fields).await?.status, 409);
    Ok(())
}

/// SEC-8: whoever proves anew that it is them, or signs in, in that moment has a session written behind those that were ended.
#[tokio::test]
async fn a_session_that_is_written_after_its_owner_was_disabled_opens_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let asha = Visitor::of(&app);
        asha.register("Asha", EMAIL).await?;
        let db = &app.ctx("users")?.db;
        let keep = "CREATE TABLE users_kept AS SELECT * FROM users_session WHERE user_id IS NOT NULL";
        db.execute(keep, vec![]).await?;
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        let page = find(&admin).await?;
        let fields = [("what", "disable"), ("reason", "card testing")];
        assert_eq!(admin.send(&page, &format!("{page}/disabled"), &fields).await?.location, page);
        let late = db.execute("INSERT INTO users_session SELECT * FROM users_kept", vec![]).await?;
        assert_eq!(late, 1, "her session is there again");
        assert!(!asha.is_in().await?, "and opens nothing");
    }
    Ok(())
}

#[tokio::test]
async fn the_first_admin_opens_the_account_by_a_token_that_is_good_once_and_only_while_there_is_none()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let ctx = app.ctx("users")?;
    assert_eq!(users::invite_first_admin(ctx).await?, None, "the demo has an admin");
    ctx.db.execute("DELETE FROM users_role WHERE role = 'admin'", vec![]).await?;
    let path = users::invite_first_admin(ctx).await?.expect("a token");
    let guess = Visitor::of(&app).browser.get("/setup/00000000000000000000000000000000").await?;
    assert_eq!(guess.status, 410);
    let first = Visitor::of(&app);
    assert_eq!(first.browser.get(&path).await?.headers["referrer-policy"], "no-referrer");
    let fields = [("name", "Asha"), ("email", EMAIL), ("password", PASSWORD)];
    assert_eq!(first.send(&path, &path, &fields).await?.location, "/me/security");
    assert_eq!(first.browser.get("/backoffice/people").await?.status, 200);
    assert_eq!(Visitor::of(&app).browser.get(&path).await?.status, 410);
    assert_eq!(users::invite_first_admin(ctx).await?, None);
    let noted = "SELECT 1 FROM users_audit WHERE actor = 'console' AND action = 'users.role_granted' \
                 AND became LIKE '%\"admin\"%' AND reason = 'the first admin'";
    assert!(ctx.db.read().one(noted, vec![]).await?.is_some(), "nobody reads later who made the first admin");
    Ok(())
}

#[tokio::test]
async fn admins_look_over_everybody_who_works_here_and_by_whose_word() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (asha, ravi) = (Visitor::of(&app), Visitor::of(&app));
        asha.register("Asha", EMAIL).await?;
        Visitor::of(&app).register("Ravi", "ravi@example.test").await?;
        let second = "INSERT INTO users_role (user_id, role, granted_at) \
                      SELECT id, 'admin', 0 FROM users_user WHERE email = 'ravi@example.test'";
        app.ctx("users")?.db.execute(second, vec![]).await?;
        let admin = Visitor { app: &app, browser: app.signed_in("admin").await? };
        ravi.sign_in("ravi@example.test", PASSWORD).await?;
        let page = find(&admin).await?;
        let finance = [("role", "finance"), ("what", "grant"), ("reason", "joins the desk")];
        signed(&admin, (&page, &format!("{page}/role")), &finance, "marigold-delta-admin").await?;
        let shown = ravi.browser.get(&page).await?;
        let way = shown.text.split('"').find(|it| it.contains("/role/")).expect("something to agree to");
        let yes = [("hash", &*shown.field("hash")?)];
        assert_eq!(signed(&ravi, (&page, way), &yes, PASSWORD).await?.location, page);
        asha.sign_in(EMAIL, PASSWORD).await?;

        let room = admin.browser.get("/backoffice/people/review").await?;
        assert_eq!(room.status, 200, "{}", room.text);
        for words in [EMAIL, "finance", "given by", "and proposed by", "given at the console"] {
            assert!(room.text.contains(words), "{words}: {}", room.text);
        }
        let file = admin.browser.get("/backoffice/people/review.csv").await?;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        let lines: Vec<Vec<&str>> = file.text.lines().map(|it| it.split(',').collect()).collect();
        let of_asha = lines.iter().find(|it| it[0] == EMAIL).expect("Asha works here");
        assert_eq!(&of_asha[2..3], ["finance"]);
        assert_eq!(&of_asha[4..6], ["ravi@example.test", "admin@demo.test"], "who agreed, who proposed");
        assert!(of_asha[6].starts_with("2026-03-01"), "{of_asha:?}");
        assert_eq!((of_asha[7], of_asha[10]), ("0", "1"), "apps and sessions: {of_asha:?}");
        assert!(!file.text.contains("donor@"), "{}", file.text);

        app.clock.advance(std::time::Duration::from_mins(6));
        let stale = admin.browser.get("/backoffice/people/review.csv").await?;
        assert!(stale.location.starts_with("/me/confirm"), "{} {}", stale.status, stale.location);
        for somebody in ["support", "finance", "donor"] {
            let browser = app.signed_in(somebody).await?;
            for path in ["/backoffice/people/review", "/backoffice/people/review.csv"] {
                assert_eq!(browser.get(path).await?.status, 404, "{somebody} {path}");
            }
        }
    }
    Ok(())
}
