//! The real program, killed at any instant under load, on each database.

mod donors;
mod paused;
mod stopped;

use anyhow::{Context as _, ensure};
use donors::{Acknowledged, Load};
use kernel::SystemClock;
use notifications::Mailbox;
use sandbox::{Endpoint, Sandbox};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tests::{Process, Shape, shapes};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tributary::{App, Ingredients, Migrate, config::Settings};

/// How often it is killed on each database.
const KILLS: u32 = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn killed_twenty_five_times_under_load_it_loses_no_pledge_and_charges_nobody_twice()
-> anyhow::Result<()> {
    for shape in shapes() {
        killed_under_load(&shape).await?;
    }
    Ok(())
}

/// The real program's surroundings: a database, a payment provider that outlives it, and where mail goes.
struct Place {
    url: String,
    sandbox: Sandbox,
    environment: Vec<(&'static str, String)>,
    settings: Settings,
    stop: CancellationToken,
    _dir: TempDir,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Place {
    async fn prepared(shape: &Shape) -> anyhow::Result<Self> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let dir = TempDir::new()?;
        let stop = CancellationToken::new();
        let product = free_address().await?;
        let url = format!("http://{product}");
        let sandbox_listener = TcpListener::bind("127.0.0.1:0").await?;
        let pay = format!("http://{}", sandbox_listener.local_addr()?);
        let sandbox = Sandbox::new(sandbox::Settings {
            public_url: pay.clone(),
            webhooks: vec![Endpoint {
                url: format!("{url}/webhooks/stripe"),
                secret: tests::WEBHOOK_SECRET.into(),
                ..Endpoint::default()
            }],
            ..sandbox::Settings::default()
        })?;
        tokio::spawn(tributary::serve(sandbox_listener, sandbox.router(), stop.clone()));
        sandbox.spawn_webhooks();
        let mailbox = Mailbox::start(([127, 0, 0, 1], 0).into(), &dir.path().join("mail")).await?;
        let (database, _) = shape.databases(dir.path()).await?;
        let settings = tests::settings_on(&database, &pay, &mailbox.smtp_url());
        plant(&settings).await?;
        let environment = environment(&database, product.to_string(), &url, &pay, &mailbox);
        Ok(Self { url, sandbox, environment, settings, stop, _dir: dir })
    }

    async fn start(&self) -> anyhow::Result<Process> {
        Process::start(&["serve"], &self.environment, &self.url).await
    }

    /// Once the program is gone: every invariant holds, nobody was charged twice, and both books say the same.
    async fn holds(&self) -> anyhow::Result<()> {
        checked(&self.environment).await?;
        let twice = self.sandbox.ledger().charged_twice("pledge_id");
        ensure!(twice.is_empty(), "charged twice: {twice:?}");
        let app = self.app(Migrate::Nothing).await?;
        tests::books_agree(&app.platform, &self.sandbox).await?;
        close(&app).await;
        Ok(())
    }

    async fn app(&self, migrate: Migrate) -> anyhow::Result<App> {
        let ingredients = Ingredients { clock: Arc::new(SystemClock), mailbox: None, migrate };
        App::build(&self.settings, ingredients).await
    }
}

async fn killed_under_load(shape: &Shape) -> anyhow::Result<()> {
    let place = Place::prepared(shape).await?;
    let load = Load::start(place.url.clone(), place.sandbox.clone());
    let mut slowest = Duration::ZERO;
    for kill in 0..KILLS {
        let process = place.start().await.with_context(|| format!("start {kill}"))?;
        slowest = slowest.max(process.ready_after);
        // Anything from at once to a second and a half.
        tokio::time::sleep(Duration::from_millis(u64::from(kill * 61 % 15 * 100) + 50)).await;
        process.kill().await?;
    }
    // Donors press the button until they are answered, so the program is there before they stop.
    let process = place.start().await?;
    let acknowledged = load.stop().await;
    slowest = slowest.max(process.ready_after);
    println!(
        "{} pledges acknowledged, {} paid, slowest start {slowest:?}",
        acknowledged.pledges.len(),
        acknowledged.paid.len()
    );
    ensure!(acknowledged.pledges.len() > 25, "the load was no load: {} pledges", acknowledged.pledges.len());
    settled(&place.url, &place.sandbox, &acknowledged).await?;
    drop(process.kill().await);
    place.holds().await
}

/// Campaigns to give to, made before the program starts.
async fn plant(settings: &Settings) -> anyhow::Result<()> {
    let ingredients = Ingredients { clock: Arc::new(SystemClock), mailbox: None, migrate: Migrate::All };
    let app = App::build(settings, ingredients).await?;
    let ctx = app.platform.context("campaigns").context("campaigns")?;
    for campaign in campaigns::demo_campaigns(ctx.clock.now()) {
        campaigns::publish(ctx, campaign).await?;
    }
    app.platform.settle().await?;
    close(&app).await;
    Ok(())
}

async fn close(app: &App) {
    for host in app.platform.hosts() {
        host.ctx.db.close().await;
    }
}

fn environment(
    database: &str,
    listen: String,
    url: &str,
    pay: &str,
    mailbox: &Mailbox,
) -> Vec<(&'static str, String)> {
    vec![
        ("TRIBUTARY_MODE", "demo".into()),
        ("TRIBUTARY_LISTEN", listen),
        ("TRIBUTARY_PUBLIC_URL", url.into()),
        ("TRIBUTARY_DATABASE_URL", database.into()),
        ("TRIBUTARY_STRIPE_API_BASE", pay.into()),
        ("TRIBUTARY_STRIPE_SECRET_KEY", "sk_test_sandbox".into()),
        ("TRIBUTARY_STRIPE_WEBHOOK_SECRET", tests::WEBHOOK_SECRET.into()),
        ("TRIBUTARY_SMTP_URL", mailbox.smtp_url()),
        ("TRIBUTARY_SECRET", "0123456789abcdef0123456789abcdef".into()),
    ]
}

/// Every acknowledged pledge exists, and every payment the sandbox took is known within a few polls.
async fn settled(url: &str, sandbox: &Sandbox, acknowledged: &Acknowledged) -> anyhow::Result<()> {
    let client = reqwest::Client::new();
    let begun = Instant::now();
    for pledge in &acknowledged.pledges {
        let answer = client.get(format!("{url}/p/{pledge}")).send().await?;
        ensure!(
            answer.status().is_success(),
            "pledge {pledge} was acknowledged and answers {}",
            answer.status()
        );
    }
    for pledge in &acknowledged.paid {
        loop {
            let page = client.get(format!("{url}/p/{pledge}")).send().await?.text().await?;
            if !page.contains("/pay\"") && !page.contains("http-equiv=\"refresh\"") {
                break;
            }
            ensure!(
                begun.elapsed() < Duration::from_secs(120),
                "pledge {pledge} was paid and is not known to be"
            );
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    while sandbox.pending_deliveries() > 0 && begun.elapsed() < Duration::from_secs(120) {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // What is on its way when the last webhook came: all of it is heard, so that nothing is left uncompared.
    loop {
        let metrics = client.get(format!("{url}/metrics")).send().await?.text().await?;
        let mut late = metrics.lines().filter(|it| it.starts_with("tributary_lag{") && !it.ends_with(" 0"));
        match late.next() {
            None if metrics.contains("tributary_lag{") => return Ok(()),
            late => ensure!(begun.elapsed() < Duration::from_secs(120), "not everything is heard: {late:?}"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn checked(environment: &[(&str, String)]) -> anyhow::Result<()> {
    let output = tokio::process::Command::new(Process::program()?)
        .args(["check", "--json"])
        .envs(environment.iter().map(|(name, value)| (*name, value)))
        .output()
        .await?;
    ensure!(output.status.success(), "check found something: {}", String::from_utf8_lossy(&output.stdout));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let checks = report["checks"].as_array().context("a report without rules")?;
    let unknown: Vec<_> = checks.iter().filter(|it| it["result"] != "holds").collect();
    ensure!(unknown.is_empty() && !checks.is_empty(), "{unknown:#?}");
    Ok(())
}

async fn free_address() -> anyhow::Result<std::net::SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?)
}
