//! What this module does on hearing others: keeps who is to be told, and asks for mails. Nothing here is ever
//! replayed, so a rebuild sends no mail.

mod campaigns;
mod cards;
mod confirmations;
mod disputes;
mod payouts;
mod plans;

use crate::{
    account::Accounts,
    jobs::SendMail,
    letter::{Facts, Kind},
    notice::{Kept, Notice, NoticeKind},
    tables::{
        contact::{self, Contact},
        mail::{self, NewMail, NewNotice},
        pledge, zone,
    },
};
use contracts::{
    PledgeId, Timestamp,
    payments::{DisputeClosed, DisputeOpened, RefundFailed, RefundSucceeded},
    pledges::{
        Collection, LapseReason, PledgeActivated, PledgeCancelled, PledgeChanged, PledgeDropped,
        PledgeLapsed, PledgeReduced, PledgeReleased, PledgeReserved, PledgeSettled, PledgeUnpaid,
    },
    users::{AccountLetterDue, AddressVerified, PersonErased, PreferencesChanged, UserRegistered},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use sea_orm::DbErr;
use std::sync::Arc;
use uuid::Uuid;

/// What is read by whoever has not said so yet.
const LOCALE: &str = "en";

/// Everything this module hears. `host` is the right side of every `Message-ID`.
pub(crate) fn all(host: Arc<str>) -> Vec<Subscription> {
    let about_campaigns = campaigns::campaigns(host.clone());
    let about_plans = plans::plans(host.clone());
    let about_cards = cards::cards(host.clone());
    let about_confirmations = confirmations::confirmations(host.clone());
    let about_payouts = payouts::payouts(host.clone());
    let accounts = Accounts { host: host.clone() };
    let mails = Mails { host };
    vec![
        about_campaigns,
        campaigns::followers(),
        campaigns::zones(),
        disputes::creators(),
        about_plans,
        about_cards,
        about_confirmations,
        about_payouts,
        Reactor::named("keep_accounts")
            .on::<UserRegistered>(KeepAccounts)
            .on::<AddressVerified>(accounts.clone())
            .on::<PreferencesChanged>(accounts.clone())
            .on::<PersonErased>(accounts.clone())
            .build(),
        Reactor::named("write_account_letters").on::<AccountLetterDue>(accounts).build(),
        // One subscription for both publishers' facts about pledges: a pledge is known before its mails.
        Reactor::named("write_mails")
            .on::<PledgeReserved>(mails.clone())
            .on::<PledgeActivated>(mails.clone())
            .on::<PledgeReduced>(mails.clone())
            .on::<PledgeLapsed>(mails.clone())
            .on::<PledgeReleased>(mails.clone())
            .on::<PledgeChanged>(mails.clone())
            .on::<PledgeUnpaid>(mails.clone())
            .on::<PledgeSettled>(mails.clone())
            .on::<PledgeDropped>(mails.clone())
            .on::<PledgeCancelled>(mails.clone())
            .on::<RefundSucceeded>(mails.clone())
            .on::<DisputeOpened>(mails.clone())
            .on::<DisputeClosed>(mails.clone())
            .on::<RefundFailed>(mails)
            .build(),
    ]
}

/// Keeps where mail to an account goes.
struct KeepAccounts;

impl React<UserRegistered> for KeepAccounts {
    async fn react(&self, tx: &Transaction, user: UserRegistered) -> Result<(), HandleError> {
        let UserRegistered { user, person, registered_at, name, email } = user;
        let contact = Contact { name, email, locale: LOCALE.to_owned() };
        Ok(contact::keep(tx, contact::of_user(user), person, contact, registered_at).await?)
    }
}

/// One fact about how a gift is paid, for its donor.
struct News {
    /// The gift whose donor is written to.
    pledge: PledgeId,
    /// What it is about: the gift, or the plan that it began.
    about: Uuid,
    kind: NoticeKind,
    said: Vec<Kept>,
    path: String,
    at: Timestamp,
}

/// Asks for the mails that pledges and their money give rise to, each once.
#[derive(Clone)]
struct Mails {
    host: Arc<str>,
}

impl Mails {
    async fn ask(&self, tx: &Transaction, subject_id: &str, facts: Facts) -> Result<(), DbErr> {
        let (id, recipient) = (contracts::chance::next_id(), contact::of_pledge(facts.pledge));
        let message_id = format!("<{id}@{}>", self.host);
        let new = NewMail { id, recipient: &recipient, subject_id, facts: &facts, message_id: &message_id };
        if mail::insert_once(tx, &new).await? {
            tx.enqueue(&SendMail { mail: id, message_id }).await?;
        }
        Ok(())
    }

    /// Asks for a mail about a campaign.
    async fn ask_about(
        &self,
        tx: &Transaction,
        recipient: &str,
        subject_id: &str,
        notice: &Notice,
    ) -> Result<(), DbErr> {
        let id = contracts::chance::next_id();
        let message_id = format!("<{id}@{}>", self.host);
        let new = NewNotice { id, recipient, subject_id, notice, message_id: &message_id };
        if mail::insert_notice_once(tx, &new).await? {
            tx.enqueue(&SendMail { mail: id, message_id }).await?;
        }
        Ok(())
    }

    /// Writes to the donor of a pledge, once for each moment of what it is about.
    async fn tell_donor(&self, tx: &Transaction, it: News) -> Result<(), HandleError> {
        let pledged = pledge::find(tx, it.pledge).await?;
        // Pledges says so before; a mail about a gift of nobody knows where would go nowhere.
        let Some(pledged) = pledged else {
            return Err(HandleError::Retry(anyhow::anyhow!("{} is not known yet", it.pledge)));
        };
        // A card is good until a month is over, which the provider counts for the whole world.
        let local = it.kind != NoticeKind::CardExpires;
        let zone = if local { zone::of_pledge(tx, it.pledge).await? } else { None };
        let notice = Notice {
            notice: it.kind,
            title: pledged.campaign,
            words: None,
            heading: None,
            said: it.said.into_iter().map(|it| it.there(zone.as_deref())).collect(),
            path: it.path,
            at: it.at,
        };
        let subject_id = format!("{}@{}", it.about, it.at.0);
        Ok(self.ask_about(tx, &contact::of_pledge(it.pledge), &subject_id, &notice).await?)
    }

    async fn ask_about_pledge(&self, tx: &Transaction, pledge: PledgeId, facts: Facts) -> Result<(), DbErr> {
        self.ask(tx, &pledge.to_string(), facts).await
    }
}

impl React<PledgeReserved> for Mails {
    async fn react(&self, tx: &Transaction, pledge: PledgeReserved) -> Result<(), HandleError> {
        pledge::keep(tx, &pledge).await?;
        let PledgeReserved { pledge, person, accepted_at, name, email, locale, .. } = pledge;
        let contact = Contact { name, email, locale };
        Ok(contact::keep(tx, contact::of_pledge(pledge), person, contact, accepted_at).await?)
    }
}

impl React<PledgeActivated> for Mails {
    async fn react(&self, tx: &Transaction, active: PledgeActivated) -> Result<(), HandleError> {
        pledge::activate(tx, active.pledge, active.activated_at).await?;
        let kind = match active.collection {
            Collection::Charge => Kind::Receipt,
            Collection::SaveCard => Kind::CardSaved,
        };
        let facts = Facts::of(kind, active.pledge, active.activated_at).with_gift(active.gift);
        Ok(self.ask_about_pledge(tx, active.pledge, facts).await?)
    }
}

impl React<PledgeReduced> for Mails {
    async fn react(&self, tx: &Transaction, reduced: PledgeReduced) -> Result<(), HandleError> {
        if !reduced.remaining.is_positive() {
            pledge::gone(tx, reduced.pledge, reduced.reduced_at).await?;
        }
        // Where only a card was saved there is no money to be on its way, and a tip alone is told of when it is back.
        let charged = pledge::find(tx, reduced.pledge).await?.is_some_and(|it| it.charged && !it.disputed);
        if !charged || !reduced.by.is_positive() {
            return Ok(());
        }
        let facts =
            Facts::of(Kind::RefundUnderway, reduced.pledge, reduced.reduced_at).with_amount(reduced.by);
        let facts = Facts { remaining: Some(reduced.remaining), ..facts };
        let subject_id = format!("{}@{}", reduced.pledge, reduced.reduced_at.0);
        Ok(self.ask(tx, &subject_id, facts).await?)
    }
}

impl React<DisputeOpened> for Mails {
    async fn react(&self, tx: &Transaction, it: DisputeOpened) -> Result<(), HandleError> {
        Ok(pledge::set_disputed(tx, it.pledge, Some(it.opened_at)).await?)
    }
}

impl React<DisputeClosed> for Mails {
    async fn react(&self, tx: &Transaction, it: DisputeClosed) -> Result<(), HandleError> {
        // After one that was lost, what the pledge counts for less was no refund of ours.
        if it.won {
            pledge::set_disputed(tx, it.pledge, None).await?;
        }
        Ok(())
    }
}

impl React<PledgeLapsed> for Mails {
    async fn react(&self, tx: &Transaction, lapsed: PledgeLapsed) -> Result<(), HandleError> {
        if lapsed.reason != LapseReason::TooLate {
            return Ok(());
        }
        let facts = Facts::of(Kind::TooLate, lapsed.pledge, lapsed.lapsed_at);
        Ok(self.ask_about_pledge(tx, lapsed.pledge, facts).await?)
    }
}

impl React<PledgeReleased> for Mails {
    async fn react(&self, tx: &Transaction, it: PledgeReleased) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::Released, it.pledge, it.released_at);
        Ok(self.ask_about_pledge(tx, it.pledge, Facts { reason: Some(it.reason), ..facts }).await?)
    }
}

