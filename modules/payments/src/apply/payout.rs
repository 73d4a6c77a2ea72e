use super::ApplyError;
use crate::{
    jobs::{LookAtBalance, LookForDebt, LookForRest},
    payout::{Payout, State, TOO_LITTLE},
    posting,
    provider::{PayoutStatus, ProviderPayout},
    saga::Sagas,
    tables::{
        clawback as clawbacks,
        ledger::{self, About},
        payout::{self as payouts, Id},
        rest,
    },
};
use contracts::{
    Money, PayoutId,
    payments::{PayoutFailed, PayoutPaid, PayoutSent},
};
use kernel::{Command, EffectOutcome, Transaction};

/// What came of a call about a payout, or of a look at it.
#[derive(Clone, Debug)]
pub(crate) enum Came {
    /// The money is in the creator's account at the provider.
    Transferred(String),
    /// The provider took the payout on.
    Sent(String),
    /// The money is back in our account.
    Reversed(String),
    /// Nothing of it is left there: all of it was asked back before.
    AllBack,
    /// The provider would not do it.
    Refused {
        /// What.
        step: &'static str,
        /// Its code.
        code: String,
    },
    /// How the provider's payout stands.
    Seen(ProviderPayout),
}

/// Notes what came of a call about a payout: row, ledger, saga and message in one transaction, each once.
pub(crate) struct NotePayout {
    pub(crate) payout: PayoutId,
    pub(crate) came: Came,
    /// The call that this is the answer to, and the answer.
    pub(crate) effect: Option<(String, String)>,
}

impl Command for NotePayout {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let key = self.payout.to_string();
        // The saga's lock comes first, as everywhere.
        Sagas::data(tx, &key).await?;
        let payout = payouts::lock(tx, self.payout).await?.ok_or(ApplyError::Gone)?;
        self.resolve(tx).await?;
        match &self.came {
            Came::Transferred(id) => transferred(tx, &payout, &key, id).await,
            Came::Sent(id) => sent(tx, &payout, &key, id).await,
            Came::Reversed(id) => reversed(tx, &payout, &key, id).await,
            Came::AllBack => {
                Sagas::undone(tx, &key, "transfer").await?;
                Ok(())
            }
            Came::Refused { step, code } => refused(tx, &payout, &key, step, code).await,
            Came::Seen(seen) => look(tx, &payout, &key, seen).await,
        }
    }
}

impl NotePayout {
    async fn resolve(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let Some((key, response)) = &self.effect else { return Ok(()) };
        let response = response.clone();
        let outcome = match &self.came {
            Came::Transferred(id) | Came::Sent(id) | Came::Reversed(id) => {
                EffectOutcome::Succeeded { object_id: id.clone(), response }
            }
            Came::Refused { code, .. } => EffectOutcome::Failed { code: code.clone(), response },
            Came::Seen(_) | Came::AllBack => return Ok(()),
        };
        tx.resolve(key, &outcome).await?;
        Ok(())
    }
}

async fn transferred(tx: &Transaction, payout: &Payout, key: &str, id: &str) -> Result<(), ApplyError> {
    if payouts::identify(tx, payout.id, Id::Transfer, id).await? {
        let group = posting::transferred(id, payout.id, payout.amount)?;
        ledger::book(tx, &group, About::campaign(payout.campaign)).await?;
    }
    Sagas::succeeded(tx, key, "transfer", |_| ()).await?;
    Ok(())
}

async fn sent(tx: &Transaction, payout: &Payout, key: &str, id: &str) -> Result<(), ApplyError> {
    if payouts::identify(tx, payout.id, Id::Payout, id).await? {
        let Payout { id: payout, campaign, creator, amount, .. } = *payout;
        tx.send(&PayoutSent { payout, campaign, creator, amount, sent_at: tx.now }).await?;
    }
    Sagas::succeeded(tx, key, "payout", |_| ()).await?;
    Ok(())
}

async fn reversed(tx: &Transaction, payout: &Payout, key: &str, id: &str) -> Result<(), ApplyError> {
    if payouts::identify(tx, payout.id, Id::Reversal, id).await? {
        let (back, _) = clawbacks::of_payout(tx, payout.id).await?;
        let rest = Money::new(payout.amount.minor - back, payout.amount.currency);
        let group = posting::transfer_reversed(id, payout.id, rest)?;
        ledger::book(tx, &group, About::campaign(payout.campaign)).await?;
    }
    Sagas::undone(tx, key, "transfer").await?;
    Ok(())
}

async fn refused(
    tx: &Transaction,
    payout: &Payout,
    key: &str,
    step: &str,
    code: &str,
) -> Result<(), ApplyError> {
    match step {
        "transfer" => {
            if code == TOO_LITTLE {
                // Nothing of their creator's is wrong: it is laid before finance, and nobody else is written to.
                payouts::set_failure(tx, payout.id, code).await?;
                rest::note(tx, payout).await?;
                tx.enqueue(&LookAtBalance {}).await?;
            } else {
                fail(tx, payout, code).await?;
            }
            Sagas::failed(tx, key, "transfer", code).await?;
            // One that was called back meanwhile has nothing to be moved back.
            Sagas::undone(tx, key, "transfer").await?;
        }
        "payout" => give_up(tx, payout, key, code).await?,
        _ => drop(Sagas::undo_failed(tx, key, "transfer", code).await?),
    }
    Ok(())
}

async fn look(tx: &Transaction, payout: &Payout, key: &str, seen: &ProviderPayout) -> Result<(), ApplyError> {
    match (payout.state, seen.status) {
        (State::Sent, PayoutStatus::Paid) => {
            payouts::set_state(tx, payout.id, State::Paid).await?;
            LookForRest::of(tx, payout.id).await?;
            Sagas::succeeded(tx, key, "arrive", |_| ()).await?;
            let Payout { id: payout, campaign, creator, amount, .. } = *payout;
            // What went back to donors while it was on its way could not be asked back of it before.
            tx.enqueue(&LookForDebt { creator, currency: amount.currency }).await?;
            tx.send(&PayoutPaid { payout, campaign, creator, amount, paid_at: tx.now }).await?;
            Ok(())
        }
        // Even what arrived may come back: a bank may find its account closed days later.
        (State::Sent | State::Paid, PayoutStatus::Failed) => {
            let code = seen.failure.as_deref().unwrap_or("unknown");
            give_up(tx, payout, key, code).await
        }
        _ => Ok(()),
    }
}

/// The money goes back all the way, and the creator is told; once, however often it is heard.
async fn give_up(tx: &Transaction, payout: &Payout, key: &str, code: &str) -> Result<(), ApplyError> {
    if payout.failure.is_none() {
        fail(tx, payout, code).await?;
        Sagas::compensate(tx, key, code, |_| ()).await?;
    }
    Ok(())
}

async fn fail(tx: &Transaction, payout: &Payout, code: &str) -> Result<(), ApplyError> {
    if payout.failure.is_some() {
        return Ok(());
    }
    payouts::set_failure(tx, payout.id, code).await?;
    let Payout { id: payout, campaign, creator, amount, .. } = *payout;
    let reason = code.to_owned();
    tx.send(&PayoutFailed { payout, campaign, creator, amount, reason, failed_at: tx.now }).await?;
    Ok(())
}
