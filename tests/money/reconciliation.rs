use super::{adds_up, balance, keeps_all, owed};
use crate::donors::journey::{Journey, VISA};
use kernel::db::Sql;
use std::time::Duration;
use tests::{START, TestApp, shapes};

const ROOM: &str = "/backoffice/reconciliation";

/// Two days, so that a comparison happens in between.
pub(super) async fn two_days(app: &TestApp) -> anyhow::Result<()> {
    app.pass(Duration::from_secs(2 * 86_400), Duration::from_secs(6 * 3600)).await
}

#[tokio::test]
async fn after_gifts_refunds_and_a_dispute_our_books_explain_all_of_the_provider_s() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = keeps_all()?;
        for amount in ["840", "1680"] {
            Journey::promise(&app, &slug, amount).await?.pay(VISA).await?;
        }
        let back = Journey::promise(&app, &slug, "420").await?;
        back.pay(VISA).await?;
        back.refund("420").await?;
        Journey::promise(&app, &slug, "4200").await?.pay("4000000000000259").await?;
        two_days(&app).await?;
        let room = app.signed_in("finance").await?.get(ROOM).await?;
        assert!(room.text.contains("100") && room.text.contains("Nothing is unexplained"), "{}", room.text);
        let figures = app.browser().get("/metrics").await?.text;
        for part in ["moved", "explained"] {
            let name = format!("tributary_compared_minor_total{{part=\"{part}\"}}");
            assert!(figures.contains(&name), "{name} in {figures}");
        }
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_only_one_of_the_two_has_is_a_case_until_somebody_says_why() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(VISA).await?;
        // Somebody gave money back at the provider's own site: we never decided that.
        let form = format!("charge={}&amount=100", journey.charge()?);
        refund_behind_our_back(&app, &form).await?;
        two_days(&app).await?;
        let finance = app.signed_in("finance").await?;
        let room = finance.get(ROOM).await?;
        assert!(room.text.contains("The provider has it, we have not"), "{}", room.text);
        let pledge = format!("<a href=\"/backoffice/pledges/{}\">refund paid re_", journey.pledge);
        assert!(room.text.contains(&pledge), "it leads to whose charge it is about: {}", room.text);
        let token = room.field("_token")?;
        let (_, rest) = room.text.split_once("/backoffice/reconciliation/").expect("a case");
        let (case, _) = rest.split_once('/').expect("its id");
        assert_eq!(open_cases(&app).await?, Some(1), "it waits for a person");
        let path = format!("{ROOM}/{case}/closing");
        let unsaid = finance.post(&path, &[("_token", &token), ("note", " ")]).await?;
        assert!(
            unsaid.status == 422 && unsaid.text.contains("what explains the difference"),
            "{}",
            unsaid.text
        );
        let closing = [("_token", token.as_str()), ("note", "given back by hand")];
        assert_eq!(finance.post(&path, &closing).await?.status, 303);
        assert_eq!(finance.post(&path, &closing).await?.status, 409);
        assert_eq!(open_cases(&app).await?, Some(0));
        two_days(&app).await?;
        let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM payments_case";
        let row = app.ctx("payments")?.db.read().one(sql, vec![]).await?;
        assert_eq!(row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?, 1, "one case, told once");
    }
    Ok(())
}

#[tokio::test]
async fn a_case_leads_to_the_pledge_that_it_is_about() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(VISA).await?;
        let sql = "INSERT INTO payments_case (id, kind, what, object, currency, ours_minor, opened_at) \
                   VALUES ($1, 'ours_not_theirs', 'collect', $2, 'INR', 84000, $3)";
        let values = vec![uuid::Uuid::now_v7().into(), journey.charge()?.into(), START.0.into()];
        app.ctx("payments")?.db.execute(sql, values).await?;
        let finance = app.signed_in("finance").await?;
        let room = finance.get(ROOM).await?.text;
        let pledge = format!("/backoffice/pledges/{}", journey.pledge);
        assert!(room.contains(&format!("<a href=\"{pledge}\">collect ch_")), "{room}");
        assert_eq!(finance.get(&pledge).await?.status, 200);
    }
    Ok(())
}

