//! The composition root: which modules run here, on which databases, behind which layers.

mod databases;

use self::databases::Databases;
use crate::{
    activity,
    audit::AuditRoots,
    checks,
    config::{Mode, Settings},
    help,
    monitoring::{self, Watchers, Webhooks},
    office, reports, roles,
    server::{self, Load, Rates, Turns, by_turns, contained, rated, shed, traced},
    wellknown,
};
use anyhow::Context as _;
use axum::{
    Extension, Router,
    extract::Request,
    middleware::{Next, from_fn, from_fn_with_state},
    response::IntoResponse as _,
};
use kernel::{
    Clock, Database, Key, Keys, Module, Platform, PlatformBuilder,
    outbox::LocalSource,
    web::{
        Access, Error, Routes, SessionStore, Templates, WebSettings, WebState, files, gallery, in_languages,
        office_cookie, packed, security_headers, show_errors, with_sessions,
    },
};
use notifications::{ConfigError, Mailbox};
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::{
    catch_panic::CatchPanicLayer,
    csrf::{CsrfLayer, ProtectionError},
};
use users::{Passwords, Pepper};

/// What an [`App`] is made of besides its settings.
pub struct Ingredients {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The demo's mailbox.
    pub mailbox: Option<Mailbox>,
    /// Whose tables are brought up to date first.
    pub migrate: Migrate,
}

/// Whose tables a program brings up to date before it uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Migrate {
    /// Nobody's. It refuses to start on those that are not.
    Nothing,
    /// Those in `SQLite` files: one process owns each. Several share a `PostgreSQL`, where it is a step of its own.
    Files,
    /// All of them.
    All,
}

/// The whole product in one value.
pub struct App {
    /// The modules, wired to each other.
    pub platform: Arc<Platform>,
    /// Everything it answers.
    pub router: Router,
    /// Hashes passwords.
    pub passwords: Passwords,
    /// Every path that is answered and who may ask, by module.
    pub routes: Vec<(&'static str, &'static str, Access)>,
    /// The audit log's signed roots.
    pub audit: AuditRoots,
    webhook_test: Option<payments::Config>,
    webhooks: Webhooks,
}

/// Every module, as `settings` want it.
///
/// # Errors
/// When a setting is wrong.
pub fn modules(
    settings: &Settings,
    passwords: &Passwords,
    mailbox: Option<Mailbox>,
) -> anyhow::Result<Vec<Module>> {
    modules_on(settings, passwords, mailbox, None)
}

fn modules_on(
    settings: &Settings,
    passwords: &Passwords,
    mailbox: Option<Mailbox>,
    line: Option<Arc<dyn payments::Line>>,
) -> anyhow::Result<Vec<Module>> {
    let payments = payments::Config { line, ..payments_config(settings)? };
    let notifications = notifications::Config {
        smtp_url: settings.smtp_url.clone(),
        from: settings.mail_from.clone(),
        public_url: settings.public_url.clone(),
        keys: settings.keys()?,
        audit_to: settings.server.audit_mail_to.clone(),
        mailbox,
    };
    Ok(vec![
        users::module(passwords.clone()),
        campaigns::module(settings.extension_days),
        pledges::module(settings.stripe_calls_per_second),
        payments::module(&payments)?,
        analytics::module(),
        notifications::module(notifications).map_err(named)?,
    ])
}

/// The same with the key that is wrong.
fn named(error: notifications::ConfigError) -> anyhow::Error {
    let key = match error {
        ConfigError::SmtpUrl(_) => "smtp_url",
        ConfigError::From { .. } => "mail_from",
        ConfigError::AuditTo { .. } => "audit_mail_to",
        ConfigError::PublicUrl(_) => "public_url",
    };
    anyhow::anyhow!("`{key}`: {error}")
}

impl App {
    /// Connects to the databases and puts the modules together. Nothing runs yet.
    ///
    /// # Errors
    /// When a setting is wrong, a database cannot be reached, or tables are missing.
    pub async fn build(settings: &Settings, ingredients: Ingredients) -> anyhow::Result<Self> {
        Self::build_on(settings, ingredients, None).await
    }

