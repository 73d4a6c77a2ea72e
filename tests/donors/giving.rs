use super::journey::{Journey, VISA, slug};
use contracts::{Currency, campaigns::FundingModel};
use kernel::db::Sql;
use sandbox::{Fault, FaultPlan, PayOutcome, RequestRule, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::{TestApp, shapes};

fn trees() -> anyhow::Result<String> {
    slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll && it.unit.is_some())
}

#[tokio::test]
async fn a_guest_gives_the_total_rises_and_a_refund_takes_it_all_back() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        whole_job(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn it_is_the_same_with_a_database_for_each_module() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape.split()).await?;
        whole_job(&app).await?;
    }
    Ok(())
}

async fn whole_job(app: &TestApp) -> anyhow::Result<()> {
    let journey = Journey::promise_with(app, &trees()?, "840", &[("tip", "5")]).await?;
    assert_eq!(journey.raised().await?, 0, "nothing counts before it is paid");
    assert_eq!(journey.pay(VISA).await?, PayOutcome::Done);
    assert_eq!(journey.raised().await?, 84_000, "the tip does not count");
    assert_eq!(journey.mails().len(), 1, "{:?}", journey.mails());
    assert!(journey.page().await?.contains("₹840"));
    app.holds().await?;

    let answer = journey.refund("882").await?;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(journey.raised().await?, 0);
    let mails = journey.mails();
    assert!(mails.iter().any(|it| it.to_lowercase().contains("refund") || it.contains("back")), "{mails:?}");
    let ledger = app.sandbox.ledger();
    assert_eq!(ledger.payments.iter().map(|it| it.amount_refunded).sum::<i64>(), 88_200);
    app.holds().await
}

