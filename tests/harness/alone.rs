use crate::{Browser, START, Shape, bare};
use anyhow::{Context as _, ensure};
use kernel::{
    Database, FixedClock, Keys, Platform,
    web::{Access, Role},
};
use std::{collections::BTreeSet, fs, path::Path, sync::Arc, time::Duration};
use tempfile::TempDir;
use tributary::{App, Ingredients, Migrate, config::Settings};
use uuid::Uuid;

/// How many hours may pass until every message is heard or given up.
const PATIENCE: usize = 200;

/// A process of one module, on a database in which nobody else has a table. Whatever the others keep, their
/// outboxes and people's sessions, lies in a second one.
pub struct Alone {
    app: App,
    clock: Arc<FixedClock>,
    /// Where the others keep what they say.
    elsewhere: Database,
    /// Somebody who may enter every room, signed in at the process of `users`.
    admin: Browser,
    keys: Keys,
    _dir: TempDir,
}

impl Alone {
    /// Starts `module` and nothing else.
    pub async fn start(module: &'static str, shape: &Shape) -> anyhow::Result<Self> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let dir = TempDir::new()?;
        let (shared, mut each) = shape.split().databases(dir.path()).await?;
        each.retain(|name, _| name == module);
        let elsewhere = Database::connect(&crate::databases::to_open(&shared)).await?;
        for other in migrations::MODULES.iter().filter(|it| **it != module) {
            migrations::up(elsewhere.schema(), other).await?;
        }
        let settings =
            Settings { module_databases: each, ..bare(&shared, "http://127.0.0.1:1", "smtp://127.0.0.1:1") };
        let clock = Arc::new(FixedClock::at(START));
        let app = process_of(module, &settings, &clock).await?;
        let admin = signed_in(module, &settings, &app, &clock).await?.at(app.router.clone());
        Ok(Self { app, clock, elsewhere, admin, keys: settings.keys()?, _dir: dir })
    }

    /// Asks for each of its pages, as nobody and as somebody who may see all: no answer is a fault of ours.
    pub async fn answers_on_every_path(&self) -> anyhow::Result<()> {
        let nobody = Browser::new(self.app.router.clone());
        self.app.test_webhooks().await?;
        let ready = nobody.get("/readyz").await?;
        ensure!(ready.status == 200, "{}", ready.text);
        for (_, path, access) in self.app.routes.iter().filter(|it| !matches!(it.2, Access::Webhook)) {
            let path = filled_in(path, &self.keys);
            for (who, browser) in [("nobody", &nobody), ("an admin", &self.admin)] {
                let answer = browser.get(&path).await?;
                let fine = answer.status < 500;
                ensure!(fine, "{path} ({access:?}) for {who}: {}\n{}", answer.status, answer.text);
            }
        }
        Ok(())
    }

    /// Tells it one of each message it hears, as others wrote them for ever, and does what it wants done then.
    /// None of them may fail for a table that is not there. That some are refused is fine: they are about
    /// pledges and campaigns that never were.
    pub async fn hears_what_it_listens_to(&self) -> anyhow::Result<()> {
        let platform = &self.app.platform;
        let host = platform.hosts().first().context("it runs nothing")?;
        let topics: BTreeSet<_> = host.subscriptions.iter().flat_map(kernel::Subscription::topics).collect();
        for topic in topics {
            self.say(host.ctx.module, &host.ctx.db, topic).await.context(topic)?;
        }
        for _ in 0..PATIENCE {
            platform.settle().await?;
            if all_heard(platform).await? {
                break;
            }
            // Until whatever cannot be handled is given up, and the next one is heard.
            self.clock.advance(Duration::from_secs(3_600));
        }
        at_rest(platform).await
    }

