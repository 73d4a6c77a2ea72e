//! A pledge and what a test wants to know of it.

use crate::donors::journey::{fill_in, send, slug};
use anyhow::{Context as _, ensure};
use contracts::campaigns::{FundingModel, RewardLimit};
use kernel::{
    db::Sql as _,
    saga::{SagaRow, SagaStatus},
};
use sandbox::{FaultPlan, PayOutcome, RequestRule, WebhookFault, WebhookRule};
use std::{collections::BTreeMap, time::Duration};
use tests::{Answer, Browser, TestApp};

pub(super) const MINUTE: Duration = Duration::from_secs(60);
pub(super) const HOUR: Duration = Duration::from_secs(3600);
/// Within this time every saga is at rest, once nothing goes wrong any more.
pub(super) const LIVELY: Duration = Duration::from_secs(3 * 3600);
/// What each pledge of these stories is about, in the campaign's currency.
pub(super) const AMOUNT: &str = "45";
/// The same in minor units.
pub(super) const MINOR: i64 = 4_500;

/// The steps of the saga as they are stored.
pub(super) const STEPS: [&str; 5] = ["reserve", "checkout", "collect", "keep", "activate"];

/// How the money is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// At once.
    Charge,
    /// The card is saved; the pledge has no reward.
    Save,
}

impl Kind {
    /// How a pledge stands that was taken.
    pub(super) fn taken(self) -> &'static str {
        match self {
            Self::Charge => "active",
            Self::Save => "card_saved",
        }
    }
}

/// What a form says.
type Fields = Vec<(String, String)>;

