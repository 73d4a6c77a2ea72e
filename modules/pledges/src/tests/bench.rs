//! The module alone on a database of its own, with a hand that plays payments and campaigns.

use crate::{
    commands::{CancelPledge, DecideRefund, MakePledge},
    error::{CancelError, PledgeError, RefundError},
    pledge::Pledge,
    pricing,
    saga::{PledgeSaga, business_key},
    subscribers::{campaigns::KeepCampaigns, payments::FollowPayments},
    tables::pledge::{self, PledgeRow},
};
use axum::{Router, middleware::from_fn_with_state};
use contracts::{
    CampaignId, Currency, Message, Money, PaymentId, PersonId, PledgeId, RefundId, RewardId, Timestamp,
    UserId,
    campaigns::{CampaignEdited, CampaignPublished, FundingModel, RewardLimit, RewardPublished},
    payments::{
        AuthenticationStarted, CardSaved, CheckoutClosed, CheckoutOpened, PaymentCollected, PaymentDeclined,
        PaymentFailed, PaymentProcessing, RefundFailed, RefundSubmitted, RefundSucceeded,
    },
};
use kernel::{
    Command, Context, Database, FixedClock, HandleError, Platform, PlatformBuilder, React, Transaction,
    db::Sql,
    event_store,
    saga::{Saga as _, SagaRow, SagaStatus},
    web::{Templates, WebSettings, WebState, show_errors},
};
use serde_json::Value;
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use tempfile::TempDir;

pub(super) const INR: Currency = Currency::Inr;
/// How many refunds are decided a second.
const TWENTY: NonZeroU32 = NonZeroU32::new(20).unwrap();
const STARTED: Timestamp = Timestamp(1_790_000_000_000_000);

/// Where the page of `pledge` is.
pub(super) fn page_of(pledge: PledgeId) -> String {
    format!("/p/{}", kernel::Keys::for_tests().address(pledge.0))
}

pub(super) fn rupees(whole: i64) -> Money {
    Money::new(whole * 100, INR)
}

pub(super) struct Bench {
    pub(super) ctx: Context,
    pub(super) platform: Platform,
    pub(super) clock: Arc<FixedClock>,
    pub(super) pages: Router,
    pub(super) campaign: CampaignPublished,
    _dir: TempDir,
}

/// Hears one message as the runner would: in a transaction of its own.
struct Heard<M>(M);

impl<M: Message + Clone> Command for Heard<M>
where
    FollowPayments: React<M>,
{
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        FollowPayments.react(tx, self.0.clone()).await
    }
}

struct Published<M>(M);

impl<M: Message + Clone> Command for Published<M>
where
    KeepCampaigns: React<M>,
{
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        KeepCampaigns.react(tx, self.0.clone()).await
    }
}

impl Bench {
    pub(super) async fn start() -> Self {
        let dir = TempDir::new().unwrap();
        let db = database(&dir).await;
        migrations::up(db.schema(), "pledges").await.unwrap();
        let clock = Arc::new(FixedClock::at(STARTED));
        let module = crate::module(TWENTY);
        let web = Arc::new(web_state(&module));
        let builder = PlatformBuilder::new(clock.clone(), web).host(module, db);
        let (platform, routes) = builder.build();
        let pages = routes.into_iter().map(|(ctx, routes)| routes.into_routers().0.with_state(ctx));
        let ctx = platform.context("pledges").unwrap().clone();
        let campaign = campaign(FundingModel::KeepItAll);
        let pages = pages.fold(Router::new(), Router::merge);
        let pages = pages.layer(from_fn_with_state(ctx.web.clone(), show_errors));
        let it = Self { ctx, platform, clock, pages, campaign: campaign.clone(), _dir: dir };
        it.publish(campaign).await;
        it
    }

    /// The same, but donors are charged at the deadline.
    pub(super) async fn all_or_nothing() -> Self {
        let mut it = Self::start().await;
        it.campaign = campaign(FundingModel::AllOrNothing);
        it.publish(it.campaign.clone()).await;
        it
    }

    pub(super) async fn publish(&self, campaign: CampaignPublished) {
        self.ctx.run(Published(campaign)).await.unwrap();
    }

    pub(super) async fn edited(&self, it: CampaignEdited) {
        self.ctx.run(Published(it)).await.unwrap();
    }

    pub(super) async fn reward(&self, limit: RewardLimit) -> RewardPublished {
        let reward = RewardPublished {
            reward: RewardId::fresh(),
            campaign: self.campaign.campaign,
            title: "A print".into(),
            description: "Of the river at dawn.".into(),
            price: rupees(200),
            limit,
            add_on: None,
            digital: false,
            published_at: STARTED,
        };
        self.publish_reward(reward.clone()).await;
        reward
    }

    pub(super) async fn publish_reward(&self, reward: RewardPublished) {
        self.ctx.run(Published(reward)).await.unwrap();
    }

