use crate::{error::ChangeError, record::Record, tables::contact};
use contracts::{
    PledgeId,
    pledges::{AmountHidden, DonorShown},
};
use kernel::{Command, Transaction};

/// The donor wants to be named on the campaign's page, or not any more. Allowed at any time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShowDonor {
    pub(crate) pledge: PledgeId,
    pub(crate) anonymous: bool,
}

impl Command for ShowDonor {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        let (pledge, anonymous) = (self.pledge, self.anonymous);
        let contact = contact::find(tx, pledge).await?.ok_or(ChangeError::Unknown)?;
        if contact.anonymous == anonymous {
            return Ok(());
        }
        contact::set_anonymous(tx, pledge, anonymous).await?;
        let record = Record::load(tx, pledge).await?;
        let Some(terms) = record.state().terms.as_ref().filter(|_| record.state().activated) else {
            // Whether they are named is said when it begins to count.
            return Ok(());
        };
        let (campaign, person) = (terms.campaign, contact.person);
        let name = contact.name.filter(|_| !anonymous);
        tx.send(&DonorShown { pledge, campaign, person, anonymous, changed_at: tx.now, name }).await?;
        Ok(())
    }
}

/// The donor does not want everybody to read how much they gave, or minds no more. Allowed at any time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HideAmount {
    pub(crate) pledge: PledgeId,
    pub(crate) hidden: bool,
}

impl Command for HideAmount {
    type Output = ();
    type Error = ChangeError;

    async fn run(&self, tx: &Transaction) -> Result<(), ChangeError> {
        let (pledge, hidden) = (self.pledge, self.hidden);
        let contact = contact::find(tx, pledge).await?.ok_or(ChangeError::Unknown)?;
        if contact.hides_amount == hidden {
            return Ok(());
        }
        contact::set_hides_amount(tx, pledge, hidden).await?;
        let record = Record::load(tx, pledge).await?;
        let Some(terms) = record.state().terms.as_ref().filter(|_| record.state().activated) else {
            return Ok(());
        };
        tx.send(&AmountHidden { pledge, campaign: terms.campaign, hidden, changed_at: tx.now }).await?;
        Ok(())
    }
}
