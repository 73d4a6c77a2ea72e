//! How campaigns end (rules R2 and R3; T-23 and T-25 of the scenarios).

mod changing;
mod clocks;
mod debits;
mod extending;
mod leaving;
mod racing;
mod rehearsal;
mod settling;
mod storm;
mod suspended;
mod upgrade;
mod week;

use crate::donors::journey::{Journey, VISA, fill_in, send};
use contracts::{Currency, Money, Timestamp, UserId, campaigns::FundingModel};
use kernel::{check::CheckResult, db::Sql};
use std::time::Duration;
use tests::{TestApp, shapes};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// A campaign that needs ₹1 000 by `deadline`, and its address.
async fn campaign(app: &TestApp, model: FundingModel, deadline_at: Timestamp) -> anyhow::Result<String> {
    run_by(app, None, model, deadline_at).await
}

/// The same, run by `creator`, who can sign in.
async fn run_by(
    app: &TestApp,
    creator: Option<UserId>,
    model: FundingModel,
    deadline_at: Timestamp,
) -> anyhow::Result<String> {
    let mut new = campaigns::demo_campaigns(tests::START).remove(0);
    new.creator = creator.unwrap_or(new.creator);
    new.slug = format!("ends-{}", deadline_at.0);
    new.goal = Money::new(100_000, Currency::Inr);
    new.minimum = Money::new(5_000, Currency::Inr);
    new.budget = vec![campaigns::BudgetLine { label: "All of it".into(), amount: new.goal }];
    (new.model, new.deadline_at, new.unit, new.rewards) = (model, deadline_at, None, Vec::new());
    campaigns::publish(app.ctx("campaigns")?, new.clone()).await?;
    app.settle_once().await?;
    Ok(new.slug)
}

async fn status(app: &TestApp, slug: &str) -> anyhow::Result<String> {
    let sql = "SELECT status FROM campaigns_campaign WHERE slug = $1";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![slug.into()]).await?;
    Ok(row.ok_or_else(|| anyhow::anyhow!("no {slug}"))?.try_get("", "status")?)
}

/// How often each of these was said.
async fn said(app: &TestApp, module: &str, topic: &str) -> anyhow::Result<i64> {
    let sql = format!("SELECT COUNT(*) AS many FROM {module}_outbox WHERE topic = $1");
    let row = app.ctx(module)?.db.read().one(&sql, vec![topic.into()]).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "many"))?)
}

fn soon(app: &TestApp) -> Timestamp {
    use kernel::Clock;
    app.clock.now().after(2 * DAY)
}

#[tokio::test]
async fn all_or_nothing_is_decided_once_by_what_was_promised_before_the_deadline() -> anyhow::Result<()> {
    for shape in shapes() {
        for (promised, outcome) in [("999.99", "failed"), ("1000", "funded"), ("1000.01", "funded")] {
            let app = TestApp::start(&shape).await?;
            let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
            let journey = Journey::promise(&app, &slug, promised).await?;
            journey.pay(VISA).await?;
            assert_eq!(status(&app, &slug).await?, "live");
            app.pass(2 * DAY + Duration::from_secs(300), DAY).await?;
            app.settle().await?;
            assert_eq!(status(&app, &slug).await?, outcome, "{promised}");
            app.pass(DAY, DAY).await?;
            for (module, topic) in
                [("campaigns", "campaigns.funding_ended"), ("pledges", "pledges.pledges_sealed")]
            {
                assert_eq!(said(&app, module, topic).await?, 1, "{topic}");
            }
            let decided = said(&app, "campaigns", "campaigns.campaign_succeeded").await?
                + said(&app, "campaigns", "campaigns.campaign_failed").await?;
            assert_eq!(decided, 1);
            app.holds().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn nobody_is_charged_for_a_campaign_that_failed_and_each_is_told() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let journey = Journey::promise(&app, &slug, "100").await?;
        journey.pay(VISA).await?;
        app.pass(3 * DAY, DAY).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "failed");
        assert!(app.sandbox.ledger().payments.is_empty(), "nothing was charged");
        let page = journey.page().await?;
        assert!(page.contains("Cancelled, never charged"), "{page}");
        let told = journey.mails().iter().filter(|it| it.contains("Nothing was charged")).count();
        assert_eq!(told, 1, "{:?}", journey.mails());
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_seal_that_is_not_the_sum_of_its_promises_is_found() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        Journey::promise(&app, &slug, "1000").await?.pay(VISA).await?;
        app.pass(3 * DAY, DAY).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        app.holds().await?;
        let total = "what a campaign was sealed with is the sum of its promises then";
        let counted = "each promise of a seal counted as much once, by its events";
        let collected = "no more is collected of a promise than it was sealed with";
        for (tampering, finds) in [
            ("UPDATE pledges_seal SET total_minor = total_minor + 1", vec![total]),
            ("UPDATE pledges_sealed_promise SET counts_minor = counts_minor + 1", vec![counted]),
            (
                "UPDATE pledges_sealed_promise SET counts_minor = counts_minor - 2",
                vec![total, counted, collected],
            ),
            ("DELETE FROM pledges_sealed_promise", vec![total, collected]),
        ] {
            app.ctx("pledges")?.db.schema().exec(tampering, vec![]).await?;
            let report = app.check().await?;
            let broken = report.checks.iter().filter(|it| it.result != CheckResult::Holds);
            assert_eq!(broken.map(|it| it.rule).collect::<Vec<_>>(), finds, "{tampering}");
        }
    }
    Ok(())
}

