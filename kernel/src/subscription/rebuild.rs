use super::{HandleError, Kind, Subscription, dead_letter};
use crate::{
    Context, Transaction,
    db::{Command, Sql},
    outbox::{Envelope, EventSource},
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// How a read model compares with what its messages make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The subscription that fills it.
    pub subscription: &'static str,
    /// The tables that differ.
    pub different: Vec<&'static str>,
    /// How many messages were folded.
    pub messages: u64,
}

/// Empties a read model and folds every message into it again, in one transaction: readers see the old one
/// until the new one is whole. What waited for a person is folded with the rest and waits no longer; what somebody gave
/// up stays out.
///
/// # Errors
/// When a message cannot be folded; then the old one stays.
pub async fn rebuild(
    ctx: &Context,
    subscription: &Subscription,
    sources: &[Arc<dyn EventSource>],
) -> Result<Comparison, HandleError> {
    refold(ctx, subscription, sources, true).await
}

/// Folds every message that was handled into an empty copy and says which tables differ. Changes nothing. On `SQLite` the copy is
/// made of temporary tables beside the writer, so that a long log keeps nobody from writing.
///
/// # Errors
/// When a message cannot be folded.
pub async fn compare(
    ctx: &Context,
    subscription: &Subscription,
    sources: &[Arc<dyn EventSource>],
) -> Result<Comparison, HandleError> {
    refold(ctx, subscription, sources, false).await
}

/// A read model's subscription, and whom it hears.
pub(crate) type Heard = (Subscription, Vec<Arc<dyn EventSource>>);

/// The same of several, each for itself: how it went with each of them. On `SQLite` in one transaction, because a
/// transaction that made tables and is not kept makes a connection read the whole schema again.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn compare_each(
    ctx: &Context,
    all: Vec<Heard>,
) -> Result<Vec<Result<Comparison, HandleError>>, HandleError> {
    if ctx.db.backend() == DbBackend::Postgres {
        let mut compared = Vec::new();
        for (subscription, sources) in &all {
            compared.push(compare(ctx, subscription, sources).await);
        }
        return Ok(compared);
    }
    let all = all.into_iter().map(|(subscription, sources)| Refold { subscription, sources, keep: false });
    match ctx.run_aside(CompareEach(all.collect())).await {
        Ok(compared) | Err(Each::Compared(compared)) => Ok(compared),
        Err(Each::Failed(error)) => Err(error.into()),
    }
}

struct CompareEach(Vec<Refold>);

/// Why that transaction was not kept.
enum Each {
    /// Nothing but the comparisons was wanted.
    Compared(Vec<Result<Comparison, HandleError>>),
    Failed(DbErr),
}

impl From<DbErr> for Each {
    fn from(error: DbErr) -> Self {
        Self::Failed(error)
    }
}

impl Command for CompareEach {
    type Output = Vec<Result<Comparison, HandleError>>;
    type Error = Each;

    async fn run(&self, tx: &Transaction) -> Result<Self::Output, Each> {
        let mut compared = Vec::new();
        for it in &self.0 {
            compared.push(match it.run(tx).await {
                Ok(comparison) | Err(Outcome::Compared(comparison)) => Ok(comparison),
                Err(Outcome::Failed(error)) => Err(error),
            });
            // The next of them reads what is there, and not this copy.
            for table in it.tables() {
                tx.execute_unprepared(&format!("DROP TABLE IF EXISTS temp.{table}")).await?;
            }
        }
        Err(Each::Compared(compared))
    }
}

async fn refold(
    ctx: &Context,
    subscription: &Subscription,
    sources: &[Arc<dyn EventSource>],
    keep: bool,
) -> Result<Comparison, HandleError> {
    let refold = Refold { subscription: subscription.clone(), sources: sources.to_vec(), keep };
    let folded = if keep { ctx.run(refold).await } else { ctx.run_aside(refold).await };
    match folded {
        Ok(comparison) | Err(Outcome::Compared(comparison)) => Ok(comparison),
        Err(Outcome::Failed(error)) => Err(error),
    }
}

/// Why the transaction was not kept.
enum Outcome {
    /// Nothing but the comparison was wanted.
    Compared(Comparison),
    Failed(HandleError),
}

impl From<DbErr> for Outcome {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

struct Refold {
    subscription: Subscription,
    sources: Vec<Arc<dyn EventSource>>,
    keep: bool,
}

impl Command for Refold {
    type Output = Comparison;
    type Error = Outcome;

