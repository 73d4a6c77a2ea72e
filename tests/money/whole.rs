//! Refunds that several people ask for at once, and those of a whole campaign (rule R5; T-43 and T-49 of the scenarios).

use super::adds_up;
use crate::{
    creators::desk::Desk,
    donors::journey::{Journey, VISA, raised},
};
use anyhow::Context as _;
use futures::future::try_join_all;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const SLUG: &str = "a-bench-by-the-lake";
const HOUR: Duration = Duration::from_hours(1);
/// Stripe's test card whose refunds are pending first.
const REFUNDED_LATER: &str = "4000000000007726";
/// And the one whose refunds come back.
const REFUND_COMES_BACK: &str = "4000000000005126";

/// The page of a pledge, its form's token and the refund that the form stands for.
async fn form_of(staff: &Browser, pledge: &str) -> anyhow::Result<(String, String, String)> {
    let path = format!("/backoffice/pledges/{pledge}");
    let page = staff.get(&path).await?;
    Ok((format!("{path}/refund"), page.field("_token")?, page.field("refund")?))
}

async fn click(staff: &Browser, (path, token, refund): &(String, String, String)) -> anyhow::Result<Answer> {
    let form = [("_token", &**token), ("refund", &**refund), ("amount", "20"), ("reason", "asked for")];
    staff.post(path, &form).await
}

#[tokio::test]
async fn t43_many_clicks_of_two_people_a_cancelled_campaign_and_doubled_webhooks_make_one_refund()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let gift = Journey::promise(&app, SLUG, "20").await?;
        gift.pay(VISA).await?;
        let twice = WebhookRule::new("", WebhookFault::Duplicate(2));
        app.faults(FaultPlan { webhooks: vec![twice], ..FaultPlan::default() });
        let (finance, second) = (app.signed_in("finance").await?, app.signed_in("finance2").await?);
        let (one, other) = (form_of(&finance, &gift.pledge).await?, form_of(&second, &gift.pledge).await?);
        let clicks = (0..6).map(|nth| if nth == 3 { click(&second, &other) } else { click(&finance, &one) });
        let answers = try_join_all(clicks).await?;
        let statuses: Vec<_> = answers.iter().map(|it| it.status).collect();
        assert!(statuses.contains(&303) && statuses.iter().all(|it| [303, 422].contains(it)), "{statuses:?}");
        assert_eq!(desk.intervene("cancel", "The town said no.").await?.status, 303);
        app.settle().await?;
        app.pass(2 * HOUR, HOUR / 6).await?;
        assert_eq!(app.sandbox.objects("refund").len(), 1);
        let refunded: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount_refunded).sum();
        assert_eq!((refunded, raised(&app, SLUG).await?), (2_000, 0));
        adds_up(&app).await?;
    }
    Ok(())
}

/// How many refunds stand how at the provider.
fn refunds(app: &TestApp, status: &str) -> usize {
    app.sandbox.objects("refund").iter().filter(|it| it["status"] == status).count()
}

#[tokio::test]
async fn t49_a_batch_that_is_killed_twice_gives_back_what_can_go_and_lists_exactly_the_rest()
-> anyhow::Result<()> {
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        let campaign = Desk::launched(&app).await?.id;
        let cards = [VISA; 8].into_iter().chain([REFUNDED_LATER; 2]).chain([REFUND_COMES_BACK; 2]);
        for (nth, card) in cards.enumerate() {
            let email = format!("donor{nth}@example.test");
            Journey::promise_with(&app, SLUG, "20", &[("email", &email)]).await?.pay(card).await?;
        }
        let moderator = app.signed_in("moderator").await?;
        let token = moderator.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("step", "cancel"), ("reason", "The town said no.")];
        let path = format!("/backoffice/campaigns/{campaign}/intervention");
        assert_eq!(moderator.post(&path, &form).await?.status, 303);
        for steps in [25, 90] {
            app.settle_part(steps).await;
            app.restart().await?;
            app.clock.advance(HOUR / 60);
        }
        app.pass(72 * HOUR, HOUR).await?;
        app.settle().await?;
        assert_eq!((refunds(&app, "succeeded"), refunds(&app, "failed")), (10, 2));

        let finance = app.signed_in("finance").await?;
        let room = finance.get("/backoffice/batches").await?.text;
        let (_, batch) = room.split_once("href=\"/backoffice/batches/").context("no batch")?;
        let batch = format!("/backoffice/batches/{}", batch.split('"').next().unwrap_or_default());
        let page = finance.get(&batch).await?;
        for seen in
            ["<dt>Money is back</dt><dd class=\"num\">10</dd>", "<dt>Failed</dt><dd class=\"num\">2</dd>"]
        {
            assert!(page.text.contains(seen), "{seen} in {}", page.text);
        }
        let left = finance.get(&format!("{batch}/leftovers.csv")).await?.text;
        assert_eq!(left.lines().count(), 1 + 2, "{left}");

        // What failed is asked for once more, and nothing else; these cards do not take it this time either.
        let again = [("_token", &*page.field("_token")?), ("turn", "retry")];
        assert_eq!(finance.post(&batch, &again).await?.status, 303);
        app.settle().await?;
        app.pass(3 * HOUR, HOUR / 6).await?;
        assert_eq!((refunds(&app, "succeeded"), refunds(&app, "failed")), (10, 4));
        let left = app.signed_in("finance").await?.get(&format!("{batch}/leftovers.csv")).await?.text;
        assert_eq!(left.lines().count(), 1 + 2, "{left}");
        adds_up(&app).await?;
    }
    Ok(())
}
