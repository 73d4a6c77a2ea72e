//! What becomes of a pledge when payments says something. In each case: what the pledge makes of it, then what
//! its saga does, in one transaction. What was heard before, or comes too late to matter, changes nothing.

use crate::{
    commands::propose_what_a_bank_warns_of,
    outage,
    pledge::{PledgeEvent, RefundState, only_refund},
    record::Record,
    saga::{PledgeSagaData, Sagas, business_key},
    tables,
};
use anyhow::anyhow;
use contracts::{
    PledgeId, RefundId,
    payments::{
        AuthenticationStarted, CardSaved, CheckoutClosed, CheckoutOpened, DisputeClosed, DisputeOpened,
        FraudWarned, PaymentCollected, PaymentDeclined, PaymentFailed, PaymentProcessing, RefundFailed,
        RefundSubmitted, RefundSucceeded,
    },
    pledges::{PageReady, PledgeReduced, RefundDue, RefundReason},
};
use kernel::{
    HandleError, React, Transaction,
    saga::{SagaRow, SagaStatus},
};

/// Drives pledges by what becomes of their payments.
pub(crate) struct FollowPayments;

/// One pledge and its saga, which is locked first, so that whatever is heard of one pledge comes in turn.
struct Subject {
    key: String,
    record: Record,
    saga: SagaRow,
    data: PledgeSagaData,
}

impl Subject {
    async fn load(tx: &Transaction, pledge: PledgeId) -> Result<Self, HandleError> {
        let key = business_key(pledge);
        let Some((saga, data)) = Sagas::data(tx, &key).await? else {
            return Err(HandleError::Reject(anyhow!("there is no pledge {pledge}")));
        };
        Ok(Self { key, record: Record::load(tx, pledge).await?, saga, data })
    }

    fn is_going_forward(&self) -> bool {
        self.saga.status == SagaStatus::Running
    }

    /// Whoever gave up waiting for the page is written to, and gets time to come back.
    async fn tell_if_late(&mut self, tx: &Transaction, page: &CheckoutOpened) -> Result<(), HandleError> {
        let pledge = self.record.state();
        let Some(terms) = pledge.terms.clone() else { return Ok(()) };
        let campaign = tables::campaign::Campaign::by_id(tx, terms.campaign).await?;
        let Some(campaign) = campaign.filter(|_| self.is_going_forward()) else { return Ok(()) };
        let late = outage::opened_late(pledge, page.payment, campaign.deadline_at, tx.now);
        if !self.record.note(tx, late).await? {
            return Ok(());
        }
        let kept_until = self.record.state().terms.as_ref().map_or(tx.now, |it| it.reserved_until);
        let (pledge, campaign, gift) = (page.pledge, terms.campaign, terms.gift);
        Ok(tx.send(&PageReady { pledge, campaign, gift, kept_until, opened_at: tx.now }).await?)
    }

    /// What the saga waited for has come about: the page is open, and then it was paid.
    async fn was_paid(&self, tx: &Transaction) -> Result<(), HandleError> {
        // Whoever paid found the page open, even if nobody said so.
        Sagas::succeeded(tx, &self.key, "checkout", |_| ()).await?;
        Sagas::succeeded(tx, &self.key, "collect", |_| ()).await?;
        Ok(())
    }

    /// The page takes no more money: whoever waits for that need not.
    async fn page_is_gone(&self, tx: &Transaction) -> Result<(), HandleError> {
        Sagas::undone(tx, &self.key, "checkout").await.map(drop)
    }

    /// Gives back money that came when the pledge had come to nothing. Its reward may be somebody else's by now,
    /// and a donor who was told "nothing was charged" must find it so.
    async fn give_back(&mut self, tx: &Transaction) -> Result<(), HandleError> {
        let pledge = self.record.state();
        let (Some(gift), Some(terms)) = (pledge.refundable(), pledge.terms.as_ref()) else { return Ok(()) };
        let (refund, reason, campaign) = (late_refund(self.record.id), RefundReason::TooLate, terms.campaign);
        let pledge = self.record.id;
        let note = "Its payment was heard of when the pledge had come to nothing.";
        let row = tables::refund::NewRefund { id: refund, pledge, gift, reason, decided_by: None, note };
        tables::refund::insert(tx, &row).await?;
        self.record.append(tx, PledgeEvent::RefundDecided { refund, gift, reason, decided_by: None }).await?;
        let due = RefundDue { refund, pledge, campaign, gift, reason, decided_by: None, due_at: tx.now };
        Ok(tx.send(&due).await?)
    }

    /// Whether the undo of `keep` waits for this refund: it unwinds the pledge, or returns what came too late.
    fn is_waited_for(&self, refund: RefundId) -> bool {
        let unwinds = self.data.refund.as_ref().is_some_and(|it| it.refund == refund);
        unwinds || refund == late_refund(self.record.id)
    }

    async fn keep_refund_state(&self, tx: &Transaction, refund: RefundId) -> Result<(), HandleError> {
        let state = self.record.state().refunds.get(&refund).map_or(RefundState::Due, |it| it.state);
        Ok(tables::refund::set_state(tx, refund, state).await?)
    }
}

/// The one refund of a pledge that was paid too late: hearing of the payment again is the same refund.
pub(crate) fn late_refund(pledge: PledgeId) -> RefundId {
    only_refund(pledge, "paid too late")
}

impl React<CheckoutOpened> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: CheckoutOpened) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let opened = subject.record.state().opened(it.payment, it.expires_at);
        if subject.record.note(tx, opened).await? {
            tables::pledge::set_checkout_url(tx, it.pledge, &it.url).await?;
            subject.tell_if_late(tx, &it).await?;
            Sagas::succeeded(tx, &subject.key, "checkout", |_| ()).await?;
        }
        Ok(())
    }
}

