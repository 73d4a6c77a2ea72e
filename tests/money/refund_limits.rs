//! The limit above which a refund takes two people, and how two admins change it (SEC-20, decision 121).

use super::{adds_up, keeps_all};
use crate::donors::journey::{Journey, VISA};
use kernel::db::Sql;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const ROOM: &str = "/backoffice/limits";

/// An admin gives the moderator the role of an admin, or takes it away.
async fn moderator_is_admin(app: &TestApp, what: &str) -> anyhow::Result<()> {
    let admin = app.signed_in("admin").await?;
    let email = app.mail_of("moderator")?.replace('@', "%40");
    let person = admin.get(&format!("/backoffice/people?q={email}")).await?.location;
    let change = async |token: &str| {
        let form = [("_token", token), ("role", "admin"), ("what", what), ("reason", "stands in")];
        admin.post(&format!("{person}/role"), &form).await
    };
    let asked = change(&admin.get(&person).await?.field("_token")?).await?;
    let signed = admin.sign(&asked).await?;
    assert_eq!(change(&signed).await?.location, person);
    Ok(())
}

/// Two admins: whoever is the only one gives a second one the role alone.
pub(crate) async fn admins(app: &TestApp) -> anyhow::Result<[Browser; 2]> {
    moderator_is_admin(app, "grant").await?;
    Ok([app.signed_in("admin").await?, app.signed_in("moderator").await?])
}

async fn propose(who: &Browser, currency: &str, amount: &str, reason: &str) -> anyhow::Result<Answer> {
    let token = who.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("currency", currency), ("amount", amount), ("reason", reason)];
    who.post(&format!("{ROOM}/proposal"), &form).await
}

/// The form of what waits: where it goes, the hash of what is shown, the token.
async fn shown(who: &Browser) -> anyhow::Result<(String, String, String)> {
    let page = who.get(ROOM).await?;
    let path = page.text.split('"').find(|it| it.ends_with("/decision")).map(str::to_owned);
    let Some(path) = path else { anyhow::bail!("nothing waits: {}", page.text) };
    Ok((path, page.field("hash").unwrap_or_default(), page.field("_token")?))
}

/// Signs what is shown, and gives the token with which it can be sent.
async fn signed(who: &Browser, path: &str, hash: &str) -> anyhow::Result<String> {
    let token = who.get("/me").await?.field("_token")?;
    let asked = who.post(path, &[("_token", &token), ("hash", hash)]).await?;
    anyhow::ensure!(asked.location.starts_with("/me/confirm"), "{} {}", asked.status, asked.text);
    who.sign(&asked).await
}

