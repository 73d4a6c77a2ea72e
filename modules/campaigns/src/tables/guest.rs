//! `campaigns_guest`: who wants to hear of a campaign without having an account. Their address is here until they have
//! said so from it; then it is where mails are written, and only its hash is here.

use super::get;
use contracts::{CampaignId, PersonId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Somebody who was asked whether they want to follow a campaign, or does.
#[derive(Clone, Debug)]
pub(crate) struct Guest {
    /// The holder of the address.
    pub(crate) person: PersonId,
    pub(crate) campaign: CampaignId,
    /// Their address, until they said so from it.
    pub(crate) email: Option<String>,
    /// The language they read (BCP 47).
    pub(crate) locale: String,
    /// Until when they may say so.
    pub(crate) expires_at: Timestamp,
    /// When they said so.
    pub(crate) followed_at: Option<Timestamp>,
}

/// What is kept of an address: enough to know it again.
pub(super) fn hash(email: &str) -> String {
    let hash = Sha256::digest(email.trim().to_lowercase());
    hash.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn read(row: &QueryResult) -> Result<Guest, DbErr> {
    Ok(Guest {
        person: PersonId(get(row, "person")?),
        campaign: CampaignId(get(row, "campaign")?),
        email: get(row, "email")?,
        locale: get(row, "locale")?,
        expires_at: Timestamp(get(row, "expires_at")?),
        followed_at: get::<Option<i64>>(row, "followed_at")?.map(Timestamp),
    })
}

/// Keeps that somebody is asked who wrote `email` into the form `form`; `false` when they are already.
pub(crate) async fn insert(
    db: &impl Sql,
    it: &Guest,
    form: Uuid,
    email: &str,
    secret_hash: &str,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_guest (person, campaign, form, address_hash, secret_hash, email, locale, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        it.person.0.into(),
        it.campaign.0.into(),
        form.into(),
        hash(email).into(),
        secret_hash.into(),
        email.into(),
        it.locale.as_str().into(),
        it.expires_at.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Whoever was sent the link whose secret has this hash.
pub(crate) async fn by_secret(db: &impl Sql, secret_hash: &str) -> Result<Option<Guest>, DbErr> {
    let sql = "SELECT * FROM campaigns_guest WHERE secret_hash = $1";
    db.one(sql, vec![secret_hash.into()]).await?.as_ref().map(read).transpose()
}

/// They said so; `false` when they had. Whoever followed the same campaign from the same address before is them.
pub(crate) async fn confirm(db: &impl Sql, person: PersonId, at: Timestamp) -> Result<bool, DbErr> {
    let sql =
        "UPDATE campaigns_guest SET followed_at = $2, email = NULL WHERE person = $1 AND followed_at IS NULL";
    if db.exec(sql, vec![person.0.into(), at.0.into()]).await? != 1 {
        return Ok(false);
    }
    let sql = "DELETE FROM campaigns_guest WHERE followed_at IS NOT NULL AND person <> $1 \
               AND (campaign, address_hash) IN (SELECT campaign, address_hash FROM campaigns_guest WHERE person = $1)";
    db.exec(sql, vec![person.0.into()]).await?;
    Ok(true)
}

/// Forgets whoever did not say so.
pub(crate) async fn forget_asked(db: &impl Sql, person: PersonId) -> Result<(), DbErr> {
    let sql = "DELETE FROM campaigns_guest WHERE person = $1 AND followed_at IS NULL";
    db.exec(sql, vec![person.0.into()]).await.map(drop)
}

/// What is followed from `email` is `user`'s from now on.
pub(crate) async fn adopt(db: &impl Sql, email: &str, user: UserId) -> Result<(), DbErr> {
    let sql = "DELETE FROM campaigns_guest WHERE address_hash = $1 AND followed_at IS NOT NULL RETURNING campaign, followed_at";
    for row in db.all(sql, vec![hash(email).into()]).await? {
        let (campaign, at) = (CampaignId(get(&row, "campaign")?), Timestamp(get(&row, "followed_at")?));
        super::follow::insert(db, campaign, user, at).await?;
    }
    Ok(())
}
