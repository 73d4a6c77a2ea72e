//! People with an account.

use crate::password::Hash;
use contracts::{PersonId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// Somebody with an account.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: UserId,
    /// The same person as a holder of personal data.
    pub(crate) person: PersonId,
    pub(crate) email: String,
    pub(crate) name: String,
    /// Empty when they sign in by link only.
    pub(crate) hash: Hash,
    /// The language they read (BCP 47).
    pub(crate) locale: String,
    /// Whether they want news besides what they must be told.
    pub(crate) news: bool,
    /// Since when the address is known to be theirs.
    pub(crate) verified_at: Option<Timestamp>,
    /// Whether they may not sign in.
    pub(crate) disabled: bool,
    /// Whether it was closed for good.
    pub(crate) closed: bool,
    pub(crate) created_at: Timestamp,
}

impl User {
    /// Somebody new.
    pub(crate) fn new(
        id: UserId,
        person: PersonId,
        email: String,
        name: String,
        hash: Hash,
        verified_at: Option<Timestamp>,
    ) -> Self {
        Self {
            id,
            person,
            email,
            name,
            hash,
            locale: "en".to_owned(),
            news: false,
            verified_at,
            disabled: false,
            closed: false,
            created_at: Timestamp(0),
        }
    }

    pub(crate) fn has_password(&self) -> bool {
        !self.hash.phc.is_empty()
    }
}

/// Adds an account. False when the address has one already.
pub(crate) async fn insert_once(tx: &Transaction, user: &User) -> Result<bool, DbErr> {
    let sql = "INSERT INTO users_user (id, person, email, name, password_hash, pepper, created_at, verified_at, locale) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let values = vec![
        user.id.0.into(),
        user.person.0.into(),
        user.email.clone().into(),
        user.name.clone().into(),
        user.hash.phc.clone().into(),
        user.hash.pepper.clone().into(),
        tx.now.0.into(),
        user.verified_at.map(|it| it.0).into(),
        user.locale.clone().into(),
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

pub(crate) async fn set_password(tx: &Transaction, id: UserId, new: &Hash) -> Result<(), DbErr> {
    let sql = "UPDATE users_user SET password_hash = $1, pepper = $2 WHERE id = $3 AND closed_at IS NULL";
    tx.exec(sql, vec![new.phc.clone().into(), new.pepper.clone().into(), id.0.into()]).await.map(drop)
}

/// Gives the account another address, which is known to be theirs. False when another account has it.
pub(crate) async fn set_email(tx: &Transaction, id: UserId, email: &str) -> Result<bool, DbErr> {
    let sql = "UPDATE users_user SET email = $1, verified_at = $2 WHERE id = $3 AND closed_at IS NULL \
               AND NOT EXISTS (SELECT 1 FROM users_user other WHERE other.email = $1 AND other.id <> $3)";
    Ok(tx.exec(sql, vec![email.into(), tx.now.0.into(), id.0.into()]).await? == 1)
}

pub(crate) async fn set_verified(tx: &Transaction, id: UserId) -> Result<(), DbErr> {
    let sql = "UPDATE users_user SET verified_at = COALESCE(verified_at, $1) WHERE id = $2";
    tx.exec(sql, vec![tx.now.0.into(), id.0.into()]).await.map(drop)
}

pub(crate) async fn set_profile(
    tx: &Transaction,
    id: UserId,
    name: &str,
    locale: &str,
    news: bool,
) -> Result<(), DbErr> {
    let sql = "UPDATE users_user SET name = $1, locale = $2, news = $3 WHERE id = $4 AND closed_at IS NULL";
    tx.exec(sql, vec![name.into(), locale.into(), i16::from(news).into(), id.0.into()]).await.map(drop)
}

/// Lets `id` sign in no more, or again.
pub(crate) async fn set_disabled(tx: &Transaction, id: UserId, disabled: bool) -> Result<(), DbErr> {
    let sql = "UPDATE users_user SET disabled_at = $1 WHERE id = $2 AND closed_at IS NULL";
    tx.exec(sql, vec![disabled.then_some(tx.now.0).into(), id.0.into()]).await.map(drop)
}

/// Empties the account of everything that tells of a person, and keeps the row that others' records refer to.
pub(crate) async fn close(tx: &Transaction, id: UserId) -> Result<bool, DbErr> {
    let sql = "UPDATE users_user SET email = $1, name = '', password_hash = '', pepper = '', verified_at = NULL, \
               disabled_at = $2, closed_at = $2 WHERE id = $3 AND closed_at IS NULL";
    let nobody = format!("{id}@closed.invalid");
    Ok(tx.exec(sql, vec![nobody.into(), tx.now.0.into(), id.0.into()]).await? == 1)
}

/// Accounts whose hash was not made as SEC-1 asks.
pub(crate) async fn weakly_hashed(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT CAST(COUNT(*) AS bigint) FROM users_user \
               WHERE password_hash <> '' AND password_hash NOT LIKE '$argon2id$v=19$%'";
    let count: i64 = db.one(sql, vec![]).await?.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok((count > 0).then(|| format!("{count} accounts")).into_iter().collect())
}

/// Closed accounts that still tell of somebody.
pub(crate) async fn badly_closed(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT u.id FROM users_user u WHERE u.closed_at IS NOT NULL AND (u.name <> '' OR u.password_hash <> '' \
               OR u.email NOT LIKE '%@closed.invalid' OR EXISTS (SELECT 1 FROM users_session s WHERE s.user_id = u.id) \
               OR EXISTS (SELECT 1 FROM users_role r WHERE r.user_id = u.id) \
               OR EXISTS (SELECT 1 FROM users_creator c WHERE c.user_id = u.id) \
               OR EXISTS (SELECT 1 FROM users_factor f WHERE f.user_id = u.id))";
    let rows = db.all(sql, vec![]).await?;
    rows.iter().map(|row| Ok(UserId(row.try_get_by_index(0)?).to_string())).collect()
}

async fn find(db: &impl ConnectionTrait, column: &str, value: sea_orm::Value) -> Result<Option<User>, DbErr> {
    let sql = format!(
        "SELECT id, person, email, name, password_hash, pepper, locale, news, verified_at, disabled_at, closed_at, \
         created_at FROM users_user WHERE {column} = $1"
    );
    db.one(&sql, vec![value]).await?.as_ref().map(read).transpose()
}

fn read(row: &QueryResult) -> Result<User, DbErr> {
    Ok(User {
        id: UserId(row.try_get("", "id")?),
        person: PersonId(row.try_get("", "person")?),
        email: row.try_get("", "email")?,
        name: row.try_get("", "name")?,
        hash: Hash { phc: row.try_get("", "password_hash")?, pepper: row.try_get("", "pepper")? },
        locale: row.try_get("", "locale")?,
        news: row.try_get::<i16>("", "news")? != 0,
        verified_at: row.try_get::<Option<i64>>("", "verified_at")?.map(Timestamp),
        disabled: row.try_get::<Option<i64>>("", "disabled_at")?.is_some(),
        closed: row.try_get::<Option<i64>>("", "closed_at")?.is_some(),
        created_at: Timestamp(row.try_get("", "created_at")?),
    })
}
