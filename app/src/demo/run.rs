use super::{
    clock::KeptClock,
    control, history,
    renew::{self, AtWork},
    waiting::Past,
};
use crate::{
    alone::claim,
    cli::Demo,
    commands,
    config::{Mode, ServerSettings, Settings},
    platform::{App, Ingredients, Migrate},
};
use anyhow::Context as _;
use kernel::Clock;
use notifications::Mailbox;
use sandbox::{Endpoint, Sandbox};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

const WEBHOOK_SECRET: &str = "whsec_sandbox";
const SANDBOX_KEY: &str = "sk_test_sandbox";
/// A new demo begins this long ago, so that its campaigns have a past.
const PAST: Duration = Duration::from_secs(30 * 24 * 3600);

/// Runs the demo.
///
/// # Errors
/// When the port is taken, or the folder cannot be used or is used by another demo.
pub async fn run(what: Demo) -> anyhow::Result<()> {
    let (port, data) = (what.port, &what.data);
    fs::create_dir_all(data)
        .with_context(|| format!("--data {}: the folder cannot be made", data.display()))?;
    let mut listener = if what.listening {
        renew::inherited().context("--listening: standard input is not listened on")?
    } else {
        TcpListener::bind(("127.0.0.1", port))
            .await
            .with_context(|| format!("--port {port} is taken; choose another one"))?
    };
    // Two would do each other's jobs, each with a sandbox that knows nothing of the other's payments.
    let busy = format!(
        "--data {}: another demo runs on this folder; stop it, or give this one a folder of its own",
        data.display()
    );
    let _alone = claim(&data.join("running"), &busy)?;
    loop {
        let kept = renew::kept(&listener)?;
        if !show(&what, listener).await? {
            return Ok(());
        }
        let error = renew::renew(kept.try_clone()?);
        tracing::warn!(%error, "what was held in memory for the demo's past is not given back");
        listener = renew::listen(kept)?;
    }
}

/// Runs the demo on `listener` until it is told to stop; true when it is to be started anew.
async fn show(what: &Demo, listener: TcpListener) -> anyhow::Result<bool> {
    let (data, empty) = (&what.data, what.empty);
    let public_url = format!("http://localhost:{}", listener.local_addr()?.port());
    let past_made = data.join("past-made");
    let (fresh, unfinished) = (!data.join("clock").exists(), !past_made.exists());
    let clock = KeptClock::open(data, if empty { Duration::ZERO } else { PAST })?;
    clock.advance(Duration::ZERO)?;
    let mailbox = Mailbox::start(([127, 0, 0, 1], 0).into(), &data.join("mail")).await?;
    let sandbox = sandbox(&public_url, data, &clock)?;
    let mut settings = settings(data, &public_url, &mailbox.smtp_url());
    if let Some(database) = remembered_database(data, what.database.clone())? {
        settings.database_url = database;
    }
    let mut app = App::build(
        &settings,
        Ingredients { clock: clock.clock.clone(), mailbox: Some(mailbox), migrate: Migrate::All },
    )
    .await?;
    let (causes, people) = history::people_and_campaigns(&app, clock.present(), empty).await?;
    let at_work = AtWork::default();
    let past = Past::new(!unfinished || empty);
    app.router = at_work.count(past.awaited_by(app.router.merge(control::routes(sandbox.clone()))));
    if !what.listening {
        announce(&public_url, data);
    }
    // Whoever stopped the demo meanwhile finds a shorter past, and the present all the same: before anything is signed
    // with the time, such as the webhook that shows that webhooks reach us.
    if unfinished
        && !fresh
        && !empty
        && let Err(error) = clock.catch_up()
    {
        tracing::warn!(%error, "the demo's clock stays behind");
    }
    sandbox.spawn_webhooks();
    let enough = CancellationToken::new();
    if unfinished && !empty {
        let (ctx, enough) = (app.platform.context("campaigns").cloned(), enough.clone());
        let making = past.begin();
        tokio::spawn(async move {
            if fresh {
                let calendar = history::Calendar { clock, sandbox };
                history::gifts(public_url, past.maker(), causes, calendar).await;
            }
            history::desk(ctx, people).await;
            drop(making);
            let renews = fresh && at_work.until_quiet().await;
            if let Err(error) = fs::write(&past_made, "") {
                tracing::warn!(%error, "the demo will look for the end of its past again");
            } else if renews {
                tracing::info!("the past is made; starting anew without what that held in memory");
                enough.cancel();
            }
        });
    }
    let front = commands::Front::default();
    let signalled = commands::until_told_to_stop(app, listener, front, enough.clone()).await;
    Ok(enough.is_cancelled() && !signalled)
}

/// The demo that keeps its data in `data`, without running it.
///
/// # Errors
/// When there is none.
pub async fn open(data: &Path) -> anyhow::Result<App> {
    if !data.join("clock").exists() {
        anyhow::bail!("--data {}: there is no demo here", data.display());
    }
    let clock = KeptClock::open(data, Duration::ZERO)?;
    let mut settings = settings(data, "http://localhost", "smtp://127.0.0.1:1");
    if let Some(database) = remembered_database(data, None)? {
        settings.database_url = database;
    }
    App::build(&settings, Ingredients { clock: clock.clock, mailbox: None, migrate: Migrate::Nothing }).await
}

