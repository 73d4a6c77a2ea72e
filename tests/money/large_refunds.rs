//! Refunds that one person does not decide alone (SEC-20).

use super::{adds_up, balance, keeps_all};
use crate::donors::journey::{Journey, VISA};
use std::time::Duration;
use tests::{Browser, TestApp, shapes};

/// The form of what waits: where it goes, the hash of what is shown, the token.
async fn shown(who: &Browser, pledge: &str) -> anyhow::Result<(String, String, String)> {
    let page = who.get(&format!("/backoffice/pledges/{pledge}")).await?;
    let path = page.text.split('"').find(|it| it.contains("/refund/")).map(str::to_owned);
    let Some(path) = path else { anyhow::bail!("nothing waits: {}", page.text) };
    Ok((path, page.field("hash")?, page.field("_token")?))
}

/// Signs what is shown, and gives the token with which it can be sent.
async fn signed(who: &Browser, path: &str, hash: &str) -> anyhow::Result<String> {
    let token = who.get("/me").await?.field("_token")?;
    let asked = who.post(path, &[("_token", &token), ("hash", hash)]).await?;
    anyhow::ensure!(asked.location.starts_with("/me/confirm"), "{} {}", asked.status, asked.text);
    who.sign(&asked).await
}

#[tokio::test]
async fn a_large_refund_needs_two_people_and_is_done_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "168000").await?;
        journey.pay(VISA).await?;
        assert_eq!(journey.refund("168000").await?.status, 303);
        assert_eq!(journey.refund("168000").await?.status, 422, "it waits already");
        assert!(app.sandbox.objects("refund").is_empty(), "one person's word is not enough");

        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        let own = finance.get(&format!("/backoffice/pledges/{}", journey.pledge)).await?;
        assert!(!own.text.contains("Agree to refund") && own.text.contains("Say no"), "{}", own.text);
        let ((path, hash, _), token) = (shown(&second, &journey.pledge).await?, own.field("_token")?);
        let alone = finance.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!(alone.status, 409);
        assert!(alone.text.contains("second person"), "{}", alone.text);
        let (path, hash, token) = shown(&second, &journey.pledge).await?;
        let other = second.post(&path, &[("_token", &token), ("hash", "0")]).await?;
        assert_eq!(other.status, 409, "not what was shown");
        // Each signed it by themselves: what was signed counts once.
        let elsewhere = app.signed_in("finance2").await?;
        let (here, there) = (signed(&second, &path, &hash).await?, signed(&elsewhere, &path, &hash).await?);
        let (here, there) = ([("_token", &*here), ("hash", &*hash)], [("_token", &*there), ("hash", &*hash)]);
        let (one, two) = tokio::join!(second.post(&path, &here), elsewhere.post(&path, &there));
        let mut statuses = [one?.status, two?.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "agreed to once");
        app.settle().await?;
        assert_eq!(app.sandbox.objects("refund").len(), 1);
        assert_eq!(balance(&app, "campaign:%", "INR").await?, 0);
        assert_eq!(journey.raised().await?, 0);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_agrees_to_a_large_refund_signs_exactly_what_it_is() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let journey = Journey::promise(&app, &keeps_all()?, "168000").await?;
    journey.pay(VISA).await?;
    journey.refund("168000").await?;
    let admin = app.signed_in("finance2").await?;
    let (path, hash, token) = shown(&admin, &journey.pledge).await?;
    let form = [("_token", &*token), ("hash", &*hash)];
    let asked = admin.post(&path, &form).await?;
    assert!(asked.location.starts_with("/me/confirm"), "{} {}", asked.status, asked.text);
    let page = admin.get(&asked.location).await?.text;
    for words in ["Agree to a large refund", "₹1,68,000.00", "asked for", "Payee", "…@"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let again = admin.post(&path, &form).await?;
    assert!(again.location.starts_with("/me/confirm"), "to be shown it is not to sign it");
    // Who they are they have proved, and not that they want this.
    let page = admin.get(&again.location).await?;
    let (token, password) = (page.field("_token")?, "marigold-delta-finance2");
    let proof = [("_token", &*token), ("deed", "0"), ("next", "/me"), ("password", password)];
    assert_eq!(admin.post("/me/confirm", &proof).await?.location, "/me");
    let token = admin.get("/me").await?.field("_token")?;
    let unsigned = admin.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
    assert!(unsigned.location.starts_with("/me/confirm"), "{} {}", unsigned.status, unsigned.text);
    app.settle().await?;
    assert!(app.sandbox.objects("refund").is_empty());
    let token = admin.sign(&unsigned).await?;
    assert_eq!(admin.post(&path, &[("_token", &token), ("hash", &hash)]).await?.status, 303);
    app.settle().await?;
    assert_eq!(app.sandbox.objects("refund").len(), 1);
    adds_up(&app).await?;
    Ok(())
}

#[tokio::test]
async fn money_is_given_back_by_whoever_has_just_shown_that_it_is_them() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let journey = Journey::promise(&app, &keeps_all()?, "168000").await?;
    journey.pay(VISA).await?;
    let (support, second) = (app.signed_in("support").await?, app.signed_in("finance2").await?);
    let path = format!("/backoffice/pledges/{}", journey.pledge);
    let page = support.get(&path).await?;
    let (token, refund) = (page.field("_token")?, page.field("refund")?);
    app.clock.advance(Duration::from_secs(6 * 60));
    let form = [("_token", &*token), ("refund", &refund), ("amount", "840"), ("reason", "asked for")];
    let answer = support.post(&format!("{path}/refund"), &form).await?;
    assert!(answer.location.starts_with("/me/confirm"), "{} {}", answer.status, answer.text);
    assert_eq!(journey.refund("168000").await?.status, 303);
    let (path, hash, token) = shown(&second, &journey.pledge).await?;
    let answer = second.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
    assert!(answer.location.starts_with("/me/confirm"), "{} {}", answer.status, answer.text);
    app.settle().await?;
    assert!(app.sandbox.objects("refund").is_empty());
    Ok(())
}

#[tokio::test]
async fn what_the_second_person_declines_is_not_done_and_can_be_proposed_again() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let journey = Journey::promise(&app, &keeps_all()?, "168000").await?;
    journey.pay(VISA).await?;
    journey.refund("168000").await?;
    let second = app.signed_in("finance2").await?;
    let (path, _, token) = shown(&second, &journey.pledge).await?;
    assert_eq!(second.post(&path, &[("_token", &token)]).await?.status, 303);
    app.settle().await?;
    assert!(app.sandbox.objects("refund").is_empty());
    assert_eq!(journey.refund("168000").await?.status, 303);
    adds_up(&app).await?;
    Ok(())
}
