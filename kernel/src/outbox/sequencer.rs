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
    let row = tx.one(&format!("SELECT head FROM {m}_outbox_head FOR UPDATE"), vec![]).await?;
    let head: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    // One statement, so that all of it sees one moment.
    let sql = format!(
        "WITH n AS (SELECT id, row_number() OVER (ORDER BY id) AS rn FROM \
         (SELECT id FROM {m}_outbox WHERE pos IS NULL ORDER BY id LIMIT $1) z) \
         UPDATE {m}_outbox o SET pos = $2 + n.rn FROM n WHERE o.id = n.id"
    );
    let stamped = tx.exec(&sql, vec![BATCH.into(), head.into()]).await?;
    let stamped = i64::try_from(stamped).unwrap_or(i64::MAX);
    if stamped > 0 {
        tx.exec(&format!("UPDATE {m}_outbox_head SET head = $1"), vec![(head + stamped).into()]).await?;
        // A hint for other processes: commits that notify queue behind one lock, so nobody else does.
        tx.exec(
            "SELECT pg_notify($1, $2)",
            vec![format!("{m}_outbox").into(), (head + stamped).to_string().into()],
        )
        .await?;
    }
    Ok(stamped)
}