/// How often a limit was changed.
async fn changed(app: &TestApp) -> anyhow::Result<i64> {
    let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM pledges_refund_limit";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![]).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}

#[tokio::test]
async fn a_limit_takes_two_admins_and_counts_from_then_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "1680").await?;
        journey.pay(VISA).await?;
        let [one, other] = admins(&app).await?;
        for _ in 0..2 {
            assert_eq!(
                propose(&one, "INR", "1000", "too many").await?.location,
                ROOM,
                "sent twice it is one"
            );
        }
        let waits = propose(&other, "INR", "2000", "too many").await?;
        assert!(waits.status == 422 && waits.text.contains("second person already"), "{}", waits.text);
        let own = one.get(ROOM).await?.text;
        assert!(!own.contains("name=\"hash\"") && own.contains("Say no"), "{own}");
        let (path, hash, _) = shown(&other).await?;
        let token = one.get("/me").await?.field("_token")?;
        let alone = one.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(alone.status == 409 && alone.text.contains("second person"), "{}", alone.text);
        assert_eq!(changed(&app).await?, 0);

        // Each signed it by themselves: what was signed counts once.
        let elsewhere = app.signed_in("moderator").await?;
        let (here, there) = (signed(&other, &path, &hash).await?, signed(&elsewhere, &path, &hash).await?);
        let (here, there) = ([("_token", &*here), ("hash", &*hash)], [("_token", &*there), ("hash", &*hash)]);
        let (first, second) = tokio::join!(other.post(&path, &here), elsewhere.post(&path, &there));
        let mut statuses = [first?.status, second?.status];
        statuses.sort_unstable();
        assert_eq!((statuses, changed(&app).await?), ([303, 409], 1), "agreed to once");
        let room = one.get(ROOM).await?.text;
        assert!(room.contains("₹1,000.00") && room.contains("too many"), "{room}");
        let log = one.get("/backoffice/audit?action=refund_limit.change").await?.text;
        assert!(log.contains("refund_limit.change") && log.contains("too many"), "{log}");

        let page =
            app.signed_in("finance").await?.get(&format!("/backoffice/pledges/{}", journey.pledge)).await?;
        assert!(page.text.contains("More than ₹1,000.00 waits for a second person"), "{}", page.text);
        assert_eq!(journey.refund("1680").await?.status, 303);
        assert!(app.sandbox.objects("refund").is_empty(), "it waits for a second person");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_agreed_to_is_exactly_the_limit_that_was_shown() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let [one, other] = admins(&app).await?;
        propose(&one, "INR", "1000", "too many").await?;
        let (path, hash, token) = shown(&other).await?;
        let asked = other.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        let page = other.get(&asked.location).await?.text;
        for words in ["Agree to a limit for refunds", "₹1,000.00", "₹1,00,000.00", "too many"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let sql = "UPDATE pledges_proposal SET payload = replace(payload, '\"minor\":100000,', '\"minor\":900000,')";
        assert_eq!(app.ctx("pledges")?.db.execute(sql, vec![]).await?, 1);
        let swapped = other.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(
            swapped.status == 409 && swapped.text.contains("not what you were shown"),
            "{}",
            swapped.text
        );
        assert_eq!(changed(&app).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn a_limit_that_nobody_agrees_to_or_that_somebody_declines_stays_as_it_was() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let [one, other] = admins(&app).await?;
        propose(&one, "INR", "1000", "too many").await?;
        let (path, _, token) = shown(&other).await?;
        assert_eq!(other.post(&path, &[("_token", &token)]).await?.location, ROOM);
        assert!(shown(&other).await.is_err(), "it was declined");

        propose(&one, "INR", "1000", "too many").await?;
        let (path, hash, _) = shown(&other).await?;
        app.clock.advance(Duration::from_secs(25 * 3600));
        let other = app.signed_in("moderator").await?;
        let token = other.get("/me").await?.field("_token")?;
        let late = other.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(late.status == 409 && late.text.contains("within 24 hours"), "{}", late.text);
        assert_eq!(changed(&app).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn whoever_is_no_admin_any_more_after_they_signed_changes_no_limit() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let [one, other] = admins(&app).await?;
        propose(&one, "INR", "1000", "too many").await?;
        let (path, hash, _) = shown(&other).await?;
        let token = signed(&other, &path, &hash).await?;
        moderator_is_admin(&app, "revoke").await?;
        let answer = other.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(answer.location.starts_with("/login"), "{} {}", answer.status, answer.text);
        let again = app.signed_in("moderator").await?;
        let token = again.get("/me").await?.field("_token")?;
        let answer = again.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!((answer.status, changed(&app).await?), (404, 0), "{}", answer.text);
    }
    Ok(())
}

#[tokio::test]
async fn a_limit_that_makes_no_sense_is_sent_back_with_what_was_typed() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let admin = app.signed_in("admin").await?;
    for (currency, amount, reason, field) in [
        ("", "1000", "too many", "currency"),
        ("INR", "much", "too many", "amount"),
        ("INR", "-1000", "too many", "amount"),
        ("INR", "100000", "as it is", "amount"),
        ("INR", "1000", " ", "reason"),
    ] {
        let answer = propose(&admin, currency, amount, reason).await?;
        assert_eq!(answer.status, 422, "{amount}: {}", answer.text);
        assert!(answer.text.contains(&format!("id=\"{field}-problem\"")), "{amount}: {}", answer.text);
        assert!(answer.text.contains(amount), "{amount}: {}", answer.text);
    }
    assert!(shown(&admin).await.is_err(), "nothing waits");
    app.clock.advance(Duration::from_secs(6 * 60));
    let stale = propose(&admin, "INR", "1000", "too many").await?;
    assert!(stale.location.starts_with("/me/confirm"), "{} {}", stale.status, stale.text);
    Ok(())
}
