use super::{Host, Platform};
use crate::{
    Clock, Context, Database, Module, Wake,
    check::Across,
    outbox::{EventSource, LocalSource},
    web::{Routes, WebState},
};
use std::sync::Arc;

/// Collects modules before they run.
pub struct PlatformBuilder {
    clock: Arc<dyn Clock>,
    web: Arc<WebState>,
    hosted: Vec<(Module, Database)>,
    elsewhere: Vec<Arc<dyn EventSource>>,
    across: Vec<Across>,
}

impl PlatformBuilder {
    /// Nothing yet.
    pub fn new(clock: Arc<dyn Clock>, web: Arc<WebState>) -> Self {
        Self { clock, web, hosted: Vec::new(), elsewhere: Vec::new(), across: Vec::new() }
    }

    /// Adds `module`, with its tables in `db`.
    #[must_use]
    pub fn host(mut self, module: Module, db: Database) -> Self {
        self.hosted.push((module, db));
        self
    }

    /// Adds what a module in another process says.
    #[must_use]
    pub fn hear(mut self, source: Arc<dyn EventSource>) -> Self {
        self.elsewhere.push(source);
        self
    }

    /// Adds what must hold between modules.
    #[must_use]
    pub fn across(mut self, rules: Vec<Across>) -> Self {
        self.across.extend(rules);
        self
    }

    /// The platform, and each module's paths with the context they are answered in.
    pub fn build(self) -> (Platform, Vec<(Context, Routes)>) {
        let (mut hosts, mut routes, mut sources) = (Vec::new(), Vec::new(), self.elsewhere);
        for (module, db) in self.hosted {
            let wake = Arc::new(Wake::default());
            let ctx = Context {
                module: module.name,
                db: db.clone(),
                clock: self.clock.clone(),
                web: self.web.clone(),
                wake: wake.clone(),
            };
            sources.push(Arc::new(LocalSource::new(module.name, db, wake)));
            routes.push((ctx.clone(), module.routes));
            hosts.push(Host {
                ctx,
                subscriptions: module.subscriptions,
                jobs: module.jobs,
                sagas: module.sagas,
                checks: module.checks,
                watch: module.watch,
                tabs: module.tabs,
            });
        }
        (Platform { hosts, sources, across: self.across }, routes)
    }
}
