//! Cancelling a campaign that collected much takes two people (SEC-20, decision 092).

use crate::{
    creators::desk::Desk,
    donors::journey::{Journey, VISA, raised, slug},
    money::{adds_up, refund_limits::admins},
};
use anyhow::Context as _;
use contracts::{CampaignId, Currency, campaigns::FundingModel};
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const SLUG: &str = "a-bench-by-the-lake";
const ROOM: &str = "/backoffice/cancellations";
const LIMITS: &str = "/backoffice/cancelling-limits";
const WHY: &str = "There is no lake.";

/// A campaign with two gifts that were paid: one person may give back either, and not both.
async fn collected(app: &TestApp) -> anyhow::Result<Desk<'_>> {
    let desk = Desk::launched(app).await?;
    for email in ["one@example.test", "two@example.test"] {
        Journey::promise_with(app, SLUG, "1500", &[("email", email)]).await?.pay(VISA).await?;
    }
    Ok(desk)
}

async fn stands(app: &TestApp, word: &str) -> anyhow::Result<()> {
    let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
    anyhow::ensure!(page.contains(&format!("<dt>Status</dt><dd>{word}</dd>")), "not {word}: {page}");
    Ok(())
}

/// The form of what waits: where it goes, the hash of what is shown, the token.
async fn shown(who: &Browser) -> anyhow::Result<(String, String, String)> {
    let page = who.get(ROOM).await?;
    let forms = &format!("{ROOM}/");
    let path = page.text.split('"').find(|it| it.starts_with(forms)).map(str::to_owned);
    Ok((path.with_context(|| page.text.clone())?, page.field("hash")?, page.field("_token")?))
}

async fn declines(app: &TestApp) -> anyhow::Result<Answer> {
    let finance = app.signed_in("finance").await?;
    let (path, _, token) = shown(&finance).await?;
    finance.post(&path, &[("_token", &*token)]).await
}

#[tokio::test]
async fn a_campaign_that_collected_much_is_stopped_at_once_and_ends_when_finance_agrees() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = collected(&app).await?;
        assert_eq!(desk.intervene("cancel", " ").await?.status, 422, "everybody reads why");
        assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
        assert_eq!(desk.intervene("cancel", WHY).await?.status, 409, "it waits already");
        app.settle().await?;
        stands(&app, "Paused").await?;
        let (refunds, sum) = (app.sandbox.objects("refund").len(), raised(&app, SLUG).await?);
        assert_eq!((refunds, sum), (0, 300_000), "one person's word is not enough");

        let room = format!("/backoffice/campaigns/{}", desk.id);
        let page = app.signed_in("moderator").await?.get(&room).await?.text;
        assert!(page.contains("waits for a second person") && page.contains("€3,000.00"), "{page}");
        assert!(!page.contains("value=\"cancel\""), "it is proposed once: {page}");
        for role in ["moderator", "support", "admin"] {
            assert_eq!(app.signed_in(role).await?.get(ROOM).await?.status, 404, "{role}");
        }

        let finance = app.signed_in("finance").await?;
        let front = finance.get("/backoffice").await?.text;
        assert!(front.contains("Campaigns to cancel that wait for a second person</a>: 1"), "{front}");
        let (path, hash, token) = shown(&finance).await?;
        let other = finance.post(&path, &[("_token", &*token), ("hash", "0")]).await?;
        assert_eq!(other.status, 409, "not what was shown");
        let form = [("_token", &*token), ("hash", &*hash)];
        let (one, two) = tokio::join!(finance.post(&path, &form), finance.post(&path, &form));
        let mut statuses = [one?.status, two?.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "agreed to once");
        app.settle().await?;
        stands(&app, "Cancelled").await?;
        let (refunds, sum) = (app.sandbox.objects("refund").len(), raised(&app, SLUG).await?);
        assert_eq!((refunds, sum), (2, 0));
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        for deed in ["campaign.cancel.propose", "campaign.cancel.agree", "refund_batch.start"] {
            assert!(log.contains(deed), "{deed}: {log}");
        }
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_finance_declines_stays_stopped_until_a_moderator_lets_it_go_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = collected(&app).await?;
        assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
        assert_eq!(declines(&app).await?.location, ROOM);
        stands(&app, "Paused").await?;
        assert_eq!(desk.intervene("restore", "There is a lake.").await?.status, 303);
        app.settle().await?;
        assert!(stands(&app, "Paused").await.is_err(), "it goes on");
        assert_eq!((app.sandbox.objects("refund").len(), raised(&app, SLUG).await?), (0, 300_000));
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_nobody_answers_within_a_day_or_is_taken_back_can_be_proposed_again() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = collected(&app).await?;
    assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
    let finance = app.signed_in("finance").await?;
    let (path, hash, _) = shown(&finance).await?;
    app.clock.advance(Duration::from_hours(25));
    let finance = app.signed_in("finance").await?;
    let token = finance.get("/me").await?.field("_token")?;
    let late = finance.post(&path, &[("_token", &*token), ("hash", &*hash)]).await?;
    assert_eq!(late.status, 409, "{}", late.text);
    assert!(finance.get(ROOM).await?.text.contains("Nothing waits for you"));

    assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
    let moderator = app.signed_in("moderator").await?;
    let page = moderator.get(&format!("/backoffice/campaigns/{}", desk.id)).await?;
    let back = page.text.split('"').find(|it| it.contains("/cancellation/")).context("no way back")?;
    let token = page.field("_token")?;
    assert_eq!(moderator.post(back, &[("_token", &*token)]).await?.status, 303);
    assert_eq!(moderator.post(back, &[("_token", &*token)]).await?.status, 404, "nothing waits");
    assert!(finance.get(ROOM).await?.text.contains("Nothing waits for you"));
    assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
    shown(&finance).await?;
    assert!(app.sandbox.objects("refund").is_empty());
    Ok(())
}

