//! The whole platform in one process, as a test sees it: pages to ask for, a payment sandbox with books of its
//! own, a mailbox behind real SMTP, and time to pass.

mod alone;
mod browser;
mod databases;
mod real;

pub use self::{
    alone::Alone,
    browser::{Answer, Browser},
    databases::{Shape, shapes},
    real::Process,
};

use anyhow::{Context as _, ensure};
use contracts::Timestamp;
use futures::FutureExt as _;
use kernel::{
    Clock, Context, FixedClock, Keys, Platform,
    check::{CheckResult, Report},
};
use notifications::Mailbox;
use sandbox::{Endpoint, FaultPlan, RouterTransport, Sandbox};
use std::{
    collections::BTreeMap, future::poll_fn, num::NonZeroU32, pin::pin, sync::Arc, task::Poll, time::Duration,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tributary::{
    App, Ingredients, Migrate,
    config::{Mode, ServerSettings, Settings},
};

/// 1 March 2026, noon UTC.
pub const START: Timestamp = Timestamp(1_772_366_400_000_000);
/// What webhooks are signed with.
pub const WEBHOOK_SECRET: &str = "whsec_for_tests";

/// The platform, its sandbox, its mailbox and its clock.
pub struct TestApp {
    /// The modules.
    pub platform: Arc<Platform>,
    /// Everything the product answers.
    pub router: axum::Router,
    /// Every path that is answered and who may ask, by module.
    pub routes: Vec<(&'static str, &'static str, kernel::web::Access)>,
    /// Where one pays.
    pub checkout_origin: String,
    /// The payment provider.
    pub sandbox: Sandbox,
    /// Where mail ends up.
    pub mailbox: Mailbox,
    /// Time. It stands still unless told to pass.
    pub clock: Arc<FixedClock>,
    passwords: users::Passwords,
    keys: Keys,
    settings: Settings,
    transport: Arc<RouterTransport>,
    stop: CancellationToken,
    _dir: TempDir,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl TestApp {
    /// A fresh platform in the shape `shape`, with campaigns and people to sign in as.
    pub async fn start(shape: &Shape) -> anyhow::Result<Self> {
        Self::start_as(shape, ServerSettings::default()).await
    }

    /// The same, with forms held back that look like a machine's, as in production.
    pub async fn guarded(shape: &Shape) -> anyhow::Result<Self> {
        Self::start_as(shape, ServerSettings { guard: Some(true), ..ServerSettings::default() }).await
    }

    /// The same, with a role of its own for each module in a database that has roles.
    pub async fn with_roles(shape: &Shape) -> anyhow::Result<Self> {
        Self::start_as(shape, ServerSettings { database_roles: true, ..ServerSettings::default() }).await
    }

    /// The same, standing on the network as `server` says.
    pub async fn start_as(shape: &Shape, server: ServerSettings) -> anyhow::Result<Self> {
        let dir = TempDir::new()?;
        let (shared, each) = Box::pin(shape.copy(dir.path(), Self::prepare)).await?;
        Self::raise(dir, &shared, each, server).await
    }

    /// Makes what every test begins with, and leaves it behind in the databases.
    async fn prepare(dir: TempDir, shared: String, each: BTreeMap<String, String>) -> anyhow::Result<()> {
        let app = Self::raise(dir, &shared, each, ServerSettings::default()).await?;
        app.plant().await?;
        for host in app.platform.hosts() {
            host.ctx.db.close().await;
        }
        Ok(())
    }

    async fn raise(
        dir: TempDir,
        database_url: &str,
        module_databases: BTreeMap<String, String>,
        server: ServerSettings,
    ) -> anyhow::Result<Self> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let clock = Arc::new(FixedClock::at(START));
        let stop = CancellationToken::new();
        let transport = Arc::new(RouterTransport::default());
        let sandbox_listener = TcpListener::bind("127.0.0.1:0").await?;
        let sandbox_url = format!("http://{}", sandbox_listener.local_addr()?);
        let time = clock.clone();
        let sandbox = Sandbox::new(sandbox::Settings {
            public_url: sandbox_url.clone(),
            webhooks: vec![Endpoint {
                url: "http://product.test/webhooks/stripe".into(),
                secret: WEBHOOK_SECRET.into(),
                ..Endpoint::default()
            }],
            clock: Arc::new(move || kernel::Clock::now(&*time).0),
            transport: transport.clone(),
            seed: 1,
            ..sandbox::Settings::default()
        })?;
        tokio::spawn(tributary::serve(sandbox_listener, sandbox.router(), stop.clone()));
        let mailbox = Mailbox::start(([127, 0, 0, 1], 0).into(), &dir.path().join("mail")).await?;
        let settings =
            Settings { module_databases, server, ..bare(database_url, &sandbox_url, &mailbox.smtp_url()) };
        let ingredients =
            Ingredients { clock: clock.clone(), mailbox: Some(mailbox.clone()), migrate: Migrate::All };
        let app = App::build(&settings, ingredients).await?;
        transport.connect(app.router.clone());
        // A webhook to try would be one more of those that tests count.
        app.webhooks_reach_us(true);
        let App { platform, router, passwords, routes, .. } = app;
        Ok(Self {
            platform,
            router,
            routes,
            checkout_origin: sandbox_url,
            sandbox,
            mailbox,
            clock,
            passwords,
            keys: settings.keys()?,
            settings,
            transport,
            stop,
            _dir: dir,
        })
    }

    /// People to sign in as, and campaigns to give to, all run by the demo's creator.
    async fn plant(&self) -> anyhow::Result<()> {
        let mut creator = None;
        for user in users::demo_users() {
            let creates = user.email.starts_with("creator");
            let id = users::register(self.ctx("users")?, &self.passwords, user).await?;
            creator = creator.or(creates.then_some(id));
        }
        for mut campaign in campaigns::demo_campaigns(START) {
            campaign.creator = creator.unwrap_or(campaign.creator);
            campaigns::publish(self.ctx("campaigns")?, campaign).await?;
        }
        self.settle_once().await
    }

    /// The program is gone at once, whatever it was doing, and another one starts on the same databases, with the
    /// same provider, mailbox and clock. Browsers of before still speak to the one that is gone.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.start_again(Migrate::Nothing).await
    }

    /// The same by another version of it, which brings every table up to date first.
    pub async fn upgrade(&mut self) -> anyhow::Result<()> {
        self.start_again(Migrate::All).await
    }

    async fn start_again(&mut self, migrate: Migrate) -> anyhow::Result<()> {
        let ingredients =
            Ingredients { clock: self.clock.clone(), mailbox: Some(self.mailbox.clone()), migrate };
        let app = App::build(&self.settings, ingredients).await?;
        self.transport.connect(app.router.clone());
        app.webhooks_reach_us(true);
        (self.platform, self.router) = (app.platform, app.router);
        Ok(())
    }

    /// Another process on the same databases, whose clock is `clock`.
    pub async fn beside(&self, clock: Arc<dyn Clock>) -> anyhow::Result<App> {
        App::build(&self.settings, Ingredients { clock, mailbox: None, migrate: Migrate::Nothing }).await
    }

    /// The same program on the same databases, as it is where people's money is real and nothing is shown.
    pub async fn in_production(&self) -> anyhow::Result<App> {
        let settings = Settings { mode: Mode::Production, ..self.settings.clone() };
        let ingredients = Ingredients { clock: self.clock.clone(), mailbox: None, migrate: Migrate::Nothing };
        App::build(&settings, ingredients).await
    }

    /// The same, with another mail server from then on.
    pub async fn restart_with_mail_at(&mut self, smtp_url: String) -> anyhow::Result<()> {
        self.settings.smtp_url = smtp_url.into();
        self.restart().await
    }

    /// The same, with other keys from then on: the lines of its file of secrets.
    pub async fn restart_with_secret(&mut self, secret: &str) -> anyhow::Result<()> {
        self.settings.secret = secret.to_owned().into();
        self.keys = self.settings.keys()?;
        self.restart().await
    }

    /// What the module called `name` may reach.
    pub fn ctx(&self, name: &str) -> anyhow::Result<&Context> {
        self.platform.context(name).with_context(|| format!("the module {name} does not run"))
    }

    /// Where the page of `pledge` is, which links in mails lead to.
    pub fn page_of(&self, pledge: &str) -> String {
        format!("/p/{}", self.keys.address(pledge.parse().unwrap_or_default()))
    }

    /// A browser that nobody has used before.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which one of the demo's people has signed in: `finance`, `support`, `donor`, …
    pub async fn signed_in(&self, role: &str) -> anyhow::Result<Browser> {
        let user = person(role)?;
        let browser = self.browser();
        let form = browser.get("/login").await?;
        let password = secrecy::ExposeSecret::expose_secret(&user.password).to_owned();
        let answer = browser
            .post(
                "/login",
                &[
                    ("_token", &form.field("_token")?),
                    ("email", &user.email),
                    ("password", &password),
                    ("next", "/me"),
                ],
            )
            .await?;
        ensure!(answer.status == 303, "sign-in answered {}: {}", answer.status, answer.text);
        Ok(browser.of(password))
    }

    /// Where mail to one of the demo's people goes.
    pub fn mail_of(&self, role: &str) -> anyhow::Result<String> {
        Ok(person(role)?.email)
    }

    /// Lets everything happen that is due: messages, jobs, timers, webhooks. Then tells every message once more
    /// to everybody, whether they act or fold, and lets that settle too: whoever minds shows it in the test at hand, and
    /// what was folded twice in [`holds`](Self::holds).
    pub async fn settle(&self) -> anyhow::Result<()> {
        self.settle_once().await?;
        self.platform.tell_everything_again().await?;
        self.settle_once().await
    }

    /// The same without telling anything twice.
    pub async fn settle_once(&self) -> anyhow::Result<()> {
        for _ in 0..50 {
            self.platform.settle().await?;
            let delivered = self.sandbox.deliver_due().await;
            if delivered.delivered + delivered.failed + delivered.dropped == 0 {
                return Ok(());
            }
        }
        anyhow::bail!("it never became quiet")
    }

    /// Lets everything happen that is due until it has waited for something `steps` times: as far as a program comes that
    /// dies then.
    pub async fn settle_part(&self, steps: u32) {
        let mut running = pin!(self.settle_once().fuse());
        let mut left = steps;
        poll_fn(|cx| {
            left -= 1;
            match running.as_mut().poll(cx) {
                Poll::Pending if left > 0 => Poll::Pending,
                _ => Poll::Ready(()),
            }
        })
        .await;
    }

    /// Lets `time` pass in steps, with everything that happens meanwhile.
    pub async fn pass(&self, time: Duration, step: Duration) -> anyhow::Result<()> {
        let mut left = time;
        while !left.is_zero() {
            let now = step.min(left);
            self.clock.advance(now);
            left -= now;
            self.settle_once().await?;
        }
        Ok(())
    }

    /// What must hold does, it is quiet, and our books agree with the sandbox's.
    pub async fn holds(&self) -> anyhow::Result<()> {
        let mut report = self.check().await?;
        if report.checks.iter().any(|it| it.result == CheckResult::NotCompared) {
            // Somebody has not heard everything yet.
            self.settle_once().await?;
            report = self.check().await?;
        }
        // What could not be compared was not shown to hold.
        let broken: Vec<_> = report.checks.iter().filter(|it| it.result != CheckResult::Holds).collect();
        ensure!(broken.is_empty(), "{broken:#?}");
        for health in self.platform.health().await? {
            ensure!(health.unrest().is_empty(), "{:#?}", health.unrest());
        }
        let twice = self.sandbox.ledger().charged_twice("pledge_id");
        ensure!(twice.is_empty(), "charged twice: {twice:?}");
        books_agree(&self.platform, &self.sandbox).await
    }

    /// Every invariant.
    pub async fn check(&self) -> anyhow::Result<Report> {
        self.platform.check().await
    }

    /// Makes the provider go wrong.
    pub fn faults(&self, plan: FaultPlan) {
        self.sandbox.set_faults(plan);
    }
}