    async fn run(&self, tx: &Transaction) -> Result<Comparison, Outcome> {
        let Kind::Projection(tables) = self.subscription.kind else {
            return Err(Outcome::Failed(HandleError::Reject(anyhow::anyhow!(
                "{} acts on what it hears and is never replayed",
                self.subscription.name
            ))));
        };
        let cursors = cursors(tx, self.subscription.name).await?;
        let aside = !self.keep && tx.get_database_backend() == DbBackend::Sqlite;
        let before = fingerprints(tx, tables).await?;
        for table in tables {
            if aside {
                shadow(tx, table).await?;
            } else {
                tx.exec(&format!("DELETE FROM {table}"), vec![]).await?;
            }
        }
        let without = dead_letter::left_out(tx, tx.module(), self.subscription.name, self.keep).await?;
        let mut messages = 0;
        for source in &self.sources {
            let until = cursors.get(source.module()).copied().unwrap_or(0);
            messages += self.fold(tx, source.as_ref(), until, &without).await?;
        }
        if self.keep {
            dead_letter::folded(tx, self.subscription.name).await?;
        }
        let after = fingerprints(tx, tables).await?;
        let different = tables.iter().copied().filter(|it| before.get(it) != after.get(it)).collect();
        let comparison = Comparison { subscription: self.subscription.name, different, messages };
        if self.keep { Ok(comparison) } else { Err(Outcome::Compared(comparison)) }
    }
}

impl Refold {
    /// The tables of its read model.
    fn tables(&self) -> &'static [&'static str] {
        match self.subscription.kind {
            Kind::Projection(tables) => tables,
            Kind::Reactor => &[],
        }
    }

    /// Folds what was heard up to `until`: later messages are the runner's.
    async fn fold(
        &self,
        tx: &Transaction,
        source: &dyn EventSource,
        until: i64,
        without: &BTreeSet<Uuid>,
    ) -> Result<u64, Outcome> {
        let (mut pos, mut messages) = (0, 0);
        while pos < until {
            let batch = source.fetch(pos, 1000).await?;
            let Some(last) = batch.last() else { break };
            pos = last.pos;
            let heard = |it: &&Envelope| it.pos <= until && !without.contains(&it.message_id);
            for envelope in batch.iter().filter(heard) {
                self.subscription.handle(tx, envelope).await.map_err(Outcome::Failed)?;
                messages += 1;
            }
        }
        Ok(messages)
    }
}

/// Puts an empty temporary table, with the indexes of `table`, in its way: whoever names it means that one from here
/// on, until the transaction ends, which is not kept.
async fn shadow(tx: &Transaction, table: &str) -> Result<(), DbErr> {
    let sql = "SELECT type, sql FROM main.sqlite_schema WHERE tbl_name = $1 AND type IN ('table', 'index') \
               AND sql IS NOT NULL ORDER BY type DESC";
    for row in tx.all(sql, vec![table.into()]).await? {
        let (kind, made_by): (String, String) = (row.try_get("", "type")?, row.try_get("", "sql")?);
        let sql = match kind.as_str() {
            "table" => made_by.replacen("CREATE TABLE ", "CREATE TEMP TABLE ", 1),
            _ => made_by.replacen("INDEX ", "INDEX temp.", 1),
        };
        tx.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// How far the subscription has read each source. Locked, so that the runner waits, in the order in which others do.
async fn cursors(tx: &Transaction, name: &str) -> Result<BTreeMap<String, i64>, DbErr> {
    let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
    let sql =
        format!("SELECT source, pos FROM {}_subscription WHERE name = $1 ORDER BY source{lock}", tx.module());
    let rows = tx.all(&sql, vec![name.into()]).await?;
    rows.iter().map(|row| Ok((row.try_get("", "source")?, row.try_get("", "pos")?))).collect()
}

/// A hash of each table's rows that does not depend on their order.
async fn fingerprints(
    tx: &Transaction,
    tables: &'static [&'static str],
) -> Result<BTreeMap<&'static str, Vec<[u8; 32]>>, DbErr> {
    let mut fingerprints = BTreeMap::new();
    for table in tables {
        let sql = match tx.get_database_backend() {
            DbBackend::Postgres => format!("SELECT to_jsonb(t)::text AS row FROM {table} t"),
            _ => format!("SELECT {} AS row FROM {table}", sqlite_row(tx, table).await?),
        };
        let rows = tx.all(&sql, vec![]).await?;
        let mut hashes = rows
            .iter()
            .map(|row| Ok(Sha256::digest(row.try_get::<String>("", "row")?).into()))
            .collect::<Result<Vec<[u8; 32]>, DbErr>>()?;
        hashes.sort_unstable();
        fingerprints.insert(*table, hashes);
    }
    Ok(fingerprints)
}

async fn sqlite_row(tx: &Transaction, table: &str) -> Result<String, DbErr> {
    let columns = tx.all("SELECT name FROM pragma_table_info($1)", vec![table.into()]).await?;
    let columns =
        columns.iter().map(|row| row.try_get::<String>("", "name")).collect::<Result<Vec<_>, _>>()?;
    Ok(columns.iter().map(|it| format!("quote({it})")).collect::<Vec<_>>().join(" || '|' || "))
}
