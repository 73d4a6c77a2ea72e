//! Staff make a saga turn back, wherever it stands: nothing stays charged, what was set aside is free again, and whoever
//! is told is told once.

use super::{
    gifts::{self, comes_due, gift},
    payouts::{self, Before, propose, send_back},
    story::{Kind, LIVELY, MINUTE, STEPS, Story, all_is_well, all_is_well_after, requests},
};
use crate::{
    donors::journey::VISA,
    money::payouts::{Ended, GOOD_BANK},
    plans::{Plan, taken},
};
use anyhow::{Context as _, ensure};
use kernel::{
    db::Sql as _,
    saga::{SagaRow, SagaStatus},
};
use sandbox::{Fault, FaultPlan, PayOutcome, RequestRule, WebhookFault, WebhookRule};
use tests::{Answer, TestApp, shapes};

const WHY: &str = "The provider has lost it.";
const ROOM: &str = "/backoffice/sagas/turn-back";

/// Somebody of finance makes `saga` turn back, with `why` as the reason. Nothing that follows has happened yet.
async fn press(app: &TestApp, module: &str, saga: &SagaRow, why: &str) -> anyhow::Result<Answer> {
    let staff = app.signed_in("finance").await?;
    // The page of what is stuck has no form when nothing is.
    let (token, id) = (staff.get("/backoffice/matching").await?.field("_token")?, saga.id.to_string());
    staff.post(ROOM, &[("_token", &*token), ("module", module), ("id", &id), ("note", why)]).await
}

async fn turns_back(app: &TestApp, module: &str, saga: &SagaRow) -> anyhow::Result<()> {
    let answer = press(app, module, saga, WHY).await?;
    ensure!(answer.status == 303, "turning back answered {}: {}", answer.status, answer.text);
    app.settle_once().await
}

/// Whether the page of what is stuck offers to turn `saga` back.
async fn is_offered(app: &TestApp, saga: &SagaRow) -> anyhow::Result<bool> {
    let health = app.platform.health().await?;
    let listed = health.iter().flat_map(|it| &it.sagas).find(|it| it.saga.id == saga.id);
    let page = app.signed_in("finance").await?.get("/backoffice").await?.text;
    let (form, id) = (format!("action=\"{ROOM}\""), saga.id.to_string());
    let mut forms = page.split(form.as_str()).skip(1).filter_map(|it| it.split("</form>").next());
    let shown = forms.any(|it| it.contains(&id));
    let may = listed.is_some_and(|it| it.may_turn_back);
    ensure!(may == shown, "the page offers what cannot be done, or not what can");
    Ok(shown)
}

/// What is kept of its reward for a pledge: 3 is nothing any more, and 0 that it asked for none.
async fn hold(app: &TestApp, story: &Story) -> anyhow::Result<i16> {
    let sql = "SELECT hold FROM pledges_pledge WHERE pledge = $1";
    let pledge: uuid::Uuid = story.pledge.parse()?;
    let row = app.ctx("pledges")?.db.read().one(sql, vec![pledge.into()]).await?.context("no pledge")?;
    Ok(row.try_get_by_index(0)?)
}

/// Where a pledge stands when staff make it turn back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// Its page could not be opened.
    WithoutPage,
    /// Nobody has paid.
    Unpaid,
    /// Somebody has paid, and nobody here knows.
    Paid,
}

impl Stands {
    async fn there(self, app: &TestApp, kind: Kind) -> anyhow::Result<Story> {
        let (story, step) = match self {
            Self::WithoutPage => {
                app.faults(requests(RequestRule::new("POST", "/v1/", Fault::ErrorBefore(503))));
                (Story::begin(app, kind).await?, "checkout")
            }
            Self::Unpaid | Self::Paid => (Story::open(app, kind).await?, "collect"),
        };
        if self == Self::Paid {
            let requests = vec![RequestRule::new("GET", "/v1/", Fault::ErrorBefore(503))];
            let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
            app.faults(FaultPlan { requests, webhooks, ..FaultPlan::default() });
            ensure!(story.pay(app, VISA).await? == PayOutcome::Done);
        }
        app.settle_once().await?;
        story.must_wait_at(app, step, false).await?;
        Ok(story)
    }
}

