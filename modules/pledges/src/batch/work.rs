use super::{
    line::{DecideLine, LineError},
    table::{self, Batch, LineState},
};
use crate::pace::{Pace, SIDE_BY_SIDE};
use contracts::{
    CampaignId, PledgeId, UserId,
    payments::{RefundFailed, RefundSucceeded},
};
use futures::future::try_join_all;
use kernel::{
    Actor, Audit, Command, Context, HandleError, Job, JobError, Perform, React, Transaction, db::with,
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// Goes through the lines of a batch that wait.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct WorkThrough {
    pub(crate) batch: Uuid,
}

impl Job for WorkThrough {
    const KIND: &'static str = "work_through_refund_batch";

    fn key(&self) -> Option<String> {
        Some(self.batch.to_string())
    }
}

/// Goes through batches, at this pace.
pub(crate) struct Worker(pub(crate) Pace);

impl Perform<WorkThrough> for Worker {
    async fn perform(&self, ctx: &Context, job: WorkThrough) -> Result<(), JobError> {
        let begun = ctx.clock.now();
        let waiting = table::waiting(ctx.db.read(), job.batch, self.0.in_one_go()).await?;
        let Some(batch) = table::find(ctx.db.read(), job.batch).await? else { return Ok(()) };
        if waiting.is_empty() {
            return if ctx.run(finish(job.batch)).await? {
                Ok(())
            } else {
                Err(JobError::Later(Duration::ZERO))
            };
        }
        for some in waiting.chunks(SIDE_BY_SIDE) {
            let mut asked = Vec::with_capacity(some.len());
            for pledge in some {
                asked.push(decide(ctx, &batch, *pledge));
            }
            try_join_all(asked).await?;
        }
        Err(JobError::Later(self.0.pause(waiting.len(), begun, ctx.clock.now())))
    }
}

/// Decides about one line, or notes why nothing can be decided.
async fn decide(ctx: &Context, batch: &Batch, pledge: PledgeId) -> Result<(), JobError> {
    let line = DecideLine { batch: batch.id, pledge, by: None, reason: batch.reason.clone() };
    match ctx.run(line).await {
        Ok(()) => Ok(()),
        // The database did not answer: that is nothing about this line.
        Err(LineError::Database(error)) => Err(error.into()),
        Err(LineError::Broken(HandleError::Retry(error))) => Err(JobError::Retry(error)),
        Err(error) => Ok(ctx.run(fail(batch.id, pledge, error.to_string())).await?),
    }
}

/// Goes through up to `most` lines of a batch that nobody keeps: how many were gone through, how many there are, and what
/// came in the way.
pub(crate) async fn rehearse(
    tx: &Transaction,
    campaign: CampaignId,
    reason: &str,
    most: i64,
) -> Result<(i64, i64, Vec<String>), DbErr> {
    let batch = contracts::chance::next_id();
    table::insert(tx, batch, campaign, UserId(Uuid::nil()), reason).await?;
    let all = table::counts(tx, batch).await?;
    let waiting = table::waiting(tx, batch, most).await?;
    let (mut through, mut obstacles) = (0, Vec::new());
    for pledge in waiting {
        let line = DecideLine { batch, pledge, by: None, reason: reason.to_owned() };
        match line.run(tx).await {
            Ok(()) => through += 1,
            Err(LineError::Database(error)) => return Err(error),
            Err(error) => obstacles.push(error.to_string()),
        }
    }
    Ok((through, all.waiting, obstacles))
}

/// Whether there is nothing more to go through: what was promised while the batch was opened, or came to its end, is taken in
/// first.
fn finish(batch: Uuid) -> impl Command<Output = bool, Error = DbErr> {
    with(move |tx| {
        Box::pin(async move {
            if table::take_in(tx, batch, None).await? > 0 || table::reopen(tx, batch).await? {
                return Ok(false);
            }
            table::finish_if_through(tx, batch).await?;
            Ok(true)
        })
    })
}

fn fail(batch: Uuid, pledge: PledgeId, note: String) -> impl Command<Output = (), Error = DbErr> {
    with(move |tx| {
        let state = LineState::Failed(note.clone());
        Box::pin(async move {
            table::set_line(tx, batch, pledge, state).await?;
            table::finish_if_through(tx, batch).await
        })
    })
}

/// Notes in a batch what became of its refunds.
pub(crate) struct FollowRefunds;

impl React<RefundSucceeded> for FollowRefunds {
    async fn react(&self, tx: &Transaction, it: RefundSucceeded) -> Result<(), HandleError> {
        if let Some(batch) = table::end_refund(tx, it.refund, "refunded", None).await? {
            table::finish_if_through(tx, batch).await?;
        }
        Ok(())
    }
}

impl React<RefundFailed> for FollowRefunds {
    async fn react(&self, tx: &Transaction, it: RefundFailed) -> Result<(), HandleError> {
        // A refund can fail after it had succeeded: the line says so, and the batch stays as it is.
        if let Some(batch) = table::end_refund(tx, it.refund, "failed", Some(&it.reason)).await? {
            table::finish_if_through(tx, batch).await?;
        }
        Ok(())
    }
}

/// Why a batch could not be turned.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BatchError {
    #[error("This batch is not in a state for that. Look at how it stands now.")]
    NotNow,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// No more refunds are decided; those on their way go on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pause {
    pub(crate) batch: Uuid,
    pub(crate) by: UserId,
}

impl Command for Pause {
    type Output = ();
    type Error = BatchError;

    async fn run(&self, tx: &Transaction) -> Result<(), BatchError> {
        turn(tx, self.batch, "running", "paused").await?;
        Ok(note(tx, self.batch, self.by, "refund_batch.pause").await?)
    }
}

/// Goes on where it was paused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resume {
    pub(crate) batch: Uuid,
    pub(crate) by: UserId,
}

impl Command for Resume {
    type Output = ();
    type Error = BatchError;

    async fn run(&self, tx: &Transaction) -> Result<(), BatchError> {
        turn(tx, self.batch, "paused", "running").await?;
        note(tx, self.batch, self.by, "refund_batch.resume").await?;
        Ok(tx.enqueue(&WorkThrough { batch: self.batch }).await?)
    }
}

/// Tries the lines that failed once more, and no others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetryFailed {
    pub(crate) batch: Uuid,
    pub(crate) by: UserId,
}

impl Command for RetryFailed {
    type Output = ();
    type Error = BatchError;

    async fn run(&self, tx: &Transaction) -> Result<(), BatchError> {
        if table::requeue_failed(tx, self.batch).await? == 0 {
            return Err(BatchError::NotNow);
        }
        table::turn(tx, self.batch, "done", "running").await?;
        note(tx, self.batch, self.by, "refund_batch.retry").await?;
        Ok(tx.enqueue(&WorkThrough { batch: self.batch }).await?)
    }
}

async fn turn(tx: &Transaction, batch: Uuid, from: &str, to: &str) -> Result<(), BatchError> {
    if table::turn(tx, batch, from, to).await? { Ok(()) } else { Err(BatchError::NotNow) }
}

async fn note(tx: &Transaction, batch: Uuid, by: UserId, action: &'static str) -> Result<(), DbErr> {
    tx.audit(Audit::new(Actor::User(by), action, subject(batch))).await
}

/// What the audit log calls a batch.
pub(super) fn subject(batch: Uuid) -> String {
    format!("refund_batch/{batch}")
}
