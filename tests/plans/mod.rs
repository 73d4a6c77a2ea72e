//! Gifts that are given again by themselves (rule R13; T-01, T-10, T-11 and T-12 of the scenarios).

mod by_staff;
mod raising;

use crate::{
    donors::journey::{Journey, VISA, fill_in, raised, send, slug},
    money::adds_up,
};
use anyhow::Context as _;
use contracts::{Currency, campaigns::FundingModel};
use kernel::db::Sql;
use sandbox::PayOutcome;
use std::time::Duration;
use tests::{Answer, TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
/// Good while its holder is there; later charges find it empty.
pub(crate) const EMPTY_LATER: &str = "4000009990000005";
/// Asks its holder each time.
const ASKS: &str = "4000002760003184";

/// A campaign that keeps what it raises and lives for more than a year.
fn lasting() -> anyhow::Result<String> {
    let longer = |it: &campaigns::NewCampaign| it.deadline_at > tests::START.after(DAY * 370);
    slug(|it| it.goal.currency == Currency::Usd && it.model == FundingModel::KeepItAll && longer(it))
}

const MONTHLY: &[(&str, &str)] = &[("freq", "monthly"), ("again", "1")];

/// A plan and the browser of whoever gives.
pub(crate) struct Plan<'a> {
    pub(crate) gift: Journey<'a>,
    pub(crate) path: String,
}

impl<'a> Plan<'a> {
    pub(crate) async fn begin(app: &'a TestApp, card: &str) -> anyhow::Result<Self> {
        let gift = Journey::promise_with(app, &lasting()?, "25", MONTHLY).await?;
        gift.pay(card).await?;
        let page = gift.page().await?;
        let at = page.find("/plans/").context("no plan on the page of its first gift")?;
        let path = page[at..].split('"').next().unwrap_or_default().to_owned();
        Ok(Self { gift, path })
    }

    /// Where staff end it, who have its id and not its donor's key.
    fn end_by_staff(&self) -> String {
        format!("/backoffice{}/end", self.path.split('~').next().unwrap_or_default())
    }

    pub(crate) async fn page(&self) -> anyhow::Result<String> {
        let answer = self.gift.browser.get(&self.path).await?;
        anyhow::ensure!(answer.status == 200, "{} answered {}", self.path, answer.status);
        Ok(answer.text)
    }

    /// Gives `amount` from the next gift on, which is more than before, and says so twice.
    async fn raise(&self, amount: &str) -> anyhow::Result<()> {
        let asked = self.act("amount", &[("amount", amount)]).await?;
        anyhow::ensure!(asked.location.contains("/amount?minor="), "{}: {}", asked.status, asked.location);
        let done = self.act("amount", &[("amount", amount), ("sure", "1")]).await?;
        anyhow::ensure!((done.status, &done.location) == (303, &self.path), "{}: {}", done.status, done.text);
        Ok(())
    }

    pub(crate) async fn act(&self, deed: &str, more: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let token = self.gift.browser.get(&format!("/c/{}/give", self.gift.slug)).await?.field("_token")?;
        let form: Vec<_> = [("_token", token.as_str())].into_iter().chain(more.iter().copied()).collect();
        let answer = self.gift.browser.post(&format!("{}/{deed}", self.path), &form).await?;
        self.gift.app.settle().await?;
        Ok(answer)
    }
}

/// How many cards the provider keeps for later.
pub(crate) fn kept(app: &TestApp) -> usize {
    app.sandbox.objects("payment_method").iter().filter(|it| !it["customer"].is_null()).count()
}

/// What was taken from cards, in minor units, one after the other.
pub(crate) fn taken(app: &TestApp) -> Vec<i64> {
    app.sandbox.ledger().payments.iter().map(|it| it.amount).collect()
}

async fn raised_here(app: &TestApp) -> anyhow::Result<i64> {
    raised(app, &lasting()?).await
}

fn mails(app: &TestApp, what: &str) -> usize {
    app.mailbox.messages().iter().filter(|it| it.subject().contains(what)).count()
}