#[tokio::test]
async fn a_pledge_that_waits_for_its_page_or_its_money_comes_to_nothing_when_staff_turn_it_back()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for kind in [Kind::Charge, Kind::Save] {
            for stands in [Stands::WithoutPage, Stands::Unpaid, Stands::Paid] {
                comes_to_nothing(&app, kind, stands)
                    .await
                    .with_context(|| format!("{shape:?} {kind:?} {stands:?}"))?;
            }
        }
    }
    Ok(())
}

async fn comes_to_nothing(app: &TestApp, kind: Kind, stands: Stands) -> anyhow::Result<()> {
    let story = stands.there(app, kind).await?;
    let saga = story.saga(app).await?;
    ensure!(is_offered(app, &saga).await?);
    let unsaid = press(app, "pledges", &saga, "  ").await?;
    ensure!(unsaid.status == 422, "without a reason it answered {}", unsaid.status);
    ensure!(story.saga(app).await?.status == SagaStatus::Running, "nothing was done without one");
    turns_back(app, "pledges", &saga).await?;
    ensure!(story.saga(app).await?.reason.as_deref() == Some(WHY));
    let again = press(app, "pledges", &saga, WHY).await?;
    ensure!(again.status == 409, "pressed again it answered {}", again.status);
    app.sandbox.clear_faults();
    let (end, money) = match (kind, stands) {
        (Kind::Charge, Stands::Paid) => ("refunded", (1, 1)),
        _ => ("lapsed", (0, 0)),
    };
    story.until(app, end, LIVELY).await?;
    story.until_over(app, LIVELY).await?;
    ensure!(story.at_the_provider(app) == money, "{:?}", story.at_the_provider(app));
    let told = app.browser().get(&app.page_of(&story.pledge)).await?.text;
    ensure!(told.contains("We stopped it; no money was taken.") == (end == "lapsed"), "{told}");
    ensure!(story.owed(app).await? == 0);
    let free = if kind == Kind::Charge { 3 } else { 0 };
    ensure!(hold(app, &story).await? == free, "its reward is kept");
    let log = app.signed_in("finance").await?;
    let log = log.get("/backoffice/audit?action=saga.turn_back&actor=&subject=&before=").await?.text;
    ensure!(log.matches(&format!("saga/{}", saga.id)).count() >= 1 && log.contains(WHY), "{log}");
    all_is_well(app, 0).await
}

#[tokio::test]
async fn a_pledge_that_was_paid_and_is_stuck_after_that_is_given_back_once_when_staff_turn_it_back()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let story = Story::taken(&app, Kind::Charge, VISA).await?;
        let mails = app.mailbox.messages().len();
        stick(&app, &story, "activate").await?;
        let saga = story.saga(&app).await?;
        ensure!(is_offered(&app, &saga).await?);
        let (one, two) = tokio::join!(press(&app, "pledges", &saga, WHY), press(&app, "pledges", &saga, WHY));
        let mut statuses = [one?.status, two?.status];
        statuses.sort_unstable();
        ensure!(statuses == [303, 409], "{statuses:?}");
        story.until(&app, "refunded", LIVELY).await?;
        story.until_over(&app, LIVELY).await?;
        let undone = story.undone(&app).await?;
        ensure!(undone == ["activate", "keep", "collect", "checkout", "reserve"], "{undone:?}");
        ensure!(story.at_the_provider(&app) == (1, 1) && story.owed(&app).await? == 0);
        ensure!(hold(&app, &story).await? == 3);
        let back = app.mailbox.messages();
        let back = back.iter().rev().skip(mails).filter(|it| it.subject().starts_with("Your money is back"));
        ensure!(back.count() == 1, "{:?}", app.mailbox.messages().len());
        all_is_well(&app, 0).await?;
    }
    Ok(())
}

/// No pledge is stuck on its way forward by itself once it is paid: this one is, at `step`.
async fn stick(app: &TestApp, story: &Story, step: &str) -> anyhow::Result<()> {
    let at = STEPS.iter().position(|it| *it == step).context("no such step")?;
    let sql = "UPDATE pledges_saga SET status = 4, step = $1 WHERE kind = 'pledge' AND business_key = $2";
    let values = vec![i32::try_from(at)?.into(), story.pledge.clone().into()];
    ensure!(app.ctx("pledges")?.db.execute(sql, values).await? == 1);
    Ok(())
}