    /// The same, with a line of its own to the payment provider.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub(crate) async fn build_on(
        settings: &Settings,
        ingredients: Ingredients,
        line: Option<Arc<dyn payments::Line>>,
    ) -> anyhow::Result<Self> {
        let Ingredients { clock, mailbox, migrate } = ingredients;
        // Only a simulation has a line of its own.
        let passwords = match &line {
            Some(_) => Passwords::of_simulated_people(peppers(&settings.keys()?))?,
            None => Passwords::new(peppers(&settings.keys()?))?,
        };
        let mut databases = if line.is_some() { Databases::alone() } else { Databases::default() };
        let pages = pages(settings);
        let (mut hosted, mut templates, mut texts, mut tabs) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut shown: Vec<_> = pages.iter().flat_map(Routes::shown).copied().collect();
        for module in modules_on(settings, &passwords, mailbox, line)? {
            if !settings.runs(module.name) {
                continue;
            }
            let migrate = match migrate {
                Migrate::Nothing => false,
                Migrate::Files => settings.database_of(module.name).starts_with("sqlite:"),
                Migrate::All => true,
            };
            if migrate && settings.server.database_roles {
                let owner = databases.get(settings, module.name, None).await?;
                prepare(&owner, module.name, true).await?;
                roles::grant(&owner, module.name)
                    .await
                    .with_context(|| format!("the role of {}", module.name))?;
            }
            let role = settings.server.database_roles.then(|| roles::name(module.name));
            let db = databases.get(settings, module.name, role).await?;
            prepare(&db, module.name, migrate && !settings.server.database_roles).await?;
            templates.extend_from_slice(module.templates);
            texts.extend_from_slice(module.texts);
            tabs.extend(module.tabs.iter().cloned());
            shown.extend(module.routes.shown());
            hosted.push((module, db));
        }
        tabs.extend(office::tabs());
        templates.extend([office::TEMPLATES, help::TEMPLATES, activity::TEMPLATES].concat());
        texts.extend([office::TEXTS, help::TEXTS, activity::TEXTS, server::TEXTS].concat());
        let templates = Templates::of(templates, texts)?;
        let web = Arc::new(WebState::new(templates, web_settings(settings)?, tabs).showing(shown));
        let mut builder = PlatformBuilder::new(clock.clone(), web.clone()).across(checks::all());
        for (module, db) in hosted {
            builder = builder.host(module, db);
        }
        for name in migrations::MODULES.iter().copied().filter(|it| !settings.runs(it)) {
            // A module that runs elsewhere on a database that can be reached is read there.
            let role = settings.server.database_roles.then(|| roles::name(name));
            let db = databases.get(settings, name, role).await?;
            builder = builder.hear(Arc::new(LocalSource::new(name, db, Arc::default())));
        }
        let (platform, paths) = builder.build();
        let platform = Arc::new(platform);
        let role = settings.server.database_roles.then(|| roles::name("users"));
        let sessions = SessionStore::new(databases.get(settings, "users", role).await?, clock);
        let routes = listed(&paths, &pages);
        let webhooks = Webhooks::default();
        let own = wellknown::routes(settings, platform.hosts().first().map(|it| it.ctx.clock.clone()))
            .merge(monitoring::routes(Watchers::of(settings), webhooks.clone()))
            .merge(reports::routes(web.shown.clone()));
        let router = mount(&platform, paths, &web, sessions, (pages, own));
        let webhook_test = settings.runs("payments").then(|| payments_config(settings)).transpose()?;
        let audit = AuditRoots::of(settings)?;
        Ok(Self { platform, router, passwords, routes, audit, webhook_test, webhooks })
    }
}

impl App {
    /// Posts a signed webhook to ourselves and looks whether it was kept: a handler that is routed but does
    /// not work would otherwise show only when money is missing. Until then nobody is told that this process is ready.
    ///
    /// # Errors
    /// When it was refused or not kept.
    pub async fn test_webhooks(&self) -> anyhow::Result<()> {
        let tested = self.send_itself_a_webhook().await;
        self.webhooks_reach_us(tested.is_ok());
        tested
    }

    /// Notes whether webhooks reach this process, for whoever hands them over without sending one to try.
    pub fn webhooks_reach_us(&self, they_do: bool) {
        self.webhooks.note(they_do);
    }

    async fn send_itself_a_webhook(&self) -> anyhow::Result<()> {
        let (Some(config), Some(ctx)) = (&self.webhook_test, self.platform.context("payments")) else {
            return Ok(());
        };
        let test = payments::SelfTest::new(config, ctx.clock.now()).context("there is no webhook secret")?;
        let mut request = axum::http::Request::post(test.path);
        for (name, value) in &test.headers {
            request = request.header(*name, value);
        }
        let answer =
            self.router.clone().oneshot(request.body(axum::body::Body::from(test.body.clone()))?).await?;
        anyhow::ensure!(
            answer.status().is_success(),
            "a webhook to ourselves was answered with {}",
            answer.status()
        );
        anyhow::ensure!(test.was_stored(ctx).await?, "a webhook to ourselves was not kept");
        Ok(())
    }
}

