//! Cards of pledges that were over before this module let go of any (`0027_cards.sql`).

use crate::{
    jobs::release,
    tables::{old_cards, payment::Cards},
};
use contracts::{
    PledgeId, Timestamp,
    pledges::{PledgeLapsed, PledgeReduced},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// A subscription of its own hears everything that was said before there was one, once.
pub(super) fn subscription() -> Subscription {
    Reactor::named("old_cards").on::<PledgeReduced>(OldCards).on::<PledgeLapsed>(OldCards).build()
}

struct OldCards;

impl OldCards {
    /// The pledge was over at `at`. What is said by now is left to the subscription `pledges`, which hears it in order
    /// with everything else about the pledge.
    async fn let_go(tx: &Transaction, pledge: PledgeId, at: Timestamp) -> Result<(), HandleError> {
        if old_cards::until(tx).await?.is_some_and(|until| at <= until) {
            release(tx, pledge, Cards::Saved).await?;
        }
        Ok(())
    }
}

impl React<PledgeReduced> for OldCards {
    async fn react(&self, tx: &Transaction, it: PledgeReduced) -> Result<(), HandleError> {
        if it.remaining.is_zero() {
            Self::let_go(tx, it.pledge, it.reduced_at).await?;
        }
        Ok(())
    }
}

impl React<PledgeLapsed> for OldCards {
    async fn react(&self, tx: &Transaction, it: PledgeLapsed) -> Result<(), HandleError> {
        Self::let_go(tx, it.pledge, it.lapsed_at).await
    }
}