#[tokio::test]
async fn a_monthly_gift_is_charged_today_and_on_the_same_day_of_each_month_until_it_is_stopped()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        assert_eq!(taken(&app), [2_500]);
        assert_eq!(mails(&app, "You give"), 1, "{:?}", plan.gift.mails());
        assert!(
            plan.page().await?.contains("The next gift of $25.00 is charged on 1 April 2026"),
            "{}",
            plan.page().await?
        );
        assert!(plan.page().await?.contains("can see it and change it"), "{}", plan.page().await?);
        app.pass(DAY * 30, DAY * 10).await?;
        assert_eq!(taken(&app), [2_500], "March has 31 days");
        app.pass(DAY * 2, DAY).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500]);
        assert_eq!(raised_here(&app).await?, 5_000);
        assert_eq!(mails(&app, "Your gift to"), 2, "{:?}", plan.gift.mails());
        // Stopped a minute before the next one: nothing more is charged, and the card is let go.
        app.pass(DAY * 28 + HOUR * 23, HOUR * 23).await?;
        assert_eq!(plan.act("end", &[]).await?.status, 303);
        let ended = plan.page().await?;
        assert!(ended.contains("You have stopped it."), "{ended}");
        assert!(ended.contains("can see it: keep it") && !ended.contains("change it"), "{ended}");
        let gift = app.browser().get(&plan.gift.at()).await?.text;
        assert!(gift.contains(">See it</a>") && !gift.contains("See or stop it"), "{gift}");
        app.pass(DAY * 62, DAY * 31).await?;
        app.settle().await?;
        assert_eq!((taken(&app).len(), raised_here(&app).await?), (2, 5_000));
        assert_eq!(mails(&app, "have ended"), 1);
        assert_eq!(kept(&app), 0, "the provider has forgotten the card");
        assert_eq!(plan.act("skip", &[("period", "2")]).await?.status, 409, "it has ended");
        assert_eq!(plan.act("end", &[]).await?.status, 303, "and may be stopped twice");
        adds_up(&app).await?;
    }
    Ok(())
}

/// T-01 and T-05.
#[tokio::test]
async fn two_schedulers_that_find_the_same_gift_due_charge_it_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        Plan::begin(&app, VISA).await?;
        app.clock.advance(DAY * 32);
        let other = app.platform.clone();
        app.restart().await?;
        let (one, two) = tokio::join!(app.platform.settle(), other.settle());
        one?;
        two?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn months_in_which_the_program_was_gone_are_not_made_up_for() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Plan::begin(&app, VISA).await?;
        app.clock.advance(DAY * 100);
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500], "one gift, not three on one day");
        adds_up(&app).await?;
    }
    Ok(())
}

