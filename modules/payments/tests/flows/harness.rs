use axum::{Router, body::Body, http::Request, http::StatusCode};
use contracts::{
    CampaignId, Currency, Message, Money, PersonId, PledgeId, RefundId, Timestamp, UserId,
    pledges::{Collection, Gift, LapseReason, PledgeLapsed, PledgeReserved, RefundDue, RefundReason},
};
use kernel::{
    Command, Context, Database, FixedClock, Module, Platform, PlatformBuilder, Transaction, db::Sql,
    web::WebState,
};
use payments::Config;
use sandbox::{Deliveries, Endpoint, RouterTransport, Sandbox, Settings};
use sea_orm::{DbErr, Value};
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use tower::ServiceExt;

pub(crate) const SECRET: &str = "whsec_test";
pub(crate) const VISA: &str = "4242424242424242";
const START: Timestamp = Timestamp(1_800_000_000_000_000);

/// The payments module, whoever speaks for pledges, and the provider, all at one clock.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) config: Config,
    pub(crate) platform: Platform,
    webhooks: Router,
    _provider: tokio::task::JoinHandle<()>,
    _folder: tempfile::TempDir,
}

/// A pledge that was reserved.
#[derive(Clone)]
pub(crate) struct Pledge {
    pub(crate) id: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) gift: Gift,
}

struct Tell<M>(M);

impl<M: Message> Command for Tell<M> {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.send(&self.0).await
    }
}

pub(crate) fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

pub(crate) fn gift(amount: i64, tip: i64, covered_fee: i64) -> Gift {
    Gift { amount: eur(amount), tip: eur(tip), covered_fee: eur(covered_fee) }
}

impl World {
    /// A world whose clock stands still for whole stories, so that its provider takes any number of calls in a second.
    pub(crate) async fn new() -> Self {
        Self::at_the_pace_of(NonZeroU32::MAX).await
    }

    /// A world where donors may pay by bank debit, too.
    pub(crate) async fn with_slow_methods() -> Self {
        Self::with(NonZeroU32::MAX, true).await
    }

    /// A world whose provider is called no more often in a second than this.
    pub(crate) async fn at_the_pace_of(calls_per_second: NonZeroU32) -> Self {
        Self::with(calls_per_second, false).await
    }

