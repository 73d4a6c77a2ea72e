use super::ApplyError;
use crate::{
    jobs::release,
    payment::{Fact, Fee, Kind, Payment, Status},
    posting,
    provider::{Checkout, Method},
    tables::{
        ledger::{self, About},
        payment::{self as payments, Cards},
    },
};
use contracts::{
    PaymentId, Timestamp,
    payments::{
        AuthenticationStarted, CardKept, CardPageOpened, CardReplaced, CardSaved, CheckoutClosed,
        CheckoutOpened, PaymentCollected, PaymentDeclined, PaymentFailed, PaymentProcessing,
    },
};
use kernel::{Command, EffectOutcome, Transaction};

/// Notes what the provider's page shows.
pub(crate) struct NoteCheckout {
    pub(crate) payment: PaymentId,
    pub(crate) seen: Checkout,
    /// The call that this is the answer to, when it is one.
    pub(crate) effect: Option<(String, EffectOutcome)>,
}

impl Command for NoteCheckout {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        if let Some((key, outcome)) = &self.effect {
            tx.resolve(key, outcome).await?;
        }
        apply_checkout(tx, self.payment, &self.seen).await
    }
}

/// Applies the current state of the provider's page to the attempt. Applying the same again, or an older
/// state, changes nothing.
async fn apply_checkout(tx: &Transaction, id: PaymentId, seen: &Checkout) -> Result<(), ApplyError> {
    let payment = payments::lock(tx, id).await?.ok_or(ApplyError::Gone)?;
    let facts = payment.learn(seen)?;
    if payment.session.is_none() {
        // Whoever was first to see the page: the call that opened it is known to have succeeded.
        tx.resolve(&payment.checkout_key(), &succeeded(&seen.id)).await?;
    }
    let intent = seen.intent.as_ref().map(|it| it.id.as_str());
    payments::identify(tx, id, &seen.id, intent).await?;
    for fact in facts {
        note(tx, &payment, seen, fact).await?;
    }
    Ok(())
}

async fn note(tx: &Transaction, payment: &Payment, seen: &Checkout, fact: Fact) -> Result<(), ApplyError> {
    match fact {
        Fact::Opened { url, expires_at } => opened(tx, payment, url, expires_at).await,
        Fact::AuthenticationStarted => authentication_started(tx, payment).await,
        Fact::Declined { attempt, code } => declined(tx, payment, &attempt, code).await,
        Fact::Processing => processing(tx, payment).await,
        Fact::Collected { charge, at, fee, method, debit } => {
            collected(tx, payment, Took { charge: &charge, at, fee, method, debit }).await
        }
        Fact::FeeKnown(fee) => book_fee(tx, payment, &fee).await,
        Fact::CardSaved { method } => card_saved(tx, payment, method.as_ref()).await,
        Fact::Ended { reason } => {
            tx.resolve(&payment.expire_key(), &succeeded(&seen.id)).await?;
            end_unpaid(tx, payment, reason).await
        }
    }
}

async fn opened(
    tx: &Transaction,
    payment: &Payment,
    url: String,
    expires_at: Timestamp,
) -> Result<(), ApplyError> {
    payments::opened(tx, payment.id, &url, expires_at).await?;
    if payment.replaces_card() {
        let (pledge, payment) = (payment.pledge, payment.id);
        tx.send(&CardPageOpened { pledge, payment, url, expires_at }).await?;
        return Ok(());
    }
    tx.send(&CheckoutOpened { pledge: payment.pledge, payment: payment.id, url, expires_at }).await?;
    Ok(())
}

async fn authentication_started(tx: &Transaction, payment: &Payment) -> Result<(), ApplyError> {
    payments::authentication_told(tx, payment.id).await?;
    if payment.replaces_card() {
        return Ok(());
    }
    let (pledge, payment) = (payment.pledge, payment.id);
    tx.send(&AuthenticationStarted { pledge, payment, started_at: tx.now }).await?;
    Ok(())
}

async fn declined(
    tx: &Transaction,
    payment: &Payment,
    attempt: &str,
    code: String,
) -> Result<(), ApplyError> {
    payments::set_decline(tx, payment.id, attempt).await?;
    if payment.replaces_card() {
        // The page itself says so; nothing was to be paid.
        return Ok(());
    }
    let (pledge, payment) = (payment.pledge, payment.id);
    tx.send(&PaymentDeclined { pledge, payment, code, declined_at: tx.now }).await?;
    Ok(())
}

/// The page is done, and the donor's bank is not.
async fn processing(tx: &Transaction, payment: &Payment) -> Result<(), ApplyError> {
    too_late_to_close(tx, payment).await?;
    payments::set_status(tx, payment.id, Status::Processing).await?;
    if payment.kind == Kind::Setup {
        // Nothing is to be paid, and saving a card takes no days.
        return Ok(());
    }
    let (pledge, payment) = (payment.pledge, payment.id);
    tx.send(&PaymentProcessing { pledge, payment, started_at: tx.now }).await?;
    Ok(())
}

/// Money that the provider took.
pub(super) struct Took<'a> {
    /// The provider's charge.
    pub(super) charge: &'a str,
    /// When.
    pub(super) at: Timestamp,
    /// What the provider kept of it, when that is known.
    pub(super) fee: Option<Fee>,
    /// The card that is kept, when one is.
    pub(super) method: Option<Method>,
    /// Whether it is a bank debit.
    pub(super) debit: bool,
}