/// T-10.
#[tokio::test]
async fn what_is_given_once_is_never_charged_again_and_what_is_monthly_must_be_agreed_to()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let once =
            Journey::promise_with(&app, &lasting()?, "25", &[("freq", "once"), ("again", "1")]).await?;
        once.pay(VISA).await?;
        assert!(!once.page().await?.contains("/plans/"));
        let browser = app.browser();
        let fields = fill_in(&browser, &lasting()?, "25", &[("freq", "monthly")]).await?;
        let refused = send(&browser, &lasting()?, &fields).await?;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Tick the box"), "{}", refused.text);
        // A campaign that ends before a second gift could come takes single gifts only, whatever a form says.
        let soon =
            slug(|it| it.model == FundingModel::KeepItAll && it.deadline_at < tests::START.after(DAY * 28))?;
        let form = browser.get(&format!("/c/{soon}/give?freq=monthly")).await?;
        assert!(!form.text.contains("name=\"freq\""), "{}", form.text);
        // Whoever came by a page that still offered it reads why, where the list of what is wrong leads.
        assert!(form.text.contains("href=\"#freq\"") && form.text.contains("id=\"freq\""), "{}", form.text);
        assert!(form.text.contains("so this one is given once"), "{}", form.text);
        assert!(!form.text.contains("charged again every"), "{}", form.text);
        let fields = fill_in(&browser, &soon, "5000", MONTHLY).await?;
        let refused = send(&browser, &soon, &fields).await?;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("single gifts only"), "{}", refused.text);
        app.pass(DAY * 70, DAY * 35).await?;
        assert_eq!(taken(&app), [2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refused_card_is_tried_six_times_then_it_ends_and_nothing_was_taken() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        app.pass(DAY * 32, DAY * 16).await?;
        app.settle().await?;
        assert!(plan.page().await?.contains("Your card was refused"), "{}", plan.page().await?);
        app.pass(DAY * 20, HOUR * 12).await?;
        app.settle().await?;
        let tried =
            app.sandbox.objects("payment_intent").iter().filter(|it| it["status"] != "succeeded").count();
        assert_eq!(tried, 6);
        assert_eq!(mails(&app, "could not be charged"), 3, "{:?}", plan.gift.mails());
        assert!(plan.page().await?.contains("the last gift could not be charged"), "{}", plan.page().await?);
        assert_eq!((taken(&app), raised_here(&app).await?), (vec![2_500], 2_500));
        app.pass(DAY * 40, DAY * 20).await?;
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_bank_that_asks_is_answered_on_the_page_and_the_card_that_paid_is_charged_from_then_on()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gift = Journey::promise_with(&app, &lasting()?, "25", MONTHLY).await?;
        let session = gift.session().await?;
        let PayOutcome::Authenticate(url) = app.sandbox.pay(&session, ASKS)? else {
            anyhow::bail!("nobody is asked")
        };
        let intent = url.rsplit('/').next().and_then(|it| it.split('?').next()).context("no intent")?;
        app.sandbox.authenticate(intent, true)?;
        app.settle().await?;
        let page = gift.page().await?;
        let path =
            page[page.find("/plans/").context("no plan")?..].split('"').next().unwrap_or_default().to_owned();
        let plan = Plan { gift, path };
        app.pass(DAY * 32, DAY * 16).await?;
        app.settle().await?;
        assert_eq!(taken(&app).len(), 1);
        let page = plan.page().await?;
        assert!(page.contains("Pay $25.00 now"), "{page}");
        let paying = plan.act("payment", &[]).await?;
        assert_eq!(paying.status, 303);
        let pledge = paying.pledge()?;
        assert_eq!(
            plan.act("payment", &[]).await?.location,
            paying.location,
            "a second click finds the first"
        );
        let slug = plan.gift.slug.clone();
        let second = Journey { app: &app, browser: app.browser(), slug, pledge };
        second.pay(VISA).await?;
        assert_eq!(taken(&app).len(), 2);
        app.pass(DAY * 31, DAY).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500, 2_500], "the next one is charged to the card that works");
        assert_eq!(plan.act("end", &[]).await?.status, 303);
        assert_eq!(kept(&app), 0, "both cards are forgotten");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_is_changed_skipped_paused_and_goes_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        for wrong in ["", "0", "-5", "1e9", "1"] {
            let refused = plan.act("amount", &[("amount", wrong)]).await?;
            assert_eq!(refused.status, 422, "{wrong}");
        }
        let unread = plan.act("amount", &[("amount", "much")]).await?;
        let slug = lasting()?;
        let campaign = campaigns::demo_campaigns(tests::START).into_iter().find(|it| it.slug == slug);
        let least = campaign.context("no such campaign")?.minimum.format_input("en");
        assert!(unread.text.contains(&format!("for example {least}.")), "{least}: {}", unread.text);
        plan.raise("40").await?;
        for _ in 0..2 {
            // Pressed twice, it leaves out the same gift.
            assert_eq!(plan.act("skip", &[("period", "1")]).await?.status, 303);
        }
        assert!(plan.page().await?.contains("1 May 2026"), "{}", plan.page().await?);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app), [2_500], "April is left out");
        app.pass(DAY * 30, DAY * 15).await?;
        assert_eq!(taken(&app), [2_500, 4_000]);
        assert_eq!(plan.act("pause", &[]).await?.status, 303);
        app.pass(DAY * 62, DAY * 31).await?;
        assert_eq!(taken(&app), [2_500, 4_000]);
        assert_eq!(plan.act("resume", &[]).await?.status, 303);
        app.pass(DAY * 31, DAY).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 4_000, 4_000]);
        adds_up(&app).await?;
    }
    Ok(())
}