    async fn with(calls_per_second: NonZeroU32, slow_methods: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::at(START));
        let transport = RouterTransport::default();
        let sandbox = sandbox(&clock, &transport);
        let (api_base, provider) = serve(sandbox.router()).await;
        let config = Config {
            api_base,
            secret_key: "sk_test_sandbox".to_owned().into(),
            webhook_secrets: vec![SECRET.to_owned().into(), "whsec_before".to_owned().into()],
            public_url: "http://tributary.test".to_owned(),
            keys: kernel::Keys::for_tests(),
            line: None,
            calls_per_second,
            slow_methods,
        };
        let db = database(folder.path()).await;
        for module in ["pledges", "payments"] {
            migrations::up(db.schema(), module).await.unwrap();
        }
        let web = Arc::new(WebState::for_tests().unwrap());
        let (platform, routes) = PlatformBuilder::new(clock.clone(), web)
            .host(Module::named("pledges"), db.clone())
            .host(payments::module(&config).unwrap(), db)
            .build();
        let mut webhooks = Router::new();
        for (ctx, routes) in routes {
            webhooks = webhooks.merge(routes.into_routers().1.with_state(ctx));
        }
        transport.connect(webhooks.clone());
        Self { sandbox, clock, config, platform, webhooks, _provider: provider, _folder: folder }
    }

    pub(crate) async fn reserve(&self, gift: Gift, collection: Collection) -> Pledge {
        let pledge = Pledge { id: PledgeId::fresh(), campaign: CampaignId::fresh(), gift };
        let now = self.now();
        self.tell(PledgeReserved {
            pledge: pledge.id,
            campaign: pledge.campaign,
            campaign_title: "A bridge for Ana".into(),
            campaign_slug: "bridge".into(),
            person: PersonId::fresh(),
            donor: None,
            gift,
            reward: None,
            collection,
            recurring: None,
            reserved_until: now.after(Duration::from_mins(15)),
            accepted_at: now,
            locale: "de-AT".into(),
            name: Some("Donor".into()),
            email: Some("donor@example.com".into()),
        })
        .await;
        pledge
    }

    /// A pledge whose page is open, with the provider's id of the page.
    pub(crate) async fn open(&self, gift: Gift) -> (Pledge, String) {
        let pledge = self.reserve(gift, Collection::Charge).await;
        self.settle().await;
        let session = self.session(&pledge).await;
        (pledge, session)
    }

    /// A pledge that was paid, as the provider's webhooks told.
    pub(crate) async fn paid(&self, gift: Gift, card: &str) -> (Pledge, String) {
        let (pledge, session) = self.open(gift).await;
        self.sandbox.pay(&session, card).unwrap();
        self.deliver().await;
        (pledge, session)
    }

    pub(crate) async fn lapse(&self, pledge: &Pledge) {
        let (pledge, campaign) = (pledge.id, pledge.campaign);
        let reason = LapseReason::Unpaid;
        self.tell(PledgeLapsed { pledge, campaign, reason, lapsed_at: self.now() }).await;
    }

    pub(crate) async fn refund(&self, pledge: &Pledge, gift: Gift) -> RefundId {
        let refund = RefundId::fresh();
        self.refund_as(refund, pledge, gift).await;
        refund
    }

    pub(crate) async fn refund_as(&self, refund: RefundId, pledge: &Pledge, gift: Gift) {
        self.refund_by(None, refund, pledge, gift).await;
    }

    /// A refund that somebody decided, or that came of itself.
    pub(crate) async fn refund_by(
        &self,
        decided_by: Option<UserId>,
        refund: RefundId,
        pledge: &Pledge,
        gift: Gift,
    ) {
        self.tell(RefundDue {
            refund,
            pledge: pledge.id,
            campaign: pledge.campaign,
            gift,
            reason: RefundReason::Decided,
            decided_by,
            due_at: self.now(),
        })
        .await;
    }

    /// Somebody other than this module asks the provider for something, under the name `key`.
    pub(crate) async fn behind_our_back(&self, path: &str, key: &str, form: &str) {
        let request = Request::post(path)
            .header("authorization", "Bearer sk_test_sandbox")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("idempotency-key", key)
            .body(Body::from(form.to_owned()));
        let answer = self.sandbox.router().oneshot(request.unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }

    pub(crate) async fn tell<M: Message>(&self, message: M) {
        self.platform.context("pledges").unwrap().run(Tell(message)).await.unwrap();
    }

    pub(crate) fn now(&self) -> Timestamp {
        kernel::Clock::now(&*self.clock)
    }

    pub(crate) fn ctx(&self) -> &Context {
        self.platform.context("payments").unwrap()
    }

    pub(crate) async fn settle(&self) {
        self.platform.settle().await.unwrap();
    }

    /// Moves all clocks in steps that a job would wake at, doing what is due at each.
    pub(crate) async fn wait(&self, duration: Duration) {
        let step = Duration::from_mins(1);
        let mut left = duration;
        while !left.is_zero() {
            let by = left.min(step.max(duration / 200));
            self.clock.advance(by);
            left -= by;
            self.settle().await;
        }
    }

    pub(crate) async fn deliver(&self) -> Deliveries {
        let delivered = self.sandbox.deliver_due().await;
        self.settle().await;
        delivered
    }

    pub(crate) async fn post(&self, signature: Option<&str>, body: Vec<u8>) -> StatusCode {
        let mut request = axum::http::Request::post("/webhooks/stripe");
        if let Some(signature) = signature {
            request = request.header("stripe-signature", signature);
        }
        self.webhooks
            .clone()
            .oneshot(request.body(axum::body::Body::from(body)).unwrap())
            .await
            .unwrap()
            .status()
    }

    /// What this module said about the pledge, in order.
    pub(crate) async fn said(&self, pledge: &Pledge) -> Vec<String> {
        let sql = "SELECT topic FROM payments_outbox WHERE key = $1 ORDER BY key_seq";
        let rows = self.ctx().db.read().all(sql, vec![format!("pledge/{}", pledge.id).into()]).await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index::<String>(0).unwrap().trim_start_matches("payments.").to_owned())
            .collect()
    }

    pub(crate) async fn text(&self, sql: &str, values: Vec<Value>) -> Option<String> {
        let row = self.ctx().db.read().one(sql, values).await.unwrap();
        row.and_then(|row| row.try_get_by_index::<Option<String>>(0).unwrap())
    }

    pub(crate) async fn number(&self, sql: &str, values: Vec<Value>) -> i64 {
        let row = self.ctx().db.read().one(sql, values).await.unwrap().unwrap();
        row.try_get_by_index::<i64>(0).unwrap()
    }

    pub(crate) async fn session(&self, pledge: &Pledge) -> String {
        let sql = "SELECT session_id FROM payments_payment WHERE pledge = $1";
        self.text(sql, vec![pledge.id.0.into()]).await.expect("a page")
    }

    /// Where an account stands; a debit balance is positive.
    pub(crate) async fn balance(&self, account: &str) -> i64 {
        let sql = "SELECT CAST(COALESCE(SUM(minor), 0) AS bigint) FROM payments_posting WHERE account = $1";
        self.number(sql, vec![account.into()]).await
    }

    pub(crate) async fn groups(&self, kind: &str) -> i64 {
        let sql = "SELECT COUNT(*) FROM payments_posting_group WHERE kind = $1";
        self.number(sql, vec![kind.into()]).await
    }

    pub(crate) async fn jobs(&self, kind: &str, state: i16) -> i64 {
        let sql = "SELECT COUNT(*) FROM payments_job WHERE kind = $1 AND state = $2";
        self.number(sql, vec![kind.into(), state.into()]).await
    }

    /// Being told everything once more changes nothing, all rules hold, and our books are the provider's.
    pub(crate) async fn is_sound(&self) {
        let before = self.number("SELECT COUNT(*) FROM payments_outbox", vec![]).await;
        self.platform.tell_everything_again().await.unwrap();
        self.settle().await;
        let after = self.number("SELECT COUNT(*) FROM payments_outbox", vec![]).await;
        assert_eq!(before, after, "being told again made this module speak");
        let report = self.platform.check().await.unwrap();
        let broken: Vec<_> = report.checks.iter().filter(|it| !it.findings.is_empty()).collect();
        assert!(broken.is_empty(), "{broken:#?}");
        let theirs: i64 = self.sandbox.ledger().sums.values().map(|it| it.net).sum();
        assert_eq!(self.balance("psp:stripe").await, theirs, "our ledger is not theirs");
        assert!(self.sandbox.ledger().charged_twice("pledge_id").is_empty());
    }
}

