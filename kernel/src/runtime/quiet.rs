//! Whether anything is to be done at this moment, asked in one statement of each database.

use super::{Host, Platform};
use crate::{Database, db::Sql, job, saga, subscription::Cursors};
use sea_orm::{DbBackend, DbErr};
use std::collections::BTreeMap;

/// What the one statement says of a module besides where its subscriptions are.
const WAITS: &str = "waits";
const HEAD: &str = "head";

/// What modules that share a database have to do.
#[derive(Default)]
struct Standing {
    heads: BTreeMap<&'static str, i64>,
    cursors: BTreeMap<&'static str, Cursors>,
    waits: bool,
}

impl Platform {
    /// Whether nobody has anything to do at this moment. Asking everybody in turn takes a statement for each thing that
    /// can be done in each module, and mostly there is nothing.
    pub(super) async fn is_quiet(&self) -> Result<bool, DbErr> {
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
            if standing.waits {
                return Ok(false);
            }
        }
        for source in &self.sources {
            if !standing.heads.contains_key(source.module()) {
                standing.heads.insert(source.module(), source.head().await?);
            }
        }
        Ok(self.hosts.iter().all(|host| {
            let cursors = standing.cursors.get(host.ctx.module);
            self.runners(host)
                .iter()
                .all(|it| cursors.is_some_and(|cursors| it.has_heard_all(cursors, &standing.heads)))
        }))
    }
}

impl Standing {
    async fn ask(&mut self, db: &Database, hosts: &[&Host]) -> Result<(), DbErr> {
        let Some(clock) = hosts.first().map(|it| &it.ctx.clock) else { return Ok(()) };
        let parts: Vec<_> = hosts.iter().map(|it| of_module(it.ctx.module, db.backend())).collect();
        let values = vec![clock.now().0.into(), clock.steady().0.into()];
        for row in db.read().all(&parts.join(" UNION ALL "), values).await? {
            let module: String = row.try_get("", "module")?;
            let Some(host) = hosts.iter().find(|it| it.ctx.module == module) else { continue };
            let (what, pos): (String, i64) = (row.try_get("", "what")?, row.try_get("", "pos")?);
            match &*what {
                WAITS => self.waits = true,
                HEAD => {
                    self.heads.insert(host.ctx.module, pos);
                }
                _ => {
                    let place = (row.try_get("", "name")?, row.try_get("", "source")?);
                    self.cursors.entry(host.ctx.module).or_default().insert(place, pos);
                }
            }
        }
        Ok(())
    }
}

/// Of the module `m`: that something waits, how far its log reaches, and where its subscriptions are that have no key
/// set aside. `$1` is now, and `$2` the time that no clock moves.
fn of_module(m: &str, backend: DbBackend) -> String {
    let (jobs, sagas) = (job::any_due(m), saga::any_due(m));
    let unstamped = match backend {
        DbBackend::Sqlite => String::new(),
        _ => format!(" OR EXISTS (SELECT 1 FROM {m}_outbox WHERE pos IS NULL)"),
    };
    format!(
        "SELECT '{m}' AS module, '{WAITS}' AS what, '' AS name, '' AS source, CAST(0 AS bigint) AS pos \
         WHERE {jobs} OR {sagas} OR EXISTS (SELECT 1 FROM {m}_audit_new){unstamped} \
         UNION ALL SELECT '{m}', '{HEAD}', '', '', COALESCE((SELECT MAX(pos) FROM {m}_outbox), 0) \
         UNION ALL SELECT '{m}', 'place', s.name, s.source, s.pos FROM {m}_subscription s WHERE NOT EXISTS \
         (SELECT 1 FROM {m}_parked_key k WHERE k.subscriber = s.name AND k.not_before IS NOT NULL)"
    )
}
