//! The real program with what it needs around it: a database, a payment provider and a mail server, all of them outside
//! its process, so that its memory is its own.

use super::Plan;
use crate::{place::Place, start::answering};
use anyhow::{Context as _, ensure};
use contracts::UserId;
use kernel::{Clock, Context, DemoClock, check::CheckResult, db::Sql, web::CurrentUser};
use notifications::Mailbox;
use sandbox::{Endpoint, FaultPlan, Sandbox, WebhookFault, WebhookRule};
use sea_orm::Value;
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    net::TcpListener,
    process::{Child, Command},
};
use tokio_util::sync::CancellationToken;
use tributary::{App, Ingredients, Migrate};

/// How long nothing may change before something is wrong.
pub(super) const STUCK: Duration = Duration::from_secs(300);
const LOOK: Duration = Duration::from_millis(200);
/// How often in a row it has to be quiet.
const QUIET: u32 = 5;

pub(super) struct Stage {
    /// The same platform in this process. Its loops run only while gifts are made.
    pub(super) app: App,
    /// Behind the machine's while gifts are made; the sandbox goes by it too.
    pub(super) clock: Arc<DemoClock>,
    pub(super) sandbox: Sandbox,
    /// Where the program answers.
    pub(super) url: String,
    port: u16,
    environment: Vec<(&'static str, String)>,
    place: Place,
    stop: CancellationToken,
}

impl Stage {
    /// Everything but the program, `behind` the machine's time. The provider takes whatever comes and tells nobody.
    pub(super) async fn set(plan: &Plan, behind: Duration) -> anyhow::Result<Self> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let place = Place::make(plan.database.as_deref()).await?;
        let clock = Arc::new(DemoClock::ahead_by(-i64::try_from(behind.as_micros())?));
        let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let url = format!("http://127.0.0.1:{port}");
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let pay = format!("http://{}", listener.local_addr()?);
        let time = clock.clone();
        let sandbox = Sandbox::new(sandbox::Settings {
            public_url: pay.clone(),
            webhooks: vec![Endpoint {
                url: format!("{url}/webhooks/stripe"),
                secret: tests::WEBHOOK_SECRET.into(),
                ..Endpoint::default()
            }],
            clock: Arc::new(move || time.now().0),
            ..sandbox::Settings::default()
        })?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        sandbox.set_faults(FaultPlan { webhooks, ..FaultPlan::default() });
        let stop = CancellationToken::new();
        tokio::spawn(tributary::serve(listener, sandbox.router(), stop.clone()));
        sandbox.spawn_webhooks();
        let mailbox = Mailbox::start(([127, 0, 0, 1], 0).into(), &place.folder().join("mail")).await?;
        let mut settings = tests::settings_on(&place.url, &pay, &mailbox.smtp_url());
        settings.public_url.clone_from(&url);
        let ingredients = Ingredients { clock: clock.clone(), mailbox: None, migrate: Migrate::All };
        let app = App::build(&settings, ingredients).await?;
        let environment = vec![
            ("TRIBUTARY_MODE", "demo".to_owned()),
            ("TRIBUTARY_LISTEN", format!("127.0.0.1:{port}")),
            ("TRIBUTARY_PUBLIC_URL", url.clone()),
            ("TRIBUTARY_DATABASE_URL", place.url.clone()),
            ("TRIBUTARY_STRIPE_API_BASE", pay),
            ("TRIBUTARY_STRIPE_SECRET_KEY", "sk_test_sandbox".to_owned()),
            ("TRIBUTARY_STRIPE_WEBHOOK_SECRET", tests::WEBHOOK_SECRET.to_owned()),
            ("TRIBUTARY_STRIPE_CALLS_PER_SECOND", plan.calls_per_second().to_string()),
            ("TRIBUTARY_SMTP_URL", mailbox.smtp_url()),
            ("TRIBUTARY_SECRET", "0123456789abcdef0123456789abcdef".to_owned()),
        ];
        Ok(Self { app, clock, sandbox, url, port, environment, place, stop })
    }

    /// Starts the real program, and waits until it is ready.
    pub(super) async fn start(&self, program: &Path) -> anyhow::Result<Child> {
        let mut command = Command::new(program);
        // No `tributary.toml` of wherever this was started has a say.
        command.arg("serve").current_dir(self.place.folder());
        command.envs(self.environment.iter().map(|(name, value)| (*name, value)));
        Ok(answering(command, self.port).await?.0)
    }

    /// What the module called `name` may reach.
    pub(super) fn ctx(&self, name: &str) -> anyhow::Result<&Context> {
        self.app.platform.context(name).with_context(|| format!("the module {name} does not run"))
    }

