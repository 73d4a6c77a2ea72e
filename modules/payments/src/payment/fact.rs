use super::{Kind, Payment, Status};
use crate::provider::{Checkout, CheckoutStatus, Intent, IntentStatus, Method, ProviderCharge};
use contracts::{Money, Timestamp};

/// Something that the provider's page shows and this module has not noted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// The page awaits the donor.
    Opened {
        /// Where.
        url: String,
        /// Until when.
        expires_at: Timestamp,
    },
    /// The donor's bank asks the donor; the page stays open.
    AuthenticationStarted,
    /// A card was refused; the page stays open.
    Declined {
        /// What tells this refusal from the next.
        attempt: String,
        /// The provider's code.
        code: String,
    },
    /// The donor did their part.
    Processing,
    /// The money was taken.
    Collected {
        /// The provider's charge.
        charge: String,
        /// When, by the provider.
        at: Timestamp,
        /// What the provider kept, when it says so already.
        fee: Option<Fee>,
        /// The card, when it is kept.
        method: Option<Method>,
        /// Whether it is a bank debit.
        debit: bool,
    },
    /// What the provider kept became known later.
    FeeKnown(Fee),
    /// The card is saved.
    CardSaved {
        /// Which.
        method: Option<Method>,
    },
    /// It ended without money.
    Ended {
        /// The provider's reason.
        reason: String,
    },
}

/// What the provider kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fee {
    /// The provider's balance transaction.
    pub(crate) transaction: String,
    /// How much, in the currency the provider settles in.
    pub(crate) money: Money,
}

/// The provider's page is not the one that was ordered. Nothing of it is booked; a person looks at it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{session} is not what payment {payment} ordered: its {field} is {found} instead of {expected}")]
pub(crate) struct Mismatch {
    session: String,
    payment: String,
    field: &'static str,
    found: String,
    expected: String,
}

impl Payment {
    /// What `checkout` tells that is not noted yet, in the order in which it came about.
    ///
    /// # Errors
    /// [`Mismatch`], when it is the page of another order.
    pub(crate) fn learn(&self, checkout: &Checkout) -> Result<Vec<Fact>, Mismatch> {
        self.must_match(checkout)?;
        let mut facts = Vec::new();
        if self.status == Status::Opening
            && let Some(url) = &checkout.url
        {
            facts.push(Fact::Opened { url: url.clone(), expires_at: checkout.expires_at });
        }
        facts.extend(match (self.status, &checkout.intent) {
            (Status::Collected, Some(intent)) => self.late_fee(intent),
            (Status::Collected | Status::CardSaved, _) => None,
            (_, Some(intent)) if intent.status == IntentStatus::Succeeded => self.success(intent),
            (status, intent) if !status.is_over() => self.unpaid(checkout, intent.as_ref()),
            _ => None,
        });
        Ok(facts)
    }

    fn success(&self, intent: &Intent) -> Option<Fact> {
        match self.kind {
            Kind::Setup => Some(Fact::CardSaved { method: intent.method.clone() }),
            Kind::Charge | Kind::OffSession => intent.charge.as_ref().map(|charge| Fact::Collected {
                charge: charge.id.clone(),
                at: charge.at,
                fee: charge.fee.clone(),
                method: intent.method.clone().filter(|_| self.keeps_card),
                debit: charge.debit,
            }),
        }
    }

    fn late_fee(&self, intent: &Intent) -> Option<Fact> {
        let fee = intent.charge.as_ref()?.fee.clone()?;
        self.fee_transaction.is_none().then_some(Fact::FeeKnown(fee))
    }

    fn unpaid(&self, checkout: &Checkout, intent: Option<&Intent>) -> Option<Fact> {
        let refused = intent.and_then(|it| it.refusal.clone());
        match checkout.status {
            CheckoutStatus::Expired => Some(Fact::Ended { reason: "expired".to_owned() }),
            CheckoutStatus::Complete => match intent.map(|it| it.status) {
                Some(IntentStatus::Canceled) => Some(Fact::Ended { reason: "canceled".to_owned() }),
                Some(IntentStatus::NeedsMethod) => {
                    Some(Fact::Ended { reason: refused.map_or_else(|| "declined".to_owned(), |it| it.code) })
                }
                _ => (self.status != Status::Processing).then_some(Fact::Processing),
            },
            CheckoutStatus::Open if intent.is_some_and(|it| it.status == IntentStatus::NeedsDonor) => {
                (!self.authentication_told).then_some(Fact::AuthenticationStarted)
            }
            CheckoutStatus::Open => refused
                .filter(|it| self.last_decline.as_ref() != Some(&it.attempt))
                .map(|it| Fact::Declined { attempt: it.attempt, code: it.code }),
        }
    }

    fn must_match(&self, checkout: &Checkout) -> Result<(), Mismatch> {
        self.same("payment", &checkout.payment, &self.id.to_string(), checkout)?;
        self.same("pledge", &checkout.pledge, &self.pledge.to_string(), checkout)?;
        if let Some(session) = &self.session {
            self.same("session", &checkout.id, session, checkout)?;
        }
        if let (Some(known), Some(intent)) = (&self.intent, &checkout.intent) {
            self.same("intent", &intent.id, known, checkout)?;
        }
        self.same("kind", &format!("{:?}", checkout.kind), &format!("{:?}", self.kind), checkout)?;
        if self.kind == Kind::Setup {
            return Ok(());
        }
        let total = self.gift.total();
        self.same(
            "total",
            &checkout.total.map_or_else(String::new, |it| it.to_string()),
            &total.to_string(),
            checkout,
        )?;
        let taken = checkout.intent.as_ref().filter(|it| it.status == IntentStatus::Succeeded);
        if let Some(intent) = taken {
            let received = intent.received.map_or_else(String::new, |it| it.to_string());
            self.same("amount received", &received, &total.to_string(), checkout)?;
        }
        Ok(())
    }

    /// Whether `charge` is the one that was ordered.
    ///
    /// # Errors
    /// [`Mismatch`], when it is another.
    pub(crate) fn must_be(&self, charge: &ProviderCharge) -> Result<(), Mismatch> {
        let intent = &charge.intent;
        let wrong = |field, found: String, expected: String| Mismatch {
            session: intent.id.clone(),
            payment: self.id.to_string(),
            field,
            found,
            expected,
        };
        if charge.payment != self.id.to_string() {
            return Err(wrong("payment", charge.payment.clone(), self.id.to_string()));
        }
        if let Some(known) = self.intent.as_ref().filter(|it| **it != intent.id) {
            return Err(wrong("intent", intent.id.clone(), known.clone()));
        }
        let total = self.gift.total();
        match intent.received {
            Some(received) if received == total => Ok(()),
            _ if intent.status != IntentStatus::Succeeded => Ok(()),
            other => {
                let found = other.map_or_else(String::new, |it| it.to_string());
                Err(wrong("amount received", found, total.to_string()))
            }
        }
    }

    fn same(
        &self,
        field: &'static str,
        found: &str,
        expected: &str,
        checkout: &Checkout,
    ) -> Result<(), Mismatch> {
        if found == expected {
            return Ok(());
        }
        Err(Mismatch {
            session: checkout.id.clone(),
            payment: self.id.to_string(),
            field,
            found: found.to_owned(),
            expected: expected.to_owned(),
        })
    }
}
