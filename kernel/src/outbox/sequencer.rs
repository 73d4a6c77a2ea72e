use crate::{
    Context,
    db::{Sql, with},
};
use sea_orm::{DbBackend, DbErr};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How many messages are stamped in one transaction at most.
const BATCH: i64 = 1000;
/// A message said by another process is stamped after this long at the latest.
const BACKSTOP: Duration = Duration::from_secs(1);

/// Gives committed messages their dense position.
///
/// Row numbers are handed out before the commit, so a reader that runs after them skips whoever commits late.
/// The sequencer goes by `pos IS NULL` instead of a cursor, so nothing is ever skipped; and since a message
/// that follows another of its key was written by somebody who saw that one committed, order by row number is
/// order of cause within a key. One row lock keeps the sequencers of several processes apart. `SQLite` needs
/// none of it: its one writer makes both orders the same.
pub struct Sequencer {
    ctx: Context,
}

impl Sequencer {
    /// The sequencer of the module of `ctx`.
    pub fn new(ctx: Context) -> Self {
        Self { ctx }
    }

    /// Stamps until `stop`.
    pub async fn run(self, stop: CancellationToken) {
        if self.ctx.db.backend() == DbBackend::Sqlite {
            return;
        }
        let mut committed = self.ctx.wake.on_committed();
        loop {
            match stamp(&self.ctx).await {
                Ok(stamped) if stamped == BATCH => continue,
                Ok(_) => (),
                Err(error) => {
                    tracing::warn!(%error, module = self.ctx.module, "the sequencer could not stamp");
                }
            }
            tokio::select! {
                () = stop.cancelled() => return,
                _ = committed.changed() => (),
                () = tokio::time::sleep(BACKSTOP) => (),
            }
        }
    }
}

/// Stamps what is committed and not stamped yet; says how many messages that was.
///
/// # Errors
/// When the database does not answer; nothing is lost by it.
pub async fn stamp(ctx: &Context) -> Result<i64, DbErr> {
    if ctx.db.backend() == DbBackend::Sqlite {
        return Ok(0);
    }
    let stamped = ctx.run(with(move |tx| Box::pin(stamp_in(tx)))).await?;
    if stamped > 0 {
        ctx.wake.stamped();
    }
    Ok(stamped)
}

async fn stamp_in(tx: &crate::Transaction) -> Result<i64, DbErr> {
    let m = tx.module();
    // Whoever waits for this lock sees what the one before stamped only in a statement of its own.
    tx.one(&format!("SELECT head FROM {m}_outbox_head FOR UPDATE"), vec![]).await?;
    // One statement, so that all of it sees one moment, and few round trips, since it runs after each commit. The
    // notification is a hint for other processes: commits that notify queue behind one lock, so nobody else does.
    let sql = format!(
        "WITH n AS (SELECT id, row_number() OVER (ORDER BY id) AS rn FROM \
         (SELECT id FROM {m}_outbox WHERE pos IS NULL ORDER BY id LIMIT $1) z), \
         h AS (SELECT head FROM {m}_outbox_head), \
         stamped AS (UPDATE {m}_outbox o SET pos = h.head + n.rn FROM n, h WHERE o.id = n.id RETURNING o.id), \
         many AS (SELECT COUNT(*) AS many FROM stamped), \
         moved AS (UPDATE {m}_outbox_head x SET head = x.head + many.many FROM many WHERE many.many > 0 RETURNING x.head) \
         SELECT many.many, CASE WHEN moved.head IS NOT NULL THEN CAST(pg_notify('{m}_outbox', CAST(moved.head AS text)) AS text) END \
         FROM many LEFT JOIN moved ON true"
    );
    let row = tx.one(&sql, vec![BATCH.into()]).await?;
    let stamped = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(stamped)
}
