//! What moves money or takes data out of the site is done by whoever has just proved that it is them (SEC-6).

use crate::creators::desk::Desk;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const SIX_MINUTES: Duration = Duration::from_mins(6);
const ID: &str = "01a22c87-4107-7748-95ec-82b20273e945";

fn asks_for_a_proof(answer: &Answer) -> bool {
    answer.status == 303 && answer.location.starts_with("/me/confirm?next=")
}

/// Sends a form with nothing in it but `more`.
async fn sends(who: &Browser, path: &str, more: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let token = who.get("/me").await?.field("_token")?;
    let form: Vec<_> = std::iter::once(("_token", &*token)).chain(more.iter().copied()).collect();
    who.post(path, &form).await
}

#[tokio::test]
async fn what_finance_does_with_money_asks_for_a_proof_of_the_last_five_minutes() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let finance = app.signed_in("finance").await?;
    for stale in [false, true] {
        for path in [
            "/backoffice/matching".to_owned(),
            format!("/backoffice/matching/{ID}/end"),
            format!("/backoffice/batches/{ID}"),
            format!("/backoffice/offline/{ID}/refund"),
            format!("/backoffice/offline/{ID}/handed-back"),
            format!("/backoffice/reconciliation/{ID}/closing"),
            format!("/backoffice/refunds/{ID}/retry"),
            "/backoffice/ledger/adjustments/proposal".to_owned(),
            format!("/backoffice/ledger/adjustments/{ID}/reversal"),
            format!("/backoffice/ledger/adjustments/{ID}/decision"),
            format!("/backoffice/cancellations/{ID}"),
            "/backoffice/sagas/turn-back".to_owned(),
        ] {
            let answer = sends(&finance, &path, &[]).await?;
            assert_eq!(asks_for_a_proof(&answer), stale, "{path}: {} {}", answer.status, answer.location);
        }
        app.clock.advance(SIX_MINUTES);
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_is_stopped_and_given_up_by_whoever_has_just_shown_that_it_is_them() -> anyhow::Result<()>
{
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let moderator = app.signed_in("moderator").await?;
    app.clock.advance(SIX_MINUTES);
    let path = format!("/backoffice/campaigns/{}/intervention", desk.id);
    for step in ["suspend", "cancel"] {
        let answer = sends(&moderator, &path, &[("step", step), ("reason", "No lake.")]).await?;
        assert!(asks_for_a_proof(&answer), "{step}: {} {}", answer.status, answer.location);
    }
    let restored = sends(&moderator, &path, &[("step", "restore"), ("reason", "A lake.")]).await?;
    assert_eq!(restored.status, 409, "that it goes on moves nothing, and it was never stopped");

    let admin = app.signed_in("admin").await?;
    app.clock.advance(SIX_MINUTES);
    let path = format!("/backoffice/campaigns/{}/extension", desk.id);
    let longer = sends(&admin, &path, &[("day", "2026-04-20"), ("reason", "Snow.")]).await?;
    assert!(asks_for_a_proof(&longer), "{} {}", longer.status, longer.location);

    let given_up = desk.step("cancellation", &[("reason", "Too much work.")]).await?;
    assert!(asks_for_a_proof(&given_up), "{} {}", given_up.status, given_up.location);
    let page = app.browser().get("/c/a-bench-by-the-lake").await?.text;
    assert!(!page.contains("<dt>Status</dt><dd>Cancelled</dd>"), "{page}");

    let draft = Desk::begin(&app).await?;
    app.clock.advance(SIX_MINUTES);
    let discarded = draft.step("cancellation", &[("reason", "I thought better of it.")]).await?;
    assert_eq!(discarded.location, draft.path(""), "{}", discarded.text);
    Ok(())
}

#[tokio::test]
async fn a_list_that_leaves_the_site_is_given_to_whoever_has_just_shown_that_it_is_them() -> anyhow::Result<()>
{
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let creator = app.signed_in("creator").await?;
    let (backers, receipts) = (desk.path("/backers.csv"), "/me/receipts.csv?year=2026");
    for stale in [false, true] {
        for path in [&*backers, receipts] {
            let answer = creator.get(path).await?;
            assert_eq!(asks_for_a_proof(&answer), stale, "{path}: {} {}", answer.status, answer.location);
        }
        app.clock.advance(SIX_MINUTES);
    }
    let (finance, leftovers) =
        (app.signed_in("finance").await?, format!("/backoffice/batches/{ID}/leftovers.csv"));
    assert_eq!(finance.get(&leftovers).await?.status, 404, "there is no such batch");
    app.clock.advance(SIX_MINUTES);
    let stale = finance.get(&leftovers).await?;
    assert!(asks_for_a_proof(&stale), "{} {}", stale.status, stale.location);
    assert_eq!(app.signed_in("donor").await?.get(&backers).await?.status, 404, "another's is not there");
    Ok(())
}