impl React<PledgeUnpaid> for Mails {
    async fn react(&self, tx: &Transaction, it: PledgeUnpaid) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::Unpaid, it.pledge, it.at).with_gift(it.gift);
        let zone = zone::of_pledge(tx, it.pledge).await?;
        let facts = Facts { trouble: Some((it.trouble, it.drops_at)), zone, ..facts };
        Ok(self.ask(tx, &format!("{}@{}", it.pledge, it.hours), facts).await?)
    }
}

impl React<PledgeChanged> for Mails {
    async fn react(&self, tx: &Transaction, it: PledgeChanged) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::Changed, it.pledge, it.changed_at).with_gift(it.gift);
        Ok(self.ask(tx, &format!("{}@{}", it.pledge, it.changed_at.0), facts).await?)
    }
}

impl React<PledgeSettled> for Mails {
    async fn react(&self, tx: &Transaction, it: PledgeSettled) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::Receipt, it.pledge, it.settled_at).with_gift(it.gift);
        Ok(self.ask_about_pledge(tx, it.pledge, facts).await?)
    }
}

impl React<PledgeDropped> for Mails {
    async fn react(&self, tx: &Transaction, it: PledgeDropped) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::Dropped, it.pledge, it.dropped_at);
        Ok(self.ask_about_pledge(tx, it.pledge, facts).await?)
    }
}

impl React<PledgeCancelled> for Mails {
    async fn react(&self, tx: &Transaction, it: PledgeCancelled) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::Cancelled, it.pledge, it.cancelled_at).with_gift(it.gift);
        Ok(self.ask_about_pledge(tx, it.pledge, facts).await?)
    }
}

impl React<RefundSucceeded> for Mails {
    async fn react(&self, tx: &Transaction, refund: RefundSucceeded) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::RefundMade, refund.pledge, refund.refunded_at)
            .with_gift(refund.gift)
            .of_refund(refund.refund);
        Ok(self.ask(tx, &refund.refund.to_string(), facts).await?)
    }
}

impl React<RefundFailed> for Mails {
    async fn react(&self, tx: &Transaction, refund: RefundFailed) -> Result<(), HandleError> {
        let facts = Facts::of(Kind::RefundFailed, refund.pledge, refund.failed_at)
            .with_amount(refund.amount)
            .of_refund(refund.refund);
        Ok(self.ask(tx, &refund.refund.to_string(), facts).await?)
    }
}
