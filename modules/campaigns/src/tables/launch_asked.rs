//! `campaigns_launch_asked`: who was asked by mail whether they want to be told when a campaign begins.

use super::{get, guest};
use contracts::{CampaignId, PersonId, Timestamp};
use kernel::db::Sql;
use sea_orm::DbErr;
use uuid::Uuid;

/// Somebody who was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
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
    pub(crate) confirmed_at: Option<Timestamp>,
}

/// Keeps that somebody is asked who wrote `email` into the form `form`; `false` when they are already.
pub(crate) async fn insert(
    db: &impl Sql,
    it: &Asked,
    form: Uuid,
    email: &str,
    secret_hash: &str,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_launch_asked (person, campaign, form, address_hash, secret_hash, email, locale, \
               expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        it.person.0.into(),
        it.campaign.0.into(),
        form.into(),
        guest::hash(email).into(),
        secret_hash.into(),
        email.into(),
        it.locale.as_str().into(),
        it.expires_at.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Whoever was sent the link whose secret has this hash.
pub(crate) async fn by_secret(db: &impl Sql, secret_hash: &str) -> Result<Option<Asked>, DbErr> {
    let sql = "SELECT * FROM campaigns_launch_asked WHERE secret_hash = $1";
    let row = db.one(sql, vec![secret_hash.into()]).await?;
    row.map(|row| {
        Ok(Asked {
            person: PersonId(get(&row, "person")?),
            campaign: CampaignId(get(&row, "campaign")?),
            email: get(&row, "email")?,
            locale: get(&row, "locale")?,
            expires_at: Timestamp(get(&row, "expires_at")?),
            confirmed_at: get::<Option<i64>>(&row, "confirmed_at")?.map(Timestamp),
        })
    })
    .transpose()
}

/// They said so; `false` when they had. From now on their address is where mails are written.
pub(crate) async fn confirm(db: &impl Sql, person: PersonId, at: Timestamp) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_launch_asked SET confirmed_at = $2, email = NULL \
               WHERE person = $1 AND confirmed_at IS NULL";
    Ok(db.exec(sql, vec![person.0.into(), at.0.into()]).await? == 1)
}

/// Forgets whoever was asked, whatever they said: their link has ended.
pub(crate) async fn forget(db: &impl Sql, person: PersonId) -> Result<(), DbErr> {
    let sql = "DELETE FROM campaigns_launch_asked WHERE person = $1";
    db.exec(sql, vec![person.0.into()]).await.map(drop)
}