async fn post(browser: &Browser, path: &str, fields: &[(String, String)]) -> anyhow::Result<Answer> {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// What a donor filled in.
pub(super) struct Form {
    browser: Browser,
    slug: String,
    fields: Fields,
}

impl Form {
    /// Sends it.
    pub(super) async fn send(&self) -> anyhow::Result<Answer> {
        send(&self.browser, &self.slug, &self.fields).await
    }

    /// Sends it, twice, and it is one pledge.
    pub(super) async fn taken(self) -> anyhow::Result<Story> {
        let answer = self.send().await?;
        ensure!(answer.status == 303, "the form answered {}: {}", answer.status, answer.text);
        let again = self.send().await?;
        ensure!(again.location == answer.location, "a double click is one pledge");
        let pledge = answer.pledge()?;
        Ok(Story { pledge })
    }
}

/// One pledge. It keeps no hold of the platform, which may be gone and come back meanwhile.
#[derive(Clone, Debug)]
pub(super) struct Story {
    pub(super) pledge: String,
}

impl Story {
    /// A donor filled in the form and has not sent it.
    pub(super) async fn form(app: &TestApp, kind: Kind) -> anyhow::Result<Form> {
        let browser = app.browser();
        let (slug, reward) = match kind {
            Kind::Charge => {
                let slug = slug(|it| {
                    it.model == FundingModel::KeepItAll
                        && it.rewards.iter().any(|it| it.limit == RewardLimit::Quantity(150))
                })?;
                let form = browser.get(&format!("/c/{slug}/give")).await?;
                let id = form.text.split("name=\"reward\" value=\"").skip(1);
                let id = id.filter_map(|it| it.split('"').next()).find(|it| it.len() == 36);
                (slug, Some(id.context("no reward is offered")?.to_owned()))
            }
            Kind::Save => {
                (slug(|it| it.model == FundingModel::AllOrNothing && it.goal.currency.code() == "EUR")?, None)
            }
        };
        let more: Vec<_> = reward.as_deref().map(|it| ("reward", it)).into_iter().collect();
        let fields = fill_in(&browser, &slug, AMOUNT, &more).await?;
        Ok(Form { browser, slug, fields })
    }

    /// A donor sends the form, and nothing else has happened yet.
    pub(super) async fn begin(app: &TestApp, kind: Kind) -> anyhow::Result<Self> {
        Self::form(app, kind).await?.taken().await
    }

    /// A pledge whose payment page is open.
    pub(super) async fn open(app: &TestApp, kind: Kind) -> anyhow::Result<Self> {
        let story = Self::begin(app, kind).await?;
        app.settle_once().await?;
        story.must_be(app, "awaiting_payment").await?;
        Ok(story)
    }

    /// A pledge that was taken.
    pub(super) async fn taken(app: &TestApp, kind: Kind, card: &str) -> anyhow::Result<Self> {
        let story = Self::open(app, kind).await?;
        let outcome = story.pay(app, card).await?;
        ensure!(outcome == PayOutcome::Done, "{outcome:?}");
        app.settle_once().await?;
        story.must_be(app, kind.taken()).await?;
        Ok(story)
    }

    /// The provider's page of this pledge.
    pub(super) async fn session(&self, app: &TestApp) -> anyhow::Result<String> {
        let row = self.row(app, "payments_payment", "session_id").await?;
        row.context("the page is not open")
    }

    /// Pays on the provider's page. Nothing that follows from it has happened yet.
    pub(super) async fn pay(&self, app: &TestApp, card: &str) -> anyhow::Result<PayOutcome> {
        Ok(app.sandbox.pay(&self.session(app).await?, card)?)
    }

    /// The donor turns back. Nothing that follows from it has happened yet.
    pub(super) async fn cancel(&self, app: &TestApp) -> anyhow::Result<Answer> {
        let browser = app.browser();
        let page = browser.get(&format!("{}/cancel", app.page_of(&self.pledge))).await?;
        let form = [("_token", page.field("_token")?)];
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&format!("{}/cancellation", app.page_of(&self.pledge)), &form).await
    }

    /// Staff decide that all of it goes back, and click twice. Nothing that follows from it has happened yet.
    pub(super) async fn refund(&self, app: &TestApp, staff: &Browser) -> anyhow::Result<()> {
        let (path, form) = self.refund_form(staff).await?;
        for click in 1..=2 {
            let answer = post(staff, &path, &form).await?;
            ensure!(answer.status == 303, "click {click} answered {}: {}", answer.status, answer.text);
        }
        let due = "SELECT COUNT(*) FROM pledges_refund WHERE pledge = $1";
        let db = app.ctx("pledges")?.db.read();
        let row = db.one(due, vec![self.id()?.into()]).await?.context("no count")?;
        ensure!(row.try_get_by_index::<i64>(0)? == 1, "two clicks are one refund");
        Ok(())
    }

    /// Staff decide the same and are answered.
    pub(super) async fn ask_for_refund(&self, staff: &Browser) -> anyhow::Result<Answer> {
        let (path, form) = self.refund_form(staff).await?;
        post(staff, &path, &form).await
    }

    async fn refund_form(&self, staff: &Browser) -> anyhow::Result<(String, Fields)> {
        let path = format!("/backoffice/pledges/{}", self.pledge);
        let page = staff.get(&path).await?;
        let (token, refund) = (page.field("_token")?, page.field("refund")?);
        let form = [("_token", &*token), ("refund", &refund), ("amount", AMOUNT), ("reason", "asked for")];
        let form = form.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Ok((format!("{path}/refund"), form))
    }

    /// How the pledge stands.
    pub(super) async fn status(&self, app: &TestApp) -> anyhow::Result<String> {
        self.row(app, "pledges_pledge", "status").await?.context("no such pledge")
    }

    pub(super) async fn must_be(&self, app: &TestApp, status: &str) -> anyhow::Result<()> {
        let is = self.status(app).await?;
        ensure!(is == status, "the pledge is {is} and should be {status}: {}", self.told(app).await?);
        Ok(())
    }

    /// Its saga.
    pub(super) async fn saga(&self, app: &TestApp) -> anyhow::Result<SagaRow> {
        let ctx = app.ctx("pledges")?;
        SagaRow::find(ctx.db.read(), ctx.module, "pledge", &self.pledge).await?.context("no saga")
    }

    /// The saga waits at `step`, on its way forward or back.
    pub(super) async fn must_wait_at(&self, app: &TestApp, step: &str, undo: bool) -> anyhow::Result<()> {
        let saga = self.saga(app).await?;
        let at = usize::try_from(saga.step).ok().and_then(|it| STEPS.get(it)).copied();
        let status = if undo { SagaStatus::Compensating } else { SagaStatus::Running };
        let waits = saga.waiting && saga.status == status && at == Some(step);
        ensure!(waits, "the saga should wait at {step} (undo: {undo}): {}", self.told(app).await?);
        Ok(())
    }

    /// Which undos were done, in the order they were done in.
    pub(super) async fn undone(&self, app: &TestApp) -> anyhow::Result<Vec<String>> {
        let ctx = app.ctx("pledges")?;
        let steps = self.saga(app).await?.steps(ctx.db.read(), ctx.module).await?;
        Ok(steps.into_iter().filter(|it| it.undo && it.state == "done").map(|it| it.step).collect())
    }

    /// Lets time pass until the pledge is `status`, at most `most` of it; says how much passed.
    pub(super) async fn until(
        &self,
        app: &TestApp,
        status: &str,
        most: Duration,
    ) -> anyhow::Result<Duration> {
        let mut passed = Duration::ZERO;
        loop {
            app.settle_once().await?;
            if self.status(app).await? == status {
                return Ok(passed);
            }
            ensure!(passed < most, "it was not {status} within {most:?}: {}", self.told(app).await?);
            app.clock.advance(MINUTE);
            passed += MINUTE;
        }
    }

    /// Lets time pass until the saga is over, at most `most` of it.
    pub(super) async fn until_over(&self, app: &TestApp, most: Duration) -> anyhow::Result<()> {
        let mut passed = Duration::ZERO;
        loop {
            app.settle_once().await?;
            if self.saga(app).await?.status.is_over() {
                return Ok(());
            }
            ensure!(passed < most, "it was not over within {most:?}: {}", self.told(app).await?);
            app.clock.advance(MINUTE);
            passed += MINUTE;
        }
    }

    /// Charges of this pledge at the provider, and the refunds that did not fail.
    pub(super) fn at_the_provider(&self, app: &TestApp) -> (usize, usize) {
        let ours = |it: &&serde_json::Value| it["metadata"]["pledge_id"] == self.pledge;
        let refunds = app.sandbox.objects("refund");
        let refunds = refunds.iter().filter(ours).filter(|it| it["status"] != "failed").count();
        let charges = app.sandbox.ledger().by_metadata("pledge_id").get(&self.pledge).map_or(0, Vec::len);
        (charges, refunds)
    }

    /// What is owed to this donor, in minor units.
    pub(super) async fn owed(&self, app: &TestApp) -> anyhow::Result<i64> {
        let sql = "SELECT CAST(COALESCE(SUM(minor), 0) AS bigint) FROM payments_posting WHERE account = $1";
        let account = format!("backer:{}:refundable", self.pledge);
        let row = app.ctx("payments")?.db.read().one(sql, vec![account.into()]).await?.context("no sum")?;
        Ok(-row.try_get_by_index::<i64>(0)?)
    }

    fn id(&self) -> anyhow::Result<uuid::Uuid> {
        Ok(self.pledge.parse()?)
    }

    async fn row(&self, app: &TestApp, table: &str, column: &str) -> anyhow::Result<Option<String>> {
        let module = table.split('_').next().unwrap_or_default();
        let sql = format!("SELECT {column} FROM {table} WHERE pledge = $1");
        let row = app.ctx(module)?.db.read().one(&sql, vec![self.id()?.into()]).await?;
        Ok(row.map(|it| it.try_get_by_index::<Option<String>>(0)).transpose()?.flatten())
    }

    /// The saga's own story, for a test that fails.
    async fn told(&self, app: &TestApp) -> anyhow::Result<String> {
        let ctx = app.ctx("pledges")?;
        let saga = self.saga(app).await?;
        let steps = saga.steps(ctx.db.read(), ctx.module).await?;
        let payments = app.ctx("payments")?;
        let about = format!("pledge/{}", self.pledge);
        let effects = kernel::EffectRow::about(payments.db.read(), payments.module, &about).await?;
        let effects: Vec<_> = effects.iter().map(|it| (&it.key, it.state, &it.error_code)).collect();
        let sql = "SELECT kind, state, attempt, run_at, last_error FROM payments_job WHERE key = $1 ORDER BY created_at";
        let mut jobs = Vec::new();
        for row in payments.db.read().all(sql, vec![about.into()]).await? {
            let (kind, state): (String, i16) = (row.try_get("", "kind")?, row.try_get("", "state")?);
            jobs.push((
                kind,
                state,
                row.try_get::<i32>("", "attempt")?,
                row.try_get::<Option<String>>("", "last_error")?,
            ));
        }
        Ok(format!("{}\n{saga:#?}\n{steps:#?}\n{effects:#?}\n{jobs:#?}", self.status(app).await?))
    }
}

