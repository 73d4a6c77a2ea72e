//! Who asked to be told when a campaign begins.

use contracts::CampaignId;
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// Stands in place of a contact once a campaign has begun: nobody waits for it any more, whatever is heard again.
const BEGUN: &str = "begun";

/// Notes that the contact `key` waits for `campaign`, unless it has begun.
pub(crate) async fn keep(tx: &Transaction, campaign: CampaignId, key: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO notifications_waiting (campaign, contact) SELECT $1, $2 \
               WHERE NOT EXISTS (SELECT 1 FROM notifications_waiting WHERE campaign = $1 AND contact = $3) \
               ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![campaign.0.into(), key.into(), BEGUN.into()]).await.map(drop)
}

/// The campaign has begun: those who waited were told.
pub(crate) async fn close(tx: &Transaction, campaign: CampaignId) -> Result<(), DbErr> {
    tx.exec("DELETE FROM notifications_waiting WHERE campaign = $1", vec![campaign.0.into()]).await?;
    let sql = "INSERT INTO notifications_waiting (campaign, contact) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.exec(sql, vec![campaign.0.into(), BEGUN.into()]).await.map(drop)
}

/// Who waits for `campaign`: one contact for each address.
pub(crate) async fn of(tx: &Transaction, campaign: CampaignId) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT MIN(w.contact) AS contact FROM notifications_waiting w \
               JOIN notifications_contact c ON c.key = w.contact WHERE w.campaign = $1 AND c.email IS NOT NULL \
               GROUP BY lower(c.email) ORDER BY 1";
    let rows = tx.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| row.try_get("", "contact")).collect()
}
