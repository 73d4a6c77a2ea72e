use crate::{
    pledge::{Pledge, PledgeEvent},
    tables,
};
use contracts::PledgeId;
use kernel::{
    Transaction,
    event_store::{self, Loaded},
};
use sea_orm::DbErr;

/// A pledge in a transaction: its events and its row, which change together or not at all.
pub(crate) struct Record {
    pub(crate) id: PledgeId,
    loaded: Loaded<Pledge>,
}

impl Record {
    /// The pledge as it stands; an empty one when there is none.
    pub(crate) async fn load(tx: &Transaction, id: PledgeId) -> Result<Self, DbErr> {
        Ok(Self { id, loaded: event_store::load(tx, tx.module(), id.0).await? })
    }

    pub(crate) fn state(&self) -> &Pledge {
        &self.loaded.state
    }

    /// Notes that `event` happened.
    pub(crate) async fn append(&mut self, tx: &Transaction, event: PledgeEvent) -> Result<(), DbErr> {
        let about_add_ons = event.is_about_add_ons();
        self.loaded.append(tx, self.id.0, event).await?;
        if let Some(terms) = self.loaded.state.terms.as_ref().filter(|_| about_add_ons) {
            tables::chosen_add_on::keep(tx, self.id, &terms.add_ons).await?;
        }
        tables::pledge::save(tx, self.id, &self.loaded.state).await
    }

    /// Notes what follows from something heard; false when nothing does.
    pub(crate) async fn note(&mut self, tx: &Transaction, event: Option<PledgeEvent>) -> Result<bool, DbErr> {
        let Some(event) = event else { return Ok(false) };
        self.append(tx, event).await?;
        Ok(true)
    }
}