/// T-11: a refund charged the subscription again.
#[tokio::test]
async fn a_gift_that_was_given_back_is_not_charged_again_and_the_next_one_comes() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        assert_eq!(plan.gift.refund("25").await?.status, 303);
        app.pass(DAY * 20, DAY * 5).await?;
        assert_eq!((taken(&app).len(), raised_here(&app).await?), (1, 0), "nothing before its time");
        app.pass(DAY * 12, DAY * 6).await?;
        app.settle().await?;
        assert_eq!((taken(&app).len(), raised_here(&app).await?), (2, 2_500));
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_asks_their_bank_for_a_gift_back_is_charged_no_further_one() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, "4000000000000259").await?;
        assert!(plan.page().await?.contains("your bank asked for a gift back"), "{}", plan.page().await?);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app).len(), 1);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_suspended_campaign_would_have_got_is_left_out() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Plan::begin(&app, VISA).await?;
        let pledges = app.ctx("pledges")?;
        let stop = "UPDATE pledges_campaign SET stopped = 'suspended', stopped_reason = 'we look into it' WHERE slug = $1";
        pledges.db.execute(stop, vec![lasting()?.into()]).await?;
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app), [2_500]);
        let go_on = "UPDATE pledges_campaign SET stopped = NULL, stopped_reason = NULL WHERE slug = $1";
        pledges.db.execute(go_on, vec![lasting()?.into()]).await?;
        app.pass(DAY * 30, DAY * 15).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_provider_that_answers_nothing_for_a_day_charges_a_gift_once_when_it_is_back() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        app.faults(serde_json::from_value(serde_json::json!({
            "requests": [{ "method": "POST", "path": "/v1/payment_intents", "fault": { "error_before": 503 } }]
        }))?);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app).len(), 1);
        let page = plan.page().await?;
        assert!(!page.contains("was refused"), "an outage is no refusal: {page}");
        app.faults(sandbox::FaultPlan::default());
        app.pass(DAY, HOUR * 2).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn staff_end_a_plan_for_its_donor_and_that_stands_in_the_audit_log() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        let staff = app.signed_in("support").await?;
        let desk = format!("/backoffice/pledges/{}", plan.gift.pledge);
        let page = staff.get(&desk).await?;
        let end = plan.end_by_staff();
        assert!(page.text.contains(&end), "{}", page.text);
        let form = [("_token", &*page.field("_token")?), ("why", "They wrote to us")];
        assert_eq!(staff.post(&end, &form).await?.status, 303);
        app.settle().await?;
        assert!(plan.page().await?.contains("We have stopped it."), "{}", plan.page().await?);
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?;
        assert!(log.text.contains("plan.end"), "{}", log.text);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app), [2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

/// T-10: the interval that was chosen is the one that is charged, whoever the donor becomes.
#[tokio::test]
async fn a_guest_who_becomes_a_member_finds_their_monthly_gift_among_their_own() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let member = app.signed_in("donor").await?;
        let email = users::demo_users()
            .into_iter()
            .find(|it| it.email.starts_with("donor"))
            .context("no donor")?
            .email;
        let more = [("freq", "monthly"), ("again", "1"), ("email", email.as_str())];
        let browser = member.at(app.router.clone());
        let fields = fill_in(&browser, &lasting()?, "25", &more).await?;
        let answer = send(&browser, &lasting()?, &fields).await?;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let pledge = answer.pledge()?;
        app.settle_once().await?;
        let gift = Journey { app: &app, browser, slug: lasting()?, pledge };
        gift.pay(VISA).await?;
        let mine = member.get("/me/pledges").await?;
        assert!(mine.text.contains("$25.00 every month") && mine.text.contains("Next on"), "{}", mine.text);
        app.pass(DAY * 92, DAY * 4).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500; 4], "today, in April, in May and in June");
        adds_up(&app).await?;
    }
    Ok(())
}

