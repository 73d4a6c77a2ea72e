use super::{ApplyError, refuse_refund, settled_by_bank};
use crate::{
    dispute::{Dispute, Fact, State},
    jobs::{BlockCard, LookForDebt, RefundAfterDispute, RemindOfDispute},
    payment::{Payment, Status},
    posting::{self, Debts, Earner},
    provider::ProviderDispute,
    tables::{
        dispute as disputes,
        ledger::{self, About},
        payee, payment as payments, platform_fee, refund as refunds,
    },
};
use contracts::{
    Money, PaymentId,
    payments::{DisputeClosed, DisputeOpened},
    pledges::Gift,
};
use kernel::{Command, Transaction};
use std::time::Duration;

/// How long before evidence is due somebody is reminded (scenario T-58).
const REMIND_BEFORE: Duration = Duration::from_hours(48);

/// Notes what the provider's dispute shows. The payment's lock comes first: a dispute and a refund of one payment
/// are noted in turn.
pub(crate) struct NoteDispute {
    pub(crate) payment: PaymentId,
    pub(crate) seen: ProviderDispute,
}

impl Command for NoteDispute {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let payment = payments::lock(tx, self.payment).await?.ok_or(ApplyError::Gone)?;
        if payment.status != Status::Collected {
            return Err(ApplyError::Early);
        }
        let dispute = match disputes::find(tx, &self.seen.id).await? {
            Some(known) => known,
            None => open(tx, &payment, &self.seen).await?,
        };
        match dispute.learn(&self.seen) {
            None => Ok(()),
            Some(Fact::WithBank) => Ok(disputes::set_state(tx, &dispute.id, State::WithBank).await?),
            Some(Fact::Won) => won(tx, &payment, &dispute).await,
            Some(Fact::Lost) => lost(tx, &payment, &dispute).await,
        }
    }
}

async fn open(tx: &Transaction, payment: &Payment, seen: &ProviderDispute) -> Result<Dispute, ApplyError> {
    let zero = Money::zero(seen.amount.currency);
    let fee = seen.withdrawn.as_ref().map_or(zero, |it| it.money);
    let dispute = Dispute {
        id: seen.id.clone(),
        payment: payment.id,
        pledge: payment.pledge,
        campaign: payment.campaign,
        amount: seen.amount,
        fee,
        reason: seen.reason.clone(),
        state: State::AwaitsEvidence,
        due_by: seen.due_by,
        evidence_at: None,
        opened_at: seen.opened_at,
        card_blocked_at: None,
        card_free: false,
    };
    disputes::insert_once(tx, &dispute).await?;
    let group = posting::dispute_opened(&dispute.id, dispute.amount, fee)?;
    ledger::book(tx, &group, about(payment)).await?;
    if let Some(due) = dispute.due_by {
        let at = due.before(REMIND_BEFORE).max(tx.now);
        tx.enqueue_at(&RemindOfDispute { dispute: dispute.id.clone() }, at).await?;
    }
    tx.send(&DisputeOpened {
        dispute: dispute.id.clone(),
        pledge: payment.pledge,
        campaign: payment.campaign,
        amount: dispute.amount,
        reason: dispute.reason.clone(),
        due_by: dispute.due_by,
        opened_at: dispute.opened_at,
    })
    .await?;
    for refund in refunds::held_of(tx, payment.id).await? {
        // It waited for this: the bank is faster. It goes on as any that the bank came before (rule R12).
        refunds::let_go(tx, refund.id).await?;
        refuse_refund(tx, &refund, "disputed").await?;
    }
    Ok(dispute)
}

/// The money is here again; the provider keeps its fee.
async fn won(tx: &Transaction, payment: &Payment, dispute: &Dispute) -> Result<(), ApplyError> {
    disputes::set_state(tx, &dispute.id, State::Won).await?;
    ledger::book(tx, &posting::dispute_won(&dispute.id, dispute.amount)?, about(payment)).await?;
    // What was decided to go back, and could not while the bank had it, is owed to the donor still.
    tx.enqueue(&RefundAfterDispute { payment: payment.id, pledge: payment.pledge }).await?;
    let zero = Money::zero(dispute.amount.currency);
    close(tx, dispute, true, Gift { amount: zero, tip: zero, covered_fee: zero }).await
}

/// The donor keeps the money. It is first what the donor was owed anyway, then what is left of the gift, line by
/// line; what the bank took beyond that is the platform's loss.
async fn lost(tx: &Transaction, payment: &Payment, dispute: &Dispute) -> Result<(), ApplyError> {
    disputes::set_state(tx, &dispute.id, State::Lost).await?;
    let currency = dispute.amount.currency;
    let mut rest = dispute.amount.minor;
    let mut take = |there: i64| {
        let taken = rest.min(there.max(0));
        rest -= taken;
        Money::new(taken, currency)
    };
    let refundable = take(ledger::owed_to_donor(tx, payment.pledge, currency).await?);
    let gone = disputes::gone(tx, payment.id, currency).await?;
    let gift = payment.gift;
    let left = gift.amount.minor - gone.amount.minor;
    let lines = Gift {
        amount: take(left),
        covered_fee: take(gift.covered_fee.minor - gone.covered_fee.minor),
        tip: take(gift.tip.minor - gone.tip.minor),
    };
    let owner = payee::earned_by(tx, payment).await?;
    let rate = platform_fee::rate(tx, payment.pledge).await?;
    let fee = match owner {
        Some(_) => share(left, lines.amount, rate)?,
        None => Money::zero(currency),
    };
    let bearer = owner.map(|creator| Earner { creator, fee_back: fee, provider_fee: Money::zero(currency) });
    let debts = Debts { refundable, lines, owner: bearer, loss: take(i64::MAX) };
    let group = posting::dispute_lost(&dispute.id, dispute.amount, payment.campaign, payment.pledge, &debts)?;
    ledger::book(tx, &group, about(payment)).await?;
    if let Some(creator) = owner {
        tx.enqueue(&LookForDebt { creator, currency }).await?;
    }
    disputes::set_lost(tx, &dispute.id, &lines).await?;
    tx.enqueue(&BlockCard::of(&dispute.id)).await?;
    close(tx, dispute, false, lines).await?;
    settled_by_bank(tx, payment.id).await
}

/// What the platform gives up of its fee when `back` of the `left` that it was taken on goes back.
pub(crate) fn share(left: i64, back: Money, rate: u32) -> Result<Money, ApplyError> {
    let before = platform_fee::of(Money::new(left, back.currency), rate)?;
    let after = platform_fee::of(Money::new(left - back.minor, back.currency), rate)?;
    Ok(Money::new(before.minor - after.minor, back.currency))
}

async fn close(tx: &Transaction, dispute: &Dispute, won: bool, lost: Gift) -> Result<(), ApplyError> {
    let (pledge, campaign) = (dispute.pledge, dispute.campaign);
    let dispute = dispute.id.clone();
    tx.send(&DisputeClosed { dispute, pledge, campaign, won, lost, closed_at: tx.now }).await?;
    Ok(())
}

fn about(payment: &Payment) -> About {
    About { payment: payment.id, pledge: payment.pledge, campaign: payment.campaign }
}