/// Time passes while the provider is asked, as it does outside of tests: its calls have a pace.
#[tokio::test]
async fn many_differences_are_found_however_fast_the_provider_may_be_asked() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for _ in 0..12 {
            let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
            journey.pay(VISA).await?;
            refund_behind_our_back(&app, &format!("charge={}&amount=100", journey.charge()?)).await?;
        }
        let clock = app.clock.clone();
        let time = tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_millis(2)).await;
                clock.advance(Duration::from_millis(20));
            }
        });
        let passed = two_days(&app).await;
        time.abort();
        passed?;
        assert_eq!(open_cases(&app).await?, Some(12));
    }
    Ok(())
}

/// What moves while nobody compares is found when it is over, however long that was.
#[tokio::test]
async fn what_moved_before_a_week_without_a_line_to_the_provider_is_found_after_it() -> anyhow::Result<()> {
    use sandbox::{Fault, FaultPlan, RequestRule};
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        journey.pay(VISA).await?;
        two_days(&app).await?;
        assert_eq!((open_cases(&app).await?, not_compared(&app).await?), (Some(0), Some(0)));
        refund_behind_our_back(&app, &format!("charge={}&amount=100", journey.charge()?)).await?;
        let away = RequestRule { method: None, ..RequestRule::new("", "/v1/", Fault::ErrorBefore(503)) };
        app.faults(FaultPlan { requests: vec![away], ..FaultPlan::default() });
        app.pass(Duration::from_secs(8 * 86_400), Duration::from_secs(6 * 3600)).await?;
        assert_eq!((open_cases(&app).await?, not_compared(&app).await?), (Some(0), Some(1)));
        let front = app.signed_in("finance").await?.get("/backoffice").await?.text;
        assert!(front.contains("were not compared with the payment provider"), "{front}");
        app.sandbox.clear_faults();
        two_days(&app).await?;
        assert_eq!((open_cases(&app).await?, not_compared(&app).await?), (Some(1), Some(0)));
    }
    Ok(())
}

#[tokio::test]
async fn one_answer_that_does_not_come_costs_an_hour_and_not_a_day() -> anyhow::Result<()> {
    use sandbox::{Fault, FaultPlan, RequestRule};
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Journey::promise(&app, &keeps_all()?, "840").await?.pay(VISA).await?;
        let lost = Fault::DropBefore(0);
        let rule =
            RequestRule { count: Some(1), ..RequestRule::new("GET", "/v1/balance_transactions", lost) };
        app.faults(FaultPlan { requests: vec![rule], ..FaultPlan::default() });
        let compared = async || {
            let sql = "SELECT COUNT(*) FROM payments_reconciliation";
            let row = app.ctx("payments")?.db.read().one(sql, vec![]).await?;
            anyhow::Ok(row.map_or(Ok(0), |row| row.try_get_by_index::<i64>(0))?)
        };
        // From noon to half an hour after midnight, when the first answer is lost.
        app.pass(Duration::from_secs(12 * 3600 + 1800), Duration::from_secs(1800)).await?;
        assert_eq!(compared().await?, 0);
        app.pass(Duration::from_secs(3600), Duration::from_secs(1800)).await?;
        assert_eq!(compared().await?, 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_comparison_that_was_left_out_is_not_taken_for_one_that_found_nothing() -> anyhow::Result<()> {
    use sandbox::{Fault, FaultPlan, RequestRule};
    let app = TestApp::start(&shapes()[0]).await?;
    Journey::promise(&app, &keeps_all()?, "840").await?.pay(VISA).await?;
    two_days(&app).await?;
    let finance = app.signed_in("finance").await?;
    assert!(!finance.get(ROOM).await?.text.contains("were last compared"));
    let away = RequestRule { method: None, ..RequestRule::new("", "/v1/", Fault::ErrorBefore(503)) };
    app.faults(FaultPlan { requests: vec![away], ..FaultPlan::default() });
    two_days(&app).await?;
    let finance = app.signed_in("finance").await?;
    assert!(finance.get(ROOM).await?.text.contains("were last compared"));
    app.sandbox.clear_faults();
    two_days(&app).await?;
    let finance = app.signed_in("finance").await?;
    assert!(!finance.get(ROOM).await?.text.contains("were last compared"));
    Ok(())
}

/// How many cases are on the list of what waits for a person.
pub(super) async fn open_cases(app: &TestApp) -> anyhow::Result<Option<i64>> {
    waiting(app, "cases_open").await
}

/// Whether staff are told that the books were not compared lately.
async fn not_compared(app: &TestApp) -> anyhow::Result<Option<i64>> {
    waiting(app, "books_not_compared").await
}

async fn waiting(app: &TestApp, name: &str) -> anyhow::Result<Option<i64>> {
    let health = app.platform.health().await?;
    let mut waits = health.iter().flat_map(|it| &it.waiting);
    Ok(waits.find(|it| it.name == name).map(|it| it.count))
}

pub(super) async fn refund_behind_our_back(app: &TestApp, form: &str) -> anyhow::Result<()> {
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;
    let request = Request::builder()
        .method("POST")
        .uri("/v1/refunds")
        .header("authorization", "Bearer sk_test_sandbox")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))?;
    let answer = app.sandbox.router().oneshot(request).await?;
    assert_eq!(answer.status(), 200);
    Ok(())
}

