use crate::{
    jobs::{send_link::SendLink, sweep},
    tables::link::{self, Link},
};
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// Asks for a link to be mailed. The same is done whether anybody has the address or not: who has is found out
/// by a job, after the answer (SEC-4).
pub(crate) struct AskLink(pub(crate) Link);

impl Command for AskLink {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        link::insert(tx, &self.0).await?;
        sweep::ask(tx).await?;
        tx.enqueue(&SendLink { link: self.0.id }).await
    }
}
