//! Second factors: what an authenticator app or a passkey is known by.

use crate::vault::Sealed;
use contracts::{Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::str::FromStr;
use uuid::Uuid;

/// What kind of factor it is. A name is kept for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Codes of six digits from an app (RFC 6238).
    Totp,
    /// A passkey (`WebAuthn`).
    Passkey,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }
}

impl FromStr for Kind {
    type Err = DbErr;

    fn from_str(name: &str) -> Result<Self, DbErr> {
        match name {
            "totp" => Ok(Self::Totp),
            "passkey" => Ok(Self::Passkey),
            other => Err(DbErr::Type(format!("no factor is a {other}"))),
        }
    }
}

/// One second factor of somebody.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    pub(crate) id: Uuid,
    pub(crate) user: UserId,
    pub(crate) kind: Kind,
    /// What its owner calls it.
    pub(crate) name: String,
    /// The sealed secret, or the passkey as JSON.
    pub(crate) data: Vec<u8>,
    /// Which key sealed it; empty for what is no secret.
    pub(crate) key_id: String,
    /// The passkey's own id: no two accounts share one.
    pub(crate) credential: Option<Vec<u8>>,
    /// The last time step whose code was used.
    pub(crate) last_step: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

/// Adds a factor. False when somebody has that passkey already.
pub(crate) async fn insert(tx: &Transaction, it: &Factor) -> Result<bool, DbErr> {
    let sql = "INSERT INTO users_factor (id, user_id, kind, name, data, key_id, credential, last_step, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.into(),
        it.user.0.into(),
        it.kind.name().into(),
        it.name.clone().into(),
        it.data.clone().into(),
        it.key_id.clone().into(),
        it.credential.clone().into(),
        it.last_step.into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// The factors of `user`, the oldest first.
pub(crate) async fn of(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<Factor>, DbErr> {
    let sql = "SELECT * FROM users_factor WHERE user_id = $1 ORDER BY created_at, id";
    db.all(sql, vec![user.0.into()]).await?.iter().map(read).collect()
}

/// Notes that the code of time step `step` was used. False when it, or a later one, was used before.
pub(crate) async fn use_step(tx: &Transaction, id: Uuid, step: i64) -> Result<bool, DbErr> {
    let sql = "UPDATE users_factor SET last_step = $1, last_used_at = $2 WHERE id = $3 AND last_step < $1";
    Ok(tx.exec(sql, vec![step.into(), tx.now.0.into(), id.into()]).await? == 1)
}

/// Keeps what a passkey counts after it was used.
pub(crate) async fn used(tx: &Transaction, id: Uuid, data: &[u8]) -> Result<(), DbErr> {
    let sql = "UPDATE users_factor SET data = $1, last_used_at = $2 WHERE id = $3";
    tx.exec(sql, vec![data.to_vec().into(), tx.now.0.into(), id.into()]).await.map(drop)
}

/// Keeps the secret of an app as it is sealed now.
pub(crate) async fn keep_sealed(tx: &Transaction, id: Uuid, sealed: &Sealed) -> Result<(), DbErr> {
    let sql = "UPDATE users_factor SET data = $1, key_id = $2 WHERE id = $3";
    let values = vec![sealed.bytes.clone().into(), sealed.key_id.clone().into(), id.into()];
    tx.exec(sql, values).await.map(drop)
}

/// Takes a factor away. False when `user` has no such one.
pub(crate) async fn delete(tx: &Transaction, user: UserId, id: Uuid) -> Result<bool, DbErr> {
    let sql = "DELETE FROM users_factor WHERE user_id = $1 AND id = $2";
    Ok(tx.exec(sql, vec![user.0.into(), id.into()]).await? == 1)
}

pub(crate) async fn delete_all(tx: &Transaction, user: UserId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM users_factor WHERE user_id = $1", vec![user.0.into()]).await.map(drop)
}

fn read(row: &QueryResult) -> Result<Factor, DbErr> {
    Ok(Factor {
        id: row.try_get("", "id")?,
        user: UserId(row.try_get("", "user_id")?),
        kind: row.try_get::<String>("", "kind")?.parse()?,
        name: row.try_get("", "name")?,
        data: row.try_get("", "data")?,
        key_id: row.try_get("", "key_id")?,
        credential: row.try_get("", "credential")?,
        last_step: row.try_get("", "last_step")?,
        created_at: Timestamp(row.try_get("", "created_at")?),
        last_used_at: row.try_get::<Option<i64>>("", "last_used_at")?.map(Timestamp),
    })
}
