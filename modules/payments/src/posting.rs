//! Double entry: what may be written into the ledger.
//!
//! A debit is positive and a credit negative. What is not a [`Balanced`] group cannot be booked, and only
//! [`Group::balanced`] makes one.

mod account;
#[cfg(test)]
mod tests;

pub(crate) use self::account::Account;
use contracts::{CampaignId, Currency, Money, PledgeId, pledges::Gift};
use std::collections::BTreeMap;

/// What a group of postings is about. Together with the provider's object it happens once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// The provider took the donor's money.
    Collect,
    /// The provider kept its fee.
    Fee,
    /// Somebody decided to give money back.
    RefundDecided,
    /// The money left for the donor.
    RefundPaid,
    /// A refund that had left came back.
    RefundReturned,
}

impl GroupKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Collect => "collect",
            Self::Fee => "fee",
            Self::RefundDecided => "refund_decided",
            Self::RefundPaid => "refund_paid",
            Self::RefundReturned => "refund_returned",
        }
    }
}

/// One line: positive is a debit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) account: Account,
    pub(crate) money: Money,
}

/// A group in the making.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    kind: GroupKind,
    provider_object: String,
    postings: Vec<Posting>,
}

/// A group whose postings sum to nothing in every currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Balanced {
    pub(crate) kind: GroupKind,
    pub(crate) provider_object: String,
    pub(crate) postings: Vec<Posting>,
}

/// Why a group cannot be booked.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PostingError {
    #[error("the postings of {object} are off by {off}")]
    Unbalanced { object: String, off: Money },
    #[error("the postings of {0} say nothing")]
    Empty(String),
    #[error("the postings of {0} are more than can be counted")]
    Overflow(String),
}

impl Group {
    pub(crate) fn new(kind: GroupKind, provider_object: impl Into<String>) -> Self {
        Self { kind, provider_object: provider_object.into(), postings: Vec::new() }
    }

    /// Lines of nothing are left out: they would say nothing.
    #[must_use]
    pub(crate) fn debit(mut self, account: Account, money: Money) -> Self {
        if !money.is_zero() {
            self.postings.push(Posting { account, money });
        }
        self
    }

    #[must_use]
    pub(crate) fn credit(self, account: Account, money: Money) -> Self {
        self.debit(account, Money::new(-money.minor, money.currency))
    }

    /// # Errors
    /// [`PostingError`], when it does not sum to nothing in every currency.
    pub(crate) fn balanced(self) -> Result<Balanced, PostingError> {
        let object = self.provider_object;
        if self.postings.is_empty() {
            return Err(PostingError::Empty(object));
        }
        let mut sums = BTreeMap::<Currency, i64>::new();
        for posting in &self.postings {
            let sum = sums.entry(posting.money.currency).or_default();
            let Some(next) = sum.checked_add(posting.money.minor) else {
                return Err(PostingError::Overflow(object));
            };
            *sum = next;
        }
        match sums.into_iter().find(|(_, sum)| *sum != 0) {
            Some((currency, sum)) => Err(PostingError::Unbalanced { object, off: Money::new(sum, currency) }),
            None => Ok(Balanced { kind: self.kind, provider_object: object, postings: self.postings }),
        }
    }
}

/// The provider took `gift`. The covered fee is the platform's income, out of which it bears the
/// processor's fee; so the campaign's escrow holds what the donor gave to the campaign and not a cent more.
pub(crate) fn collected(charge: &str, campaign: CampaignId, gift: &Gift) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::Collect, charge)
        .debit(Account::Psp, gift.total())
        .credit(Account::Escrow(campaign), gift.amount)
        .credit(Account::Tip, gift.tip)
        .credit(Account::FeeCover, gift.covered_fee)
        .balanced()
}

/// The provider kept `fee` of what it took with balance transaction `transaction`.
pub(crate) fn fee_kept(transaction: &str, fee: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::Fee, transaction).debit(Account::PspFee, fee).credit(Account::Psp, fee).balanced()
}

/// Somebody decided that `gift` goes back: the donor is owed it from now on.
pub(crate) fn refund_decided(
    refund: &str,
    campaign: CampaignId,
    pledge: PledgeId,
    gift: &Gift,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::RefundDecided, refund)
        .debit(Account::Escrow(campaign), gift.amount)
        .debit(Account::Tip, gift.tip)
        .debit(Account::FeeCover, gift.covered_fee)
        .credit(Account::Refundable(pledge), gift.total())
        .balanced()
}

/// `total` left for the donor.
pub(crate) fn refund_paid(refund: &str, pledge: PledgeId, total: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::RefundPaid, refund)
        .debit(Account::Refundable(pledge), total)
        .credit(Account::Psp, total)
        .balanced()
}

/// `total` had left and came back; it is owed to the donor again.
pub(crate) fn refund_returned(
    refund: &str,
    pledge: PledgeId,
    total: Money,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::RefundReturned, refund)
        .debit(Account::Psp, total)
        .credit(Account::Refundable(pledge), total)
        .balanced()
}
