//! What this module does on hearing pledges.
//!
//! One subscription for nearly all of it: messages about a pledge come in the order they were said.

mod again;
mod bearer;
mod charge;
mod evidence;
mod offline;
mod old_cards;
mod pages;

use crate::{
    apply::{end_unpaid, refuse_refund, succeeded},
    desk::Desk,
    jobs::{
        CloseCheckout, LookForDebt, OpenCheckout, PollPayment, PollRefund, Reconcile, SubmitRefund,
        ask_for_next, hold_back, release, soon, unclaimed,
    },
    orders,
    payment::{Kind, Payment, Status, subject},
    posting::{self, Earner},
    provider::{Ask, CustomerOrder},
    refund::{self, Refund},
    tables::{
        campaign, dispute as disputes,
        ledger::{self, About},
        payee::{self, Frozen},
        payment::{self as payments, Cards},
        platform_fee, refund as refunds,
    },
};
use anyhow::anyhow;
use contracts::{
    Money, PaymentId, Timestamp,
    campaigns::{CampaignCancelled, CampaignFailed, CampaignPublished, CampaignRestored, CampaignSuspended},
    pledges::{
        CardPageDue, ChargeDue, Collection, Gift, PageCloseDue, PaymentPageDue, PlanEnded, PledgeChanged,
        PledgeLapsed, PledgeReduced, PledgeReserved, Recurring, RefundDue,
    },
};
use kernel::{
    Effect, EffectRow, HandleError, React, Reactor, Subscription, Transaction, in_references, reference,
};
use std::time::Duration;

/// How long the provider's page stays open at most. Stripe's most is 24 hours and its least 30 minutes, counted from
/// when it is asked, which is hours from now while it does not answer; a pledge that lapses closes its page before.
const OPEN_FOR: Duration = Duration::from_hours(23);

pub(crate) fn subscriptions(desk: &Desk) -> Vec<Subscription> {
    let pledges = Reactor::named("pledges")
        .on::<PledgeReserved>(desk.clone())
        .on::<PageCloseDue>(pages::ClosePages)
        .on::<PledgeLapsed>(desk.clone())
        .on::<PledgeReduced>(ReleaseCards)
        .on::<PlanEnded>(ReleaseCards)
        .on::<PledgeChanged>(desk.clone())
        .on::<ChargeDue>(desk.clone())
        .on::<PaymentPageDue>(desk.clone())
        .on::<CardPageDue>(desk.clone())
        .on::<RefundDue>(desk.clone());
    let campaigns = Reactor::named("campaigns")
        .on::<CampaignPublished>(KeepPayee)
        .on::<CampaignSuspended>(KeepPayee)
        .on::<CampaignRestored>(KeepPayee)
        .on::<CampaignCancelled>(KeepPayee)
        .on::<CampaignFailed>(KeepPayee);
    vec![
        pledges.build(),
        campaigns.build(),
        offline::subscription(),
        unclaimed::subscription(),
        evidence::subscription(),
        old_cards::subscription(),
    ]
}

/// Keeps who is paid what a campaign raised, and whether its money stays.
struct KeepPayee;

impl React<CampaignPublished> for KeepPayee {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(payee::remember(tx, &it).await?)
    }
}

impl React<CampaignSuspended> for KeepPayee {
    async fn react(&self, tx: &Transaction, it: CampaignSuspended) -> Result<(), HandleError> {
        Ok(payee::freeze(tx, it.campaign, Frozen::Suspended).await?)
    }
}

impl React<CampaignRestored> for KeepPayee {
    async fn react(&self, tx: &Transaction, it: CampaignRestored) -> Result<(), HandleError> {
        Ok(payee::freeze(tx, it.campaign, Frozen::No).await?)
    }
}

impl React<CampaignCancelled> for KeepPayee {
    async fn react(&self, tx: &Transaction, it: CampaignCancelled) -> Result<(), HandleError> {
        Ok(payee::freeze(tx, it.campaign, Frozen::GoesBack).await?)
    }
}

