use super::table::{self, LineState};
use crate::{
    commands::{CancelPledge, DecideRefund},
    error::{CancelError, RefundError},
    pledge::{Pledge, RefundState},
    saga::{Sagas, business_key},
};
use contracts::{PledgeId, RefundId, UserId, pledges::PledgeReleased};
use kernel::{
    Command, HandleError, Transaction, event_store,
    saga::{AnySaga as _, SagaStatus},
};
use sea_orm::DbErr;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What a line says whose decision was made and whose money came back to us.
const AT_THE_PROVIDER: &str = "The provider could not give it back. The money is still owed.";

/// Decides about one line: what was collected goes back, what was not is let go.
pub(super) struct DecideLine {
    pub(super) batch: Uuid,
    pub(super) pledge: PledgeId,
    pub(super) by: Option<UserId>,
    pub(super) reason: String,
}

impl Command for DecideLine {
    type Output = ();
    type Error = LineError;

    async fn run(&self, tx: &Transaction) -> Result<(), LineError> {
        if !table::claim(tx, self.batch, self.pledge).await? {
            return Ok(());
        }
        let state = self.decide(tx).await?;
        table::set_line(tx, self.batch, self.pledge, state).await?;
        Ok(table::finish_if_through(tx, self.batch).await?)
    }
}

/// Why a line failed: in words for whoever looks at the batch.
#[derive(Debug, thiserror::Error)]
pub(super) enum LineError {
    #[error(transparent)]
    Refund(#[from] RefundError),
    #[error(transparent)]
    Cancel(#[from] CancelError),
    #[error(transparent)]
    Broken(#[from] HandleError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl DecideLine {
    async fn decide(&self, tx: &Transaction) -> Result<LineState, LineError> {
        let pledge = event_store::load::<Pledge>(tx, tx.module(), self.pledge.0).await?.state;
        let refund = refund_of(self.batch, self.pledge);
        match pledge.refunds.get(&refund).map(|it| it.state) {
            None => (),
            Some(RefundState::Succeeded) => return Ok(LineState::Refunded(refund)),
            Some(RefundState::Failed) => return self.ask_again(tx, refund).await,
            Some(_) => return Ok(LineState::OnItsWay(refund)),
        }
        if pledge.collected.is_none() {
            return self.let_go(tx, &pledge).await;
        }
        let Some(left) = pledge.refundable().map(|it| it.total()).filter(|it| it.is_positive()) else {
            return Ok(LineState::Nothing);
        };
        let (pledge, decided_by, note) = (self.pledge, self.by, self.reason.clone());
        DecideRefund { refund, pledge, amount: left, only: None, decided_by, note }.run(tx).await?;
        Ok(LineState::OnItsWay(refund))
    }
}

impl DecideLine {
    /// What the provider could not give back is asked for once more: somebody had the lines that failed tried again.
    /// The pledge's saga is stuck at it, and goes on as when staff let it try again there.
    async fn ask_again(&self, tx: &Transaction, refund: RefundId) -> Result<LineState, LineError> {
        let Some((saga, _)) = Sagas::data(tx, &business_key(self.pledge)).await? else {
            return Ok(LineState::Failed(AT_THE_PROVIDER.into()));
        };
        // Somebody had that one tried again by itself.
        let under_way = saga.status == SagaStatus::Compensating;
        if under_way || Sagas::default().retry(tx, saga).await? {
            return Ok(LineState::OnItsWay(refund));
        }
        Ok(LineState::Failed(AT_THE_PROVIDER.into()))
    }

    async fn let_go(&self, tx: &Transaction, pledge: &Pledge) -> Result<LineState, LineError> {
        CancelPledge { pledge: self.pledge }.run(tx).await?;
        // Somebody whose card was saved is told; somebody who never came back from the payment page is not.
        if let (true, Some(terms)) = (pledge.card_saved, &pledge.terms) {
            let (pledge, campaign, reason) = (self.pledge, terms.campaign, self.reason.clone());
            tx.send(&PledgeReleased { pledge, campaign, reason, released_at: tx.now }).await?;
        }
        Ok(LineState::Released)
    }
}

/// The refund of a line, whoever decides it and however often.
fn refund_of(batch: Uuid, pledge: PledgeId) -> RefundId {
    let hash = Sha256::new()
        .chain_update(b"refund batch")
        .chain_update(batch.as_bytes())
        .chain_update(pledge.0.as_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    // Version 8: an id of its maker's own design (RFC 9562).
    RefundId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
