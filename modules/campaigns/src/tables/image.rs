//! `campaigns_image`: pictures as they are served.

use super::get;
use crate::picture::Rendition;
use contracts::{CampaignId, Timestamp};
use kernel::db::Sql;
use sea_orm::DbErr;
use uuid::Uuid;

/// Keeps one width of a picture.
pub(crate) async fn insert(
    db: &impl Sql,
    id: Uuid,
    campaign: CampaignId,
    it: &Rendition,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_image (id, width, height, campaign, bytes, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let values = vec![
        id.into(),
        it.width.into(),
        it.height.into(),
        campaign.0.into(),
        it.jpeg.clone().into(),
        at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// The picture in the largest width that is not above `width`, or else in its smallest.
pub(crate) async fn find(db: &impl Sql, id: Uuid, width: i32) -> Result<Option<Vec<u8>>, DbErr> {
    let sql = "SELECT bytes FROM campaigns_image WHERE id = $1 \
               ORDER BY CASE WHEN width <= $2 THEN 0 ELSE 1 END, \
               CASE WHEN width <= $2 THEN -width ELSE width END LIMIT 1";
    let row = db.one(sql, vec![id.into(), width.into()]).await?;
    row.map(|row| get(&row, "bytes")).transpose()
}
