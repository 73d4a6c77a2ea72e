//! People with an account.

use crate::password::Hash;
use contracts::{PersonId, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// Somebody with an account.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) hash: Hash,
    /// Whether they may not sign in.
    pub(crate) disabled: bool,
}

/// Adds an account. False when the address has one already.
pub(crate) async fn insert_once(tx: &Transaction, user: &User, person: PersonId) -> Result<bool, DbErr> {
    let sql = "INSERT INTO users_user (id, person, email, name, password_hash, pepper, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let values = vec![
        user.id.0.into(),
        person.0.into(),
        user.email.clone().into(),
        user.name.clone().into(),
        user.hash.phc.clone().into(),
        user.hash.pepper.clone().into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

pub(crate) async fn by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<User>, DbErr> {
    find(db, "email", email.into()).await
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, id: UserId) -> Result<Option<User>, DbErr> {
    find(db, "id", id.0.into()).await
}

/// Puts a newer hash of the same password in the place of `old`.
pub(crate) async fn rehash(tx: &Transaction, id: UserId, old: &Hash, new: &Hash) -> Result<(), DbErr> {
    let sql = "UPDATE users_user SET password_hash = $1, pepper = $2 WHERE id = $3 AND password_hash = $4";
    let values = vec![new.phc.clone().into(), new.pepper.clone().into(), id.0.into(), old.phc.clone().into()];
    tx.exec(sql, values).await.map(drop)
}

/// Accounts whose hash was not made as SEC-1 asks.
pub(crate) async fn weakly_hashed(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql =
        "SELECT CAST(COUNT(*) AS bigint) FROM users_user WHERE password_hash NOT LIKE '$argon2id$v=19$%'";
    let count: i64 = db.one(sql, vec![]).await?.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok((count > 0).then(|| format!("{count} accounts")).into_iter().collect())
}

async fn find(db: &impl ConnectionTrait, column: &str, value: sea_orm::Value) -> Result<Option<User>, DbErr> {
    let sql = format!(
        "SELECT id, email, name, password_hash, pepper, disabled_at FROM users_user WHERE {column} = $1"
    );
    let row = db.one(&sql, vec![value]).await?;
    row.map(|row| {
        Ok(User {
            id: UserId(row.try_get("", "id")?),
            email: row.try_get("", "email")?,
            name: row.try_get("", "name")?,
            hash: Hash { phc: row.try_get("", "password_hash")?, pepper: row.try_get("", "pepper")? },
            disabled: row.try_get::<Option<i64>>("", "disabled_at")?.is_some(),
        })
    })
    .transpose()
}