const YEARLY: &[(&str, &str)] = &[("freq", "yearly"), ("again", "1")];

#[tokio::test]
async fn nobody_is_charged_for_a_year_without_having_been_told_two_weeks_before() -> anyhow::Result<()> {
    for shape in shapes() {
        for slept in [false, true] {
            let app = TestApp::start(&shape).await?;
            let gift = Journey::promise_with(&app, &lasting()?, "25", YEARLY).await?;
            gift.pay(VISA).await?;
            if slept {
                // The program was gone when the reminder was due, and comes back with the gift itself overdue.
                app.clock.advance(DAY * 366);
                app.settle().await?;
            } else {
                app.pass(DAY * 352, DAY * 32).await?;
                assert_eq!(mails(&app, "$25.00 is charged on 1 March 2027"), 1, "{:?}", gift.mails());
                app.pass(DAY * 12, DAY * 4).await?;
            }
            assert_eq!(taken(&app), [2_500], "slept: {slept}");
            assert_eq!(mails(&app, "is charged on"), 1, "{:?}", gift.mails());
            app.pass(DAY * 15, DAY).await?;
            app.settle().await?;
            assert_eq!(taken(&app), [2_500, 2_500], "slept: {slept}");
            // No third one is due before the campaign ends.
            assert_eq!(mails(&app, "have ended"), 1, "{:?}", gift.mails());
            adds_up(&app).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_that_is_paused_while_its_card_is_refused_is_not_tried_again_until_it_goes_on()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        app.pass(DAY * 32, DAY * 16).await?;
        let tries = || app.sandbox.objects("payment_intent").len();
        let before = tries();
        assert_eq!(plan.act("pause", &[]).await?.status, 303);
        app.pass(DAY * 40, DAY).await?;
        assert_eq!(tries(), before, "nothing was tried");
        let page = plan.page().await?;
        assert!(page.contains("It is paused") && page.contains("Go on"), "{page}");
        assert_eq!(plan.act("resume", &[]).await?.status, 303);
        app.pass(DAY * 31, DAY).await?;
        assert!(tries() > before, "it goes on with the next one");
        assert_eq!(taken(&app), [2_500]);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn another_sum_is_given_from_the_next_gift_on_and_not_for_one_that_is_overdue() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        app.pass(DAY * 32, DAY * 16).await?;
        plan.raise("90").await?;
        let paying = plan.act("payment", &[]).await?;
        let pledge = paying.pledge()?;
        let late = Journey { app: &app, browser: app.browser(), slug: lasting()?, pledge };
        late.pay(VISA).await?;
        assert_eq!(taken(&app), [2_500, 2_500], "the overdue gift is what it was");
        app.pass(DAY * 31, DAY).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500, 9_000]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_is_cancelled_ends_every_plan_at_once_and_their_cards_are_let_go()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let goes_on = Plan::begin(&app, VISA).await?;
        let paused = Plan::begin(&app, VISA).await?;
        assert_eq!(paused.act("pause", &[]).await?.status, 303);
        let creator = app.signed_in("creator").await?;
        let sql = "SELECT id FROM campaigns_campaign WHERE slug = $1";
        let row = app
            .ctx("campaigns")?
            .db
            .read()
            .one(sql, vec![lasting()?.into()])
            .await?
            .context("no campaign")?;
        let desk = format!("/dashboard/campaigns/{}", contracts::CampaignId(row.try_get("", "id")?));
        let token = creator.get(&desk).await?.field("_token")?;
        let form = [("_token", token.as_str()), ("reason", "The owner of the terraces has sold them.")];
        let cancelled = creator.post(&format!("{desk}/cancellation"), &form).await?;
        assert_eq!(cancelled.status, 303, "{}", cancelled.text);
        app.settle().await?;
        app.pass(HOUR, Duration::from_secs(60)).await?;
        for plan in [&goes_on, &paused] {
            assert!(plan.page().await?.contains("The campaign has ended"), "{}", plan.page().await?);
        }
        assert_eq!(kept(&app), 0);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app).len(), 2);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_closes_their_account_is_charged_no_further_gift() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        let sql = "UPDATE pledges_pledge SET donor = $1";
        let pledges = app.ctx("pledges")?;
        let donor = contracts::UserId::fresh();
        pledges.db.execute(sql, vec![donor.0.into()]).await?;
        let closed = contracts::users::AccountClosed {
            user: donor,
            person: contracts::PersonId::fresh(),
            closed_at: kernel::Clock::now(&*app.clock),
        };
        app.ctx("users")?
            .run(kernel::db::with(move |tx: &kernel::Transaction| {
                let closed = closed.clone();
                Box::pin(async move { tx.send(&closed).await.map(drop) })
            }))
            .await?;
        app.settle().await?;
        assert!(plan.page().await?.contains("It ended with your account"), "{}", plan.page().await?);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app), [2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_charge_whose_end_is_unknown_for_days_is_no_refusal_and_no_second_one_is_made() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        // The provider charges the card, and nobody hears of it: no answer, no webhook, no list.
        app.faults(serde_json::from_value(serde_json::json!({
            "requests": [
                { "method": "POST", "path": "/v1/payment_intents", "fault": { "drop_answer_after": 1 } },
                { "method": "GET", "fault": { "error_before": 503 } },
            ],
            "webhooks": [{ "fault": "drop" }],
        }))?);
        app.pass(DAY * 32, DAY * 16).await?;
        app.pass(DAY * 5, HOUR * 6).await?;
        assert_eq!(taken(&app), [2_500, 2_500], "it was taken, once");
        let page = plan.page().await?;
        assert!(!page.contains("refused") && !page.contains("Pay $25.00 now"), "{page}");
        assert_eq!(plan.act("payment", &[]).await?.status, 409, "there is nothing to pay yet");
        assert_eq!(mails(&app, "could not be charged"), 0);
        app.faults(sandbox::FaultPlan::default());
        app.pass(DAY, HOUR * 2).await?;
        app.settle().await?;
        assert_eq!((taken(&app).len(), raised_here(&app).await?), (2, 5_000));
        adds_up(&app).await?;
    }
    Ok(())
}

