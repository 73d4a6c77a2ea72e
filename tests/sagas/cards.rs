//! What the donor's bank says.

use super::{
    story::{HOUR, Kind, LIVELY, MINUTE, Story, all_is_well, every_webhook, requests},
    sweep::FAULTS,
};
use crate::donors::journey::VISA;
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use sandbox::{Fault, PayOutcome, RequestRule, WebhookFault};
use tests::{TestApp, shapes};

/// Cards that are refused, for good and for now: `sandbox/README.md`.
const REFUSED: [&str; 4] = ["4000000000009987", "4000000000009979", "4000000000000002", "4000000000009995"];
/// Asks for 3-D Secure each time.
const ASKS: &str = "4000000000003220";

#[tokio::test]
async fn a_refused_card_leaves_the_page_open_until_the_pledge_lapses_or_another_card_is_good()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for kind in [Kind::Charge, Kind::Save] {
            for card in REFUSED {
                refused(&app, kind, card).await.with_context(|| format!("{shape:?} {kind:?} {card}"))?;
            }
        }
    }
    Ok(())
}

async fn refused(app: &TestApp, kind: Kind, card: &str) -> anyhow::Result<()> {
    let [again, gone] = [Story::open(app, kind).await?, Story::open(app, kind).await?];
    for story in [&again, &gone] {
        ensure!(matches!(story.pay(app, card).await?, PayOutcome::Declined(_)));
        app.settle_once().await?;
        story.must_be(app, "declined").await?;
        story.must_wait_at(app, "collect", false).await?;
    }
    again.pay(app, card).await?;
    again.pay(app, VISA).await?;
    again.until(app, kind.taken(), LIVELY).await?;
    gone.until(app, "lapsed", LIVELY).await?;
    gone.until_over(app, LIVELY).await?;
    ensure!(gone.pay(app, VISA).await.is_err(), "its page is closed");
    ensure!(gone.undone(app).await? == ["checkout", "reserve"], "{:?}", gone.undone(app).await?);
    let charges = usize::from(kind == Kind::Charge);
    ensure!(again.at_the_provider(app) == (charges, 0) && gone.at_the_provider(app) == (0, 0));
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_bank_that_asks_its_donor_is_waited_for_whatever_the_answer() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for kind in [Kind::Charge, Kind::Save] {
            for confirmed in [true, false] {
                asked(&app, kind, confirmed)
                    .await
                    .with_context(|| format!("{shape:?} {kind:?} {confirmed}"))?;
            }
        }
    }
    Ok(())
}

async fn asked(app: &TestApp, kind: Kind, confirmed: bool) -> anyhow::Result<()> {
    let story = Story::open(app, kind).await?;
    let outcome = story.pay(app, ASKS).await?;
    let PayOutcome::Authenticate(url) = outcome else { anyhow::bail!("{outcome:?}") };
    app.settle_once().await?;
    story.must_wait_at(app, "collect", false).await?;
    story.must_be(app, "awaiting_payment").await?;
    let intent = url.rsplit('/').next().context("no intent")?;
    let intent = intent.split('?').next().unwrap_or(intent);
    let answer = app.sandbox.authenticate(intent, confirmed)?;
    app.settle_once().await?;
    if confirmed {
        ensure!(answer == PayOutcome::Done, "{answer:?}");
    } else {
        story.must_be(app, "declined").await?;
        story.pay(app, VISA).await?;
    }
    story.until(app, kind.taken(), LIVELY).await?;
    ensure!(story.at_the_provider(app) == (usize::from(kind == Kind::Charge), 0));
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_bank_that_asks_just_before_the_end_keeps_the_reward_once_as_long_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for confirmed in [true, false] {
            asked_late(&app, confirmed).await.with_context(|| format!("{shape:?} {confirmed}"))?;
        }
        // Nobody tells of the question: it is seen by looking.
        app.faults(every_webhook(WebhookFault::Drop));
        asked_late(&app, true).await.with_context(|| format!("{shape:?}, no webhook arrives"))?;
    }
    Ok(())
}

