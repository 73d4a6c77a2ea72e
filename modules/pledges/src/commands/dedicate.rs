use crate::{
    error::ChangeError,
    record::Record,
    tables::{contact, dedication},
};
use contracts::{PledgeId, pledges::GiftDedicated};
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// The donor takes a dedication back. Allowed at any time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DropDedication {
    pub(crate) pledge: PledgeId,
}

impl Command for DropDedication {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        if dedication::delete(tx, self.pledge).await? {
            say(tx, self.pledge).await?;
        }
        Ok(())
    }
}

/// Says to whom `pledge` is dedicated now, when it counts. Before, that is said when it begins to.
pub(crate) async fn say(tx: &Transaction, pledge: PledgeId) -> Result<(), DbErr> {
    let record = Record::load(tx, pledge).await?;
    let Some(terms) = record.state().terms.as_ref().filter(|_| record.state().activated) else {
        return Ok(());
    };
    let Some(contact) = contact::find(tx, pledge).await? else { return Ok(()) };
    let (dedication, dedicated_to) = dedication::find(tx, pledge).await?.unzip();
    tx.send(&GiftDedicated {
        pledge,
        campaign: terms.campaign,
        person: contact.person,
        dedication,
        dedicated_at: tx.now,
        dedicated_to,
    })
    .await
}
