//! Who owns a campaign or helps to run one. The web kernel reads it with each session.

use contracts::{Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// Notes that `user` runs campaigns since `since`, unless it is known or their account was closed.
pub(crate) async fn note(tx: &Transaction, user: UserId, since: Timestamp) -> Result<(), DbErr> {
    let sql = "INSERT INTO users_creator (user_id, since) SELECT id, CAST($2 AS bigint) FROM users_user \
               WHERE id = $1 AND closed_at IS NULL ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![user.0.into(), since.0.into()]).await.map(drop)
}

/// Whether `user` does.
pub(crate) async fn is_one(db: &impl ConnectionTrait, user: UserId) -> Result<bool, DbErr> {
    Ok(db.one("SELECT 1 FROM users_creator WHERE user_id = $1", vec![user.0.into()]).await?.is_some())
}

pub(crate) async fn forget(tx: &Transaction, user: UserId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM users_creator WHERE user_id = $1", vec![user.0.into()]).await.map(drop)
}
