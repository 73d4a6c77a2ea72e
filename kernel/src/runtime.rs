mod builder;
mod jobs;
mod queues;
mod redrive;
mod settle;

pub use self::{
    builder::PlatformBuilder,
    redrive::{Redriven, StillRefused},
};

use crate::{
    Audit, Context, HandleError, Jobs, Subscription,
    audit::{self, Noted},
    check::{self, Across, Check, Checked, Report},
    health::{self, Health, Watch},
    job,
    outbox::{EventSource, Listener, Sequencer, stamp},
    saga::{self, AnySaga, SagaRow, Timers, TurnBack},
    subscription::{self, Comparison, Kind, Runner},
    web::{CurrentUser, Tab},
};
use sea_orm::{DbBackend, DbErr};
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The modules of one process, wired to each other's outboxes.
pub struct Platform {
    hosts: Vec<Host>,
    sources: Vec<Arc<dyn EventSource>>,
    across: Vec<Across>,
}

/// A module in this process.
pub struct Host {
    /// What it may reach.
    pub ctx: Context,
    /// What it hears.
    pub subscriptions: Vec<Subscription>,
    jobs: Jobs,
    sagas: Vec<Arc<dyn AnySaga>>,
    checks: Vec<Check>,
    watch: Watch,
    tabs: Vec<Tab>,
}

impl Host {
    /// The kinds of jobs that somebody here does.
    pub fn kinds_of_jobs(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.jobs.kinds()
    }

    fn steps_of(&self, saga: &SagaRow) -> Option<Arc<dyn AnySaga>> {
        self.sagas.iter().find(|it| it.kind() == saga.kind).cloned()
    }
}

/// One thing that a module does by itself.
#[derive(Clone)]
pub enum Chore {
    /// Gives committed messages their positions.
    Stamp(Context),
    /// Delivers a batch to one subscription.
    Deliver(Runner),
    /// Does one job.
    Work(Context, Jobs),
    /// Wakes the sagas whose time has come.
    Wake(Context, Vec<Arc<dyn AnySaga>>),
}

impl Chore {
    /// Whose it is and what it does: `pledges hears payments in follow_payments`.
    pub fn name(&self) -> String {
        match self {
            Self::Stamp(ctx) => format!("{} stamps", ctx.module),
            Self::Deliver(runner) => runner.place(),
            Self::Work(ctx, _) => format!("{} works", ctx.module),
            Self::Wake(ctx, _) => format!("{} wakes", ctx.module),
        }
    }

    /// Does it once; says how much was done.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn go(&self) -> Result<usize, DbErr> {
        match self {
            Self::Stamp(ctx) => Ok(usize::from(stamp(ctx).await? > 0)),
            Self::Deliver(runner) => Ok(runner.step().await?.passed()),
            Self::Work(ctx, jobs) => job::do_some(ctx, jobs, 1).await,
            Self::Wake(ctx, sagas) => Timers::new(ctx.clone(), sagas.clone()).tick().await,
        }
    }
}

impl Platform {
    /// The modules that run here.
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// What the module called `name` may reach.
    pub fn context(&self, name: &str) -> Option<&Context> {
        self.hosts.iter().map(|host| &host.ctx).find(|ctx| ctx.module == name)
    }

    /// Starts every loop. They end when `stop` is cancelled, each after what it has at hand.
    pub fn start(&self, stop: &CancellationToken) -> JoinSet<()> {
        let mut loops = JoinSet::new();
        for listener in Listener::all(&self.sources) {
            loops.spawn(listener.run(stop.clone()));
        }
        for host in &self.hosts {
            loops.spawn(Sequencer::new(host.ctx.clone()).run(stop.clone()));
            for runner in self.runners(host) {
                loops.spawn(runner.run(stop.clone()));
            }
            if !host.jobs.is_empty() {
                loops.spawn(job::Worker::new(host.ctx.clone(), host.jobs.clone()).run(stop.clone()));
            }
            loops.spawn(audit::Sealer::new(host.ctx.clone()).run(stop.clone()));
            loops.spawn(Timers::new(host.ctx.clone(), host.sagas.clone()).run(stop.clone()));
        }
        loops
    }

    /// Delivers every message ever said to every subscriber once more: to those that act as if their cursors had been
    /// lost, to those that fold as if it came from a source that repeats itself. Nothing may come of it: whoever minds
    /// being told twice shows it here.
    ///
    /// # Errors
    /// The first handler that fails.
    pub async fn tell_everything_again(&self) -> Result<(), HandleError> {
        for host in &self.hosts {
            for runner in self.runners(host) {
                runner.tell_again().await?;
            }
        }
        Ok(())
    }

