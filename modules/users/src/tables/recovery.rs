//! Recovery codes: ten, each good once, kept as hashes.

use contracts::UserId;
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// Puts codes with these hashes in the place of all others.
pub(crate) async fn replace(tx: &Transaction, user: UserId, hashes: &[Vec<u8>]) -> Result<(), DbErr> {
    delete_all(tx, user).await?;
    for hash in hashes {
        let sql = "INSERT INTO users_recovery_code (user_id, code_hash, made_at) VALUES ($1, $2, $3)";
        tx.exec(sql, vec![user.0.into(), hash.clone().into(), tx.now.0.into()]).await?;
    }
    Ok(())
}

/// Uses a code up. False when it is none of theirs, or was used before.
pub(crate) async fn consume(tx: &Transaction, user: UserId, hash: &[u8]) -> Result<bool, DbErr> {
    let sql = "UPDATE users_recovery_code SET used_at = $1 WHERE user_id = $2 AND code_hash = $3 AND used_at IS NULL";
    Ok(tx.exec(sql, vec![tx.now.0.into(), user.0.into(), hash.to_vec().into()]).await? == 1)
}

/// How many are left.
pub(crate) async fn left(db: &impl ConnectionTrait, user: UserId) -> Result<i64, DbErr> {
    let sql =
        "SELECT CAST(COUNT(*) AS bigint) FROM users_recovery_code WHERE user_id = $1 AND used_at IS NULL";
    db.one(sql, vec![user.0.into()]).await?.map_or(Ok(0), |row| row.try_get_by_index(0))
}

pub(crate) async fn delete_all(tx: &Transaction, user: UserId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM users_recovery_code WHERE user_id = $1", vec![user.0.into()]).await.map(drop)
}
