use super::{adds_up, balance, keeps_all};
use crate::donors::journey::{Journey, VISA};
use anyhow::Context as _;
use sandbox::{Fault, FaultPlan, RequestRule};
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

/// Stripe's test bank account whose payouts arrive.
pub(crate) const GOOD_BANK: &str = "000123456789";
/// And the one that was closed.
const CLOSED_BANK: &str = "000111111113";
const DAY: u64 = 86_400;
pub(super) const ROOM: &str = "/backoffice/payouts";

/// A campaign with three gifts whose creator gave a bank account, after the hold is over.
pub(crate) struct Ended {
    pub(crate) app: TestApp,
    pub(crate) campaign: String,
}

impl Ended {
    pub(crate) async fn with_bank(shape: &tests::Shape, bank: &str) -> anyhow::Result<Self> {
        let it = Self::soon(shape, bank).await?;
        it.long_after().await?;
        Ok(it)
    }

    /// The longest demo campaign ends within 60 days of the start.
    async fn long_after(&self) -> anyhow::Result<()> {
        self.app.pass(Duration::from_secs(75 * DAY), Duration::from_secs(DAY)).await
    }

    /// The same while the campaign still goes on.
    pub(super) async fn soon(shape: &tests::Shape, bank: &str) -> anyhow::Result<Self> {
        let app = TestApp::start(shape).await?;
        let slug = keeps_all()?;
        for amount in ["840", "1680", "4200"] {
            Journey::promise(&app, &slug, amount).await?.pay(VISA).await?;
        }
        Self::onboarded(app, &slug, bank).await
    }

    /// The creator of `slug` gives a bank account.
    pub(crate) async fn onboarded(app: TestApp, slug: &str, bank: &str) -> anyhow::Result<Self> {
        let campaign = campaign_of(&app, slug).await?;
        let creator = app.signed_in("creator").await?;
        let own = format!("/dashboard/campaigns/{campaign}");
        let page = creator.get(&format!("{own}/money")).await?;
        assert_eq!(page.status, 200, "{}", page.text);
        let form = [("_token", &*page.field("_token")?)];
        assert_eq!(creator.post(&format!("{own}/onboarding"), &form).await?.status, 303);
        app.settle().await?;
        let onward = creator.get(&format!("{own}/onboarding")).await?;
        assert!(onward.location.contains("/onboarding/acct_"), "{} {}", onward.status, onward.location);
        let account = app.sandbox.objects("account")[0]["id"].as_str().unwrap_or_default().to_owned();
        app.sandbox.onboard(&account, bank, true)?;
        app.settle().await?;
        Ok(Self { app, campaign })
    }

    pub(crate) async fn propose(&self, who: &Browser) -> anyhow::Result<Answer> {
        // The room offers a form only where something can be done; whoever has none may send one anyway.
        let token = who.get("/me").await?.field("_token")?;
        let answer = who.post(&format!("{ROOM}/{}/proposal", self.campaign), &[("_token", &token)]).await?;
        self.app.settle().await?;
        Ok(answer)
    }

    /// Agrees to what the room shows.
    pub(crate) async fn agree(&self, who: &Browser) -> anyhow::Result<Answer> {
        let answer = self.say_yes(who).await?;
        self.app.settle().await?;
        Ok(answer)
    }

    /// The same, and signs it when that is asked for. Nothing that follows from it has happened yet.
    pub(crate) async fn say_yes(&self, who: &Browser) -> anyhow::Result<Answer> {
        let (path, hash, token) = self.shown(who).await?;
        let asked = who.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        if !asked.location.starts_with("/me/confirm") {
            return Ok(asked);
        }
        let token = who.sign(&asked).await?;
        who.post(&path, &[("_token", &token), ("hash", &hash)]).await
    }

    /// An admin who has signed what the room shows, and the form that is left to send: its path, hash and token.
    pub(super) async fn signed(&self) -> anyhow::Result<(Browser, String, String, String)> {
        let who = self.app.signed_in("finance2").await?;
        let (path, hash, token) = self.shown(&who).await?;
        let asked = who.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        let token = who.sign(&asked).await?;
        Ok((who, path, hash, token))
    }

    /// Does not agree to it.
    pub(crate) async fn say_no(&self, who: &Browser) -> anyhow::Result<Answer> {
        let (path, _, token) = self.shown(who).await?;
        who.post(&path, &[("_token", &token)]).await
    }

