//! `campaigns_account`: whom the payment provider lets be charged for, as payments says.

use contracts::UserId;
use kernel::db::Sql;
use sea_orm::DbErr;

/// The latest word of payments is how it stands.
pub(crate) async fn keep(db: &impl Sql, creator: UserId, charges_enabled: bool) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_account (creator, charges_enabled) VALUES ($1, $2) \
               ON CONFLICT (creator) DO UPDATE SET charges_enabled = excluded.charges_enabled";
    db.exec(sql, vec![creator.0.into(), i16::from(charges_enabled).into()]).await.map(drop)
}

/// Whether campaigns of `creator` can begin (rules.md R11).
pub(crate) async fn is_chargeable(db: &impl Sql, creator: UserId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM campaigns_account WHERE creator = $1 AND charges_enabled = 1";
    Ok(db.one(sql, vec![creator.0.into()]).await?.is_some())
}
