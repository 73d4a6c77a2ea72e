//! The platform's fee as it was when a pledge was made.

use contracts::{Money, PledgeId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

pub(crate) use contracts::terms::PLATFORM_FEE_BP as RATE_BP;
/// Which price list that is. Rises with the rate; pledges made before keep theirs.
pub(crate) const VERSION: i32 = 1;

/// Keeps today's rate for the pledge, unless one is kept already.
pub(crate) async fn remember(tx: &Transaction, pledge: PledgeId) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_platform_fee (pledge, rate_bp, version) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let rate = i32::try_from(RATE_BP).unwrap_or_default();
    tx.exec(sql, vec![pledge.0.into(), rate.into(), VERSION.into()]).await.map(drop)
}

/// The rate kept for a pledge, in basis points. A pledge made before rates were kept pays nothing.
pub(crate) async fn rate(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<u32, DbErr> {
    let sql = "SELECT rate_bp FROM payments_platform_fee WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    let rate: i32 = row.map_or(Ok(0), |row| row.try_get("", "rate_bp"))?;
    Ok(u32::try_from(rate).unwrap_or_default())
}

/// The fee on `amount`, a half rounded to even (rule R14).
pub(crate) fn of(amount: Money, rate_bp: u32) -> Result<Money, DbErr> {
    amount.percent_half_even(rate_bp).map_err(|error| DbErr::Custom(error.to_string()))
}