    pub(super) async fn shown(&self, who: &Browser) -> anyhow::Result<(String, String, String)> {
        let page = who.get(ROOM).await?;
        let (_, rest) =
            page.text.split_once("action=\"/backoffice/payouts/").context("nothing to agree to")?;
        let found = rest.split("action=\"/backoffice/payouts/").find(|it| it.contains("/decision"));
        let (id, _) = found.unwrap_or(rest).split_once("/decision").context("nothing to agree to")?;
        // Whoever proposed it can only say no: nothing there has a hash.
        let hash = page.field("hash").unwrap_or_default();
        Ok((format!("{ROOM}/{id}/decision"), hash, page.field("_token")?))
    }

    /// The gift of `amount` minor units.
    pub(super) fn gift(&self, amount: i64) -> anyhow::Result<Journey<'_>> {
        let books = self.app.sandbox.ledger();
        let by_pledge = books.by_metadata("pledge_id");
        let found = by_pledge.iter().find(|(_, all)| all[0].amount == amount);
        let pledge = found.context("no such gift")?.0.clone();
        Ok(Journey { app: &self.app, browser: self.app.browser(), slug: keeps_all()?, pledge })
    }

    /// A moderator takes a step about the campaign.
    pub(super) async fn intervene(&self, step: &str) -> anyhow::Result<u16> {
        let moderator = self.app.signed_in("moderator").await?;
        let token = moderator.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("step", step), ("reason", "The organiser cannot be reached.")];
        let answer =
            moderator.post(&format!("/backoffice/campaigns/{}/intervention", self.campaign), &form).await?;
        self.app.settle().await?;
        Ok(answer.status)
    }

    pub(super) async fn weeks(&self) -> anyhow::Result<()> {
        self.app.pass(Duration::from_secs(5 * DAY), Duration::from_secs(6 * 3600)).await
    }
}

async fn campaign_of(app: &TestApp, slug: &str) -> anyhow::Result<String> {
    let sql = "SELECT campaign FROM payments_payee WHERE slug = $1";
    let row = kernel::db::Sql::one(app.ctx("payments")?.db.read(), sql, vec![slug.into()]).await?;
    let id: uuid::Uuid = row.context("no such campaign")?.try_get("", "campaign")?;
    Ok(id.to_string())
}

/// 5 % of ₹6,720 is the platform's; a tenth of the rest stays behind.
pub(crate) const EARNED: i64 = 638_400;
pub(super) const PAID: i64 = EARNED - 63_840;

#[tokio::test]
async fn a_payout_needs_two_people_and_arrives_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert_eq!(it.propose(&second).await?.status, 400, "one at a time");
        assert!(it.shown(&finance).await?.1.is_empty(), "whoever proposed it is not asked");
        let (path, hash, _) = it.shown(&second).await?;
        let token = finance.get(ROOM).await?.field("_token")?;
        let alone = finance.post(&path, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!(alone.status, 400);
        assert!(alone.text.contains("second person"), "{}", alone.text);
        assert!(it.app.sandbox.objects("transfer").is_empty());
        assert_eq!(it.agree(&second).await?.status, 303);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("transfer").len(), 1);
        let payouts = it.app.sandbox.objects("payout");
        assert_eq!(
            (payouts.len(), &payouts[0]["status"], &payouts[0]["amount"]),
            (1, &"paid".into(), &PAID.into())
        );
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -(EARNED - PAID));
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_moves_money_has_just_shown_that_it_is_them() -> anyhow::Result<()> {
    let it = Ended::with_bank(&shapes()[0], GOOD_BANK).await?;
    let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
    let creator = it.app.signed_in("creator").await?;
    it.app.clock.advance(Duration::from_secs(6 * 60));
    assert!(it.propose(&finance).await?.location.starts_with("/me/confirm"));
    assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
    assert!(it.agree(&second).await?.location.starts_with("/me/confirm"));
    let own = format!("/dashboard/campaigns/{}", it.campaign);
    let form = [("_token", &*creator.get("/me").await?.field("_token")?)];
    assert!(creator.post(&format!("{own}/onboarding"), &form).await?.location.starts_with("/me/confirm"));
    assert!(it.app.sandbox.objects("transfer").is_empty(), "nobody agreed");
    assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.location, ROOM);
    adds_up(&it.app).await?;
    Ok(())
}

