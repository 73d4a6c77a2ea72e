//! This module's own copy of what it must know of a campaign.

use contracts::{CampaignId, pledges::PledgeReserved};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// A campaign as this module knows it.
pub(crate) struct Campaign {
    pub(crate) title: String,
    pub(crate) slug: String,
}

/// The latest title wins.
pub(crate) async fn remember(tx: &Transaction, of: &PledgeReserved) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_campaign (id, title, slug, currency) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (id) DO UPDATE SET title = excluded.title, slug = excluded.slug";
    let values = vec![
        of.campaign.0.into(),
        of.campaign_title.clone().into(),
        of.campaign_slug.clone().into(),
        of.gift.amount.currency.code().into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: CampaignId) -> Result<Option<Campaign>, DbErr> {
    let sql = "SELECT title, slug FROM payments_campaign WHERE id = $1";
    let row = db.one(sql, vec![id.0.into()]).await?;
    row.map(|row| Ok(Campaign { title: row.try_get("", "title")?, slug: row.try_get("", "slug")? }))
        .transpose()
}