#[tokio::test]
async fn a_pledge_on_its_way_back_is_not_turned_back_again_and_no_second_refund_is_made() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let story = Story::taken(&app, Kind::Charge, VISA).await?;
        app.faults(requests(RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(503))));
        story.refund(&app, &app.signed_in("finance").await?).await?;
        app.settle_once().await?;
        story.must_wait_at(&app, "keep", true).await?;
        let saga = story.saga(&app).await?;
        ensure!(!is_offered(&app, &saga).await?);
        ensure!(press(&app, "pledges", &saga, WHY).await?.status == 409);
        app.faults(requests(RequestRule::new("POST", "/v1/refunds", Fault::ErrorBefore(400))));
        story.until(&app, "refund_failed", LIVELY).await?;
        let stuck = story.saga(&app).await?;
        ensure!(stuck.status == SagaStatus::Stuck, "{stuck:#?}");
        ensure!(!is_offered(&app, &stuck).await?, "it is tried again, and turned back already");
        ensure!(press(&app, "pledges", &stuck, WHY).await?.status == 409);
        app.sandbox.clear_faults();
        all_is_well(&app, 1).await?;
    }
    Ok(())
}

/// Staff tell a kind of the jobs of payments to wait, or to go on.
async fn switch(app: &TestApp, kind: &str, to: &str) -> anyhow::Result<()> {
    let staff = app.signed_in("finance").await?;
    let token = staff.get("/backoffice/jobs").await?.field("_token")?;
    let why = [("_token", &*token), ("note", WHY)];
    let form = if to == "pause" { &why[..] } else { &why[..1] };
    let answer = staff.post(&format!("/backoffice/jobs/payments/{kind}/{to}"), form).await?;
    ensure!(answer.status == 303, "{to} answered {}: {}", answer.status, answer.text);
    Ok(())
}