#[tokio::test]
async fn t71_two_approvals_retries_and_lost_answers_make_one_transfer() -> anyhow::Result<()> {
    for shape in shapes() {
        for path in ["/v1/transfers", "/v1/payouts"] {
            for fault in [Fault::DropAnswerAfter(0), Fault::ErrorAfter(500), Fault::ErrorBefore(500)] {
                let it = Ended::with_bank(&shape, GOOD_BANK).await?;
                let requests = vec![RequestRule::new("POST", path, fault.clone()).times(1)];
                it.app.faults(FaultPlan { requests, ..FaultPlan::default() });
                it.propose(&it.app.signed_in("finance").await?).await?;
                // Each signed it by themselves: what was signed counts once.
                let (here, decision, hash, one) = it.signed().await?;
                let (there, .., two) = it.signed().await?;
                let (one, two) =
                    ([("_token", &*one), ("hash", &*hash)], [("_token", &*two), ("hash", &*hash)]);
                let (one, two) = tokio::join!(here.post(&decision, &one), there.post(&decision, &two));
                let mut statuses = [one?.status, two?.status];
                statuses.sort_unstable();
                assert_eq!(statuses, [303, 400], "{path} {fault:?}: executed once");
                it.weeks().await?;
                assert_eq!(it.app.sandbox.objects("transfer").len(), 1, "{path} {fault:?}");
                assert_eq!(it.app.sandbox.objects("payout").len(), 1, "{path} {fault:?}");
                assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0, "{path} {fault:?}");
                adds_up(&it.app).await?;
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn t72_a_payout_that_fails_is_payable_again_once_and_the_creator_sees_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, CLOSED_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        it.agree(&it.app.signed_in("finance2").await?).await?;
        it.weeks().await?;
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -EARNED, "all of it, once");
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);
        let books = it.app.sandbox.ledger();
        assert_eq!(books.sums["inr"].transferred, 0);
        let creator = it.app.signed_in("creator").await?;
        let page = creator.get(&format!("/dashboard/campaigns/{}/money", it.campaign)).await?;
        assert!(page.text.contains("held for you again"), "{}", page.text);
        for entry in ["A payout was proposed", "agreed to by a second person", "Somebody who works here"] {
            assert!(page.text.contains(entry), "{entry}: {}", page.text);
        }
        assert!(!page.text.contains("put on hold"), "the first bank account holds nothing: {}", page.text);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_nobody_agrees_to_within_a_day_is_payable_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let second = it.app.signed_in("finance2").await?;
        let (decision, hash, _) = it.shown(&second).await?;
        it.app.pass(Duration::from_secs(2 * DAY), Duration::from_secs(3600)).await?;
        let second = it.app.signed_in("finance2").await?;
        let token = second.get(ROOM).await?.field("_token")?;
        let late = second.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!(late.status, 400);
        it.weeks().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty());
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -EARNED);
        let again = it.propose(&it.app.signed_in("finance2").await?).await?;
        assert_eq!(again.status, 303, "it can be proposed again");
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_suspended_campaign_is_not_paid_out_until_it_goes_on() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::soon(&shape, GOOD_BANK).await?;
        assert_eq!(it.intervene("suspend").await?, 303);
        it.long_after().await?;
        let refused = it.propose(&it.app.signed_in("finance").await?).await?;
        assert_eq!(refused.status, 400);
        assert!(refused.text.contains("suspended"), "{}", refused.text);
        assert_eq!(it.intervene("restore").await?, 303);
        it.app.pass(Duration::from_secs(DAY), Duration::from_secs(6 * 3600)).await?;
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_fell_since_it_was_proposed_is_not_agreed_to() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let journey = it.gift(420_000)?;
        assert_eq!(journey.refund("4200").await?.status, 303);
        let late = it.agree(&it.app.signed_in("finance2").await?).await?;
        assert_eq!(late.status, 400);
        assert!(late.text.contains("has fallen"), "{}", late.text);
        it.app.pass(Duration::from_secs(2 * DAY), Duration::from_secs(6 * 3600)).await?;
        assert!(it.app.sandbox.objects("transfer").is_empty());
        // What is left can be proposed anew: ₹2,520 less 5 % and a tenth.
        it.propose(&it.app.signed_in("finance").await?).await?;
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout")[0]["amount"], 215_460);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refund_after_the_payout_leaves_the_creator_owing_and_the_donor_paid() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let last = Journey::promise(&it.app, &keeps_all()?, "840").await;
        assert!(last.is_err(), "the campaign is over");
        it.propose(&it.app.signed_in("finance").await?).await?;
        it.agree(&it.app.signed_in("finance2").await?).await?;
        it.weeks().await?;
        let journey = it.gift(420_000)?;
        assert_eq!(journey.refund("4200").await?.status, 303);
        it.weeks().await?;
        // ₹4,200, and what the provider kept of it. The platform keeps its fee, and bears the other two cards' fees.
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -(EARNED - PAID) + 420_000 + 12_210);
        assert_eq!(balance(&it.app, "platform:fee", "INR").await?, -33_600);
        assert_eq!(balance(&it.app, "psp:fee", "INR").await?, 2_466 + 4_902);
        let own = format!("/dashboard/campaigns/{}/money", it.campaign);
        let page = it.app.signed_in("creator").await?.get(&own).await?.text;
        assert!(page.contains("borne by whoever runs the campaign") && page.contains("₹122.10"), "{page}");
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 400, "nothing is left");
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn everybody_can_read_where_the_money_went() -> anyhow::Result<()> {
    let it = Ended::with_bank(&shapes()[0], GOOD_BANK).await?;
    let path = format!("/c/{}/money", keeps_all()?);
    let before = it.app.browser().get(&path).await?;
    assert!(before.text.contains("₹6,720.00") && before.text.contains("100"), "{}", before.text);
    it.propose(&it.app.signed_in("finance").await?).await?;
    it.agree(&it.app.signed_in("finance2").await?).await?;
    it.weeks().await?;
    let after = it.app.browser().get(&path).await?;
    assert!(after.text.contains("₹5,745.60"), "{}", after.text);
    Ok(())
}

