//! Second factors come, are used, and go. Their owner is told of each.

use crate::{
    letters,
    tables::{
        factor::{self, Factor},
        recovery, session, user,
    },
    vault::Sealed,
};
use contracts::{UserId, users::AccountLetter};
use kernel::{Command, Transaction};
use sea_orm::DbErr;
use uuid::Uuid;

/// Adds a factor, and recovery codes with the first one. False when somebody has that passkey already.
pub(crate) struct AddFactor {
    pub(crate) factor: Factor,
    /// Hashes of recovery codes, for whoever has none.
    pub(crate) codes: Vec<Vec<u8>>,
}

impl Command for AddFactor {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let Some(user) = user::by_id(tx, self.factor.user).await?.filter(|it| !it.closed) else {
            return Ok(false);
        };
        if !factor::insert(tx, &self.factor).await? {
            return Ok(false);
        }
        if !self.codes.is_empty() {
            recovery::replace(tx, user.id, &self.codes).await?;
        }
        letters::note(tx, &user, "account.add_factor", AccountLetter::FactorAdded).await?;
        Ok(true)
    }
}

/// Takes a factor away, and with the last one the recovery codes and every other session: what was opened with a factor
/// that nobody has to show any more stays open nowhere else.
pub(crate) struct RemoveFactor {
    pub(crate) user: UserId,
    pub(crate) factor: Uuid,
    /// The session that stays.
    pub(crate) here: Option<Uuid>,
}

/// What became of a factor that was to be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Removal {
    /// There is no such one.
    Unknown,
    /// It is gone, and there are others.
    OneOfMany,
    /// It is gone, and it was the last.
    Last,
}

impl Command for RemoveFactor {
    type Output = Removal;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Removal, DbErr> {
        let Some(user) = user::by_id(tx, self.user).await? else { return Ok(Removal::Unknown) };
        if !factor::delete(tx, self.user, self.factor).await? {
            return Ok(Removal::Unknown);
        }
        letters::note(tx, &user, "account.remove_factor", AccountLetter::FactorRemoved).await?;
        if !factor::of(tx, self.user).await?.is_empty() {
            return Ok(Removal::OneOfMany);
        }
        recovery::delete_all(tx, self.user).await?;
        session::end_all(tx, self.user, self.here).await?;
        Ok(Removal::Last)
    }
}

/// Puts new recovery codes in the place of the old ones.
pub(crate) struct ReplaceCodes {
    pub(crate) user: UserId,
    pub(crate) codes: Vec<Vec<u8>>,
}

impl Command for ReplaceCodes {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(user) = user::by_id(tx, self.user).await?.filter(|it| !it.closed) else { return Ok(()) };
        recovery::replace(tx, self.user, &self.codes).await?;
        letters::note(tx, &user, "account.replace_codes", AccountLetter::RecoveryCodesReplaced).await
    }
}

/// A factor that was shown and found right, to be noted before it counts.
pub(crate) enum Shown {
    /// A code of an app, of this time step; and the app's secret, where it was sealed with an older key, as it is kept from
    /// now on.
    Step(Uuid, i64, Option<Sealed>),
    /// A passkey, as it is kept from now on.
    Passkey(Uuid, Vec<u8>),
    /// A recovery code, hashed.
    Recovery(Vec<u8>),
}

/// Uses a factor. False when its code was used before: each is good once.
pub(crate) struct UseFactor {
    pub(crate) user: UserId,
    pub(crate) shown: Shown,
}

impl Command for UseFactor {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        match &self.shown {
            Shown::Step(id, step, anew) => {
                let right = factor::use_step(tx, *id, *step).await?;
                if let (true, Some(sealed)) = (right, anew) {
                    factor::keep_sealed(tx, *id, sealed).await?;
                }
                Ok(right)
            }
            Shown::Passkey(id, data) => factor::used(tx, *id, data).await.map(|()| true),
            Shown::Recovery(hash) => {
                let right = recovery::consume(tx, self.user, hash).await?;
                if let (true, Some(user)) = (right, user::by_id(tx, self.user).await?) {
                    letters::note(tx, &user, "account.use_recovery_code", AccountLetter::RecoveryCodeUsed)
                        .await?;
                }
                Ok(right)
            }
        }
    }
}