#[tokio::test]
async fn what_was_only_promised_is_let_go_by_one_person_however_much_it_is() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let round = [Currency::Eur, Currency::Usd, Currency::Gbp];
    let slug = slug(|it| it.model == FundingModel::AllOrNothing && round.contains(&it.goal.currency))?;
    Journey::promise(&app, &slug, "3000").await?.pay(VISA).await?;
    let sql = "SELECT id FROM campaigns_campaign WHERE slug = $1";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![slug.as_str().into()]).await?;
    let id = CampaignId(row.context("no such campaign")?.try_get("", "id")?);
    let moderator = app.signed_in("moderator").await?;
    let token = moderator.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("step", "cancel"), ("reason", WHY)];
    let path = format!("/backoffice/campaigns/{id}/intervention");
    assert_eq!(moderator.post(&path, &form).await?.status, 303);
    app.settle().await?;
    let page = app.browser().get(&format!("/c/{slug}")).await?.text;
    assert!(page.contains("<dt>Status</dt><dd>Cancelled</dd>"), "{page}");
    adds_up(&app).await
}

async fn limit(who: &Browser, currency: &str, amount: &str, reason: &str) -> anyhow::Result<Answer> {
    let token = who.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("currency", currency), ("amount", amount), ("reason", reason)];
    who.post(&format!("{LIMITS}/proposal"), &form).await
}