/// The database that a demo was told to use, kept beside its clock: the folder alone says which demo it is.
/// Whoever started it once need not say it again, and another database than the first is refused, since the
/// sandbox's journal in the folder tells of payments that only the first one knows.
fn remembered_database(data: &Path, told: Option<String>) -> anyhow::Result<Option<String>> {
    let file = data.join("database");
    let kept = match fs::read_to_string(&file) {
        Ok(kept) => Some(kept.trim().to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", file.display())),
    };
    let begun = data.join("tributary.db").exists();
    match (kept, told) {
        (Some(kept), Some(told)) if kept != told => anyhow::bail!(
            "--database: the demo in {} keeps its data in another database; give it a --data folder of its own",
            data.display()
        ),
        (None, Some(_)) if begun => anyhow::bail!(
            "--database: the demo in {} keeps its data in that folder; give it a --data folder of its own",
            data.display()
        ),
        (None, Some(told)) => {
            fs::write(&file, &told).with_context(|| format!("{} cannot be written", file.display()))?;
            Ok(Some(told))
        }
        (kept, _) => Ok(kept),
    }
}

fn sandbox(public_url: &str, data: &Path, kept: &KeptClock) -> anyhow::Result<Sandbox> {
    let (now, moved) = (kept.clock.clone(), kept.clone());
    Ok(Sandbox::new(sandbox::Settings {
        secret_keys: vec![SANDBOX_KEY.into()],
        webhooks: vec![Endpoint {
            url: format!("{public_url}/webhooks/stripe"),
            secret: WEBHOOK_SECRET.into(),
            ..Endpoint::default()
        }],
        public_url: public_url.to_owned(),
        journal: Some(data.join("sandbox.journal")),
        clock: Arc::new(move || now.now().0),
        advance: Some(Arc::new(move |micros| {
            let by = Duration::from_micros(u64::try_from(micros).unwrap_or(0));
            if let Err(error) = moved.advance(by) {
                tracing::warn!(%error, "the clock moved, but will not remember it");
            }
        })),
        ..sandbox::Settings::default()
    })?)
}

fn settings(data: &Path, public_url: &str, smtp_url: &str) -> Settings {
    Settings {
        mode: Mode::Demo,
        listen: ([127, 0, 0, 1], 0).into(),
        public_url: public_url.to_owned(),
        database_url: address_of(&data.join("tributary.db")),
        module_databases: BTreeMap::new(),
        stripe_api_base: public_url.to_owned(),
        stripe_secret_key: SANDBOX_KEY.to_owned().into(),
        stripe_webhook_secrets: vec![WEBHOOK_SECRET.to_owned().into()],
        stripe_calls_per_second: payments::CALLS_PER_SECOND,
        slow_methods: true,
        extension_days: campaigns::EXTENSION_DAYS,
        smtp_url: smtp_url.to_owned().into(),
        mail_from: "Tributary <no-reply@localhost>".into(),
        secret: "the demo signs its forms with this, and nothing else".to_owned().into(),
        server: ServerSettings {
            audit_roots: Some(data.join("audit-roots.jsonl")),
            support_contact: Some("help@demo.test".to_owned()),
            ..ServerSettings::default()
        },
        only: Vec::new(),
        // Ours, and to be named all the same: whoever came by the number of this machine is at another origin.
        checkout_origins: vec![public_url.to_owned()],
    }
}

/// The address of the database in `file`, however its folder is called: a space, a colon or a question mark in a name is
/// not to be read as a part of an address.
fn address_of(file: &Path) -> String {
    let mut address = "sqlite://".to_owned();
    for byte in file.display().to_string().bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

fn announce(public_url: &str, data: &Path) {
    println!("Tributary shows itself. No real money moves, no mail leaves.");
    println!("  Campaigns    {public_url}/");
    println!("  Mailbox      {public_url}/dev/mail");
    println!("  Back office  {public_url}/backoffice");
    println!("  Data         {}", data.display());
    println!("Sign in at {public_url}/login as");
    for user in users::demo_users() {
        let role = user.roles.first().map_or("donor", |it| it.name());
        println!("  {role:<10} {:<22} {}", user.email, secrecy::ExposeSecret::expose_secret(&user.password));
    }
    let sandbox = format!("{public_url}/sandbox");
    println!("Move time:      curl -X POST {sandbox}/clock -d '{{\"advance\":\"PT24H\"}}'");
    println!("Lose webhooks:  curl -X POST {sandbox}/faults -d '{{\"webhooks\":[{{\"fault\":\"drop\"}}]}}'");
    println!("No more faults: curl -X DELETE {sandbox}/faults (all there are: sandbox/README.md)");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_demo_keeps_its_data_in_its_folder_however_that_is_called() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        for name in ["my demo", "100%20 sure", "what?mode=memory", "a#b", "x:y", "पेड़", "it's :memory:"]
        {
            let file = Path::new(name).join("tributary.db");
            let address = address_of(&file);
            assert!(url::Url::parse(&address).is_ok(), "{address}");
            let file = dir.path().join(file);
            fs::create_dir(dir.path().join(name))?;
            kernel::Database::connect(&address_of(&file)).await?.close().await;
            assert!(file.exists(), "{name}");
        }
        Ok(())
    }

    #[test]
    fn forms_lead_to_the_page_to_pay_on_by_whichever_name_the_demo_was_reached() {
        let settings = settings(Path::new("/nowhere"), "http://localhost:8080", "");
        assert_eq!(settings.checkout_origins, ["http://localhost:8080"]);
        assert_eq!(settings.account_origins(), ["http://localhost:8080"]);
    }
}