/// The provider's page on which another card is saved.
async fn card_page(browser: &tests::Browser, from: &Answer) -> anyhow::Result<String> {
    anyhow::ensure!(from.status == 303, "{}: {}", from.status, from.text);
    let page = browser.get(&from.location).await?;
    anyhow::ensure!(page.status == 303, "{}: {}", page.status, page.text);
    let session = page.location.rsplit('/').next().context("no session")?;
    Ok(session.split(['?', '#']).next().unwrap_or(session).to_owned())
}

#[tokio::test]
async fn another_card_is_charged_for_the_gifts_that_follow_and_the_one_before_is_let_go() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        let first = plan.act("card", &[]).await?;
        let session = card_page(&plan.gift.browser, &first).await?;
        let again = plan.act("card", &[]).await?;
        assert_eq!(card_page(&plan.gift.browser, &again).await?, session, "asked twice it is one page");
        app.sandbox.pay(&session, VISA)?;
        app.settle().await?;
        assert_eq!((taken(&app), kept(&app)), (vec![2_500], 1), "nothing was charged, and one card is kept");
        assert!(plan.gift.page().await?.contains("You chose another card"), "{}", plan.gift.page().await?);
        app.pass(DAY * 32, DAY * 16).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500, 2_500], "the other card is good");
        // One that nobody uses changes nothing.
        card_page(&plan.gift.browser, &plan.act("card", &[]).await?).await?;
        app.pass(HOUR * 30, HOUR).await?;
        assert_eq!(kept(&app), 1);
        app.pass(DAY * 31, DAY * 8).await?;
        app.settle().await?;
        assert_eq!(taken(&app).len(), 3);
        assert_eq!(plan.act("end", &[]).await?.status, 303);
        app.settle().await?;
        assert_eq!(kept(&app), 0);
        assert_eq!(plan.act("card", &[]).await?.status, 409, "it has ended");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_card_that_is_saved_when_all_is_over_is_let_go_at_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        let session = card_page(&plan.gift.browser, &plan.act("card", &[]).await?).await?;
        assert_eq!(plan.act("end", &[]).await?.status, 303);
        app.sandbox.pay(&session, VISA)?;
        app.settle().await?;
        assert_eq!(kept(&app), 0);
        app.pass(DAY * 32, DAY * 16).await?;
        assert_eq!(taken(&app), [2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_whose_last_gift_is_refused_is_in_order_until_that_is_paid_or_given_up() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gift = Journey::promise_with(&app, &lasting()?, "25", YEARLY).await?;
        gift.pay(EMPTY_LATER).await?;
        app.pass(DAY * 352, DAY * 32).await?;
        app.pass(DAY * 15, DAY * 3).await?;
        app.settle().await?;
        assert_eq!(taken(&app), [2_500]);
        assert_eq!(mails(&app, "could not be charged"), 1, "{:?}", gift.mails());
        adds_up(&app).await?;
        app.pass(DAY * 20, DAY).await?;
        app.settle().await?;
        assert_eq!(mails(&app, "have ended"), 1, "{:?}", gift.mails());
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_that_is_paused_while_its_donor_is_about_to_pay_is_left_with_nothing_to_wait_for()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        app.pass(DAY * 32, DAY * 16).await?;
        for goes_on_before_the_page_closes in [false, true] {
            assert_eq!(plan.act("payment", &[]).await?.status, 303);
            assert_eq!(plan.act("pause", &[]).await?.status, 303);
            if goes_on_before_the_page_closes {
                assert_eq!(plan.act("resume", &[]).await?.status, 303);
                app.pass(HOUR * 3, HOUR).await?;
                assert!(plan.page().await?.contains("Pay $25.00 now"), "{}", plan.page().await?);
                app.pass(DAY * 20, DAY).await?;
                app.settle().await?;
                assert!(plan.page().await?.contains("the last gift could not be charged"));
            } else {
                app.pass(HOUR * 3, HOUR).await?;
                assert_eq!(plan.act("resume", &[]).await?.status, 303);
                assert!(!plan.page().await?.contains("Pay $25.00 now"), "what was due meanwhile is left out");
                app.pass(DAY * 31, DAY).await?;
            }
        }
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_donor_is_told_a_month_before_the_card_of_a_plan_expires_and_not_of_one_that_was_replaced()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gift = Journey::promise_with(&app, &lasting()?, "25", MONTHLY).await?;
        app.sandbox.pay_until(&gift.session().await?, VISA, (2026, 6))?;
        app.settle().await?;
        let page = gift.page().await?;
        let at = page.find("/plans/").context("no plan on the page of its first gift")?;
        let path = page[at..].split('"').next().unwrap_or_default().to_owned();
        let plan = Plan { gift, path };
        app.pass(DAY * 90, DAY * 5).await?;
        assert_eq!(mails(&app, "expires soon"), 0, "June is far");
        assert!(!plan.page().await?.contains("Your card is good until"));
        app.pass(DAY * 5, DAY).await?;
        assert_eq!(mails(&app, "expires soon"), 1);
        assert!(plan.page().await?.contains("Your card is good until"), "{}", plan.page().await?);
        assert_eq!(plan.act("card", &[]).await?.status, 303);
        let waits = plan.gift.browser.get(&format!("{}/card", plan.gift.at())).await?;
        let session = waits.location.rsplit('/').next().context("no page for the card")?;
        app.sandbox.pay_until(session.split(['?', '#']).next().unwrap_or(session), VISA, (2030, 1))?;
        app.settle().await?;
        assert!(!plan.page().await?.contains("Your card is good until"), "another card is charged");
        app.pass(DAY * 40, DAY * 5).await?;
        assert_eq!(mails(&app, "expires soon"), 1, "once for each card");
        adds_up(&app).await?;
    }
    Ok(())
}