/// Our balance with the provider, by our books, is the balance by the provider's, in every currency. Nothing and no line are
/// the same.
pub async fn books_agree(platform: &Platform, sandbox: &Sandbox) -> anyhow::Result<()> {
    let mut ours = payments::balance_with_provider(platform.context("payments").context("payments")?).await?;
    ours.retain(|_, net| *net != 0);
    let sums = sandbox.ledger().sums.into_iter().map(|(currency, sum)| (currency, sum.net));
    let theirs: BTreeMap<_, _> = sums.filter(|(_, net)| *net != 0).collect();
    ensure!(ours == theirs, "our books say {ours:?}, the provider's {theirs:?}");
    Ok(())
}

/// Every module, as the platform mounts it.
pub fn modules() -> anyhow::Result<Vec<kernel::Module>> {
    let pepper = users::Pepper { id: "v1".into(), secret: "0123456789abcdef".to_owned().into() };
    let passwords = users::Passwords::new(vec![pepper])?;
    tributary::modules(&bare("sqlite://none", "http://localhost:1", "smtp://127.0.0.1:1"), &passwords, None)
}

/// Settings of a demo on `database_url`, with its provider and its mail at these addresses.
pub fn settings_on(database_url: &str, sandbox_url: &str, smtp_url: &str) -> Settings {
    bare(database_url, sandbox_url, smtp_url)
}