/// T-23: one millisecond before, at and after the deadline, with nobody there to end it.
#[tokio::test]
async fn a_late_clerk_changes_nothing_about_what_counts() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let deadline = soon(&app);
        let slug = campaign(&app, FundingModel::KeepItAll, deadline).await?;
        let millisecond = Duration::from_millis(1);
        let mut answers = Vec::new();
        for (nth, pause) in
            [(2 * DAY).checked_sub(millisecond).unwrap(), millisecond, millisecond].into_iter().enumerate()
        {
            let browser = app.browser();
            let form = if nth == 0 { Some(fill_in(&browser, &slug, "100", &[]).await?) } else { None };
            // The others have the form open since before.
            let form = match form {
                Some(form) => form,
                None => answers_form(&app, &slug).await?,
            };
            app.clock.advance(pause);
            answers.push(send(&browser, &slug, &form).await?.status);
        }
        assert_eq!(answers[0], 303);
        assert!(answers[1..].iter().all(|it| (400..500).contains(it)), "{answers:?}");
        assert_eq!(status(&app, &slug).await?, "live", "nobody ended it yet");
        app.pass(DAY, DAY).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "failed", "the promise in time was never paid");
        app.holds().await?;
    }
    Ok(())
}

/// A form as it was shown while the campaign was open. The pledge's id in it is new.
async fn answers_form(app: &TestApp, slug: &str) -> anyhow::Result<Vec<(String, String)>> {
    let other = campaigns::demo_campaigns(tests::START).into_iter().find(|it| {
        it.goal.currency == Currency::Inr && it.slug != slug && it.model == FundingModel::KeepItAll
    });
    let other = other.ok_or_else(|| anyhow::anyhow!("no other campaign"))?.slug;
    fill_in(&app.browser(), &other, "100", &[]).await
}

#[tokio::test]
async fn the_end_waits_for_promises_that_are_still_on_their_way() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::KeepItAll, soon(&app)).await?;
        app.pass((2 * DAY).checked_sub(Duration::from_secs(60)).unwrap(), DAY).await?;
        let journey = Journey::promise(&app, &slug, "100").await?;
        let session = journey.session().await?;
        app.pass(Duration::from_secs(120), Duration::from_secs(120)).await?;
        assert_eq!(status(&app, &slug).await?, "closing");
        assert_eq!(said(&app, "pledges", "pledges.pledges_sealed").await?, 0);
        app.sandbox.pay(&session, VISA)?;
        app.settle().await?;
        app.pass(Duration::from_secs(120), Duration::from_secs(60)).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        app.holds().await?;
    }
    Ok(())
}
