//! The one writer of a `SQLite` file. Commands that wait together are committed together, so that a durable
//! commit costs each of them a share of one `fsync`. What keeps the whole group from being committed, such as
//! another process that holds the file, is told to each of them as a fault that passes.

use super::{
    fault,
    transaction::{Announcement, Scope, Transaction},
    work::{Done, Work},
};
use crate::death::{Moment, survive};
use futures::FutureExt;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sqlx::Connection as _;
use std::{panic::AssertUnwindSafe, sync::Arc};
use tokio::sync::{mpsc, oneshot};

/// How many commands share one commit at most. Beyond it the first of them waits longer than the commit saves.
const GROUP: usize = 64;
/// How many commands may wait. Beyond it whoever asks waits to be let in.
const QUEUE: usize = 1024;

#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Queued>,
}

impl Writer {
    pub(super) fn start(connection: DatabaseConnection) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write(connection, waiting));
        Self { queue }
    }

    /// Does `work` in a group with whatever waits beside it.
    pub(super) async fn run(&self, scope: Scope, work: Box<dyn Work>) -> Result<Done, DbErr> {
        let (answer, answered) = oneshot::channel();
        let gone = || fault::not_committed(&DbErr::Custom("the writer has stopped".into()));
        let queued = Queued { work, scope, announcement: None, answer };
        self.queue.send(queued).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())
    }
}

/// Work in the queue.
struct Queued {
    work: Box<dyn Work>,
    scope: Scope,
    /// What to tell once it is durable; nothing while it was not done, or failed.
    announcement: Option<Announcement>,
    answer: oneshot::Sender<Done>,
}

impl Queued {
    /// Does it inside `connection`; whether to keep what it did.
    async fn run(&mut self, connection: Arc<DatabaseTransaction>) -> bool {
        let tx = Transaction::new(connection, self.scope.clone());
        let keep = self.work.run(&tx).await;
        self.announcement = keep.then(|| tx.announcement());
        keep
    }

    /// Answers whoever asked, once it is known whether the group was committed, or why not.
    fn answer(self, committed: Result<(), DbErr>) {
        if let (Ok(()), Some(announcement)) = (&committed, self.announcement) {
            announcement.make();
        }
        // Whoever asked may have left; what was done stays done.
        drop(self.answer.send(Done { work: self.work, committed }));
    }
}

async fn write(connection: DatabaseConnection, mut waiting: mpsc::Receiver<Queued>) {
    while let Some(first) = waiting.recv().await {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(next) = waiting.try_recv()
        {
            group.push(next);
        }
        let committed = commit(&connection, &mut group).await;
        let committed = match committed {
            Ok(()) => Ok(()),
            Err(error) => {
                tracing::error!(%error, commands = group.len(), "a group of commands was not committed");
                mend(&connection).await;
                // Nobody knows whose fault it was, unless there was only one: the others may well succeed.
                Err(if group.len() == 1 { error } else { fault::not_committed(&error) })
            }
        };
        for work in group {
            work.answer(committed.clone());
        }
    }
}

/// Gives up the connection if it is inside a transaction still. A commit that failed leaves one open, which is
/// rolled back when it is dropped; one that the database gave up by itself cannot be rolled back, and every later
/// one would be refused for it.
async fn mend(connection: &DatabaseConnection) {
    let Ok(mut connection) = connection.get_sqlite_connection_pool().acquire().await else { return };
    // The answer comes after what is queued before it.
    if connection.ping().await.is_err() || connection.is_in_transaction() {
        drop(connection.close().await);
    }
}

/// Does one piece of work; whether it is to be kept. One that panics is not.
async fn is_kept(work: &mut Queued, tx: &Arc<DatabaseTransaction>) -> bool {
    AssertUnwindSafe(work.run(tx.clone())).catch_unwind().await.unwrap_or(false)
}

async fn commit(connection: &DatabaseConnection, group: &mut [Queued]) -> Result<(), DbErr> {
    let options = TransactionOptions {
        // A transaction that reads and then writes would otherwise fail under another process's write.
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    #[expect(clippy::disallowed_methods, reason = "runs in a task of its own that nobody drops")]
    let tx = Arc::new(connection.begin_with_options(options).await?);
    let kept = match group {
        // Nobody else's work is to be spared: the transaction itself is what it is taken back by.
        [alone] => is_kept(alone, &tx).await,
        together => {
            for work in together {
                tx.execute_unprepared("SAVEPOINT work").await?;
                if !is_kept(work, &tx).await {
                    tx.execute_unprepared("ROLLBACK TO work").await?;
                }
                tx.execute_unprepared("RELEASE work").await?;
            }
            true
        }
    };
    let tx = Arc::try_unwrap(tx).map_err(|_| DbErr::Custom("a transaction outlived its command".into()))?;
    if !kept {
        return tx.rollback().await;
    }
    survive(Moment::BeforeCommit).await;
    tx.commit().await?;
    survive(Moment::AfterCommit).await;
    Ok(())
}