fn bare(database_url: &str, sandbox_url: &str, smtp_url: &str) -> Settings {
    Settings {
        mode: Mode::Demo,
        listen: ([127, 0, 0, 1], 0).into(),
        public_url: "http://product.test".into(),
        database_url: database_url.to_owned(),
        module_databases: BTreeMap::new(),
        stripe_api_base: sandbox_url.to_owned(),
        stripe_secret_key: "sk_test_sandbox".to_owned().into(),
        stripe_webhook_secrets: vec![
            WEBHOOK_SECRET.to_owned().into(),
            "whsec_the_one_before".to_owned().into(),
        ],
        // The clock stands still for whole stories.
        stripe_calls_per_second: NonZeroU32::MAX,
        slow_methods: true,
        extension_days: campaigns::EXTENSION_DAYS,
        smtp_url: smtp_url.to_owned().into(),
        mail_from: "Tributary <no-reply@product.test>".into(),
        secret: "0123456789abcdef0123456789abcdef".to_owned().into(),
        server: ServerSettings::default(),
        only: Vec::new(),
        checkout_origins: vec![sandbox_url.to_owned()],
    }
}

/// One of the demo's people, by what they do.
fn person(role: &str) -> anyhow::Result<users::NewUser> {
    users::demo_users().into_iter().find(|it| it.email.starts_with(role)).context("no such person")
}