impl React<CampaignFailed> for KeepPayee {
    async fn react(&self, tx: &Transaction, it: CampaignFailed) -> Result<(), HandleError> {
        Ok(payee::freeze(tx, it.campaign, Frozen::GoesBack).await?)
    }
}

impl React<PledgeReserved> for Desk {
    async fn react(&self, tx: &Transaction, it: PledgeReserved) -> Result<(), HandleError> {
        campaign::remember(tx, &it).await?;
        platform_fee::remember(tx, it.pledge).await?;
        if let Some(Recurring::Renews { card_of, .. }) = it.recurring {
            return charge::renew(self, tx, &it, card_of).await;
        }
        let payment = first_attempt(&it, tx.now);
        if !payments::insert_once(tx, &payment, &it.locale).await? {
            return Ok(());
        }
        let (id, pledge) = (payment.id, payment.pledge);
        match first_call(self, tx, &payment, &it).await {
            Ok(effect) => {
                tx.intend(&effect).await?;
                tx.enqueue(&OpenCheckout { payment: id, pledge }).await?;
                tx.enqueue_at(&PollPayment { payment: id, pledge, n: 0 }, soon(tx.now, 0)).await?;
            }
            Err(error) => {
                let (pledge, error) = (reference(pledge.0), in_references(&error.to_string()));
                tracing::warn!(pledge, error, "an order cannot be said in the provider's words");
                end_unpaid(tx, &payment, "cannot_be_ordered".to_owned())
                    .await
                    .map_err(anyhow::Error::from)?;
            }
        }
        ask_for_next(tx).await?;
        let reconcile = Reconcile::after(tx.now);
        Ok(tx.enqueue_at(&reconcile, reconcile.due_at()).await?)
    }
}

fn first_attempt(it: &PledgeReserved, now: Timestamp) -> Payment {
    Payment {
        id: PaymentId::fresh(),
        pledge: it.pledge,
        campaign: it.campaign,
        attempt: 1,
        kind: match it.collection {
            Collection::Charge => Kind::Charge,
            Collection::SaveCard => Kind::Setup,
        },
        keeps_card: matches!(it.recurring, Some(Recurring::Keeps { .. })),
        gift: it.gift,
        status: Status::Opening,
        session: None,
        intent: None,
        charge: None,
        expires_at: it.reserved_until.max(now.after(OPEN_FOR)),
        close_asked: false,
        fee_transaction: None,
        last_decline: None,
        authentication_told: false,
        earned_at: None,
    }
}

/// The first call about an attempt: the page itself, or the customer that a saved card is kept with.
async fn first_call(
    desk: &Desk,
    tx: &Transaction,
    payment: &Payment,
    it: &PledgeReserved,
) -> anyhow::Result<Effect> {
    let (key, step, ask) = if payment.needs_customer() {
        let effect_key = payment.customer_key();
        let (pledge, payment, email) = (payment.pledge, payment.id, it.email.clone());
        let order = CustomerOrder { effect_key: effect_key.clone(), pledge, payment, email };
        (effect_key, "make_customer", Ask::Customer(order))
    } else {
        let order = orders::checkout(desk, tx, payment, None, it.email.clone(), it.locale.clone()).await?;
        (payment.checkout_key(), "open_checkout", Ask::Checkout(Box::new(order)))
    };
    opening(desk, payment, key, step, &ask)
}

fn opening(
    desk: &Desk,
    payment: &Payment,
    key: String,
    step: &'static str,
    ask: &Ask,
) -> anyhow::Result<Effect> {
    Ok(Effect {
        key,
        subject: subject(payment.pledge),
        step,
        provider: desk.name(),
        request: desk.prepare(ask)?,
        undo_of: None,
    })
}