    /// What a form of this campaign would ask for: ₹500 and a tip of ₹25.
    pub(super) fn form(&self, reward: Option<RewardId>) -> MakePledge {
        MakePledge {
            id: PledgeId::fresh(),
            slug: self.campaign.slug.clone(),
            gift: pricing::gift(rupees(500), rupees(25), true).unwrap(),
            reward,
            add_ons: crate::add_ons::Asked::new(),
            person: PersonId::fresh(),
            donor: None,
            name: Some("Asha Example".into()),
            email: "asha@example.org".into(),
            anonymous: false,
            hides_amount: false,
            dedicated: None,
            locale: "en".into(),
            referral: None,
            again: None,
        }
    }

    pub(super) async fn make(&self, reward: Option<RewardId>) -> PledgeId {
        self.ctx.run(self.form(reward)).await.unwrap()
    }

    pub(super) async fn try_make(&self, form: MakePledge) -> Result<PledgeId, PledgeError> {
        self.ctx.run(form).await
    }

    pub(super) async fn hear<M: Message + Clone>(&self, message: M)
    where
        FollowPayments: React<M>,
    {
        self.ctx.run(Heard(message)).await.unwrap();
    }

    pub(super) async fn try_hear<M: Message + Clone>(&self, message: M) -> Result<(), HandleError>
    where
        FollowPayments: React<M>,
    {
        self.ctx.run(Heard(message)).await
    }

    pub(super) async fn cancel(&self, pledge: PledgeId) -> Result<(), CancelError> {
        self.ctx.run(CancelPledge { pledge }).await
    }

    pub(super) async fn refund(
        &self,
        refund: RefundId,
        pledge: PledgeId,
        amount: Money,
    ) -> Result<(), RefundError> {
        let note = "the donor asked".into();
        let decided_by = Some(UserId::fresh());
        self.ctx.run(DecideRefund { refund, pledge, amount, only: None, decided_by, note }).await
    }

    /// Lets time pass and everything happen that time makes happen.
    pub(super) async fn wait(&self, minutes: u64) {
        self.clock.advance(Duration::from_secs(minutes * 60));
        self.platform.settle().await.unwrap();
    }

    pub(super) async fn row(&self, pledge: PledgeId) -> PledgeRow {
        pledge::find(self.ctx.db.read(), pledge).await.unwrap().unwrap()
    }

    pub(super) async fn state(&self, pledge: PledgeId) -> Pledge {
        event_store::load::<Pledge>(self.ctx.db.read(), "pledges", pledge.0).await.unwrap().state
    }

    pub(super) async fn saga(&self, pledge: PledgeId) -> SagaRow {
        let saga =
            SagaRow::find(self.ctx.db.read(), "pledges", PledgeSaga::KIND, &business_key(pledge)).await;
        saga.unwrap().unwrap()
    }

    pub(super) async fn saga_status(&self, pledge: PledgeId) -> SagaStatus {
        self.saga(pledge).await.status
    }

    /// What was said of `pledge`, oldest first, as (name without the module, what it says).
    pub(super) async fn said(&self, pledge: PledgeId) -> Vec<(String, Value)> {
        let sql = "SELECT topic, payload FROM pledges_outbox WHERE key = $1 ORDER BY key_seq";
        let rows = self.ctx.db.read().all(sql, vec![format!("pledge/{pledge}").into()]).await.unwrap();
        let read = |row: &sea_orm::QueryResult| {
            let (topic, payload): (String, String) =
                (row.try_get("", "topic").unwrap(), row.try_get("", "payload").unwrap());
            (topic.trim_start_matches("pledges.").to_owned(), serde_json::from_str(&payload).unwrap())
        };
        rows.iter().map(read).collect()
    }

    pub(super) async fn said_names(&self, pledge: PledgeId) -> Vec<String> {
        self.said(pledge).await.into_iter().map(|(name, _)| name).collect()
    }

    /// (kept, sold) of a reward.
    /// The audit log as lines of what, to what, by whom and how it is now; the oldest first.
    pub(super) async fn audited(&self) -> Vec<String> {
        let sql = "SELECT action || ' ' || subject || ' ' || actor || ' ' || COALESCE(became, '') AS line \
             FROM pledges_audit ORDER BY id";
        let rows = self.ctx.db.read().all(sql, vec![]).await.unwrap();
        rows.iter().map(|row| row.try_get("", "line").unwrap()).collect()
    }

    pub(super) async fn stock(&self, reward: RewardId) -> (i64, i64) {
        let sql = "SELECT reserved, sold FROM pledges_reward_stock WHERE reward = $1";
        let row = self.ctx.db.read().one(sql, vec![reward.0.into()]).await.unwrap().unwrap();
        (row.try_get("", "reserved").unwrap(), row.try_get("", "sold").unwrap())
    }