    /// What is stuck, module by module.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn health(&self) -> Result<Vec<Health>, DbErr> {
        let mut all = Vec::new();
        for host in &self.hosts {
            all.push(health::of(&host.ctx, &self.sources, &host.sagas, &host.watch).await?);
        }
        Ok(all)
    }

    /// Whether everything holds that must.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn check(&self) -> anyhow::Result<Report> {
        let mut checks: Vec<Checked> = Vec::new();
        for host in &self.hosts {
            checks.extend(check::module(&host.ctx, &host.subscriptions, &self.sources, &host.checks).await?);
        }
        let here: check::Contexts = self.hosts.iter().map(|it| (it.ctx.module, it.ctx.clone())).collect();
        for rule in &self.across {
            let (here, run) = (here.clone(), rule.run);
            let look = check::seen_again(move || run(here.clone())).await?;
            checks.push(Checked::of(check::BETWEEN, rule.name, look));
        }
        Ok(Report::of(checks))
    }

    /// Folds the read model that `subscription` of `module` fills anew.
    ///
    /// # Errors
    /// When there is none, or a message cannot be folded.
    pub async fn rebuild(&self, module: &str, subscription: &str) -> anyhow::Result<Comparison> {
        let host = self.host(module)?;
        let folds: Vec<_> =
            host.subscriptions.iter().filter(|it| matches!(it.kind, Kind::Projection(_))).collect();
        let Some(it) = folds.iter().copied().find(|it| it.name == subscription) else {
            let all = folds.iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
            let all = if all.is_empty() { "it has none".to_owned() } else { format!("it has {all}") };
            anyhow::bail!("{module} fills no read model called {subscription}: {all}");
        };
        let heard: Vec<_> =
            self.sources.iter().filter(|source| it.sources().contains(&source.module())).cloned().collect();
        Ok(subscription::rebuild(&host.ctx, it, &heard).await?)
    }

    /// Lets a stuck saga try again what it is stuck at.
    ///
    /// # Errors
    /// When it is not stuck, or still cannot get on.
    pub async fn retry_saga(&self, module: &str, id: Uuid, by: &CurrentUser) -> anyhow::Result<()> {
        let host = self.host(module)?;
        let saga = SagaRow::by_id(host.ctx.db.read(), host.ctx.module, id).await?;
        let saga = saga.ok_or_else(|| anyhow::anyhow!("there is no such saga"))?;
        let kind = host.steps_of(&saga).ok_or_else(|| anyhow::anyhow!("this program has no steps for it"))?;
        let entry = Audit::new(by, "saga.retry", format!("saga/{id}"));
        let retried = host.ctx.run(Noted { command: saga::Retry { kind, saga }, entry }).await?;
        anyhow::ensure!(retried, "that saga is not stuck");
        Ok(())
    }

    /// Makes a saga turn back that is on its way forward, or stuck there: what it did is undone in reverse order.
    ///
    /// # Errors
    /// When it is over, on its way back already, or past where anybody can make it turn back.
    pub async fn turn_back_saga(
        &self,
        module: &str,
        id: Uuid,
        by: &CurrentUser,
        reason: &str,
    ) -> anyhow::Result<()> {
        let host = self.host(module)?;
        let saga = SagaRow::by_id(host.ctx.db.read(), host.ctx.module, id).await?;
        let saga = saga.ok_or_else(|| anyhow::anyhow!("there is no such saga"))?;
        let kind = host.sagas.iter().find(|it| it.drives(&saga)).cloned();
        let kind = kind.ok_or_else(|| anyhow::anyhow!("this program has no steps for it"))?;
        let entry = Audit::new(by, "saga.turn_back", format!("saga/{id}")).because(reason);
        let decision = TurnBack { by: by.id, reason: reason.to_owned() };
        let command = saga::MakeTurnBack { kind, saga, decision };
        let turned = host.ctx.run(Noted { command, entry }).await?;
        anyhow::ensure!(turned, "that saga is over, or on its way back already");
        Ok(())
    }

    /// Gives up for good a saga that is stuck, or that this program has no steps for.
    ///
    /// # Errors
    /// When it is neither.
    pub async fn abandon_saga(
        &self,
        module: &str,
        id: Uuid,
        by: &CurrentUser,
        reason: &str,
    ) -> anyhow::Result<()> {
        let entry = Audit::new(by, "saga.abandon", format!("saga/{id}")).because(reason);
        let host = self.host(module)?;
        let (kinds, by, reason) = (host.sagas.clone(), by.name.clone(), reason.to_owned());
        let command = saga::Abandon { id, kinds, by, reason };
        let done = host.ctx.run(Noted { command, entry }).await?;
        anyhow::ensure!(done, "that saga is not stuck");
        Ok(())
    }

    /// What the loops of [`start`](Self::start) do, to be done one at a time and in any order: for a simulation
    /// that decides the order.
    pub fn chores(&self) -> Vec<Chore> {
        let mut chores = Vec::new();
        for host in &self.hosts {
            if host.ctx.db.backend() == DbBackend::Postgres {
                chores.push(Chore::Stamp(host.ctx.clone()));
            }
            chores.extend(self.runners(host).into_iter().map(Chore::Deliver));
            if !host.jobs.is_empty() {
                chores.push(Chore::Work(host.ctx.clone(), host.jobs.clone()));
            }
            if !host.sagas.is_empty() {
                chores.push(Chore::Wake(host.ctx.clone(), host.sagas.clone()));
            }
        }
        chores
    }

    /// How far each log reaches at this moment.
    fn host(&self, module: &str) -> anyhow::Result<&Host> {
        let host = self.hosts.iter().find(|it| it.ctx.module == module);
        host.ok_or_else(|| anyhow::anyhow!("the module {module} does not run here"))
    }

    fn runners(&self, host: &Host) -> Vec<Runner> {
        let mut runners = Vec::new();
        for subscription in &host.subscriptions {
            for name in subscription.sources() {
                // Whoever is not here and cannot be read is not heard; its own process hears us.
                if let Some(source) = self.sources.iter().find(|it| it.module() == name) {
                    runners.push(Runner::new(host.ctx.clone(), subscription.clone(), source.clone()));
                }
            }
        }
        runners
    }
}