impl React<PledgeLapsed> for Desk {
    async fn react(&self, tx: &Transaction, it: PledgeLapsed) -> Result<(), HandleError> {
        let Some(mut payment) = payments::lock_of_pledge(tx, it.pledge).await? else { return Ok(()) };
        match payment.status {
            Status::Opening | Status::Open | Status::Processing if !payment.close_asked => {
                payments::ask_to_close(tx, payment.id).await?;
                tx.enqueue(&CloseCheckout { payment: payment.id, pledge: it.pledge }).await?;
            }
            // Whoever waits for the page to be closed hears that there is none.
            Status::Failed => {
                payments::ask_to_close(tx, payment.id).await?;
                payment.close_asked = true;
                end_unpaid(tx, &payment, String::new()).await.map_err(anyhow::Error::from)?;
            }
            Status::CardSaved => release(tx, it.pledge, Cards::Saved).await?,
            // What was collected goes back only by a decision to refund.
            _ => (),
        }
        Ok(())
    }
}

/// Lets go of cards that nobody will charge any more.
struct ReleaseCards;

/// A pledge that counts for nothing was taken back, dropped, released or given back in whole: whatever it was, nothing
/// more is charged for it.
impl React<PledgeReduced> for ReleaseCards {
    async fn react(&self, tx: &Transaction, it: PledgeReduced) -> Result<(), HandleError> {
        if it.remaining.is_zero() {
            release(tx, it.pledge, Cards::Saved).await?;
        }
        Ok(())
    }
}

impl React<PlanEnded> for ReleaseCards {
    async fn react(&self, tx: &Transaction, it: PlanEnded) -> Result<(), HandleError> {
        for pledge in it.cards {
            release(tx, pledge, Cards::OfPlan).await?;
        }
        Ok(())
    }
}

impl React<RefundDue> for Desk {
    async fn react(&self, tx: &Transaction, it: RefundDue) -> Result<(), HandleError> {
        if let Some(known) = refunds::find(tx, it.refund).await? {
            return again::asked(self, tx, &known, it.due_at).await;
        }
        let payment = payments::lock_collected(tx, it.pledge).await?;
        let payment = payment.ok_or_else(|| anyhow!("nothing was collected for pledge {}", it.pledge))?;
        let it = RefundDue { gift: less_by_bank(tx, &payment, &it.gift).await?, ..it };
        if it.gift.total().is_zero() {
            return given_by_bank(tx, &payment, &it).await;
        }
        let bearer = bearer::of(tx, &payment, &it.gift).await?;
        must_be_left(tx, &payment, &it.gift).await?;
        let refund = Refund {
            id: it.refund,
            payment: payment.id,
            pledge: payment.pledge,
            campaign: payment.campaign,
            gift: it.gift,
            status: refund::Status::Due,
            effect_no: 1,
            provider_id: None,
        };
        if !payments::reserve_refund(tx, payment.id, it.gift.total().minor).await? {
            return Err(too_much(&payment).into());
        }
        refunds::insert_once(tx, &refund, it.due_at).await?;
        let group =
            posting::refund_decided(&refund.object(), refund.campaign, refund.pledge, &it.gift, bearer);
        ledger::book(tx, &group.map_err(anyhow::Error::from)?, about(&payment)).await?;
        if let Some(Earner { creator, .. }) = bearer {
            tx.enqueue(&LookForDebt { creator, currency: it.gift.amount.currency }).await?;
        }
        if disputes::open_of(tx, payment.id).await?.is_some() {
            // The bank has the money: nobody can give it back until the bank has decided (rule R12).
            return Ok(refuse_refund(tx, &refund, "disputed").await.map_err(anyhow::Error::from)?);
        }
        if hold_back(tx, &payment, &refund, it.decided_by).await? {
            return Ok(());
        }
        give_back(self, tx, &payment, &refund).await
    }
}

