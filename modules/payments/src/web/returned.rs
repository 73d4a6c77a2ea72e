//! The way back from the provider's page.

use crate::{jobs::LookOnReturn, payment::Status, tables::payment as payments};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use contracts::PledgeId;
use kernel::{
    Command, Context, Transaction,
    web::{Error, Result},
};
use sea_orm::DbErr;

/// `GET /p/{pledge}/returned`: on to the pledge's page, which waits a moment for what a job looks up meanwhile. Asking
/// the provider here would let it keep the donor waiting.
pub(super) async fn back(State(ctx): State<Context>, Path(address): Path<String>) -> Result<Response> {
    let pledge = ctx.web.settings.keys.addressed(&address).map(PledgeId).ok_or(Error::NotFound)?;
    // It may be asked for again and again, and whoever does so in vain must not keep those waiting who write.
    if payments::is_under_way(ctx.db.read(), pledge).await? {
        ctx.run(LookNow { pledge }).await?;
    }
    Ok(Redirect::to(&format!("/p/{address}?returned=1")).into_response())
}

/// Has the open attempt of a pledge looked at, once in a few seconds, however often anybody comes back.
struct LookNow {
    pledge: PledgeId,
}

impl Command for LookNow {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Some(payment) = payments::lock_of_pledge(tx, self.pledge).await? else { return Ok(()) };
        if !matches!(payment.status, Status::Open | Status::Processing) {
            return Ok(());
        }
        for (look, at) in LookOnReturn::at(payment.id, self.pledge, tx.now) {
            tx.enqueue_at(&look, at).await?;
        }
        Ok(())
    }
}