impl React<CheckoutClosed> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: CheckoutClosed) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let closed = subject.record.state().closed(it.payment);
        if subject.record.note(tx, closed).await? {
            subject.page_is_gone(tx).await?;
        }
        Ok(())
    }
}

impl React<AuthenticationStarted> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: AuthenticationStarted) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let extended = subject.record.state().authenticating(it.payment);
        subject.record.note(tx, extended).await?;
        Ok(())
    }
}

impl React<PaymentProcessing> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: PaymentProcessing) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let processing = subject.record.state().processing(it.payment, it.started_at);
        if !subject.record.note(tx, processing).await? {
            return Ok(());
        }
        if subject.is_going_forward() {
            // Whoever did their part found the page open, even if nobody said so.
            return Sagas::succeeded(tx, &subject.key, "checkout", |_| ()).await.map(drop);
        }
        subject.page_is_gone(tx).await
    }
}

impl React<PaymentDeclined> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: PaymentDeclined) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let declined = subject.record.state().declined(it.payment, &it.code, it.declined_at);
        subject.record.note(tx, declined).await?;
        Ok(())
    }
}

impl React<PaymentFailed> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: PaymentFailed) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let failed = subject.record.state().failed(it.payment, &it.reason, it.failed_at);
        if subject.record.note(tx, failed).await? {
            for step in ["checkout", "collect"] {
                Sagas::failed(tx, &subject.key, step, &it.reason).await?;
            }
            subject.page_is_gone(tx).await?;
        }
        Ok(())
    }
}

impl React<PaymentCollected> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: PaymentCollected) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let collected = subject.record.state().collected(it.payment, it.gift, it.collected_at);
        let collected = collected.map_err(|error| HandleError::Reject(error.into()))?;
        if !subject.record.note(tx, collected).await? {
            return Ok(());
        }
        if subject.is_going_forward() {
            return subject.was_paid(tx).await;
        }
        let pledge = subject.record.state();
        if pledge.lapsed.is_some() || pledge.withdrawn {
            subject.give_back(tx).await?;
            subject.page_is_gone(tx).await?;
        }
        Ok(())
    }
}

impl React<CardSaved> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: CardSaved) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let saved = subject.record.state().saved_card(it.payment, it.saved_at);
        if !subject.record.note(tx, saved).await? {
            return Ok(());
        }
        if subject.is_going_forward() { subject.was_paid(tx).await } else { subject.page_is_gone(tx).await }
    }
}

impl React<RefundSubmitted> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: RefundSubmitted) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let submitted = subject.record.state().refund_submitted(it.refund);
        if subject.record.note(tx, submitted).await? {
            subject.keep_refund_state(tx, it.refund).await?;
        }
        Ok(())
    }
}

impl React<RefundSucceeded> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: RefundSucceeded) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let succeeded = subject.record.state().refund_succeeded(it.refund, it.refunded_at);
        if subject.record.note(tx, succeeded).await? {
            subject.keep_refund_state(tx, it.refund).await?;
            if subject.is_waited_for(it.refund) {
                Sagas::undone(tx, &subject.key, "keep").await?;
            }
        }
        Ok(())
    }
}

impl React<RefundFailed> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: RefundFailed) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let failed = subject.record.state().refund_failed(it.refund, &it.reason, it.failed_at);
        if subject.record.note(tx, failed).await? {
            subject.keep_refund_state(tx, it.refund).await?;
            if subject.is_waited_for(it.refund) {
                Sagas::undo_failed(tx, &subject.key, "keep", &it.reason).await?;
            }
            // What had come to nothing, or was given back, is owed again: somebody must see to it.
            Sagas::undo_came_back(tx, &subject.key, "keep", &it.reason).await?;
        }
        Ok(())
    }
}

impl React<DisputeOpened> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: DisputeOpened) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let disputed = subject.record.state().disputed(&it.dispute, it.amount, it.opened_at);
        subject.record.note(tx, disputed).await?;
        Ok(())
    }
}

/// A bank that warns changes nothing about the pledge: staff read of it, and decide about the refund that is proposed.
impl React<FraudWarned> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: FraudWarned) -> Result<(), HandleError> {
        if tables::warning::insert_once(tx, &it).await? {
            propose_what_a_bank_warns_of(tx, &it).await?;
        }
        Ok(())
    }
}

/// A dispute that was lost takes what the donor keeps off the total. A dispute that was won brings nothing back
/// that was cancelled or refunded meanwhile (scenario T-55).
impl React<DisputeClosed> for FollowPayments {
    async fn react(&self, tx: &Transaction, it: DisputeClosed) -> Result<(), HandleError> {
        let mut subject = Subject::load(tx, it.pledge).await?;
        let closed = subject.record.state().dispute_closed(&it.dispute, it.won, it.lost, it.closed_at);
        let lost = match &closed {
            Some(PledgeEvent::DisputeClosed { lost, .. }) => lost.amount,
            _ => return Ok(()),
        };
        if !subject.record.note(tx, closed).await? || !lost.is_positive() {
            return Ok(());
        }
        let pledge = subject.record.state();
        let Some(remaining) = pledge.counts_for().filter(|_| pledge.activated) else { return Ok(()) };
        let (pledge, campaign, by) = (it.pledge, it.campaign, lost);
        Ok(tx.send(&PledgeReduced { pledge, campaign, by, remaining, reduced_at: tx.now }).await?)
    }
}
