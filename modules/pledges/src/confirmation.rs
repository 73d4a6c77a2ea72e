//! Gifts that wait until whoever began them proves that they read mail at the address they wrote (decision 090). Only
//! while cards are tested: whoever tries them out would have to read a mail for each try, and gets nothing at the
//! provider before. Nothing is promised and nothing is held until then.

use crate::tables::{confirmation, member};
use contracts::PersonId;
use kernel::{Command, Context, Job, JobError, Perform, Transaction, web::CurrentUser};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Duration;
use uuid::Uuid;

/// How long a mailed link works.
pub(crate) const LIFE: Duration = Duration::from_hours(1);
/// To how many links that work an address is written at a time: so it gets no more mails than that in [`LIFE`].
pub(crate) const MOST: i16 = 3;

/// What a link carries: 122 random bits.
pub(crate) fn secret() -> String {
    Uuid::new_v4().simple().to_string()
}

/// What is kept of it.
pub(crate) fn hash(secret: &str) -> String {
    Sha256::digest(secret).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Where mail to `email` ends up, as far as its form tells: `Asha+1@Example.org` and `asha@example.org` are counted
/// together.
pub(crate) fn inbox(email: &str) -> String {
    let email = email.trim().to_lowercase();
    let Some((local, host)) = email.rsplit_once('@') else { return email };
    let local = local.split_once('+').map_or(local, |(name, _)| name);
    format!("{local}@{host}")
}

/// Whether `email` is proved to be of whoever is signed in.
pub(crate) async fn is_proved(ctx: &Context, user: Option<&CurrentUser>, email: &str) -> Result<bool, DbErr> {
    let Some(user) = user else { return Ok(false) };
    let known = member::find(ctx.db.read(), user.id).await?.and_then(|it| it.email);
    Ok(known.is_some_and(|it| it == email.trim().to_lowercase()))
}

/// A link has ended: what was kept with it goes, and the key that its mail was sealed with.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct EndConfirmation {
    pub(crate) person: PersonId,
}

impl Job for EndConfirmation {
    const KIND: &'static str = "end_confirmation";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("confirmation/{}", self.person))
    }
}

impl Command for EndConfirmation {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        confirmation::delete(tx, self.person).await?;
        tx.keyring().destroy(self.person).await.map(drop)
    }
}

/// Ends links.
pub(crate) struct Ender;

impl Perform<EndConfirmation> for Ender {
    async fn perform(&self, ctx: &Context, job: EndConfirmation) -> Result<(), JobError> {
        Ok(ctx.run(job).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_inbox_is_counted_once_however_it_is_written() {
        for written in ["asha@example.org", " Asha@Example.org", "asha+1@example.org", "ASHA+a+b@example.org"]
        {
            assert_eq!(inbox(written), "asha@example.org", "{written}");
        }
        assert_ne!(inbox("asha.k@example.org"), inbox("asha@example.org"));
        assert_eq!(inbox("nothing"), "nothing");
    }
}