#[tokio::test]
async fn what_one_person_cancels_alone_is_changed_by_two_admins_and_counts_from_then_on() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = collected(&app).await?;
        let [one, other] = admins(&app).await?;
        for _ in 0..2 {
            assert_eq!(
                limit(&one, "EUR", "4000", "too slow").await?.location,
                LIMITS,
                "sent twice it is one"
            );
        }
        let waits = limit(&other, "EUR", "5000", "too slow").await?;
        assert!(waits.status == 422 && waits.text.contains("second person already"), "{}", waits.text);
        let page = other.get(LIMITS).await?;
        let path = page.text.split('"').find(|it| it.ends_with("/decision")).context("nothing waits")?;
        let (hash, token) = (page.field("hash")?, one.get("/me").await?.field("_token")?);
        let alone = one.post(path, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(alone.status == 409 && alone.text.contains("second person"), "{}", alone.text);

        let token = page.field("_token")?;
        let asked = other.post(path, &[("_token", &token), ("hash", &hash)]).await?;
        let shown = other.get(&asked.location).await?.text;
        for words in ["Agree to a limit for cancelling", "€4,000.00", "€2,000.00", "too slow"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let token = other.sign(&asked).await?;
        let form = [("_token", &*token), ("hash", &*hash)];
        assert_eq!(other.post(path, &form).await?.location, LIMITS);
        other.post(path, &form).await?;
        let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM campaigns_cancel_limit";
        let row = app.ctx("campaigns")?.db.read().one(sql, vec![]).await?.context("a count")?;
        assert_eq!(row.try_get::<i64>("", "n")?, 1, "agreed to once");
        let log = one.get("/backoffice/audit?action=cancel_limit.change").await?.text;
        assert!(log.contains("cancel_limit.change") && log.contains("too slow"), "{log}");

        assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
        app.settle().await?;
        stands(&app, "Cancelled").await?;
        assert_eq!(app.sandbox.objects("refund").len(), 2, "one person's word is enough now");
        adds_up(&app).await?;
    }
    Ok(())
}

/// SEC-20: whoever may decide in one room decides about nothing that waits in another one.
#[tokio::test]
async fn what_waits_for_finance_is_not_declined_by_an_admin_nor_a_limit_by_finance() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = collected(&app).await?;
        let [one, other] = admins(&app).await?;
        assert_eq!(desk.intervene("cancel", WHY).await?.status, 303);
        assert_eq!(limit(&one, "EUR", "4000", "too slow").await?.location, LIMITS);
        let finance = app.signed_in("finance").await?;
        let (path, hash, token) = shown(&finance).await?;
        let cancellation = path.rsplit('/').next().unwrap_or_default();
        let room = other.get(LIMITS).await?;
        let change = room.text.split('"').find(|it| it.ends_with("/decision")).context("nothing waits")?;

        let crossed = format!("{LIMITS}/{cancellation}/decision");
        let admins_token = room.field("_token")?;
        for form in [vec![("_token", &*admins_token)], vec![("_token", &*admins_token), ("hash", &*hash)]] {
            let answer = other.post(&crossed, &form).await?;
            assert_eq!(answer.status, 409, "it is not theirs: {}", answer.text);
        }
        let change_id = change.trim_end_matches("/decision").rsplit('/').next().unwrap_or_default();
        let answer = finance.post(&format!("{ROOM}/{change_id}"), &[("_token", &*token)]).await?;
        assert_eq!(answer.status, 409, "nor is this: {}", answer.text);
        assert!(finance.get(ROOM).await?.text.contains(cancellation), "it waits as before");
        assert!(other.get(LIMITS).await?.text.contains(change), "and so does this");
        app.settle().await?;
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_limit_of_cancelling_that_makes_no_sense_is_sent_back_with_what_was_typed() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let admin = app.signed_in("admin").await?;
    for (currency, amount, reason, field) in [
        ("", "1000", "too slow", "currency"),
        ("EUR", "much", "too slow", "amount"),
        ("EUR", "-1000", "too slow", "amount"),
        ("EUR", "2000", "as it is", "amount"),
        ("EUR", "1000", " ", "reason"),
    ] {
        let answer = limit(&admin, currency, amount, reason).await?;
        assert_eq!(answer.status, 422, "{amount}: {}", answer.text);
        assert!(answer.text.contains(&format!("id=\"{field}-problem\"")), "{amount}: {}", answer.text);
        assert!(answer.text.contains(amount), "{amount}: {}", answer.text);
    }
    assert!(!admin.get(LIMITS).await?.text.contains("/decision"), "nothing waits");
    Ok(())
}
