//! Tries to show who one is, and mails asked for, counted for all processes (SEC-9, decision 130).

use crate::{sign_in::SignInError, tables::throttle};
use contracts::Timestamp;
use kernel::{Command, Transaction, web::Bucket};
use sea_orm::DbErr;

/// Takes one from each bucket, or, when one of them has none left, from none.
pub(crate) struct CountTry {
    /// Of the account, then of the network: taken in this order by everybody, so that nobody waits for one another.
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) now: Timestamp,
    /// What was tried was right, so the account's bucket is full again.
    pub(crate) right: bool,
}

impl Command for CountTry {
    type Output = ();
    type Error = SignInError;

    async fn run(&self, tx: &Transaction) -> Result<(), SignInError> {
        let mut wait = None;
        for bucket in &self.buckets {
            wait = throttle::take(tx, bucket, self.now).await?.max(wait);
        }
        // Whoever is refused uses nothing up: what was taken is put back with the transaction.
        if let Some(wait) = wait {
            return Err(SignInError::TooOften(wait));
        }
        match self.buckets.first().filter(|_| self.right) {
            Some(account) => Ok(throttle::fill(tx, account).await?),
            None => Ok(()),
        }
    }
}

/// Forgets the tries for an account that was shown to be its owner's.
pub(crate) struct ForgiveTries {
    pub(crate) account: Bucket,
}

impl Command for ForgiveTries {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        throttle::fill(tx, &self.account).await
    }
}