    async fn say(&self, here: &str, own: &Database, topic: &str) -> anyhow::Result<()> {
        let (source, _) = topic.split_once('.').context("a topic has a module")?;
        let db = if source == here { own } else { &self.elsewhere };
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/tests/golden");
        let payload = fs::read_to_string(golden.join(format!("{topic}.v1.json")))?;
        let payload: serde_json::Value = serde_json::from_str(&payload)?;
        let sql = format!(
            "INSERT INTO {source}_outbox (pos, message_id, topic, version, key, key_seq, payload, correlation_id, \
             created_at) VALUES ((SELECT COALESCE(MAX(pos), 0) + 1 FROM {source}_outbox), $1, $2, 1, $2, 1, $3, $1, $4)"
        );
        let id = Uuid::new_v4();
        db.execute(&sql, vec![id.into(), topic.into(), payload.to_string().into(), START.0.into()]).await?;
        db.execute(
            &format!(
                "UPDATE {source}_outbox_head SET head = (SELECT COALESCE(MAX(pos), 0) FROM {source}_outbox)"
            ),
            vec![],
        )
        .await?;
        Ok(())
    }
}

/// Whether everything it listens to was heard, or given up.
async fn all_heard(platform: &Platform) -> anyhow::Result<bool> {
    let health = platform.health().await?;
    let mut subscriptions = health.iter().flat_map(|it| &it.subscriptions);
    let passed = subscriptions.all(|it| it.lag == Some(0) || it.state != "running");
    Ok(passed && health.iter().all(|it| it.aside.is_empty()))
}

/// Everything it listens to was heard, and whatever was refused, or given up, was not for want of a table.
async fn at_rest(platform: &Platform) -> anyhow::Result<()> {
    let of_the_database = |error: &str| {
        ["no such table", "no such column", "does not exist", "SQL"].iter().any(|it| error.contains(it))
    };
    for health in platform.health().await? {
        let waits = health.subscriptions.iter().find(|it| it.lag != Some(0) || it.state != "running");
        ensure!(waits.is_none(), "{waits:#?}");
        ensure!(health.aside.is_empty(), "{:#?}", health.aside);
        for letter in &health.dead_letters {
            ensure!(!of_the_database(&letter.error), "{letter:#?}");
        }
        for job in &health.dead_jobs {
            ensure!(!of_the_database(job.error.as_deref().unwrap_or_default()), "{job:#?}");
        }
        let host = platform.hosts().iter().find(|it| it.ctx.module == health.module);
        let kinds: BTreeSet<_> = host.context("it runs here")?.kinds_of_jobs().collect();
        let unknown = health.jobs.iter().find(|it| !kinds.contains(it.kind.as_str()));
        ensure!(unknown.is_none(), "nobody here does {unknown:?}");
    }
    Ok(())
}

async fn process_of(module: &str, settings: &Settings, clock: &Arc<FixedClock>) -> anyhow::Result<App> {
    let settings = Settings { only: vec![module.to_owned()], ..settings.clone() };
    App::build(&settings, Ingredients { clock: clock.clone(), mailbox: None, migrate: Migrate::All }).await
}

/// Signs in where people sign in: in a process of `users`, which `app` is when `module` is that.
async fn signed_in(
    module: &str,
    settings: &Settings,
    app: &App,
    clock: &Arc<FixedClock>,
) -> anyhow::Result<Browser> {
    let process;
    let users = if module == "users" {
        app
    } else {
        process = process_of("users", settings, clock).await?;
        &process
    };
    let mut admin =
        users::demo_users().into_iter().find(|it| it.email.starts_with("admin")).context("admin")?;
    // No single role opens every room.
    admin.roles = Role::STAFF.to_vec();
    let (email, password) = (admin.email.clone(), admin.password.clone());
    let ctx = users.platform.context("users").context("users do not run")?;
    users::register(ctx, &users.passwords, admin).await?;
    let browser = Browser::new(users.router.clone());
    let token = browser.get("/login").await?.field("_token")?;
    let password = secrecy::ExposeSecret::expose_secret(&password).to_owned();
    let form = [("_token", &*token), ("email", &email), ("password", &password), ("next", "/me")];
    let answer = browser.post("/login", &form).await?;
    ensure!(answer.status == 303, "sign-in answered {}: {}", answer.status, answer.text);
    Ok(browser)
}

/// The path with something in each of its places that could be there, and that opens what an id alone does not.
fn filled_in(path: &str, keys: &Keys) -> String {
    let (id, by_key) = (Uuid::from_u128(7), path.starts_with("/p/") || path.starts_with("/plans/"));
    let part = |part: &str| match part.strip_prefix('{') {
        Some(_) if by_key => keys.address(id),
        Some(_) => id.to_string(),
        None => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
