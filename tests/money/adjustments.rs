//! What two people of finance write into the ledger by hand (SEC-20, decision 120).

use super::{
    adds_up, balance, keeps_all,
    reconciliation::{open_cases, refund_behind_our_back, two_days},
};
use crate::donors::journey::{Journey, VISA};
use kernel::db::Sql;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const ROOM: &str = "/backoffice/ledger/adjustments";
/// The account of a posting, its side, and the sum in rupees.
type Line<'a> = (&'a str, &'a str, &'a str);
/// A loss of cash: it explains no difference with the provider.
const LOSS: [Line<'static>; 2] = [("dispute:loss", "debit", "5"), ("cash:offline", "credit", "5")];
/// What somebody gave back at the provider's own site, which nobody here decided.
const GIVEN_BACK: [Line<'static>; 2] = [("dispute:loss", "debit", "1"), ("psp:stripe", "credit", "1")];

/// Fills in the form, a posting in rupees for each of `lines`.
async fn filled(who: &Browser, lines: &[Line<'_>], case: &str) -> anyhow::Result<Vec<(String, String)>> {
    let page = who.get(ROOM).await?;
    let mut form = vec![
        ("_token".to_owned(), page.field("_token")?),
        ("adjustment".to_owned(), page.field("adjustment")?),
        ("case".to_owned(), case.to_owned()),
        ("reason".to_owned(), "A box was stolen.".to_owned()),
    ];
    for (number, (account, side, sum)) in (1..).zip(lines) {
        form.push((format!("account{number}"), (*account).to_owned()));
        form.push((format!("{side}{number}"), (*sum).to_owned()));
        form.push((format!("currency{number}"), "INR".to_owned()));
    }
    Ok(form)
}

async fn sent(who: &Browser, form: &[(String, String)]) -> anyhow::Result<Answer> {
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.post(&format!("{ROOM}/proposal"), &form).await
}

async fn propose(who: &Browser, lines: &[Line<'_>], case: &str) -> anyhow::Result<Answer> {
    sent(who, &filled(who, lines, case).await?).await
}

/// The form of the first that waits: where it goes, the hash of what is shown, the token.
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

/// Signs and agrees to the first that waits.
async fn agree(who: &Browser) -> anyhow::Result<Answer> {
    let (path, hash, _) = shown(who).await?;
    let token = signed(who, &path, &hash).await?;
    who.post(&path, &[("_token", &token), ("hash", &hash)]).await
}

/// How many adjustments were written.
async fn written(app: &TestApp) -> anyhow::Result<i64> {
    let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM payments_posting_group WHERE kind = 'adjustment'";
    let row = app.ctx("payments")?.db.read().one(sql, vec![]).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}

/// The case of a rupee that left the provider without us.
async fn differs(app: &TestApp) -> anyhow::Result<String> {
    let journey = Journey::promise(app, &keeps_all()?, "840").await?;
    journey.pay(VISA).await?;
    refund_behind_our_back(app, &format!("charge={}&amount=100", journey.charge()?)).await?;
    two_days(app).await?;
    let room = app.signed_in("finance").await?.get("/backoffice/reconciliation").await?.text;
    let case = room.split_once("action=\"/backoffice/reconciliation/").and_then(|(_, it)| it.split_once('/'));
    let Some((case, _)) = case else { anyhow::bail!("nothing differs: {room}") };
    Ok(case.to_owned())
}

#[tokio::test]
async fn an_adjustment_takes_two_people_is_written_once_and_explains_what_differed() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let case = differs(&app).await?;
        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        let form = filled(&finance, &GIVEN_BACK, &case).await?;
        for _ in 0..2 {
            assert_eq!(sent(&finance, &form).await?.location, ROOM, "sent twice it is one");
        }
        assert_eq!(second.get(ROOM).await?.text.matches("Agree to these postings").count(), 1);
        let own = finance.get(ROOM).await?.text;
        assert!(!own.contains("Agree to these postings") && own.contains("Say no"), "{own}");
        let (path, hash, _) = shown(&second).await?;
        let token = finance.get("/me").await?.field("_token")?;
        let alone = finance.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(alone.status == 409 && alone.text.contains("second person"), "{}", alone.text);
        assert_eq!((written(&app).await?, open_cases(&app).await?), (0, Some(1)));

        // Each signed it by themselves: what was signed counts once.
        let elsewhere = app.signed_in("finance2").await?;
        let (here, there) = (signed(&second, &path, &hash).await?, signed(&elsewhere, &path, &hash).await?);
        let (here, there) = ([("_token", &*here), ("hash", &*hash)], [("_token", &*there), ("hash", &*hash)]);
        let (one, two) = tokio::join!(second.post(&path, &here), elsewhere.post(&path, &there));
        let mut statuses = [one?.status, two?.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "agreed to once");
        assert_eq!((written(&app).await?, open_cases(&app).await?), (1, Some(0)));
        assert_eq!(balance(&app, "dispute:loss", "INR").await?, 100);
        adds_up(&app).await?;
        assert_eq!(sent(&finance, &form).await?.status, 409, "it was decided");

        two_days(&app).await?;
        let room = app.signed_in("finance").await?.get("/backoffice/reconciliation").await?.text;
        assert!(room.contains("Nothing is unexplained"), "{room}");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_adjustment_is_taken_back_once_and_what_it_explained_is_open_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let case = differs(&app).await?;
        let there = balance(&app, "psp:stripe", "INR").await?;
        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        propose(&finance, &GIVEN_BACK, &case).await?;
        assert_eq!(agree(&second).await?.location, ROOM);
        assert_eq!(balance(&app, "psp:stripe", "INR").await?, there - 100);

        let page = second.get(ROOM).await?;
        let path = page.text.split('"').find(|it| it.ends_with("/reversal")).unwrap_or_default().to_owned();
        let (token, name) = (page.field("_token")?, page.field("reversal")?);
        let unsaid = [("_token", &*token), ("reversal", &*name), ("reason", " ")];
        let unsaid = second.post(&path, &unsaid).await?;
        assert!(unsaid.status == 422 && unsaid.text.contains("Say why"), "{}", unsaid.text);
        let back = [("_token", &*token), ("reversal", &*name), ("reason", "It was another one.")];
        assert_eq!(second.post(&path, &back).await?.location, ROOM);
        let other = uuid::Uuid::new_v4().to_string();
        let twice = [("_token", &*token), ("reversal", &*other), ("reason", "It was another one.")];
        assert_eq!(second.post(&path, &twice).await?.location, ROOM, "nobody agreed to the first yet");
        assert_eq!(agree(&finance).await?.location, ROOM);
        assert_eq!(balance(&app, "psp:stripe", "INR").await?, there);
        assert_eq!(balance(&app, "dispute:loss", "INR").await?, 0);
        assert_eq!((written(&app).await?, open_cases(&app).await?), (2, Some(1)));

        let again = agree(&finance).await?;
        assert!(again.status == 409 && again.text.contains("taken back before"), "{}", again.text);
        let page = second.get(ROOM).await?.text;
        assert!(page.contains("Taken back") && !page.contains("/reversal\""), "{page}");
        assert_eq!(written(&app).await?, 2);
        two_days(&app).await?;
        assert_eq!(open_cases(&app).await?, Some(1), "it is one difference still");
    }
    Ok(())
}

#[tokio::test]
async fn what_would_leave_the_books_wrong_is_refused_before_anybody_is_asked() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let case = differs(&app).await?;
        let finance = app.signed_in("finance").await?;
        let escrow = format!("campaign:{}:escrow", uuid::Uuid::nil());
        let wrong: [(&[Line<'_>], &str, &str); 9] = [
            (&[("dispute:loss", "debit", "5"), ("cash:offline", "credit", "4")], "", "have to be the same"),
            (&[("dispute:loss", "debit", "5")], "", "at least two postings"),
            (
                &[(escrow.as_str(), "debit", "5"), ("platform:fee", "credit", "5")],
                "",
                "is not adjusted by hand",
            ),
            (&[("platform:tip", "debit", "5"), ("cash:offline", "credit", "5")], "", "only added to"),
            (&[("cash:offline", "debit", "5"), ("dispute:loss", "credit", "5")], "", "would not be covered"),
            (&GIVEN_BACK, "", "explain a difference"),
            (&[("dispute:loss", "debit", "2"), ("psp:stripe", "credit", "2")], case.as_str(), "by exactly"),
            (&LOSS, case.as_str(), "Nothing here does"),
            (&[("dispute:loss", "debit", "five"), ("cash:offline", "credit", "5")], "", "debit1-problem"),
        ];
        for (lines, case, words) in wrong {
            let answer = propose(&finance, lines, case).await?;
            assert!(answer.status == 422 && answer.text.contains(words), "{words}: {}", answer.text);
            assert!(answer.text.contains(lines[0].2), "what was typed stands there: {}", answer.text);
        }
        let mut form = filled(&finance, &LOSS, "").await?;
        form.retain(|(name, _)| name != "reason");
        assert_eq!(sent(&finance, &form).await?.status, 422, "nobody says why");
        assert!(shown(&app.signed_in("finance2").await?).await.is_err(), "nothing waits");
        assert_eq!(written(&app).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn what_was_explained_meanwhile_is_not_explained_twice() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let case = differs(&app).await?;
        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        for _ in 0..2 {
            assert_eq!(propose(&finance, &GIVEN_BACK, &case).await?.location, ROOM);
        }
        assert_eq!(agree(&second).await?.location, ROOM);
        let again = agree(&second).await?;
        assert!(again.status == 409 && again.text.contains("explained by now"), "{}", again.text);
        assert_eq!(written(&app).await?, 1);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_agrees_to_an_adjustment_signs_exactly_its_postings() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        assert_eq!(propose(&finance, &LOSS, "").await?.location, ROOM);
        let (path, hash, token) = shown(&second).await?;
        let asked = second.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        let page = second.get(&asked.location).await?.text;
        for words in ["dispute:loss", "Debit ₹5.00", "cash:offline", "Credit ₹5.00", "A box was stolen."]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let sql = "UPDATE payments_proposal SET payload = replace(payload, 'dispute:loss', 'psp:fee')";
        assert_eq!(app.ctx("payments")?.db.execute(sql, vec![]).await?, 1);
        let swapped = second.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(
            swapped.status == 409 && swapped.text.contains("not what you were shown"),
            "{}",
            swapped.text
        );
        assert_eq!(written(&app).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn an_adjustment_that_nobody_agrees_to_within_a_day_or_that_somebody_declines_is_not_written()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        assert_eq!(propose(&app.signed_in("finance").await?, &LOSS, "").await?.location, ROOM);
        let (path, hash, _) = shown(&app.signed_in("finance2").await?).await?;
        app.clock.advance(Duration::from_secs(25 * 3600));
        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        let token = second.get("/me").await?.field("_token")?;
        let late = second.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(late.status == 409 && late.text.contains("within 24 hours"), "{}", late.text);
        assert!(shown(&second).await.is_err(), "it is not offered any more");

        assert_eq!(propose(&finance, &LOSS, "").await?.location, ROOM);
        let (path, hash, token) = shown(&second).await?;
        assert_eq!(second.post(&path, &[("_token", &token)]).await?.location, ROOM);
        let over = second.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(over.status == 409 && over.text.contains("decided this already"), "{}", over.text);
        assert_eq!(written(&app).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn whoever_lost_the_role_after_they_signed_writes_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        assert_eq!(propose(&app.signed_in("finance").await?, &LOSS, "").await?.location, ROOM);
        let second = app.signed_in("finance2").await?;
        let (path, hash, _) = shown(&second).await?;
        let token = signed(&second, &path, &hash).await?;

        let admin = app.signed_in("admin").await?;
        let email = app.mail_of("finance2")?.replace('@', "%40");
        let person = admin.get(&format!("/backoffice/people?q={email}")).await?.location;
        let revoke = async |token: &str| {
            let form =
                [("_token", token), ("role", "finance"), ("what", "revoke"), ("reason", "left the desk")];
            admin.post(&format!("{person}/role"), &form).await
        };
        let asked = revoke(&admin.get(&person).await?.field("_token")?).await?;
        let agreed = admin.sign(&asked).await?;
        assert_eq!(revoke(&agreed).await?.location, person);

        let answer = second.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(answer.location.starts_with("/login"), "{} {}", answer.status, answer.text);
        let again = app.signed_in("finance2").await?;
        let token = again.get("/me").await?.field("_token")?;
        let answer = again.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!(answer.status, 404, "{}", answer.text);
        assert_eq!(written(&app).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn support_reads_what_was_adjusted_and_is_offered_nothing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    assert_eq!(propose(&app.signed_in("finance").await?, &LOSS, "").await?.location, ROOM);
    let page = app.signed_in("support").await?.get(ROOM).await?;
    assert!(page.status == 200 && page.text.contains("A box was stolen."), "{}", page.text);
    for words in ["Agree to these postings", "Say no", "Propose these postings"] {
        assert!(!page.text.contains(words), "{words}: {}", page.text);
    }
    Ok(())
}
