//! A donor puts right what their saved card did not pay.

use super::table::{self, State};
use crate::{
    saga::{Sagas, business_key},
    tables::campaign::Campaign,
};
use contracts::{PledgeId, pledges::PaymentPageDue};
use kernel::{Command, HandleError, Transaction};
use sea_orm::DbErr;

/// The donor wants to pay now: their bank asks them, or they take another card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskForPage {
    pub(crate) pledge: PledgeId,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FixError {
    #[error("There is nothing to pay for this pledge. Nothing was charged now.")]
    NothingToPay,
    #[error("The campaign is suspended. Nothing was charged now.")]
    Suspended,
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}

impl Command for AskForPage {
    type Output = ();
    type Error = FixError;

    async fn run(&self, tx: &Transaction) -> Result<(), FixError> {
        Sagas::data(tx, &business_key(self.pledge)).await?;
        let settlement = table::lock(tx, self.pledge).await?.filter(|it| it.state == State::Repair);
        let Some(mut it) = settlement else { return Err(FixError::NothingToPay) };
        if it.in_flight {
            // A second click finds the page of the first.
            return Ok(());
        }
        let campaign = Campaign::by_id(tx, it.campaign).await?;
        if campaign.is_some_and(|it| it.suspended_at.is_some()) {
            return Err(FixError::Suspended);
        }
        it.attempt += 1;
        it.in_flight = true;
        table::save(tx, &it).await?;
        crate::tables::pledge::forget_checkout_url(tx, it.pledge).await?;
        let (pledge, campaign, attempt) = (it.pledge, it.campaign, it.attempt);
        tx.send(&PaymentPageDue { pledge, campaign, attempt, due_at: tx.now }).await?;
        Ok(())
    }
}