    /// Tells jobs of pledges to wait.
    pub(super) async fn hold(&self, kind: &str) -> anyhow::Result<()> {
        self.app.platform.pause_jobs("pledges", kind, &somebody(), "until it is measured").await
    }

    /// Lets them go on.
    pub(super) async fn let_go(&self, kind: &str) -> anyhow::Result<()> {
        self.app.platform.resume_jobs("pledges", kind, &somebody()).await
    }

    /// How many pledges stand like that.
    pub(super) async fn pledges(&self, status: &str) -> anyhow::Result<i64> {
        let sql = "SELECT COUNT(*) AS many FROM pledges_pledge WHERE status = $1";
        many(self.ctx("pledges")?, sql, vec![status.into()]).await
    }

    /// Waits until that many pledges stand like that.
    pub(super) async fn until(&self, status: &str, wanted: u32) -> anyhow::Result<()> {
        let (mut last, mut moved) = (-1, Instant::now());
        loop {
            let now = self.pledges(status).await?;
            if now == i64::from(wanted) {
                return Ok(());
            }
            if now != last {
                (last, moved) = (now, Instant::now());
            }
            ensure!(moved.elapsed() < STUCK, "only {now} of {wanted} pledges are {status}");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until a job of pledges of that kind is due, held or not.
    pub(super) async fn until_due(&self, kind: &str) -> anyhow::Result<()> {
        let sql = "SELECT COUNT(*) AS many FROM pledges_job WHERE kind = $1 AND state = 0 AND run_at <= $2";
        let begun = Instant::now();
        while many(self.ctx("pledges")?, sql, vec![kind.into(), self.clock.now().0.into()]).await? == 0 {
            ensure!(begun.elapsed() < 2 * STUCK, "nobody asked for {kind}");
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// Waits until nothing is left to do at this moment, but for what is held.
    pub(super) async fn quiet(&self) -> anyhow::Result<()> {
        let (mut last, mut moved, mut quiet) = (-1, Instant::now(), 0);
        while quiet < QUIET {
            let now = self.due().await?;
            quiet = if now == 0 { quiet + 1 } else { 0 };
            if now != last {
                (last, moved) = (now, Instant::now());
            }
            ensure!(moved.elapsed() < STUCK, "{now} things to do are not done");
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    async fn due(&self) -> anyhow::Result<i64> {
        let mut due = i64::try_from(self.sandbox.pending_deliveries())?;
        for host in self.app.platform.hosts() {
            let m = host.ctx.module;
            let sql = format!(
                "SELECT COUNT(*) AS many FROM {m}_job WHERE (state = 1 OR (state = 0 AND run_at <= $1)) \
                 AND kind NOT IN (SELECT kind FROM {m}_job_switch)"
            );
            due += many(&host.ctx, &sql, vec![self.clock.now().0.into()]).await?;
        }
        Ok(due)
    }

    /// Once the program is gone: every invariant holds, nobody was charged twice, and both books say the same.
    pub(super) async fn holds(&self, plan: &Plan) -> anyhow::Result<()> {
        self.sandbox.set_limits(None);
        self.app.platform.settle().await?;
        let report = self.app.platform.check().await?;
        // What could not be compared was not shown to hold.
        let broken: Vec<_> = report.checks.iter().filter(|it| it.result != CheckResult::Holds).collect();
        ensure!(broken.is_empty(), "{broken:#?}");
        tests::books_agree(&self.app.platform, &self.sandbox).await?;
        let ledger = self.sandbox.ledger();
        let twice = ledger.charged_twice("pledge_id");
        ensure!(twice.is_empty(), "charged twice: {twice:?}");
        let (paid, wanted) = (ledger.payments.len(), plan.pledges as usize);
        ensure!(paid == wanted, "the provider knows of {paid} payments, not {wanted}");
        plan.what.adds_up(&ledger)
    }

    /// Removes what [`set`](Self::set) made.
    pub(super) async fn strike(self) -> anyhow::Result<()> {
        self.stop.cancel();
        for host in self.app.platform.hosts() {
            host.ctx.db.close().await;
        }
        self.place.unmake().await
    }
}

/// Who tells jobs to wait.
fn somebody() -> CurrentUser {
    CurrentUser { id: UserId::fresh(), name: "whoever measures".to_owned(), roles: Vec::new() }
}

async fn many(ctx: &Context, sql: &str, values: Vec<Value>) -> anyhow::Result<i64> {
    let row = ctx.db.read().one(sql, values).await?.context("no row")?;
    Ok(row.try_get("", "many")?)
}