    /// Asserts that everything holds that must.
    pub(super) async fn check(&self) {
        let report = self.platform.check().await.unwrap();
        let broken: Vec<_> = report.checks.iter().filter(|it| !it.findings.is_empty()).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }
}

fn campaign(model: FundingModel) -> CampaignPublished {
    let campaign = CampaignId::fresh();
    CampaignPublished {
        campaign,
        slug: format!("river-{campaign}"),
        title: "Shade for the river".into(),
        creator: UserId::fresh(),
        organiser: "River Trust".into(),
        currency: INR,
        goal: rupees(100_000),
        model,
        deadline_at: STARTED.after(Duration::from_hours(3 * 365 * 24)),
        zone: "Asia/Kolkata".into(),
        minimum: rupees(42),
        unit: None,
        impacts: Vec::new(),
        language: None,
        published_at: STARTED,
    }
}

fn web_state(module: &kernel::Module) -> WebState {
    let templates = Templates::new(module.templates.iter().copied()).unwrap();
    let templates = templates.with_texts(module.texts.iter().copied()).unwrap();
    let settings = WebSettings {
        public_url: "http://localhost".into(),
        keys: kernel::Keys::for_tests(),
        demo: true,
        secure_cookies: false,
        checkout_origins: Vec::new(),
        account_origins: Vec::new(),
        guard: false,
    };
    WebState::new(templates, settings, Vec::new())
}

#[expect(clippy::disallowed_methods, reason = "a test is told its server by its environment")]
async fn database(dir: &TempDir) -> Database {
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        let path = dir.path().join("pledges.db");
        return Database::connect(&format!("sqlite://{}?mode=rwc", path.display())).await.unwrap();
    };
    let name = format!("pledges_{}", uuid::Uuid::now_v7().simple());
    let admin = Database::connect(&server).await.unwrap();
    admin.execute(&format!("CREATE DATABASE {name}"), vec![]).await.unwrap();
    admin.close().await;
    let (base, _) = server.rsplit_once('/').unwrap();
    Database::connect(&format!("{base}/{name}")).await.unwrap()
}

/// What payments says of one attempt to pay `pledge`, always in the same words.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    pub(super) pledge: PledgeId,
    pub(super) payment: PaymentId,
}

impl Attempt {
    pub(super) fn at(pledge: PledgeId) -> Self {
        Self { pledge, payment: PaymentId(pledge.0) }
    }

    pub(super) fn opened(self) -> CheckoutOpened {
        let (url, expires_at) = ("https://pay.example/c/1".into(), STARTED.after(Duration::from_hours(1)));
        CheckoutOpened { pledge: self.pledge, payment: self.payment, url, expires_at }
    }

    pub(super) fn closed(self) -> CheckoutClosed {
        CheckoutClosed { pledge: self.pledge, payment: self.payment }
    }

    pub(super) fn authenticating(self) -> AuthenticationStarted {
        AuthenticationStarted { pledge: self.pledge, payment: self.payment, started_at: STARTED }
    }

    /// The donor's bank takes days, as of now.
    pub(super) fn processing(self, bench: &Bench) -> PaymentProcessing {
        let started_at = kernel::Clock::now(&*bench.clock);
        PaymentProcessing { pledge: self.pledge, payment: self.payment, started_at }
    }

    pub(super) fn declined(self) -> PaymentDeclined {
        let code = "insufficient_funds".into();
        PaymentDeclined { pledge: self.pledge, payment: self.payment, code, declined_at: STARTED }
    }

    pub(super) fn failed(self, reason: &str) -> PaymentFailed {
        let reason = reason.to_owned();
        PaymentFailed { pledge: self.pledge, payment: self.payment, reason, failed_at: STARTED }
    }

    pub(super) fn saved(self) -> CardSaved {
        CardSaved { pledge: self.pledge, payment: self.payment, saved_at: STARTED }
    }

    pub(super) async fn collected(self, bench: &Bench) -> PaymentCollected {
        let row = bench.row(self.pledge).await;
        PaymentCollected {
            pledge: self.pledge,
            campaign: row.campaign,
            payment: self.payment,
            gift: row.gift,
            processor_fee: None,
            collected_at: STARTED,
        }
    }

    pub(super) fn submitted(self, refund: RefundId, amount: Money) -> RefundSubmitted {
        RefundSubmitted { refund, pledge: self.pledge, amount }
    }

    pub(super) async fn succeeded(self, bench: &Bench, refund: RefundId) -> RefundSucceeded {
        let gift = bench.state(self.pledge).await.refunds[&refund].gift;
        let campaign = bench.campaign.campaign;
        RefundSucceeded { refund, pledge: self.pledge, campaign, gift, refunded_at: STARTED }
    }

    pub(super) fn refund_failed(self, refund: RefundId, amount: Money) -> RefundFailed {
        let (pledge, reason, failed_at) = (self.pledge, "lost_or_stolen_card".into(), STARTED);
        RefundFailed { refund, pledge, amount, reason, failed_at }
    }
}