async fn asked_late(app: &TestApp, confirmed: bool) -> anyhow::Result<()> {
    let story = Story::open(app, Kind::Charge).await?;
    app.pass(11 * MINUTE, MINUTE / 2).await?;
    ensure!(!shown(app, &story).await?.contains("more minute"), "a clock is shown too early");
    app.pass(2 * MINUTE, MINUTE / 2).await?;
    ensure!(shown(app, &story).await?.contains("kept for you for 2 more minutes"));
    let PayOutcome::Authenticate(url) = story.pay(app, ASKS).await? else { anyhow::bail!("nobody asks") };
    app.pass(MINUTE, MINUTE / 2).await?;
    ensure!(!shown(app, &story).await?.contains("more minute"), "there is time again");
    app.pass(11 * MINUTE, MINUTE / 2).await?;
    story.must_be(app, "awaiting_payment").await?;
    if confirmed {
        let intent = url.rsplit('/').next().context("no intent")?;
        let intent = intent.split('?').next().unwrap_or(intent);
        ensure!(app.sandbox.authenticate(intent, true)? == PayOutcome::Done);
        story.until(app, "active", LIVELY).await?;
    } else {
        let more = story.until(app, "lapsed", LIVELY).await?;
        ensure!(more <= 7 * MINUTE, "once is as long as it gets, and not {more:?} more");
    }
    ensure!(story.at_the_provider(app) == (usize::from(confirmed), 0));
    all_is_well(app, 0).await
}

/// What the pledge's page says.
async fn shown(app: &TestApp, story: &Story) -> anyhow::Result<String> {
    Ok(app.browser().get(&app.page_of(&story.pledge)).await?.text)
}

#[tokio::test]
async fn a_donor_who_turns_back_leaves_no_card_with_the_provider() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let [story, kept] =
            [Story::taken(&app, Kind::Save, VISA).await?, Story::taken(&app, Kind::Save, VISA).await?];
        ensure!(card_is_kept(&app, &story).await?);
        story.cancel(&app).await?;
        story.until(&app, "withdrawn", LIVELY).await?;
        all_is_well(&app, 0).await?;
        ensure!(!card_is_kept(&app, &story).await?, "it is still there");
        ensure!(card_is_kept(&app, &kept).await?);
    }
    Ok(())
}

#[tokio::test]
async fn a_saved_card_is_detached_once_whatever_happens_to_the_line() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for (what, fault) in &FAULTS {
            detached(&app, fault).await.with_context(|| format!("{shape:?} {what}"))?;
        }
    }
    Ok(())
}

async fn detached(app: &TestApp, fault: &Fault) -> anyhow::Result<()> {
    let story = Story::taken(app, Kind::Save, VISA).await?;
    app.faults(requests(RequestRule::new("POST", "/v1/payment_methods/*/detach", fault.clone()).times(1)));
    let before = detachments(app);
    ensure!(story.cancel(app).await?.status == 303);
    app.settle_once().await?;
    ensure!(app.sandbox.faults_struck() > 0, "nothing went wrong");
    story.must_be(app, "withdrawn").await?;
    app.pass(HOUR, MINUTE).await?;
    app.sandbox.clear_faults();
    let undone = story.undone(app).await?;
    ensure!(undone == ["activate", "keep", "collect", "checkout", "reserve"], "{undone:?}");
    ensure!(!card_is_kept(app, &story).await? && detachments(app) == before + 1);
    ensure!(story.at_the_provider(app) == (0, 0));
    all_is_well(app, 0).await
}

fn detachments(app: &TestApp) -> usize {
    app.sandbox.event_types().iter().filter(|it| *it == "payment_method.detached").count()
}

/// Whether the provider still keeps the card of this pledge for its customer.
pub(super) async fn card_is_kept(app: &TestApp, story: &Story) -> anyhow::Result<bool> {
    let sql = "SELECT method_id FROM payments_payment WHERE pledge = $1";
    let pledge: uuid::Uuid = story.pledge.parse()?;
    let row = app.ctx("payments")?.db.read().one(sql, vec![pledge.into()]).await?;
    let card: String = row.context("no payment")?.try_get_by_index(0)?;
    Ok(!app.sandbox.object(&card).context("no card")?["customer"].is_null())
}
