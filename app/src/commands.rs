//! What each command of `tributary` does.

use crate::{
    alone::claim,
    audit,
    backup::{self, KeysFrom, Restore},
    cli::{Admin, Cli, Command, Configured, KeysCommand},
    config::{Limits, Network, Settings},
    daily, demo, keys,
    platform::{App, Ingredients, Migrate},
    server::{self, Proxies, Server, Tls},
    simulate::{self, Plan},
};
use anyhow::Context as _;
use kernel::{SystemClock, web::Role};
use secrecy::SecretString;
use std::{
    io::Read as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Does what `cli` says. The code is 0 unless a check found something.
///
/// # Errors
/// When it cannot be done, with what to do about it.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Demo(what) => demo::run(what).await?,
        Command::Serve(configured) => serve(configured).await?,
        Command::Migrate(configured) => {
            app(configured, Migrate::All).await?;
            println!("Every table is up to date.");
        }
        Command::Check { configured, json, data } => return check(configured, json, data).await,
        Command::Rebuild { configured, module, subscription } => {
            let comparison =
                app(configured, Migrate::Nothing).await?.platform.rebuild(&module, &subscription).await?;
            println!(
                "Folded {} messages; tables that changed: {:?}",
                comparison.messages, comparison.different
            );
        }
        Command::Sandbox { listen, public_url, webhook_url, webhook_secret, journal } => {
            sandbox(listen, public_url, webhook_url, webhook_secret, journal).await?;
        }
        Command::Backup { configured, to, keys_to, key_file } => {
            let settings = Settings::read(configured.config)?;
            backup::write(&settings, &to, keys_to.as_deref(), key_file.as_deref()).await?;
        }
        Command::Restore { configured, from, keys_from, without_keys, key_file, replace } => {
            let keys = match keys_from {
                Some(file) => KeysFrom::File(file),
                None if without_keys => KeysFrom::Nowhere,
                None => KeysFrom::Beside,
            };
            let what = Restore { from, keys, key_file, replace };
            backup::restore(&Settings::read(configured.config)?, &what).await?;
        }
        Command::Keys(KeysCommand::Rotate { file }) => {
            let id = keys::rotate(&file)?;
            println!("{id} signs from the next start on; the keys before it are still believed.");
        }
        Command::Audit(what) => return audit::run(what).await,
        Command::Simulate { seed, seeds, campaigns, pledges, days, threads, database: server, trace } => {
            let plan = Plan { seed, campaigns, pledges, days };
            let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            let run = simulate::Run { seeds, threads: threads.unwrap_or(processors), trace, server };
            let all = std::thread::spawn(move || simulate::tell(plan, &run)).join();
            let held = all.map_err(|_| anyhow::anyhow!("the simulation broke off"))??;
            return Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Admin(Admin::Create { configured, email, name }) => {
            create_admin(configured, email, name).await?;
        }
        Command::Admin(Admin::Review { configured, csv }) => review_staff(configured, csv).await?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn app(configured: Configured, migrate: Migrate) -> anyhow::Result<App> {
    let settings = Settings::read(configured.config)?;
    App::build(&settings, Ingredients { clock: Arc::new(SystemClock), mailbox: None, migrate }).await
}

async fn serve(configured: Configured) -> anyhow::Result<()> {
    let settings = Settings::read(configured.config)?;
    let ingredients = Ingredients { clock: Arc::new(SystemClock), mailbox: None, migrate: Migrate::Files };
    let app = App::build(&settings, ingredients).await?;
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("`listen`: {} cannot be listened on", settings.listen))?;
    let Settings { server, public_url, .. } = settings;
    let tls = Tls::of(&server)?;
    tracing::info!(listen = %settings.listen, public_url, tls = tls.is_some(), "serving");
    invite_first_admin(&app, &public_url).await?;
    let plain = match server.http_listen {
        Some(address) => Some(
            TcpListener::bind(address)
                .await
                .with_context(|| format!("`http_listen`: {address} cannot be listened on"))?,
        ),
        None => None,
    };
    let (limits, proxies) = (server.limits, server.trusted_proxies);
    let front = Front { tls, plain, public_url, limits, proxies, checks_itself: true };
    until_told_to_stop(app, listener, front, CancellationToken::new()).await;
    Ok(())
}

/// Prints where the first admin opens their account, when there is none. To standard output only: logs are kept,
/// and read by others.
async fn invite_first_admin(app: &App, public_url: &str) -> anyhow::Result<()> {
    let Some(ctx) = app.platform.context("users") else { return Ok(()) };
    if let Some(path) = users::invite_first_admin(ctx).await? {
        println!("There is no admin yet. Whoever opens this within an hour becomes the first one:");
        println!("  {public_url}{path}");
    }
    Ok(())
}

/// How the server stands on the network, and what it sees to by itself.
#[derive(Default)]
pub(crate) struct Front {
    tls: Option<Tls>,
    /// Leads to HTTPS and does nothing else.
    plain: Option<TcpListener>,
    public_url: String,
    limits: Limits,
    proxies: Vec<Network>,
    /// Whether it looks each day whether everything holds. A demo is looked at by whoever plays with it.
    checks_itself: bool,
}

/// Serves until SIGTERM or SIGINT, or until `enough`, then finishes what is at hand. Says whether it was a signal.
pub(crate) async fn until_told_to_stop(
    app: App,
    listener: TcpListener,
    front: Front,
    enough: CancellationToken,
) -> bool {
    if let Err(error) = app.test_webhooks().await {
        tracing::error!(error = format!("{error:#}"), "webhooks do not reach us: this process is not ready");
    }
    let (stop, told) = (enough.child_token(), CancellationToken::new());
    let mut loops = app.platform.start(&stop);
    loops.spawn(app.audit.clone().run(app.platform.clone(), stop.clone()));
    if front.checks_itself {
        let platform = app.platform.clone();
        let check = move || {
            let platform = platform.clone();
            async move { platform.check().await }
        };
        loops.spawn(daily::look(daily::PAUSES, stop.clone(), check));
    }
    let (ends, signal) = (stop.clone(), told.clone());
    tokio::spawn(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        signal.cancel();
        ends.cancel();
    });
    let (limits, proxies) = (front.limits, Proxies::new(front.proxies));
    if let Some(plain) = front.plain {
        let router = server::to_https(&front.public_url);
        let redirect = Server { router, tls: None, limits, proxies: proxies.clone() };
        loops.spawn(redirect.serve(plain, stop.clone()));
    }
    if let Some(tls) = front.tls.clone() {
        loops.spawn(tls.keep_up(stop.clone()));
    }
    Server { router: app.router, tls: front.tls, limits, proxies }.serve(listener, stop).await;
    while loops.join_next().await.is_some() {}
    app.audit.add(&app.platform).await;
    for host in app.platform.hosts() {
        host.ctx.db.close().await;
    }
    told.is_cancelled()
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => (),
                _ = terminate.recv() => (),
            }
        }
        Err(_) => drop(interrupt.await),
    }
}