/// Found by the simulation: a call that never arrived, and whose name the provider may have forgotten, waited for a
/// person, and the creator for the person.
#[tokio::test]
async fn a_creator_whose_account_could_not_be_made_for_a_day_gets_one_by_itself() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let campaign = campaign_of(&app, &keeps_all()?).await?;
        let creator = app.signed_in("creator").await?;
        let own = format!("/dashboard/campaigns/{campaign}");
        let requests = vec![RequestRule::new("POST", "/v1/accounts", Fault::DropBefore(0))];
        app.faults(FaultPlan { requests, ..FaultPlan::default() });
        let form = [("_token", &*creator.get(&format!("{own}/money")).await?.field("_token")?)];
        assert_eq!(creator.post(&format!("{own}/onboarding"), &form).await?.status, 303);
        app.pass(Duration::from_secs(DAY), Duration::from_secs(3600)).await?;
        assert!(app.sandbox.objects("account").is_empty());
        app.sandbox.clear_faults();
        app.pass(Duration::from_secs(2 * 3600), Duration::from_secs(60)).await?;
        assert_eq!(app.sandbox.objects("account").len(), 1);
        adds_up(&app).await?;
    }
    Ok(())
}

/// T-73.
#[tokio::test]
async fn t73_what_nobody_can_be_paid_goes_back_to_the_donors_at_the_end_of_the_term() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = keeps_all()?;
        let gift = Journey::promise(&app, &slug, "840").await?;
        gift.pay(VISA).await?;
        let campaign = campaign_of(&app, &slug).await?;
        let money = format!("/dashboard/campaigns/{campaign}/money");
        let page = app.signed_in("creator").await?.get(&money).await?.text;
        assert!(page.contains("or the money goes back to the donors"), "{page}");
        let all = campaigns::demo_campaigns(tests::START);
        let it = all.into_iter().find(|it| it.slug == slug).context("no such campaign")?;
        app.pass(it.deadline_at.since(tests::START), Duration::from_secs(5 * DAY)).await?;
        app.pass(Duration::from_secs(61 * DAY), Duration::from_secs(5 * DAY)).await?;
        let told = |what: &str| gift.mails().iter().filter(|it| it.contains(what)).count();
        assert_eq!((told("waits for you"), told("goes back to the donors")), (1, 0), "{:?}", gift.mails());
        assert_eq!(gift.raised().await?, 84_000);
        app.pass(Duration::from_secs(23 * DAY), Duration::from_secs(5 * DAY)).await?;
        assert_eq!((told("waits for you"), told("goes back to the donors")), (2, 0), "{:?}", gift.mails());
        app.pass(Duration::from_secs(9 * DAY), Duration::from_secs(3 * DAY)).await?;
        assert_eq!((told("waits for you"), told("goes back to the donors")), (2, 1), "{:?}", gift.mails());
        let refunded: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount_refunded).sum();
        assert_eq!((refunded, gift.raised().await?), (84_000, 0));
        adds_up(&app).await?;
    }
    Ok(())
}
