//! What people may do beyond giving.

use contracts::{Timestamp, UserId};
use kernel::{Transaction, db::Sql, web::Role};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::time::Duration;

/// How long whoever was an admin counts as another one: whoever takes away the rights of the other must not need nobody
/// by that.
const REMEMBERED: Duration = Duration::from_hours(7 * 24);

pub(crate) async fn grant(tx: &Transaction, user: UserId, role: Role) -> Result<(), DbErr> {
    let sql = "INSERT INTO users_role (user_id, role, granted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![user.0.into(), role.name().into(), tx.now.0.into()]).await.map(drop)
}

/// The roles of `user`. A name this program does not know gives no right and is left out.
pub(crate) async fn of(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<Role>, DbErr> {
    let sql = "SELECT role FROM users_role WHERE user_id = $1 ORDER BY role";
    let rows = db.all(sql, vec![user.0.into()]).await?;
    let names = rows.iter().map(|row| row.try_get::<String>("", "role")).collect::<Result<Vec<_>, _>>()?;
    Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
}

/// Everybody who works here: each of their roles of staff, and since when they have it.
pub(crate) async fn of_staff(db: &impl ConnectionTrait) -> Result<Vec<(UserId, Role, Timestamp)>, DbErr> {
    let sql = "SELECT user_id, role, granted_at FROM users_role WHERE role IN ($1, $2, $3, $4) \
               ORDER BY user_id, role";
    let staff = Role::STAFF.iter().map(|it| it.name().into()).collect();
    let rows = db.all(sql, staff).await?;
    let read = |row: &QueryResult| {
        let role: String = row.try_get("", "role")?;
        let role = role.parse::<Role>().map_err(DbErr::Type)?;
        Ok((UserId(row.try_get("", "user_id")?), role, Timestamp(row.try_get("", "granted_at")?)))
    };
    rows.iter().map(read).collect()
}

/// Takes `role` away. False when they did not have it.
pub(crate) async fn revoke(tx: &Transaction, user: UserId, role: Role) -> Result<bool, DbErr> {
    let sql = "DELETE FROM users_role WHERE user_id = $1 AND role = $2";
    Ok(tx.exec(sql, vec![user.0.into(), role.name().into()]).await? > 0)
}

pub(crate) async fn revoke_all(tx: &Transaction, user: UserId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM users_role WHERE user_id = $1", vec![user.0.into()]).await.map(drop)
}

/// Whether anybody but these two is an admin who can sign in, or was one within [`REMEMBERED`].
pub(crate) async fn another_admin(tx: &Transaction, [one, other]: [UserId; 2]) -> Result<bool, DbErr> {
    let since = tx.now.before(REMEMBERED);
    let sql = "SELECT 1 FROM users_role JOIN users_user ON users_user.id = users_role.user_id \
               WHERE role = $1 AND user_id <> $2 AND user_id <> $3 AND (disabled_at IS NULL OR disabled_at > $4) LIMIT 1";
    let values = vec![Role::Admin.name().into(), one.0.into(), other.0.into(), since.0.into()];
    Ok(tx.one(sql, values).await?.is_some() || was_taken(tx, other, since).await?)
}

/// Whether anybody but `other`, who may have it back, lost the role of an admin since `since`.
async fn was_taken(tx: &Transaction, other: UserId, since: Timestamp) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM users_audit WHERE at > $1 AND action = 'users.role_taken' AND subject <> $2 \
               AND became LIKE $3 LIMIT 1";
    let role = format!("%\"{}\"%", Role::Admin.name());
    let row = tx.one(sql, vec![since.0.into(), format!("user/{other}").into(), role.into()]).await?;
    Ok(row.is_some())
}

/// Whether there is anybody with `role`.
pub(crate) async fn anybody_has(tx: &Transaction, role: Role) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM users_role WHERE role = $1 LIMIT 1";
    Ok(tx.one(sql, vec![role.name().into()]).await?.is_some())
}