async fn check(configured: Configured, json: bool, data: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let app = match data {
        Some(data) => demo::open(&data).await?,
        None => app(configured, Migrate::Nothing).await?,
    };
    let report = app.platform.check().await?;
    if json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        for it in &report.checks {
            println!("{it}");
        }
    }
    Ok(if report.holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn sandbox(
    listen: SocketAddr,
    public_url: Option<String>,
    webhook_url: Option<String>,
    webhook_secret: String,
    journal: Option<PathBuf>,
) -> anyhow::Result<()> {
    let listener =
        TcpListener::bind(listen).await.with_context(|| format!("{listen} cannot be listened on"))?;
    let here = format!("http://{}", listener.local_addr()?);
    // What two of them write into one file is the story of neither.
    let alone = |journal: &Path| {
        let busy = format!("--journal {}: another sandbox keeps its books in this file", journal.display());
        claim(&journal.with_extension("running"), &busy)
    };
    let _alone = journal.as_deref().map(alone).transpose()?;
    let sandbox = sandbox::Sandbox::new(sandbox::Settings {
        public_url: public_url.unwrap_or_else(|| here.clone()),
        webhooks: webhook_url
            .map(|url| sandbox::Endpoint { url, secret: webhook_secret, ..sandbox::Endpoint::default() })
            .into_iter()
            .collect(),
        journal,
        ..sandbox::Settings::default()
    })?;
    sandbox.spawn_webhooks();
    println!("The sandbox listens on {here}. No real money.");
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        told_to_stop().await;
        told.cancel();
    });
    server::serve(listener, sandbox.router(), stop).await;
    Ok(())
}

async fn create_admin(configured: Configured, email: String, name: String) -> anyhow::Result<()> {
    let app = app(configured, Migrate::Nothing).await?;
    let mut password = String::new();
    eprintln!("The password, at least 15 characters, then Enter and Ctrl-D:");
    std::io::stdin().read_to_string(&mut password).context("the password could not be read")?;
    let password = SecretString::from(password.trim_end_matches(['\r', '\n']).to_owned());
    let ctx = app.platform.context("users").context("the module users does not run here")?;
    if users::is_registered(ctx, &email).await? {
        anyhow::bail!("{email} has an account already; nothing was changed");
    }
    let roles = vec![Role::Admin, Role::Finance, Role::Support, Role::Moderator];
    users::register(ctx, &app.passwords, users::NewUser { email: email.clone(), name, password, roles })
        .await?;
    println!("{email} can sign in and enter every room of the back office.");
    Ok(())
}

async fn review_staff(configured: Configured, csv: bool) -> anyhow::Result<()> {
    let app = app(configured, Migrate::Nothing).await?;
    let ctx = app.platform.context("users").context("the module users does not run here")?;
    let staff = users::review(ctx).await?;
    if csv {
        print!("{}", users::review_csv(&staff));
        return Ok(());
    }
    for it in &staff {
        let disabled = if it.disabled { ", may not sign in" } else { "" };
        println!("{} ({}){disabled}", it.email, it.name);
        for role in &it.roles {
            let by = role.granted_by.as_deref().unwrap_or("the console or the first start");
            let proposed =
                role.proposed_by.as_ref().map(|it| format!(", proposed by {it}")).unwrap_or_default();
            println!("  {} since {}, given by {by}{proposed}", role.role, role.since);
        }
        let last = it.last_sign_in.map_or_else(|| "never".to_owned(), |it| it.to_string());
        println!(
            "  signed in last: {last}; {} passkeys, {} apps, {} recovery codes; {} sessions open",
            it.passkeys, it.apps, it.recovery_codes, it.sessions
        );
    }
    Ok(())
}
