//! What carries out work in a transaction where there is no one writer.

use super::{
    fault::is_passing,
    transaction::{Scope, Transaction},
    work::{Done, Work},
};
use crate::death::{Moment, survive};
use rand::Rng;
use sea_orm::{DatabaseConnection, DbErr, TransactionTrait};
use std::{sync::Arc, time::Duration};
use tokio::task::JoinError;

/// How often a transaction that stood in another's way is tried in all. Generous, because the pauses grow: what
/// still fails then fails for another reason.
const TRIES: u32 = 10;
/// The longest pause between two tries, in milliseconds.
const LONGEST_PAUSE: u64 = 400;

/// What is said of work whose task did not come to its end.
pub(super) fn broke_off(error: JoinError) -> Result<Done, DbErr> {
    Err(DbErr::Custom(format!("the work broke off: {error}")))
}

/// Does `work` of which nothing is kept.
pub(super) async fn aside(
    connection: &DatabaseConnection,
    scope: Scope,
    mut work: Box<dyn Work>,
) -> Result<Done, DbErr> {
    #[expect(clippy::disallowed_methods, reason = "runs in a task of its own that nobody drops")]
    let connection = Arc::new(connection.begin().await?);
    let tx = Transaction::new(connection.clone(), scope);
    work.run(&tx).await;
    drop(tx);
    if let Ok(connection) = Arc::try_unwrap(connection) {
        drop(connection.rollback().await);
    }
    Ok(Done { work, committed: Ok(()) })
}

/// In a task of its own: a connection whose future is dropped inside a transaction goes back to the pool with
/// the transaction open, and loses whatever the next user of it writes (sqlx 0.9, measured).
pub(super) async fn pooled(
    write: &DatabaseConnection,
    scope: &Scope,
    mut work: Box<dyn Work>,
) -> Result<Done, DbErr> {
    let mut tries = 0;
    loop {
        tries += 1;
        #[expect(clippy::disallowed_methods, reason = "runs in a task of its own that nobody drops")]
        let connection = Arc::new(write.begin().await?);
        let tx = Transaction::new(connection.clone(), scope.clone());
        let keep = work.run(&tx).await;
        let (again, announcement) = (tx.should_be_tried_again(), tx.announcement());
        drop(tx);
        let connection = Arc::try_unwrap(connection)
            .map_err(|_| DbErr::Custom("a transaction outlived its command".into()))?;
        if keep {
            survive(Moment::BeforeCommit).await;
            match connection.commit().await {
                Ok(()) => {
                    survive(Moment::AfterCommit).await;
                    announcement.make();
                    return Ok(Done { work, committed: Ok(()) });
                }
                // Nobody knows whether it was committed. Commands carry their own ids, so doing it once more
                // finds what is there.
                Err(error) if is_passing(&error) && tries < TRIES => {}
                Err(error) => return Ok(Done { work, committed: Err(error) }),
            }
        } else {
            drop(connection.rollback().await);
            if !again || tries == TRIES {
                return Ok(Done { work, committed: Ok(()) });
            }
        }
        let pause = rand::rng().random_range(0..(10 << tries).min(LONGEST_PAUSE));
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
}