fn mount(
    platform: &Arc<Platform>,
    routes: Vec<(kernel::Context, kernel::web::Routes)>,
    web: &Arc<WebState>,
    sessions: SessionStore,
    (our_pages, own): (Vec<Routes>, Router),
) -> Router {
    let (mut pages, mut machines) = (Router::new(), Router::new());
    if let Some(host) = platform.hosts().first() {
        for routes in our_pages {
            pages = pages.merge(routes.into_routers().0.with_state(host.ctx.clone()));
        }
    }
    for (ctx, routes) in routes {
        let (own, webhooks) = routes.into_routers();
        pages = pages.merge(own.with_state(ctx.clone()));
        machines = machines.merge(webhooks.with_state(ctx));
    }
    if !web.settings.demo {
        // The demo is shown, and tested, from one address.
        let rates = Rates::default();
        pages = pages.layer(from_fn(move |request: Request, next: Next| rated(rates.clone(), request, next)));
    }
    let pages = pages
        .layer(from_fn_with_state(web.clone(), show_errors))
        .layer(from_fn_with_state(web.clone(), office_cookie));
    // Nothing of ours is asked for it, not even who is signed in: `contained` shows its page.
    let refused = |_: ProtectionError| Error::SentFromElsewhere.into_response();
    let pages = with_sessions(pages, sessions, &web.settings)
        .layer(CsrfLayer::new().with_rejection_response(refused));
    let machines = machines.layer(from_fn_with_state(web.clone(), show_errors));
    let fallback = Router::new()
        .fallback(|| async { Error::NotFound })
        .layer(from_fn_with_state(web.clone(), show_errors));
    let turns = Turns::of(platform.hosts().iter().map(|it| it.ctx.db.turns()).min().unwrap_or(2));
    let (load, state) = (Load::of(turns.clone()), web.clone());
    let router = Router::new()
        .merge(pages)
        .merge(machines)
        .merge(own)
        .merge(files())
        .fallback_service(fallback)
        .layer(from_fn(move |request: Request, next: Next| by_turns(turns.clone(), request, next)))
        .layer(from_fn(move |request: Request, next: Next| shed(load.clone(), state.clone(), request, next)));
    // Whatever breaks or takes too long has its request's id and route, too.
    let router = contained(router, web).layer(from_fn(traced));
    in_languages(router, web.settings.demo)
        .layer(packed())
        .layer(Extension(platform.clone()))
        // What breaks out here has no page: nothing is left that could show one.
        .layer(CatchPanicLayer::new())
        .layer(from_fn(security_headers))
}

/// The pages that are no module's.
fn pages(settings: &Settings) -> Vec<Routes> {
    let mut pages = vec![office::routes(), help::routes(settings), activity::routes()];
    if settings.mode == Mode::Demo {
        pages.push(gallery());
    }
    pages
}

/// Every path, the modules' and our own.
fn listed(
    modules: &[(kernel::Context, Routes)],
    pages: &[Routes],
) -> Vec<(&'static str, &'static str, Access)> {
    let own = [monitoring::PATHS, wellknown::PATHS, reports::PATHS, &["/assets/{*path}"]].concat();
    let own = own.into_iter().map(|path| ("app", path, Access::Anyone));
    let pages = pages.iter().flat_map(Routes::listed).map(|(path, access)| ("app", *path, *access));
    let modules = modules.iter().flat_map(|(ctx, routes)| {
        let module = ctx.module;
        routes.listed().iter().map(move |(path, access)| (module, *path, *access))
    });
    own.chain(pages).chain(modules).collect()
}

async fn prepare(db: &Database, module: &'static str, migrate: bool) -> anyhow::Result<()> {
    if migrate {
        return migrations::up(db.schema(), module).await.with_context(|| format!("the tables of {module}"));
    }
    match migrations::missing(db.schema(), module).await? {
        0 => Ok(()),
        missing => anyhow::bail!("{missing} migrations of {module} are missing: run `tributary migrate`"),
    }
}

fn payments_config(settings: &Settings) -> anyhow::Result<payments::Config> {
    Ok(payments::Config {
        api_base: settings.stripe_api_base.clone(),
        secret_key: settings.stripe_secret_key.clone(),
        webhook_secrets: settings.stripe_webhook_secrets.clone(),
        calls_per_second: settings.stripe_calls_per_second,
        slow_methods: settings.slow_methods,
        public_url: settings.public_url.clone(),
        keys: settings.keys()?,
        line: None,
    })
}

fn web_settings(settings: &Settings) -> anyhow::Result<WebSettings> {
    Ok(WebSettings {
        public_url: settings.public_url.clone(),
        keys: settings.keys()?,
        demo: settings.mode == Mode::Demo,
        secure_cookies: settings.is_secure(),
        checkout_origins: settings.checkout_origins.clone(),
        account_origins: settings.account_origins(),
        guard: settings.server.guard.unwrap_or(settings.mode == Mode::Production),
    })
}

/// A pepper for each key: what was hashed with an older one is hashed anew when its owner signs in.
fn peppers(keys: &Keys) -> Vec<Pepper> {
    let pepper = |key: &Key| Pepper {
        id: key.id.replacen('k', "v", 1),
        secret: String::from_utf8_lossy(&key.secret).into_owned().into(),
    };
    keys.all().iter().map(pepper).collect()
}