/// What of `gift` has to go back, once a bank left a part of the payment with the donor: whoever decided the refund had
/// not heard of that.
async fn less_by_bank(tx: &Transaction, payment: &Payment, gift: &Gift) -> Result<Gift, HandleError> {
    if !disputes::was_lost(tx, payment.id).await? {
        return Ok(*gift);
    }
    let gone = disputes::gone(tx, payment.id, gift.amount.currency).await?;
    let least = |wanted: Money, taken: Money, gone: Money| {
        Money::new(wanted.minor.min((taken.minor - gone.minor).max(0)), wanted.currency)
    };
    Ok(Gift {
        amount: least(gift.amount, payment.gift.amount, gone.amount),
        tip: least(gift.tip, payment.gift.tip, gone.tip),
        covered_fee: least(gift.covered_fee, payment.gift.covered_fee, gone.covered_fee),
    })
}

/// The donor has all of it by the bank. Whoever waits for the refund hears so; nothing moves.
async fn given_by_bank(tx: &Transaction, payment: &Payment, it: &RefundDue) -> Result<(), HandleError> {
    let refund = Refund {
        id: it.refund,
        payment: payment.id,
        pledge: payment.pledge,
        campaign: payment.campaign,
        gift: it.gift,
        status: refund::Status::ByBank,
        effect_no: 0,
        provider_id: None,
    };
    if refunds::insert_once(tx, &refund, it.due_at).await? {
        tx.send(&succeeded(tx, &refund)).await?;
    }
    Ok(())
}

fn about(payment: &Payment) -> About {
    About { payment: payment.id, pledge: payment.pledge, campaign: payment.campaign }
}

/// Asks the provider to give back what was decided.
pub(crate) async fn give_back(
    desk: &Desk,
    tx: &Transaction,
    payment: &Payment,
    refund: &Refund,
) -> Result<(), HandleError> {
    let intent = payment.intent.as_deref().unwrap_or_default();
    let undo_of = undone_by(tx, payment, refund).await?;
    let effect = crate::jobs::refund_effect(desk, refund, intent, undo_of)?;
    tx.intend(&effect).await?;
    let (id, pledge) = (refund.id, refund.pledge);
    tx.enqueue(&SubmitRefund { refund: id, pledge }).await?;
    Ok(tx.enqueue_at(&PollRefund { refund: id, pledge, n: 0 }, soon(tx.now, 0)).await?)
}

/// A refund of everything takes the checkout back, unless a call to close its page claims to already: an
/// effect is taken back once. Parts of it take back nothing by themselves.
async fn undone_by(
    tx: &Transaction,
    payment: &Payment,
    refund: &Refund,
) -> Result<Option<String>, HandleError> {
    if refund.gift.total() != payment.gift.total() {
        return Ok(None);
    }
    let closing = EffectRow::find(tx, tx.module(), &payment.expire_key()).await?;
    Ok(closing.is_none().then(|| payment.checkout_key()))
}

/// No line gives back more than was given on it.
async fn must_be_left(tx: &Transaction, payment: &Payment, gift: &Gift) -> Result<(), HandleError> {
    let before = disputes::gone(tx, payment.id, payment.gift.amount.currency).await?;
    let taken = payment.gift;
    let lines = [
        (taken.amount, before.amount, gift.amount),
        (taken.tip, before.tip, gift.tip),
        (taken.covered_fee, before.covered_fee, gift.covered_fee),
    ];
    if gift.total().is_positive() && lines.into_iter().all(is_left) {
        return Ok(());
    }
    Err(too_much(payment).into())
}

fn is_left((taken, before, now): (Money, Money, Money)) -> bool {
    let left = taken.checked_sub(before).and_then(|left| left.checked_sub(now));
    !now.is_negative() && left.is_ok_and(|left| !left.is_negative())
}

fn too_much(payment: &Payment) -> anyhow::Error {
    anyhow!("more is to go back than is left of payment {}", payment.id)
}
