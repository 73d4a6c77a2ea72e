//! The switch of each kind of jobs (rule R15; T-18: it works at once).

use crate::{
    donors::journey::{Journey, VISA},
    money::{adds_up, keeps_all},
};
use std::time::Duration;
use tests::{TestApp, shapes};

const ROOM: &str = "/backoffice/jobs";

#[tokio::test]
async fn a_kind_of_jobs_that_is_told_to_wait_does_nothing_until_it_may_go_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(VISA).await?;
        let finance = app.signed_in("finance").await?;
        let token = finance.get(ROOM).await?.field("_token")?;
        let switch = |to: &str| format!("{ROOM}/payments/submit_refund/{to}");
        let unsaid = finance.post(&switch("pause"), &[("_token", &token), ("note", " ")]).await?;
        assert_eq!(unsaid.status, 400, "nobody stops money without saying why");
        let why = [("_token", token.as_str()), ("note", "The provider is changing its keys.")];
        assert_eq!(finance.post(&switch("pause"), &why).await?.status, 303);
        assert_eq!(finance.post(&switch("pause"), &why).await?.status, 409, "it waits already");
        assert_eq!(finance.post(&format!("{ROOM}/payments/no_such/pause"), &why).await?.status, 409);
        journey.refund("840").await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(600)).await?;
        assert!(app.sandbox.objects("refund").is_empty());
        let finance = app.signed_in("finance").await?;
        let token = finance.get(ROOM).await?.field("_token")?;
        let room = finance.get(ROOM).await?.text;
        assert!(room.contains("The provider is changing its keys."), "{room}");
        assert!(finance.get("/backoffice").await?.text.contains("Told to wait: submit_refund"));
        let next = finance.get(&format!("{ROOM}?module=payments&kind=submit_refund")).await?.text;
        assert!(next.contains(&format!("pledge/{}", journey.pledge)), "{next}");
        // Others go on meanwhile.
        assert!(journey.mails().iter().any(|it| it.contains("Your gift")), "{:?}", journey.mails());
        assert_eq!(finance.post(&switch("resume"), &[("_token", &token)]).await?.status, 303);
        assert_eq!(finance.post(&switch("resume"), &[("_token", &token)]).await?.status, 409);
        app.settle().await?;
        assert_eq!(app.sandbox.objects("refund").len(), 1);
        adds_up(&app).await?;
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(log.contains("jobs.pause") && log.contains("jobs.resume"), "{log}");
    }
    Ok(())
}

#[tokio::test]
async fn support_sees_the_jobs_and_switches_none() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let support = app.signed_in("support").await?;
    let room = support.get(ROOM).await?;
    assert_eq!(room.status, 200);
    assert!(room.text.contains("submit_refund") && !room.text.contains("/pause"), "{}", room.text);
    let token = support.get("/me").await?.field("_token")?;
    let form = [("_token", token.as_str()), ("note", "because")];
    assert_eq!(support.post(&format!("{ROOM}/payments/submit_refund/pause"), &form).await?.status, 404);
    assert_eq!(support.get(&format!("{ROOM}?module=nowhere&kind=x")).await?.status, 404);
    Ok(())
}
