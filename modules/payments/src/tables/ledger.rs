//! The ledger. Groups are added and never changed.

use crate::posting::Balanced;
use contracts::{CampaignId, PaymentId, PledgeId};
use kernel::{Transaction, db::Sql};
use sea_orm::DbErr;

/// Whom a group is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) payment: PaymentId,
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
}

/// Books `group`. False when the same was booked before, however it was learnt of.
pub(crate) async fn book(tx: &Transaction, group: &Balanced, about: About) -> Result<bool, DbErr> {
    let id = contracts::chance::next_id();
    let sql = "INSERT INTO payments_posting_group (id, kind, provider_object, payment, pledge, campaign, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let values = vec![
        id.into(),
        group.kind.name().into(),
        group.provider_object.clone().into(),
        about.payment.0.into(),
        about.pledge.0.into(),
        about.campaign.0.into(),
        tx.now.0.into(),
    ];
    if tx.exec(sql, values).await? == 0 {
        return Ok(false);
    }
    for (line, posting) in (1_i16..).zip(&group.postings) {
        let sql = "INSERT INTO payments_posting (group_id, line, account, currency, minor) VALUES ($1, $2, $3, $4, $5)";
        let values = vec![
            id.into(),
            line.into(),
            posting.account.to_string().into(),
            posting.money.currency.code().into(),
            posting.money.minor.into(),
        ];
        tx.exec(sql, values).await?;
    }
    Ok(true)
}
