use super::chain::Entry;
use crate::{
    Context, Transaction,
    db::{Sql, with},
};
use sea_orm::{ConnectionTrait as _, DbBackend, DbErr};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How many entries are sealed in one transaction at most.
const BATCH: i64 = 500;
/// How long an entry waits for its seal at most.
const PAUSE: Duration = Duration::from_secs(1);

/// Puts entries into the one order they will always have.
///
/// Not done where entries are written: two transactions that hash behind the same entry at once make a chain
/// with two ends.
pub struct Sealer {
    ctx: Context,
}

impl Sealer {
    /// The sealer of the module of `ctx`.
    pub fn new(ctx: Context) -> Self {
        Self { ctx }
    }

    /// Seals until `stop`, and once more then.
    pub async fn run(self, stop: CancellationToken) {
        loop {
            let stopping = stop.is_cancelled();
            match seal(&self.ctx).await {
                Ok(sealed) if sealed == BATCH => continue,
                Ok(_) => (),
                Err(error) => {
                    tracing::warn!(%error, module = self.ctx.module, "the audit log could not be sealed");
                }
            }
            if stopping {
                return;
            }
            tokio::select! {
                () = stop.cancelled() => (),
                () = tokio::time::sleep(PAUSE) => (),
            }
        }
    }
}

/// Seals what has no seal yet; says how many entries that was.
///
/// # Errors
/// When the database does not answer; nothing is lost by it.
pub async fn seal(ctx: &Context) -> Result<i64, DbErr> {
    // Mostly there is nothing; that is found out without the one writer of SQLite.
    let sql = format!("SELECT 1 FROM {}_audit_new LIMIT 1", ctx.module);
    if ctx.db.behind().one(&sql, vec![]).await?.is_none() {
        return Ok(0);
    }
    ctx.run(with(|tx| Box::pin(seal_in(tx)))).await
}

async fn seal_in(tx: &Transaction) -> Result<i64, DbErr> {
    let m = tx.module();
    if tx.get_database_backend() == DbBackend::Postgres {
        // One sealer at a time, however many processes there are.
        let key = format!("{m}_audit_seal");
        tx.exec("SELECT pg_advisory_xact_lock(hashtext($1))", vec![key.into()]).await?;
    }
    let sql = format!("SELECT seq, hash FROM {m}_audit_seal ORDER BY seq DESC LIMIT 1");
    let (mut seq, mut hash) = match tx.one(&sql, vec![]).await? {
        Some(row) => (row.try_get_by_index::<i64>(0)?, row.try_get_by_index::<Vec<u8>>(1)?),
        None => (0, Vec::new()),
    };
    let sql = format!(
        "SELECT a.* FROM {m}_audit_new n JOIN {m}_audit a ON a.id = n.entry ORDER BY a.at, a.id LIMIT $1"
    );
    let rows = tx.all(&sql, vec![BATCH.into()]).await?;
    for row in &rows {
        let entry = Entry::read(row)?;
        (seq, hash) = (seq + 1, entry.hash(&hash));
        let sql = format!("INSERT INTO {m}_audit_seal (seq, entry, hash) VALUES ($1, $2, $3)");
        tx.exec(&sql, vec![seq.into(), entry.id.into(), hash.clone().into()]).await?;
        let sql = format!("DELETE FROM {m}_audit_new WHERE entry = $1");
        tx.exec(&sql, vec![entry.id.into()]).await?;
    }
    Ok(i64::try_from(rows.len()).unwrap_or(BATCH))
}
