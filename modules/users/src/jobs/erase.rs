use contracts::{PersonId, UserId, users::PersonErased};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long after an account was closed its key is destroyed: the last letter, sealed with it, must be out.
pub(crate) const AFTER: Duration = Duration::from_hours(24);

/// Destroys the key of somebody who closed their account, and tells whoever keeps a copy.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Erase {
    pub(crate) user: UserId,
    pub(crate) person: PersonId,
}

impl Job for Erase {
    const KIND: &'static str = "erase_person";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("erase/{}", self.person))
    }
}

pub(crate) struct Eraser;

impl Perform<Erase> for Eraser {
    async fn perform(&self, ctx: &Context, job: Erase) -> Result<(), JobError> {
        Ok(ctx.run(ErasePerson { user: job.user, person: job.person }).await?)
    }
}

struct ErasePerson {
    user: UserId,
    person: PersonId,
}

impl Command for ErasePerson {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        // Also when it is gone already: a copy from before was restored with keys from after, and whoever keeps something
        // of them was told in what is lost.
        tx.keyring().destroy(self.person).await?;
        tx.send(&PersonErased { user: self.user, person: self.person, erased_at: tx.now }).await
    }
}
