//! Gifts that came by hand or by bank: this module moves none of that money and books all of it.

use crate::{
    posting::{self, Balanced, PostingError},
    tables::ledger::{self, About},
};
use contracts::{
    CampaignId,
    pledges::{OfflineGiftConfirmed, OfflineRefundDue, OfflineRefundPaid},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// A subscription of its own, so that what was said before there was one is booked too.
pub(super) fn subscription() -> Subscription {
    Reactor::named("offline")
        .on::<OfflineGiftConfirmed>(Books)
        .on::<OfflineRefundDue>(Books)
        .on::<OfflineRefundPaid>(Books)
        .build()
}

struct Books;

async fn book(
    tx: &Transaction,
    group: Result<Balanced, PostingError>,
    campaign: CampaignId,
) -> Result<(), HandleError> {
    ledger::book(tx, &group.map_err(anyhow::Error::from)?, About::campaign(campaign)).await?;
    Ok(())
}

impl React<OfflineGiftConfirmed> for Books {
    async fn react(&self, tx: &Transaction, it: OfflineGiftConfirmed) -> Result<(), HandleError> {
        book(tx, posting::offline_gift(it.gift, it.campaign, it.amount), it.campaign).await
    }
}

impl React<OfflineRefundDue> for Books {
    async fn react(&self, tx: &Transaction, it: OfflineRefundDue) -> Result<(), HandleError> {
        book(tx, posting::offline_refund_decided(it.gift, it.campaign, it.amount), it.campaign).await
    }
}

impl React<OfflineRefundPaid> for Books {
    async fn react(&self, tx: &Transaction, it: OfflineRefundPaid) -> Result<(), HandleError> {
        book(tx, posting::offline_refund_paid(it.gift, it.amount), it.campaign).await
    }
}
