//! `pledges_confirmation`: gifts that wait until their donor opens the link that was mailed to them.

use contracts::{PersonId, PledgeId, Timestamp};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// A gift to be kept until it is confirmed.
pub(crate) struct New<'a> {
    pub(crate) secret_hash: &'a str,
    pub(crate) pledge: PledgeId,
    /// Whose key seals the mail.
    pub(crate) person: PersonId,
    /// Of all that the donor chose.
    pub(crate) request_hash: &'a [u8],
    /// The gift itself, as JSON.
    pub(crate) gift: &'a str,
    pub(crate) until_at: Timestamp,
}

/// What a link stands for.
pub(crate) struct Waiting {
    pub(crate) pledge: PledgeId,
    /// The gift, as JSON. None when it was confirmed, or another one took its place.
    pub(crate) gift: Option<String>,
    pub(crate) until_at: Timestamp,
    /// It was confirmed.
    pub(crate) used: bool,
}

/// Keeps `it` in one of the slots of `address` whose link has ended by `now`, of `most` that there are. False when none
/// has: then nothing may be sent there. Two that want one slot at once do not both get it.
pub(crate) async fn insert(
    tx: &Transaction,
    address: &str,
    most: i16,
    it: &New<'_>,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_confirmation (address, slot, secret_hash, pledge, person, request_hash, gift, until_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (address, slot) DO UPDATE SET \
               secret_hash = excluded.secret_hash, pledge = excluded.pledge, person = excluded.person, \
               request_hash = excluded.request_hash, gift = excluded.gift, until_at = excluded.until_at, used_at = NULL \
               WHERE pledges_confirmation.until_at <= $9";
    for slot in 0..most {
        let values = vec![
            address.into(),
            slot.into(),
            it.secret_hash.into(),
            it.pledge.0.into(),
            it.person.0.into(),
            it.request_hash.to_vec().into(),
            it.gift.into(),
            it.until_at.0.into(),
            now.0.into(),
        ];
        if tx.exec(sql, values).await? == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a link for just this is out and works at `now`.
pub(crate) async fn is_asked(
    tx: &Transaction,
    pledge: PledgeId,
    request_hash: &[u8],
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "SELECT 1 AS it FROM pledges_confirmation WHERE pledge = $1 AND request_hash = $2 AND until_at > $3 \
               AND gift IS NOT NULL";
    let values = vec![pledge.0.into(), request_hash.to_vec().into(), now.0.into()];
    Ok(tx.one(sql, values).await?.is_some())
}

/// Ends the links that were mailed for `pledge` before the one of `person`: its form was sent with other content.
pub(crate) async fn replace(tx: &Transaction, pledge: PledgeId, person: PersonId) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_confirmation SET gift = NULL WHERE pledge = $1 AND person <> $2";
    tx.exec(sql, vec![pledge.0.into(), person.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, secret_hash: &str) -> Result<Option<Waiting>, DbErr> {
    let sql = "SELECT pledge, gift, until_at, used_at FROM pledges_confirmation WHERE secret_hash = $1";
    let row = db.one(sql, vec![secret_hash.into()]).await?;
    row.map(|row| {
        Ok(Waiting {
            pledge: PledgeId(row.try_get("", "pledge")?),
            gift: row.try_get("", "gift")?,
            until_at: Timestamp(row.try_get("", "until_at")?),
            used: row.try_get::<Option<i64>>("", "used_at")?.is_some(),
        })
    })
    .transpose()
}

/// Notes that the link was used, and lets go of what was kept with it. False when there is nothing to use any more.
pub(crate) async fn consume(tx: &Transaction, secret_hash: &str, now: Timestamp) -> Result<bool, DbErr> {
    let sql = "UPDATE pledges_confirmation SET used_at = $2, gift = NULL WHERE secret_hash = $1 AND gift IS NOT NULL \
               AND until_at > $2";
    Ok(tx.exec(sql, vec![secret_hash.into(), now.0.into()]).await? == 1)
}

/// Lets go of what was kept with the link of `person`.
pub(crate) async fn delete(tx: &Transaction, person: PersonId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM pledges_confirmation WHERE person = $1", vec![person.0.into()]).await.map(drop)
}
