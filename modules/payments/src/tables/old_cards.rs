//! `payments_old_cards`: until when pledges were over without their cards being let go of.

use contracts::Timestamp;
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// What was said until then may be about a card that is still kept. Nothing where pledges were never heard without
/// that.
pub(crate) async fn until(tx: &Transaction) -> Result<Option<Timestamp>, DbErr> {
    let row = tx.one("SELECT until_at FROM payments_old_cards", vec![]).await?;
    row.map(|row| row.try_get("", "until_at").map(Timestamp)).transpose()
}