fn sandbox(clock: &Arc<FixedClock>, transport: &RouterTransport) -> Sandbox {
    let (time, mover) = (clock.clone(), clock.clone());
    Sandbox::new(Settings {
        webhooks: vec![Endpoint {
            url: "http://tributary.test/webhooks/stripe".into(),
            secret: SECRET.into(),
            ..Endpoint::default()
        }],
        clock: Arc::new(move || kernel::Clock::now(&*time).0),
        advance: Some(Arc::new(move |by| mover.advance(Duration::from_micros(by.unsigned_abs())))),
        transport: Arc::new(transport.clone()),
        seed: 7,
        ..Settings::default()
    })
    .unwrap()
}

async fn serve(router: Router) -> (String, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, task)
}

/// A database of its own: a file, or one in the cluster that `TEST_DATABASE_URL` names.
async fn database(folder: &std::path::Path) -> Database {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    let Ok(cluster) = std::env::var("TEST_DATABASE_URL") else {
        let url = format!("sqlite://{}?mode=rwc", folder.join("payments.db").display());
        return Database::connect(&url).await.unwrap();
    };
    let name = format!("payments_{}", uuid::Uuid::now_v7().simple());
    let maker = Database::connect(&cluster).await.unwrap();
    maker.execute(&format!("CREATE DATABASE {name}"), vec![]).await.unwrap();
    maker.close().await;
    let mut url = url::Url::parse(&cluster).unwrap();
    url.set_path(&name);
    Database::connect(url.as_str()).await.unwrap()
}
