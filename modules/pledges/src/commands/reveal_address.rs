use contracts::{PledgeId, UserId};
use kernel::{Actor, Audit, Command, Transaction};
use sea_orm::DbErr;

/// Somebody who works here wants to see a donor's whole address, which is noted (security.md 2.3).
pub(crate) struct RevealAddress {
    pub(crate) pledge: PledgeId,
    pub(crate) by: UserId,
}

impl Command for RevealAddress {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let subject = format!("pledge/{}", self.pledge);
        tx.audit(Audit::new(Actor::User(self.by), "pledge.reveal_address", subject)).await
    }
}