/// A plan of one rule for requests.
pub(super) fn requests(rule: RequestRule) -> FaultPlan {
    FaultPlan { requests: vec![rule], ..FaultPlan::default() }
}

/// A plan of one rule for every webhook.
pub(super) fn every_webhook(fault: WebhookFault) -> FaultPlan {
    FaultPlan { webhooks: vec![WebhookRule::new("", fault)], ..FaultPlan::default() }
}

/// Nobody was told the same in two mails. One that was handed over twice, because the program died before it knew
/// that it had been, is one mail: it bears the same `Message-ID`.
/// Of the first `before` mails somebody else has made sure.
fn told_once(app: &TestApp, before: usize) -> anyhow::Result<()> {
    let mut told = BTreeMap::new();
    for mail in app.mailbox.messages().into_iter().rev().skip(before) {
        let before = told.insert((mail.to(), mail.subject(), mail.text()), mail.message_id());
        ensure!(before.is_none_or(|it| it == mail.message_id()), "told twice: {}", mail.text());
    }
    Ok(())
}

/// What must be so after every story: everything holds even when everybody is told everything once more, the
/// books agree, and of all that was begun nothing is left but what is on the list for a person: `stuck` sagas.
pub(super) async fn all_is_well(app: &TestApp, stuck: usize) -> anyhow::Result<()> {
    all_is_well_after(app, stuck, 0).await
}

/// The same after a story that says the same as one before it: there were `mails` when it began.
pub(super) async fn all_is_well_after(app: &TestApp, stuck: usize, mails: usize) -> anyhow::Result<()> {
    app.settle().await?;
    app.holds().await?;
    tests::books_agree(&app.platform, &app.sandbox).await?;
    told_once(app, mails)?;
    let mut listed = 0;
    for health in app.platform.health().await? {
        for it in &health.sagas {
            ensure!(it.saga.status == SagaStatus::Stuck, "neither over nor listed: {it:#?}");
            listed += 1;
        }
        ensure!(health.sagas.is_empty() || health.needs_a_person(), "nobody is told of {:?}", health.sagas);
    }
    ensure!(listed == stuck, "{listed} sagas are stuck instead of {stuck}");
    Ok(())
}
