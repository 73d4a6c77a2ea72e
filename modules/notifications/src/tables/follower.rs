//! Who is told of a campaign's updates without having given to it: accounts, and guests who said so from their mail.

use super::contact;
use contracts::{CampaignId, PersonId, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;
use uuid::Uuid;

/// Somebody who follows.
pub(crate) struct Follower {
    /// In what order they are told.
    pub(crate) id: UserId,
    /// The contact that they are written to at.
    pub(crate) contact: String,
}

pub(crate) async fn insert(tx: &Transaction, campaign: CampaignId, follower: UserId) -> Result<(), DbErr> {
    add(tx, campaign, follower.0, false).await
}

/// The same for somebody without an account.
pub(crate) async fn insert_guest(
    tx: &Transaction,
    campaign: CampaignId,
    guest: PersonId,
) -> Result<(), DbErr> {
    add(tx, campaign, guest.0, true).await
}

async fn add(tx: &Transaction, campaign: CampaignId, follower: Uuid, guest: bool) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_follower (campaign, follower, guest) VALUES ($1, $2, $3) \
               ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![campaign.0.into(), follower.into(), i16::from(guest).into()]).await.map(drop)
}

/// `follower` is told of `campaign` no more, nor is whoever follows it as a guest from the same address.
pub(crate) async fn delete(tx: &Transaction, campaign: CampaignId, follower: UserId) -> Result<(), DbErr> {
    let sql = "DELETE FROM notifications_follower WHERE campaign = $1 AND follower = $2";
    tx.exec(sql, vec![campaign.0.into(), follower.0.into()]).await?;
    let email = contact::find(tx, &contact::of_user(follower)).await?.and_then(|it| it.email);
    for guest in guests(tx, email.as_deref().unwrap_or_default()).await? {
        tx.exec(sql, vec![campaign.0.into(), guest.0.into()]).await?;
    }
    Ok(())
}

/// Tells `follower` of no campaign any more.
pub(crate) async fn forget(tx: &Transaction, follower: UserId) -> Result<(), DbErr> {
    let sql = "DELETE FROM notifications_follower WHERE follower = $1";
    tx.exec(sql, vec![follower.0.into()]).await.map(drop)
}

/// What is followed from `email` without an account is `user`'s, who is `person`, from now on.
pub(crate) async fn adopt(
    tx: &Transaction,
    email: &str,
    user: UserId,
    person: PersonId,
) -> Result<(), DbErr> {
    for guest in guests(tx, email).await? {
        let sql = "INSERT INTO notifications_follower (campaign, follower, guest) \
                   SELECT campaign, $2, 0 FROM notifications_follower WHERE follower = $1 ON CONFLICT DO NOTHING";
        tx.exec(sql, vec![guest.0.into(), user.0.into()]).await?;
        forget(tx, UserId(guest.0)).await?;
        contact::set_person(tx, &contact::of_guest(guest), person).await?;
    }
    Ok(())
}

/// The same for the account whose address it is, if there is one.
pub(crate) async fn adopt_known(tx: &Transaction, email: &str) -> Result<(), DbErr> {
    for (user, person) in contact::accounts(tx, email).await? {
        adopt(tx, email, user, person).await?;
    }
    Ok(())
}

/// At most `many` who follow `campaign`, from the one after `after` on.
pub(crate) async fn after(
    tx: &Transaction,
    campaign: CampaignId,
    after: UserId,
    many: i64,
) -> Result<Vec<Follower>, DbErr> {
    let sql = "SELECT follower, guest FROM notifications_follower WHERE campaign = $1 AND follower > $2 \
               ORDER BY follower LIMIT $3";
    let rows = tx.all(sql, vec![campaign.0.into(), after.0.into(), many.into()]).await?;
    let read = |row: &sea_orm::QueryResult| {
        let (id, guest): (Uuid, i16) = (row.try_get("", "follower")?, row.try_get("", "guest")?);
        let contact = if guest == 0 { contact::of_user(UserId(id)) } else { contact::of_guest(PersonId(id)) };
        Ok(Follower { id: UserId(id), contact })
    };
    rows.iter().map(read).collect()
}

/// Whether whoever reads mail at `email` follows anything.
pub(crate) async fn any(db: &impl Sql, email: &str) -> Result<bool, DbErr> {
    for follower in readers(db, email).await? {
        let sql = "SELECT 1 FROM notifications_follower WHERE follower = $1";
        if db.one(sql, vec![follower.0.into()]).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those who are told of campaigns at `email`: accounts, and guests under the same numbers as their contacts.
pub(crate) async fn readers(db: &impl Sql, email: &str) -> Result<Vec<UserId>, DbErr> {
    let mut all = numbers(db, email, "user/").await?;
    all.extend(numbers(db, email, "guest/").await?);
    Ok(all.into_iter().map(UserId).collect())
}

/// Those who follow without an account from `email`.
async fn guests(db: &impl Sql, email: &str) -> Result<Vec<PersonId>, DbErr> {
    Ok(numbers(db, email, "guest/").await?.into_iter().map(PersonId).collect())
}

/// The numbers in the contacts at `email` whose keys begin with `kind`.
async fn numbers(db: &impl Sql, email: &str, kind: &str) -> Result<Vec<Uuid>, DbErr> {
    let sql = "SELECT key FROM notifications_contact WHERE lower(email) = lower($1) AND key LIKE $2";
    let rows = db.all(sql, vec![email.into(), format!("{kind}%").into()]).await?;
    let keys = rows.iter().map(|row| row.try_get::<String>("", "key")).collect::<Result<Vec<_>, _>>()?;
    Ok(keys.iter().filter_map(|it| it.strip_prefix(kind)?.parse().ok()).collect())
}