#[tokio::test]
async fn a_refund_that_fails_late_is_owed_listed_and_can_be_tried_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gift = owed(&app).await?;
        let finance = app.signed_in("finance").await?;
        let room = finance.get("/backoffice/refunds").await?;
        assert!(room.text.contains("owed to the donor") && room.text.contains("One waits"), "{}", room.text);
        let called = kernel::reference(gift.pledge.parse()?);
        assert!(room.text.contains(&format!(">{called}</a>")), "{}", room.text);
        assert!(room.text.contains("data-label=\"Campaign\""), "{}", room.text);
        let (_, rest) = room.text.split_once("action=\"/backoffice/refunds/").expect("something to do");
        let (refund, _) = rest.split_once('/').expect("its id");
        let path = format!("/backoffice/refunds/{refund}/retry");
        let token = room.field("_token")?;
        assert_eq!(finance.post(&path, &[("_token", &token)]).await?.status, 303);
        assert_eq!(finance.post(&path, &[("_token", &token)]).await?.status, 409, "it is on its way");
        app.settle().await?;
        assert_eq!(app.sandbox.objects("refund").len(), 2);
        assert_eq!(balance(&app, "backer:%", "INR").await?, 0);
        adds_up(&app).await?;
    }
    Ok(())
}

/// Found by the simulation: what we book days after it moved at the provider looked like something of ours alone.
#[tokio::test]
async fn days_without_a_line_to_the_provider_leave_nothing_unexplained() -> anyhow::Result<()> {
    use sandbox::{Fault, FaultPlan, RequestRule, WebhookFault, WebhookRule};
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &keeps_all()?, "840").await?;
        let session = journey.session().await?;
        app.faults(FaultPlan {
            requests: vec![RequestRule {
                method: None,
                ..RequestRule::new("", "/v1/", Fault::ErrorBefore(503))
            }],
            webhooks: vec![WebhookRule::new("", WebhookFault::Drop)],
            ..FaultPlan::default()
        });
        app.sandbox.pay(&session, VISA)?;
        app.pass(Duration::from_secs(5 * 86_400), Duration::from_secs(6 * 3600)).await?;
        app.sandbox.clear_faults();
        two_days(&app).await?;
        let room = app.signed_in("finance").await?.get(ROOM).await?;
        assert!(room.text.contains("Nothing is unexplained"), "{}", room.text);
        adds_up(&app).await?;
    }
    Ok(())
}
