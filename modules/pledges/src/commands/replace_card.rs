//! A donor wants another card to be charged: before the deadline of a promise, or for the gifts of a plan that follow.

use crate::{
    error::ChangeError,
    plan::{self, State as Stands},
    record::Record,
    saga::{Sagas, business_key},
    settlement,
    tables::{campaign::Campaign, pledge},
};
use contracts::{
    PledgeId,
    payments::{CardPageOpened, CardReplaced},
    pledges::CardPageDue,
};
use kernel::{Command, HandleError, React, Transaction};
use std::time::Duration;

/// How long a page that was asked for is used again, should the donor ask once more: the provider keeps it open for an
/// hour.
const SAME_PAGE: Duration = Duration::from_mins(45);

/// Asks for a page where another card is saved. Asked twice, it is one page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReplaceCard {
    pub(crate) pledge: PledgeId,
}

impl Command for ReplaceCard {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        if Sagas::data(tx, &business_key(self.pledge)).await?.is_none() {
            return Err(ChangeError::Unknown);
        }
        let row = pledge::find(tx, self.pledge).await?.ok_or(ChangeError::Unknown)?;
        let campaign = Campaign::by_id(tx, row.campaign).await?.ok_or(ChangeError::Unknown)?;
        if !campaign.is_open(tx.accepted_at().await?) {
            return Err(ChangeError::Ended);
        }
        let wanted = if let Some(part) = row.plan {
            let plan = plan::find(tx, part.plan).await?;
            plan.is_some_and(|it| it.card_of == row.id && matches!(it.state, Stands::Active | Stands::Paused))
        } else {
            let promise = Record::load(tx, self.pledge).await?.state().is_promise();
            promise && settlement::find(tx, self.pledge).await?.is_none()
        };
        if !wanted {
            return Err(ChangeError::NotNow);
        }
        if row.card_asked_at.is_some_and(|at| tx.now < at.after(SAME_PAGE)) {
            return Ok(());
        }
        let (pledge, campaign) = (row.id, row.campaign);
        let attempt = pledge::next_attempt(tx, pledge).await?;
        pledge::set_card_page(tx, pledge, Some(tx.now), None).await?;
        tx.send(&CardPageDue { pledge, campaign, attempt, due_at: tx.now }).await?;
        Ok(())
    }
}

/// Follows what becomes of the page.
#[derive(Clone, Copy)]
pub(crate) struct FollowCards;

impl React<CardPageOpened> for FollowCards {
    async fn react(&self, tx: &Transaction, it: CardPageOpened) -> Result<(), HandleError> {
        let Some(row) = pledge::find(tx, it.pledge).await? else { return Ok(()) };
        Ok(pledge::set_card_page(tx, row.id, row.card_asked_at, Some(&it.url)).await?)
    }
}

impl React<CardReplaced> for FollowCards {
    async fn react(&self, tx: &Transaction, it: CardReplaced) -> Result<(), HandleError> {
        // The saga's lock comes first, as everywhere.
        Sagas::data(tx, &business_key(it.pledge)).await?;
        let mut record = Record::load(tx, it.pledge).await?;
        let replaced = record.state().card_replaced(it.payment, it.replaced_at);
        if record.note(tx, replaced).await? {
            pledge::set_card_page(tx, it.pledge, None, None).await?;
        }
        Ok(())
    }
}