#[tokio::test]
async fn a_gift_of_a_plan_that_staff_turn_back_is_left_out_and_the_next_one_comes() -> anyhow::Result<()> {
    for shape in shapes() {
        for asked in [false, true] {
            let app = TestApp::start(&shape).await?;
            Plan::begin(&app, VISA).await?;
            let mails = app.mailbox.messages().len();
            comes_due(&app).await?;
            if asked {
                app.faults(requests(RequestRule::new("POST", gifts::CHARGE, Fault::ErrorBefore(503))));
            } else {
                switch(&app, "charge_card", "pause").await?;
            }
            app.settle_once().await?;
            let story = gift(&app).await?;
            story.must_wait_at(&app, "checkout", false).await?;
            turns_back(&app, "pledges", &story.saga(&app).await?).await?;
            if asked {
                app.sandbox.clear_faults();
            } else {
                switch(&app, "charge_card", "resume").await?;
            }
            // A charge of which nobody knew whether it was made is made, known, and given back.
            let (end, money) = if asked { ("refunded", (1, 1)) } else { ("lapsed", (0, 0)) };
            story.until(&app, end, LIVELY).await?;
            story.until_over(&app, LIVELY).await?;
            ensure!(story.at_the_provider(&app) == money, "{:?}", story.at_the_provider(&app));
            let told = app.mailbox.messages();
            let late = told.iter().filter(|it| it.subject().contains("could not be charged"));
            ensure!(late.count() == 0, "no card was refused");
            all_is_well_after(&app, 0, mails).await?;
            let (charges, mails) = (taken(&app).len(), app.mailbox.messages().len());
            comes_due(&app).await?;
            app.settle_once().await?;
            ensure!(taken(&app).len() == charges + 1, "the next one comes on its day");
            all_is_well_after(&app, 0, mails).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_that_staff_turn_back_is_the_creators_again_and_nobody_can_agree_to_it_any_more()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let (app, before) = (&it.app, Before::of(&it.app));
        propose(&it).await?;
        let saga = payouts::saga(app).await?;
        ensure!(payouts::at(&saga) == Some("approve") && is_offered(app, &saga).await?);
        turns_back(app, "payments", &saga).await?;
        ensure!(payouts::saga(app).await?.status == SagaStatus::Compensated);
        let second = app.signed_in("finance2").await?;
        ensure!(it.say_yes(&second).await.is_err(), "there is nothing to agree to");
        before.ends_well(app, [0, 0, 0], 0).await?;
        // It can be proposed again, and arrives.
        propose(&it).await?;
        ensure!(it.say_yes(&app.signed_in("finance2").await?).await?.status == 303);
        payouts::until(app, |saga| saga.status == SagaStatus::Completed).await?;
        all_is_well(app, 0).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_that_is_turned_back_before_it_is_known_whether_it_left_is_brought_back()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        for fault in [Fault::DropAnswerAfter(0), Fault::ErrorBefore(500), Fault::ErrorBefore(400)] {
            unknown(&it, &fault).await.with_context(|| format!("{shape:?} {fault:?}"))?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_that_is_turned_back_before_anybody_was_asked_for_it_has_not_left() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let (app, before) = (&it.app, Before::of(&it.app));
        propose(&it).await?;
        switch(app, "move_payout", "pause").await?;
        ensure!(it.say_yes(&app.signed_in("finance2").await?).await?.status == 303);
        app.settle_once().await?;
        let saga = payouts::saga(app).await?;
        ensure!(payouts::at(&saga) == Some("transfer") && is_offered(app, &saga).await?);
        turns_back(app, "payments", &saga).await?;
        switch(app, "move_payout", "resume").await?;
        payouts::until(app, |saga| saga.status == SagaStatus::Compensated).await?;
        before.ends_well(app, [0, 0, 0], 0).await?;
    }
    Ok(())
}

async fn unknown(it: &Ended, fault: &Fault) -> anyhow::Result<()> {
    let (app, before) = (&it.app, Before::of(&it.app));
    propose(it).await?;
    // What would be refused is not asked for yet.
    let refused = *fault == Fault::ErrorBefore(400);
    let first = if refused { &Fault::ErrorBefore(503) } else { fault };
    app.faults(requests(RequestRule::new("POST", "/v1/transfers", first.clone())));
    ensure!(it.say_yes(&app.signed_in("finance2").await?).await?.status == 303);
    app.settle_once().await?;
    let saga = payouts::saga(app).await?;
    ensure!(payouts::at(&saga) == Some("transfer") && is_offered(app, &saga).await?);
    turns_back(app, "payments", &saga).await?;
    ensure!(payouts::saga(app).await?.status == SagaStatus::Compensating, "its end is not known");
    if refused {
        app.faults(requests(RequestRule::new("POST", "/v1/transfers", fault.clone())));
    } else {
        app.sandbox.clear_faults();
    }
    payouts::until(app, |saga| saga.status == SagaStatus::Compensated).await?;
    app.sandbox.clear_faults();
    let moved = usize::from(!refused);
    before.ends_well(app, [moved, 0, moved], 0).await
}

#[tokio::test]
async fn a_payout_that_the_provider_was_asked_for_is_not_turned_back_and_staff_are_told_why()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let (app, before) = (&it.app, Before::of(&it.app));
        propose(&it).await?;
        app.faults(requests(RequestRule::new("POST", "/v1/payouts", Fault::DropAnswerAfter(0))));
        ensure!(it.say_yes(&app.signed_in("finance2").await?).await?.status == 303);
        app.settle_once().await?;
        let saga = payouts::saga(app).await?;
        ensure!(payouts::at(&saga) == Some("payout"), "{saga:#?}");
        let answer = press(app, "payments", &saga, WHY).await?;
        ensure!(answer.status == 409 && answer.text.contains("cannot be called back"), "{}", answer.text);
        app.sandbox.clear_faults();
        payouts::until(app, |saga| payouts::at(saga) == Some("arrive")).await?;
        let saga = payouts::saga(app).await?;
        ensure!(!is_offered(app, &saga).await?);
        ensure!(press(app, "payments", &saga, WHY).await?.status == 409);
        payouts::until(app, |saga| saga.status == SagaStatus::Completed).await?;
        app.pass(5 * MINUTE, MINUTE).await?;
        send_back(app).await?;
        payouts::until(app, |saga| saga.status == SagaStatus::Compensated).await?;
        before.ends_well(app, [1, 1, 1], 3).await?;
    }
    Ok(())
}
