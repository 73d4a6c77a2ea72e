use crate::{
    add_ons,
    error::RefundError,
    pledge::{Hold, Item, PledgeEvent, RefundRefused},
    record::Record,
    saga::{FullRefund, Sagas, business_key},
    tables::{refund, stock},
};
use contracts::{
    Money, PledgeId, RefundId, UserId,
    pledges::{Gift, PledgeReduced, RefundDue, RefundReason},
};
use kernel::{Actor, Audit, Command, Transaction, saga::Heard};
use serde_json::json;

/// Staff decide that money goes back. All of it takes the pledge back; some of it makes it count for less.
#[derive(Clone, Debug)]
pub(crate) struct DecideRefund {
    /// Minted when the form was shown, so that the same form sent twice is one refund.
    pub(crate) refund: RefundId,
    pub(crate) pledge: PledgeId,
    /// In all, over every line.
    pub(crate) amount: Money,
    /// Taken from this alone, where somebody said so.
    pub(crate) only: Option<Item>,
    /// Who; nobody, where it follows from all of a campaign's gifts going back.
    pub(crate) decided_by: Option<UserId>,
    /// Why, in the words of whoever decided.
    pub(crate) note: String,
}

impl Command for DecideRefund {
    type Output = ();
    type Error = RefundError;

    async fn run(&self, tx: &Transaction) -> Result<(), RefundError> {
        // The saga's lock comes first: two refunds of one pledge are decided in turn, each knowing the other.
        if Sagas::data(tx, &business_key(self.pledge)).await?.is_none() {
            return Err(RefundError::Unknown);
        }
        if let Some(before) = refund::find(tx, self.refund).await? {
            let same = before.pledge == self.pledge && before.gift.total() == self.amount;
            return if same { Ok(()) } else { Err(RefundRefused::Different.into()) };
        }
        let mut record = Record::load(tx, self.pledge).await?;
        let gift = record.state().refund_of(self.amount, self.only)?;
        let all = record.state().is_all(&gift);
        self.note(tx, &mut record, gift).await?;
        self.take_back(tx, &mut record).await?;
        if all { self.unwind(tx, gift).await } else { self.reduce(tx, &record, gift).await }
    }
}

impl DecideRefund {
    async fn note(&self, tx: &Transaction, record: &mut Record, gift: Gift) -> Result<(), RefundError> {
        let (refund, reason, decided_by) = (self.refund, RefundReason::Decided, self.decided_by);
        let row =
            refund::NewRefund { id: refund, pledge: self.pledge, gift, reason, decided_by, note: &self.note };
        refund::insert(tx, &row).await?;
        let by = decided_by.map_or(Actor::Rule("refunds_for_all"), Actor::User);
        let entry = Audit::new(by, "pledge.refund", format!("pledge/{}", self.pledge));
        tx.audit(
            entry
                .because(&self.note)
                .to(json!({ "refund": refund, "amount": self.amount, "only": self.only })),
        )
        .await?;
        Ok(record.append(tx, PledgeEvent::RefundDecided { refund, gift, reason, decided_by }).await?)
    }

    /// What was refunded of an add-on is free again, if the pledge has it still.
    async fn take_back(&self, tx: &Transaction, record: &mut Record) -> Result<(), RefundError> {
        let returned = record.state().returned_by(self.amount, self.only);
        let Some((add_on, count)) = returned else { return Ok(()) };
        match record.state().hold {
            Hold::Reserved => stock::release_reserved(tx, add_on, count).await?,
            Hold::Sold => stock::release_sold(tx, add_on, count).await?,
            Hold::Nothing | Hold::Released => return Ok(()),
        }
        record.append(tx, PledgeEvent::AddOnReturned { add_on, count }).await?;
        let Some(terms) = &record.state().terms else { return Ok(()) };
        Ok(add_ons::say(tx, self.pledge, terms.campaign, terms.add_ons.clone()).await?)
    }

    async fn unwind(&self, tx: &Transaction, gift: Gift) -> Result<(), RefundError> {
        let refund = FullRefund { refund: self.refund, gift, decided_by: self.decided_by };
        let learn = |data: &mut crate::saga::PledgeSagaData| data.refund = Some(refund);
        let heard = Sagas::compensate(tx, &business_key(self.pledge), "refund decided", learn).await?;
        if heard == Heard::Taken { Ok(()) } else { Err(RefundError::NotNow) }
    }

    async fn reduce(&self, tx: &Transaction, record: &Record, gift: Gift) -> Result<(), RefundError> {
        let Some(terms) = &record.state().terms else { return Err(RefundError::Unknown) };
        let campaign = terms.campaign;
        if gift.amount.is_positive() {
            let remaining = record.state().counts_for().unwrap_or(Money::zero(gift.amount.currency));
            let (pledge, by) = (self.pledge, gift.amount);
            tx.send(&PledgeReduced { pledge, campaign, by, remaining, reduced_at: tx.now }).await?;
        }
        let due = RefundDue {
            refund: self.refund,
            pledge: self.pledge,
            campaign,
            gift,
            reason: RefundReason::Decided,
            decided_by: self.decided_by,
            due_at: tx.now,
        };
        Ok(tx.send(&due).await?)
    }
}
