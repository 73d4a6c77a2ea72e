//! `payments_own`: what of the platform's own money has to lie at the provider, and how much finance says lies there.

use contracts::{Currency, Money, Timestamp};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{DbErr, QueryResult};
use serde::Serialize;

/// More has to lie there than finance said does.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Grown {
    /// In which currency.
    pub(crate) currency: Currency,
    /// What has to lie there now.
    pub(crate) own: Money,
    /// What finance said lies there.
    pub(crate) known: Money,
    /// Since when it is more.
    pub(crate) since: Timestamp,
}

/// Whether `own` is so much more than what is `known` that somebody is told: each gift makes it a little more.
fn is_grown(own: i64, known: i64) -> bool {
    own.saturating_mul(10) > known.saturating_mul(11)
}

/// Notes that so much has to lie there.
pub(crate) async fn note(tx: &Transaction, own: Money) -> Result<(), DbErr> {
    let code = own.currency.code();
    let sql = "SELECT known_minor, grown_at FROM payments_own WHERE currency = $1";
    let row = tx.one(sql, vec![code.into()]).await?;
    let known = row.as_ref().map_or(Ok(0), |row| row.try_get("", "known_minor"))?;
    let since: Option<i64> = row.as_ref().map_or(Ok(None), |row| row.try_get("", "grown_at"))?;
    let since = is_grown(own.minor, known).then(|| since.unwrap_or(tx.now.0));
    let sql = "INSERT INTO payments_own (currency, minor, known_minor, grown_at) VALUES ($1, $2, 0, $3) \
               ON CONFLICT (currency) DO UPDATE SET minor = excluded.minor, grown_at = excluded.grown_at";
    tx.exec(sql, vec![code.into(), own.minor.into(), since.into()]).await.map(drop)
}

/// Notes that what was `seen` lies there. False when it is another sum by now, or somebody said so before.
pub(crate) async fn know(tx: &Transaction, seen: Money) -> Result<bool, DbErr> {
    let sql = "UPDATE payments_own SET known_minor = minor, grown_at = NULL \
               WHERE currency = $1 AND minor = $2 AND grown_at IS NOT NULL";
    Ok(tx.exec(sql, vec![seen.currency.code().into(), seen.minor.into()]).await? == 1)
}

/// Where it grew.
pub(crate) async fn grown(db: &impl Sql) -> Result<Vec<Grown>, DbErr> {
    let sql = "SELECT * FROM payments_own WHERE grown_at IS NOT NULL ORDER BY currency";
    db.all(sql, vec![]).await?.iter().map(read).collect()
}

/// In how many currencies.
pub(crate) async fn waiting(db: &impl Sql) -> Result<Queued, DbErr> {
    Queued::count(db, "SELECT 1 AS one FROM payments_own WHERE grown_at IS NOT NULL", vec![]).await
}

fn read(row: &QueryResult) -> Result<Grown, DbErr> {
    let currency: Currency = row.try_get("", "currency")?;
    Ok(Grown {
        currency,
        own: Money::new(row.try_get("", "minor")?, currency),
        known: Money::new(row.try_get("", "known_minor")?, currency),
        since: Timestamp(row.try_get("", "grown_at")?),
    })
}

#[cfg(test)]
mod tests {
    use super::is_grown;

    #[test]
    fn somebody_is_told_of_a_tenth_more_and_of_the_first() {
        assert!(is_grown(1, 0) && is_grown(111, 100));
        assert!(!is_grown(0, 0) && !is_grown(110, 100) && !is_grown(50, 100));
    }
}
