//! The switch of each kind of jobs (rule R15; T-18: it works at once).

use crate::{
    donors::journey::{Journey, VISA},
    money::{adds_up, keeps_all, leads_back},
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
        leads_back(&unsaid, "")?;
        let long = "a".repeat(501);
        leads_back(&finance.post(&switch("pause"), &[("_token", &*token), ("note", &*long)]).await?, &long)?;
        assert!(!finance.get("/backoffice").await?.text.contains("Told to wait"), "not without a reason");
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

#[tokio::test]
async fn the_last_error_of_a_kind_is_the_latest_whether_its_job_waits_or_gave_up() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let payments = app.ctx("payments")?;
        let sql = "INSERT INTO payments_job (id, kind, args, priority, state, attempt, max_attempts, run_at, last_error, \
                   correlation_id, created_at, finished_at, failed_at) VALUES ($1, 'probe', '{}', 1, $2, 1, 3, $3, $4, $1, \
                   $5, $6, $7)";
        let later = payments.clock.now().after(Duration::from_hours(24)).0;
        // What it is, what went wrong with it, when it gave up, when that was.
        for (state, error, finished, failed, last) in [
            (0_i16, "zz, long ago", None::<i64>, Some(1_i64), "zz, long ago"),
            (3, "nobody noted when", Some(5), None, "nobody noted when"),
            (0, "just now", None, Some(9), "just now"),
            (3, "before that", Some(7), Some(7), "just now"),
            (2, "it was done", Some(8), None, "just now"),
        ] {
            let kept = (state != 2).then(|| error.to_owned());
            let values = vec![
                uuid::Uuid::new_v4().into(),
                state.into(),
                later.into(),
                kept.into(),
                1_i64.into(),
                finished.into(),
                failed.into(),
            ];
            payments.db.execute(sql, values).await?;
            let mut kinds = app.platform.jobs().await?.into_iter().flat_map(|(_, kinds)| kinds);
            let probe = kinds.find(|it| it.kind == "probe").and_then(|it| it.last_error);
            assert_eq!(probe.as_deref(), Some(last), "{error}");
        }
    }
    Ok(())
}
