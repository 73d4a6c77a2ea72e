//! Collecting what was promised with a saved card: by charging it, or on a page where the donor pays.

use super::{OPEN_FOR, opening};
use crate::{
    apply::end_unpaid,
    desk::Desk,
    jobs::{ChargeCard, OpenCheckout, PollPayment, ask_for_next, soon},
    orders,
    payment::{Kind, Payment, Status, subject},
    provider::{Ask, ChargeOrder},
    tables::payment::{self as payments, Saved},
};
use anyhow::anyhow;
use contracts::{
    PaymentId, PledgeId,
    pledges::{CardPageDue, ChargeDue, PaymentPageDue, PledgeChanged, PledgeReserved},
};
use kernel::{Effect, HandleError, React, Transaction, in_references, reference};

/// What is charged later is what was promised last.
impl React<PledgeChanged> for Desk {
    async fn react(&self, tx: &Transaction, it: PledgeChanged) -> Result<(), HandleError> {
        Ok(payments::promise(tx, it.pledge, &it.gift).await?)
    }
}

impl React<ChargeDue> for Desk {
    async fn react(&self, tx: &Transaction, it: ChargeDue) -> Result<(), HandleError> {
        let saved = payments::saved_of_pledge(tx, it.pledge).await?;
        let saved = saved.ok_or_else(|| anyhow!("no card is saved for pledge {}", it.pledge))?;
        let payment = next_attempt(&saved, it.attempt, Kind::OffSession, tx);
        begin(self, tx, &payment, &saved).await
    }
}

/// A gift of a plan is due: the card that was kept with the pledge `card_of` is charged for another one.
pub(super) async fn renew(
    desk: &Desk,
    tx: &Transaction,
    it: &PledgeReserved,
    card_of: PledgeId,
) -> Result<(), HandleError> {
    let payment = Payment { kind: Kind::OffSession, ..super::first_attempt(it, tx.now) };
    if let Some(saved) = payments::saved_of_pledge(tx, card_of).await? {
        return begin(desk, tx, &payment, &saved).await;
    }
    // The card was let go, or never kept: as if the bank knew no such card.
    if payments::insert_once(tx, &payment, &it.locale).await? {
        let reason = "resource_missing".to_owned();
        end_unpaid(tx, &payment, reason).await.map_err(anyhow::Error::from)?;
    }
    Ok(())
}

/// Has the card charged, once.
async fn begin(desk: &Desk, tx: &Transaction, payment: &Payment, saved: &Saved) -> Result<(), HandleError> {
    if !payments::insert_once(tx, payment, &saved.locale).await? {
        return Ok(());
    }
    payments::set_customer(tx, payment.id, &saved.customer).await?;
    let (id, pledge) = (payment.id, payment.pledge);
    match charging(desk, payment, saved) {
        Ok(effect) => {
            tx.intend(&effect).await?;
            tx.enqueue(&ChargeCard { payment: id, pledge }).await?;
            tx.enqueue_at(&PollPayment { payment: id, pledge, n: 0 }, soon(tx.now, 0)).await?;
        }
        Err(error) => {
            let (pledge, error) = (reference(pledge.0), in_references(&error.to_string()));
            tracing::warn!(pledge, error, "a charge cannot be said in the provider's words");
            let reason = "cannot_be_ordered".to_owned();
            end_unpaid(tx, payment, reason).await.map_err(anyhow::Error::from)?;
        }
    }
    Ok(ask_for_next(tx).await?)
}

impl React<CardPageDue> for Desk {
    async fn react(&self, tx: &Transaction, it: CardPageDue) -> Result<(), HandleError> {
        // Nothing was kept that another card could take the place of.
        let Some(saved) = payments::saved_of_pledge(tx, it.pledge).await? else { return Ok(()) };
        let keeps_card = saved.payment.keeps_card;
        let payment = Payment { keeps_card, ..next_attempt(&saved, it.attempt, Kind::Setup, tx) };
        open_page(self, tx, &payment, &saved).await
    }
}

impl React<PaymentPageDue> for Desk {
    async fn react(&self, tx: &Transaction, it: PaymentPageDue) -> Result<(), HandleError> {
        let saved = payments::saved_of_pledge(tx, it.pledge).await?;
        let saved = saved.ok_or_else(|| anyhow!("no card is saved for pledge {}", it.pledge))?;
        let payment = next_attempt(&saved, it.attempt, Kind::Charge, tx);
        open_page(self, tx, &payment, &saved).await
    }
}

/// Has a page opened for whom a card was saved for before, once.
async fn open_page(
    desk: &Desk,
    tx: &Transaction,
    payment: &Payment,
    saved: &Saved,
) -> Result<(), HandleError> {
    if !payments::insert_once(tx, payment, &saved.locale).await? {
        return Ok(());
    }
    payments::set_customer(tx, payment.id, &saved.customer).await?;
    let customer = Some(saved.customer.clone());
    let order = orders::checkout(desk, tx, payment, customer, None, saved.locale.clone()).await?;
    let (key, ask) = (payment.checkout_key(), Ask::Checkout(Box::new(order)));
    tx.intend(&opening(desk, payment, key, "open_checkout", &ask)?).await?;
    let (id, pledge) = (payment.id, payment.pledge);
    tx.enqueue(&OpenCheckout { payment: id, pledge }).await?;
    Ok(tx.enqueue_at(&PollPayment { payment: id, pledge, n: 0 }, soon(tx.now, 0)).await?)
}

fn next_attempt(saved: &Saved, attempt: i32, kind: Kind, tx: &Transaction) -> Payment {
    Payment {
        id: PaymentId::fresh(),
        attempt,
        kind,
        keeps_card: false,
        status: Status::Opening,
        session: None,
        intent: None,
        charge: None,
        expires_at: tx.now.after(OPEN_FOR),
        close_asked: false,
        fee_transaction: None,
        last_decline: None,
        ..saved.payment.clone()
    }
}

fn charging(desk: &Desk, payment: &Payment, saved: &Saved) -> anyhow::Result<Effect> {
    let key = payment.checkout_key();
    let order = ChargeOrder {
        effect_key: key.clone(),
        pledge: payment.pledge,
        payment: payment.id,
        campaign: payment.campaign,
        customer: saved.customer.clone(),
        method: saved.method.clone(),
        money: payment.gift.total(),
    };
    Ok(Effect {
        key,
        subject: subject(payment.pledge),
        step: "charge_card",
        provider: desk.name(),
        request: desk.prepare(&Ask::Charge(Box::new(order)))?,
        undo_of: None,
    })
}
