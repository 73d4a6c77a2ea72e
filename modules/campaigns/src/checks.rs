//! What must hold of this module's tables at any time.

use crate::tables;
use contracts::CampaignId;
use kernel::{Context, check::Check};
use sea_orm::DbErr;
use std::collections::BTreeMap;

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check {
            name: "every campaign's total is what its givers gave, and never below zero",
            run: |ctx| Box::pin(async move { Ok(tables::total::wrong(ctx.db.read()).await?) }),
        },
        Check {
            name: "every campaign's progress is told from its total, once both have heard the same",
            run: |ctx| Box::pin(async move { Ok(tables::progress::wrong(ctx.db.read()).await?) }),
        },
    ]
}

/// What is shown as raised for each campaign, in its minor units.
///
/// # Errors
/// When the database does not answer.
pub async fn raised(ctx: &Context) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    tables::total::raised(ctx.db.read()).await
}
