//! `campaigns_invitation`: who was asked to help run a campaign. The address is only in the mail.

use super::{get, member::grants};
use crate::access::Grants;
use contracts::{CampaignId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use uuid::Uuid;

/// An invitation that nobody has accepted or taken back.
#[derive(Clone, Debug)]
pub(crate) struct Invitation {
    pub(crate) id: Uuid,
    pub(crate) campaign: CampaignId,
    /// Enough of the address to be recognised.
    pub(crate) hint: String,
    pub(crate) grants: Grants,
    pub(crate) invited_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

fn read(row: &QueryResult) -> Result<Invitation, DbErr> {
    Ok(Invitation {
        id: get(row, "id")?,
        campaign: CampaignId(get(row, "campaign")?),
        hint: get(row, "hint")?,
        grants: grants(row)?,
        invited_at: Timestamp(get(row, "invited_at")?),
        expires_at: Timestamp(get(row, "expires_at")?),
    })
}

/// Keeps an invitation; `false` when it is kept already.
pub(crate) async fn insert(
    db: &impl Sql,
    it: &Invitation,
    secret_hash: &str,
    by: UserId,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_invitation (id, campaign, secret_hash, hint, may_edit, may_update, may_see_money, \
               invited_by, invited_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
               ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.into(),
        it.campaign.0.into(),
        secret_hash.into(),
        it.hint.as_str().into(),
        i16::from(it.grants.edit).into(),
        i16::from(it.grants.updates).into(),
        i16::from(it.grants.money).into(),
        by.0.into(),
        it.invited_at.0.into(),
        it.expires_at.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// The invitations to `campaign` that are open at `now`.
pub(crate) async fn open(
    db: &impl Sql,
    campaign: CampaignId,
    now: Timestamp,
) -> Result<Vec<Invitation>, DbErr> {
    let sql = "SELECT * FROM campaigns_invitation WHERE campaign = $1 AND settled_at IS NULL AND expires_at > $2 \
               ORDER BY invited_at, id";
    db.all(sql, vec![campaign.0.into(), now.0.into()]).await?.iter().map(read).collect()
}

/// How many invitations `by` has sent since `from`, to whichever campaigns.
pub(crate) async fn sent_since(db: &impl Sql, by: UserId, from: Timestamp) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COUNT(*) AS bigint) AS sent FROM campaigns_invitation \
               WHERE invited_by = $1 AND invited_at > $2";
    let row = db.one(sql, vec![by.0.into(), from.0.into()]).await?;
    row.map_or(Ok(0), |row| get(&row, "sent"))
}

/// The open invitation whose secret has this hash.
pub(crate) async fn by_secret(
    db: &impl Sql,
    secret_hash: &str,
    now: Timestamp,
) -> Result<Option<Invitation>, DbErr> {
    let sql = "SELECT * FROM campaigns_invitation WHERE secret_hash = $1 AND settled_at IS NULL AND expires_at > $2";
    let row = db.one(sql, vec![secret_hash.into(), now.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Notes that an invitation was accepted or taken back; `false` when it was before.
pub(crate) async fn settle(
    db: &impl Sql,
    campaign: CampaignId,
    id: Uuid,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_invitation SET settled_at = $3 WHERE id = $1 AND campaign = $2 AND settled_at IS NULL";
    Ok(db.exec(sql, vec![id.into(), campaign.0.into(), at.0.into()]).await? == 1)
}
