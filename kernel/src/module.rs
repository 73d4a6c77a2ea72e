use crate::{
    Clock, Command, Database, Jobs, Subscription,
    check::Check,
    db::{Asked, Scope},
    health::Watch,
    saga::AnySaga,
    trace::Cause,
    web::{Routes, Tab, WebState},
};
use sea_orm::DbBackend;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::watch;

/// What a module may reach: handed to its handlers, commands, jobs and queries.
#[derive(Clone)]
pub struct Context {
    /// The module's name, which is also the prefix of its tables.
    pub module: &'static str,
    /// Where its tables are.
    pub db: Database,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Templates and settings of the pages.
    pub web: Arc<WebState>,
    /// How its waiting loops are told that there is something to do.
    pub wake: Arc<Wake>,
}

impl Context {
    /// Does `command`: one transaction, which goes on even when whoever asked goes away.
    ///
    /// # Errors
    /// The command's own; then nothing happened.
    pub async fn run<C: Command>(&self, command: C) -> Result<C::Output, C::Error> {
        Asked::<C>::answer(self.db.carry_out(self.scope(Cause::current()), Asked::boxed(command)).await?)
    }

    /// Does a command of which nothing is kept. See [`Database::carry_out_aside`].
    pub(crate) async fn run_aside<C: Command>(&self, command: C) -> Result<C::Output, C::Error> {
        let (scope, work) = (self.scope(Cause::current()), Asked::boxed(command));
        Asked::<C>::answer(self.db.carry_out_aside(scope, work).await?)
    }

    fn scope(&self, cause: Cause) -> Scope {
        Scope {
            module: self.module,
            clock: self.clock.clone(),
            wake: self.wake.clone(),
            keys: self.web.settings.keys.clone(),
            cause,
        }
    }
}

/// A module as the app sees it: a value, so that any subset of modules makes a running process.
pub struct Module {
    /// Its name and the prefix of its tables.
    pub name: &'static str,
    /// Its paths and who may ask.
    pub routes: Routes,
    /// `(name, source)` of each template, named `<module>/<page>.html`.
    pub templates: &'static [(&'static str, &'static str)],
    /// `(language, Fluent source)` of its texts. A key begins with the page or the noun: `give-title`.
    pub texts: &'static [(&'static str, &'static str)],
    /// What it hears.
    pub subscriptions: Vec<Subscription>,
    /// What it does outside the database.
    pub jobs: Jobs,
    /// Its sagas.
    pub sagas: Vec<Arc<dyn AnySaga>>,
    /// What must hold of its tables at any time.
    pub checks: Vec<Check>,
    /// What "what is stuck" shows of it besides.
    pub watch: Watch,
    /// Its rooms in the back office.
    pub tabs: Vec<Tab>,
}

impl Module {
    /// A module that does nothing yet.
    pub fn named(name: &'static str) -> Self {
        Self {
            name,
            routes: Routes::default(),
            templates: &[],
            texts: &[],
            subscriptions: Vec::new(),
            jobs: Jobs::default(),
            sagas: Vec::new(),
            checks: Vec::new(),
            watch: Watch::default(),
            tabs: Vec::new(),
        }
    }
}

/// The texts in `text/<language>/<name>.ftl` of the crate that asks, in every language there is.
#[macro_export]
macro_rules! texts {
    ($name:literal) => {
        &[
            ("en", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/en/", $name, ".ftl"))),
            ("hi", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/hi/", $name, ".ftl"))),
            ("es", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/es/", $name, ".ftl"))),
            ("ar", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/ar/", $name, ".ftl"))),
        ]
    };
}

/// Wakes a module's loops, so that nothing on the path of a pledge waits for a timer.
#[derive(Debug)]
pub struct Wake {
    committed: watch::Sender<()>,
    stamped: watch::Sender<()>,
    jobs: watch::Sender<()>,
    told: AtomicBool,
}

impl Default for Wake {
    fn default() -> Self {
        Self {
            committed: watch::Sender::new(()),
            stamped: watch::Sender::new(()),
            jobs: watch::Sender::new(()),
            told: AtomicBool::new(false),
        }
    }
}

impl Wake {
    /// Messages were committed. On `SQLite` they have their position already.
    pub(crate) fn said(&self, backend: DbBackend) {
        if backend == DbBackend::Sqlite {
            self.stamped.send_replace(());
        } else {
            self.committed.send_replace(());
        }
    }

    /// Messages have their position and can be read.
    pub(crate) fn stamped(&self) {
        self.stamped.send_replace(());
    }

    /// Whether the database tells of what other processes say.
    pub fn is_told(&self) -> bool {
        self.told.load(Ordering::Relaxed)
    }

    pub(crate) fn set_told(&self, told: bool) {
        self.told.store(told, Ordering::Relaxed);
    }

    /// There are jobs.
    pub fn work(&self) {
        self.jobs.send_replace(());
    }

    pub(crate) fn on_committed(&self) -> watch::Receiver<()> {
        self.committed.subscribe()
    }

    /// Resolves when this module has said something new.
    pub fn on_stamped(&self) -> watch::Receiver<()> {
        self.stamped.subscribe()
    }

    pub(crate) fn on_jobs(&self) -> watch::Receiver<()> {
        self.jobs.subscribe()
    }
}