#[tokio::test]
async fn while_no_mail_server_answers_gifts_go_on_and_mails_wait() -> anyhow::Result<()> {
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        app.restart_with_mail_at("smtp://127.0.0.1:1".to_owned()).await?;
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        assert_eq!(journey.pay(VISA).await?, PayOutcome::Done);
        assert_eq!(journey.raised().await?, 84_000);
        assert_eq!(journey.refund("420").await?.status, 303);
        assert_eq!((journey.raised().await?, journey.mails().len()), (42_000, 0));
        app.pass(Duration::from_secs(6 * 3600), Duration::from_secs(3600)).await?;
        app.holds().await?;

        let there = app.mailbox.smtp_url();
        app.restart_with_mail_at(there).await?;
        app.pass(Duration::from_secs(3600), Duration::from_secs(3600)).await?;
        let mails = app.mailbox.messages();
        let ids: std::collections::BTreeSet<_> =
            mails.iter().map(notifications::Received::message_id).collect();
        assert!(mails.iter().any(|it| it.subject().starts_with("Your gift to")), "{}", mails.len());
        assert_eq!(ids.len(), mails.len(), "each came once");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_part_refund_lowers_the_total_by_that_part() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        journey.pay(VISA).await?;
        assert_eq!(journey.refund("420").await?.status, 303);
        assert_eq!(journey.raised().await?, 42_000);
        assert_eq!(journey.refund("421").await?.status, 422, "more than is left");
        assert_eq!(journey.refund("420").await?.status, 303);
        assert_eq!(journey.raised().await?, 0);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_declined_card_can_be_followed_by_a_good_one() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        assert!(matches!(journey.pay("4000000000009995").await?, PayOutcome::Declined(_)));
        assert_eq!(journey.raised().await?, 0);
        assert_eq!(journey.pay(VISA).await?, PayOutcome::Done);
        assert_eq!(journey.raised().await?, 84_000);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_all_or_nothing_pledge_saves_the_card_and_charges_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::AllOrNothing && it.goal.currency == Currency::Eur)
            .or_else(|_| slug(|it| it.model == FundingModel::AllOrNothing))?;
        let journey = Journey::promise(&app, &slug, "1000").await?;
        journey.pay(VISA).await?;
        assert!(journey.raised().await? > 0, "a saved card counts");
        assert!(app.sandbox.ledger().payments.is_empty(), "and nothing was charged");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_pledge_nobody_pays_for_lapses_and_its_page_at_the_provider_closes() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        let session = journey.session().await?;
        app.pass(Duration::from_secs(3 * 3600), Duration::from_secs(300)).await?;
        let paid = app.sandbox.pay(&session, VISA);
        assert!(paid.is_err(), "the page is closed, and answered {paid:?}");
        assert_eq!(journey.raised().await?, 0);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn with_every_webhook_lost_the_pollers_complete_everything() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        app.faults(FaultPlan {
            webhooks: vec![WebhookRule::new("", WebhookFault::Drop)],
            ..FaultPlan::default()
        });
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        journey.pay(VISA).await?;
        app.pass(Duration::from_secs(1200), Duration::from_secs(60)).await?;
        assert_eq!(journey.raised().await?, 84_000);
        assert_eq!(journey.refund("840").await?.status, 303);
        app.pass(Duration::from_secs(1200), Duration::from_secs(60)).await?;
        assert_eq!(journey.raised().await?, 0);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn with_every_webhook_doubled_and_reversed_nothing_is_different() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let webhooks = vec![
            WebhookRule::new("", WebhookFault::Duplicate(2)),
            WebhookRule::new("", WebhookFault::Reverse),
        ];
        app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        whole_job(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_lost_after_the_provider_acted_is_never_acted_on_twice() -> anyhow::Result<()> {
    for shape in shapes() {
        for (path, fault) in [
            ("/v1/checkout/sessions", Fault::DropAnswerAfter(0)),
            ("/v1/checkout/sessions", Fault::ErrorAfter(500)),
            ("/v1/refunds", Fault::DropAnswerAfter(0)),
            ("/v1/refunds", Fault::ErrorAfter(500)),
        ] {
            let app = TestApp::start(&shape).await?;
            let requests = vec![RequestRule::new("POST", path, fault.clone()).times(1)];
            app.faults(FaultPlan { requests, ..FaultPlan::default() });
            let journey = Journey::promise(&app, &trees()?, "840").await?;
            app.pass(Duration::from_secs(300), Duration::from_secs(30)).await?;
            journey.pay(VISA).await?;
            assert_eq!(journey.raised().await?, 84_000, "{path} {fault:?}");
            assert_eq!(journey.refund("840").await?.status, 303);
            app.pass(Duration::from_secs(1800), Duration::from_secs(60)).await?;
            assert_eq!(journey.raised().await?, 0);
            let refunded: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount_refunded).sum();
            assert_eq!(refunded, 84_000, "{path} {fault:?}: refunded once");
            app.holds().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn whoever_comes_back_from_paying_is_looked_for_though_no_webhook_tells() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        assert_eq!(app.sandbox.pay(&journey.session().await?, VISA)?, PayOutcome::Done);
        app.settle_once().await?;
        assert!(!journey.page().await?.contains("is paid"), "nobody has told us");

        let back = format!("{}/returned", journey.at());
        for _ in 0..2 {
            let answer = journey.browser.get(&back).await?;
            let page = format!("{}?returned=1", journey.at());
            assert_eq!((answer.status, answer.location), (303, page));
        }
        app.settle().await?;
        assert!(journey.page().await?.contains("is paid"));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_opens_the_way_back_before_paying_keeps_no_look_from_the_donor() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        let journey = Journey::promise(&app, &trees()?, "840").await?;
        let (session, back) = (journey.session().await?, format!("{}/returned", journey.at()));
        for _ in 0..3 {
            assert_eq!(app.browser().get(&back).await?.status, 303);
            app.settle_once().await?;
        }
        assert_eq!(app.sandbox.pay(&session, VISA)?, PayOutcome::Done);
        assert_eq!(journey.browser.get(&back).await?.status, 303);
        // Long before the pollers have their turn.
        app.pass(Duration::from_secs(5), Duration::from_secs(5)).await?;
        assert!(journey.page().await?.contains("is paid"));
        let looks = "SELECT CAST(COUNT(*) AS bigint) AS n FROM payments_job WHERE kind = 'look_on_return'";
        let row = app.ctx("payments")?.db.read().one(looks, vec![]).await?;
        let looks = row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?;
        assert_eq!(looks, 2, "one in each slot, however many come");
        app.holds().await?;
    }
    Ok(())
}
