//! What can leave the provider is asked for once a day, with the comparison of both books, and whenever finance wants to
//! know. It is kept with its time: whoever proposes a payout reads that, and speaks to nobody.

use super::PATIENT;
use crate::{house::House, provider::Held, tables::balance};
use contracts::Timestamp;
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// Asks the provider what can leave.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct LookAtBalance {}

impl Job for LookAtBalance {
    const KIND: &'static str = "look_at_balance";
    const MAX_ATTEMPTS: i32 = PATIENT;

    fn key(&self) -> Option<String> {
        Some("balance".to_owned())
    }
}

impl Perform<LookAtBalance> for House {
    async fn perform(&self, ctx: &Context, _job: LookAtBalance) -> Result<(), JobError> {
        look(self, ctx).await
    }
}

/// Asks, and notes what was said.
pub(super) async fn look(house: &House, ctx: &Context) -> Result<(), JobError> {
    // What leaves while it is asked is taken off once more rather than not at all.
    let asked_at = ctx.clock.now();
    let held = house.read(ctx, house.provider().balance()).await?;
    Ok(ctx.run(Note { held, asked_at }).await?)
}

struct Note {
    held: Vec<Held>,
    asked_at: Timestamp,
}

impl Command for Note {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        balance::note(tx, &self.held, self.asked_at).await
    }
}

/// Somebody wants to know.
pub(crate) struct AskForBalance;

impl Command for AskForBalance {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.enqueue(&LookAtBalance {}).await
    }
}