pub(super) async fn collected(tx: &Transaction, payment: &Payment, took: Took<'_>) -> Result<(), ApplyError> {
    let Took { charge, at, fee, method, debit } = took;
    too_late_to_close(tx, payment).await?;
    payments::collected(tx, payment.id, charge, at, method.as_ref().map(|it| it.id.clone())).await?;
    if debit {
        payments::set_debit(tx, payment.id).await?;
        if !payment.status.is_over() && payment.status != Status::Processing {
            // Nobody could look until the money was here, and what a bank may take back is not given back by everybody.
            let (pledge, payment) = (payment.pledge, payment.id);
            tx.send(&PaymentProcessing { pledge, payment, started_at: tx.now }).await?;
        }
    }
    ledger::book(tx, &posting::collected(charge, payment.campaign, &payment.gift)?, about(payment)).await?;
    tx.send(&PaymentCollected {
        pledge: payment.pledge,
        campaign: payment.campaign,
        payment: payment.id,
        gift: payment.gift,
        processor_fee: fee.as_ref().map(|it| it.money),
        collected_at: at,
    })
    .await?;
    kept(tx, payment, method.as_ref()).await?;
    if payment.close_asked && payment.keeps_card {
        // Its plan had come to nothing before: nobody will charge the card again.
        release(tx, payment.pledge, Cards::OfPlan).await?;
    }
    match fee {
        Some(fee) => book_fee(tx, payment, &fee).await,
        None => Ok(()),
    }
}

/// A fee of nothing is noted, so that nobody asks for it again, and not booked.
pub(super) async fn book_fee(tx: &Transaction, payment: &Payment, fee: &Fee) -> Result<(), ApplyError> {
    payments::set_fee(tx, payment.id, fee).await?;
    if !fee.money.is_zero() {
        let group = posting::fee_kept(&fee.transaction, fee.money)?;
        ledger::book(tx, &group, about(payment)).await?;
    }
    Ok(())
}

async fn card_saved(tx: &Transaction, payment: &Payment, method: Option<&Method>) -> Result<(), ApplyError> {
    too_late_to_close(tx, payment).await?;
    payments::card_saved(tx, payment.id, method.map(|it| it.id.as_str())).await?;
    if payment.replaces_card() {
        replaced(tx, payment).await?;
        return kept(tx, payment, method).await;
    }
    tx.send(&CardSaved { pledge: payment.pledge, payment: payment.id, saved_at: tx.now }).await?;
    kept(tx, payment, method).await?;
    if payment.close_asked {
        // Its pledge had come to nothing before: nobody will charge it.
        release(tx, payment.pledge, Cards::Saved).await?;
    }
    Ok(())
}

/// Says until when a card is good that is charged later, when the provider knows.
async fn kept(tx: &Transaction, payment: &Payment, method: Option<&Method>) -> Result<(), ApplyError> {
    if let Some(valid_until) = method.and_then(|it| it.valid_until) {
        let (pledge, payment) = (payment.pledge, payment.id);
        tx.send(&CardKept { pledge, payment, valid_until, kept_at: tx.now }).await?;
    }
    Ok(())
}

/// Another card is charged from now on, unless nothing is charged any more.
async fn replaced(tx: &Transaction, payment: &Payment) -> Result<(), ApplyError> {
    if payments::is_released(tx, payment.pledge, payment.id).await? {
        let all = if payment.keeps_card { Cards::OfPlan } else { Cards::Saved };
        return Ok(release(tx, payment.pledge, all).await?);
    }
    let (pledge, id) = (payment.pledge, payment.id);
    tx.send(&CardReplaced { pledge, payment: id, replaced_at: tx.now }).await?;
    Ok(release(tx, pledge, Cards::Before(payment.attempt)).await?)
}

/// A call to close the page whose answer was lost did not close it: it was completed before.
async fn too_late_to_close(tx: &Transaction, payment: &Payment) -> Result<(), ApplyError> {
    let lost = EffectOutcome::Failed { code: "completed".to_owned(), response: String::new() };
    tx.resolve(&payment.expire_key(), &lost).await?;
    Ok(())
}

/// Ends an attempt that no money came of: closed when its pledge had come to nothing, else failed.
pub(crate) async fn end_unpaid(
    tx: &Transaction,
    payment: &Payment,
    reason: String,
) -> Result<(), ApplyError> {
    let (pledge, id) = (payment.pledge, payment.id);
    if payment.replaces_card() {
        // Nobody used the page; the card that was kept is charged as before.
        payments::failed(tx, id, &reason).await?;
    } else if payment.close_asked {
        payments::set_status(tx, id, Status::Closed).await?;
        tx.send(&CheckoutClosed { pledge, payment: id }).await?;
    } else {
        payments::failed(tx, id, &reason).await?;
        tx.send(&PaymentFailed { pledge, payment: id, reason, failed_at: tx.now }).await?;
    }
    Ok(())
}

fn succeeded(session: &str) -> EffectOutcome {
    EffectOutcome::Succeeded { object_id: session.to_owned(), response: String::new() }
}

fn about(payment: &Payment) -> About {
    About { payment: payment.id, pledge: payment.pledge, campaign: payment.campaign }
}
