//! What this module knows and others should know the same of: whoever puts the modules together compares.

use contracts::{CampaignId, RefundId};
use kernel::{Context, db::Sql};
use sea_orm::DbErr;
use std::collections::{BTreeMap, BTreeSet};

/// What pledges and confirmed gifts by hand count towards each campaign, in its minor units.
///
/// # Errors
/// When the database does not answer.
pub async fn counted(ctx: &Context) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    by_campaign(
        ctx,
        "SELECT campaign, CAST(SUM(minor) AS bigint) AS minor FROM \
         (SELECT campaign, counts_minor AS minor FROM pledges_pledge UNION ALL \
         SELECT campaign, amount_minor FROM pledges_offline_gift WHERE state = 'confirmed') x GROUP BY campaign",
    )
    .await
}

/// What was taken from donors of each campaign, tips and covered fees included, in its minor units.
///
/// # Errors
/// When the database does not answer.
pub async fn collected(ctx: &Context) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    by_campaign(
        ctx,
        "SELECT campaign, CAST(SUM(collected_minor) AS bigint) AS minor FROM pledges_pledge GROUP BY campaign",
    )
    .await
}

/// Every refund that somebody, or a rule, decided.
///
/// # Errors
/// When the database does not answer.
pub async fn decided_refunds(ctx: &Context) -> Result<BTreeSet<RefundId>, DbErr> {
    let rows = ctx.db.read().all("SELECT refund FROM pledges_refund", vec![]).await?;
    rows.iter().map(|row| Ok(RefundId(row.try_get("", "refund")?))).collect()
}

async fn by_campaign(ctx: &Context, sql: &str) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    let rows = ctx.db.read().all(sql, vec![]).await?;
    rows.iter().map(|row| Ok((CampaignId(row.try_get("", "campaign")?), row.try_get("", "minor")?))).collect()
}
