//! Everything that is to be done at this moment, and only that: what it is, is asked in one statement of each database.

use super::{Host, Platform};
use crate::{
    Database, audit,
    db::Sql,
    job,
    outbox::stamp,
    saga::{self, Timers},
    subscription::Cursors,
};
use sea_orm::{DbBackend, DbErr};
use std::collections::{BTreeMap, BTreeSet};

/// What the one statement says of a module.
const UNSTAMPED: &str = "unstamped";
const UNSEALED: &str = "unsealed";
const JOBS: &str = "jobs";
const SAGAS: &str = "sagas";
const HEAD: &str = "head";
const PLACE: &str = "place";

/// What the modules of a process have to do.
#[derive(Default)]
struct Standing {
    heads: BTreeMap<&'static str, i64>,
    cursors: BTreeMap<&'static str, Cursors>,
    /// What waits, by module and kind.
    waits: BTreeSet<(&'static str, String)>,
}

impl Platform {
    /// Delivers, works and wakes until nothing is left to do at this moment. For tests and tools; the loops of
    /// [`start`](Self::start) need not run.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn settle(&self) -> Result<(), DbErr> {
        loop {
            let standing = self.standing().await?;
            if self.do_what_waits(&standing).await? == 0 {
                return Ok(());
            }
        }
    }

    /// Does once what `standing` says is to be done; how much came of it, which may be nothing though something waits.
    async fn do_what_waits(&self, standing: &Standing) -> Result<usize, DbErr> {
        let mut moved = 0;
        for host in self.hosts.iter().filter(|it| standing.says(it, UNSTAMPED)) {
            moved += usize::from(stamp(&host.ctx).await? > 0);
        }
        // How far the logs reach now is not what was asked; whoever tries again needs what was said meanwhile.
        if moved > 0 {
            return Ok(moved);
        }
        for host in self.hosts.iter().filter(|it| standing.says(it, UNSEALED)) {
            moved += usize::from(audit::seal(&host.ctx).await? > 0);
        }
        for host in &self.hosts {
            let cursors = standing.cursors.get(host.ctx.module);
            for runner in self.runners(host) {
                if cursors.is_some_and(|cursors| runner.has_heard_all(cursors, &standing.heads)) {
                    continue;
                }
                moved += runner.step().await?.passed();
            }
            if standing.says(host, JOBS) {
                moved += job::drain(&host.ctx, &host.jobs).await?;
            }
            if standing.says(host, SAGAS) {
                moved += Timers::new(host.ctx.clone(), host.sagas.clone()).tick().await?;
            }
        }
        Ok(moved)
    }

    /// Asking everybody in turn would take a statement for each thing that can be done in each module, and mostly
    /// there is nothing.
    async fn standing(&self) -> Result<Standing, DbErr> {
        let mut standing = Standing::default();
        let mut asked: Vec<&Database> = Vec::new();
        for host in &self.hosts {
            let db = &host.ctx.db;
            if asked.iter().any(|it| it.is(db)) {
                continue;
            }
            asked.push(db);
            let there: Vec<_> = self.hosts.iter().filter(|it| it.ctx.db.is(db)).collect();
            standing.ask(db, &there).await?;
        }
        for source in &self.sources {
            if !standing.heads.contains_key(source.module()) {
                standing.heads.insert(source.module(), source.head().await?);
            }
        }
        Ok(standing)
    }
}

impl Standing {
    /// Whether something of this kind waits in the module of `host`.
    fn says(&self, host: &Host, what: &str) -> bool {
        self.waits.iter().any(|(module, it)| *module == host.ctx.module && it == what)
    }

    async fn ask(&mut self, db: &Database, hosts: &[&Host]) -> Result<(), DbErr> {
        let Some(clock) = hosts.first().map(|it| &it.ctx.clock) else { return Ok(()) };
        let parts: Vec<_> = hosts.iter().map(|it| of_module(it.ctx.module, db.backend())).collect();
        let values = vec![clock.now().0.into(), clock.steady().0.into()];
        for row in db.read().all(&parts.join(" UNION ALL "), values).await? {
            let module: String = row.try_get("", "module")?;
            let Some(host) = hosts.iter().find(|it| it.ctx.module == module) else { continue };
            let (module, what) = (host.ctx.module, row.try_get::<String>("", "what")?);
            match &*what {
                HEAD => {
                    self.heads.insert(module, row.try_get("", "pos")?);
                }
                PLACE => {
                    let place = (row.try_get("", "name")?, row.try_get("", "source")?);
                    self.cursors.entry(module).or_default().insert(place, row.try_get("", "pos")?);
                }
                _ => {
                    self.waits.insert((module, what));
                }
            }
        }
        Ok(())
    }
}

/// Of the module `m`: what waits, how far its log reaches, and where its subscriptions are that have no key set aside.
/// `$1` is now, and `$2` the time that no clock moves.
fn of_module(m: &str, backend: DbBackend) -> String {
    let (jobs, sagas) = (job::any_due(m), saga::any_due(m));
    let waits = |what: &str, condition: &str| {
        format!(
            "SELECT '{m}' AS module, '{what}' AS what, '' AS name, '' AS source, CAST(0 AS bigint) AS pos \
             WHERE {condition} UNION ALL "
        )
    };
    let unstamped = match backend {
        DbBackend::Sqlite => String::new(),
        _ => waits(UNSTAMPED, &format!("EXISTS (SELECT 1 FROM {m}_outbox WHERE pos IS NULL)")),
    };
    let unsealed = waits(UNSEALED, &format!("EXISTS (SELECT 1 FROM {m}_audit_new)"));
    let (jobs, sagas) = (waits(JOBS, &jobs), waits(SAGAS, &sagas));
    format!(
        "{unstamped}{unsealed}{jobs}{sagas}\
         SELECT '{m}' AS module, '{HEAD}' AS what, '' AS name, '' AS source, \
         COALESCE((SELECT MAX(pos) FROM {m}_outbox), 0) AS pos \
         UNION ALL SELECT '{m}', '{PLACE}', s.name, s.source, s.pos FROM {m}_subscription s WHERE NOT EXISTS \
         (SELECT 1 FROM {m}_parked_key k WHERE k.subscriber = s.name AND k.not_before IS NOT NULL)"
    )
}
