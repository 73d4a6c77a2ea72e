//! Double entry: what may be written into the ledger.
//!
//! A debit is positive and a credit negative. What is not a [`Balanced`] group cannot be booked, and only
//! [`Group::balanced`] makes one.

mod account;
mod bearer;
#[cfg(test)]
mod tests;

use self::bearer::of_campaign;
pub(crate) use self::{
    account::Account,
    bearer::{Bearer, Earner, fee_part},
};
use contracts::{CampaignId, Currency, Money, OfflineGiftId, PayoutId, PledgeId, UserId, pledges::Gift};
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
    /// A refund arrived of what a bank had left with the donor before.
    PaidTwice,
    /// What was paid twice came back.
    NotPaidTwice,
    /// A bank took a payment back.
    DisputeOpened,
    /// A bank gave it back to us.
    DisputeWon,
    /// A bank left it with the donor.
    DisputeLost,
    /// What a campaign raised became its creator's, less the platform's fee.
    Earned,
    /// A payout was proposed: its money is set aside.
    PayoutReserved,
    /// A payout came to nothing: its money is the creator's again.
    PayoutReleased,
    /// The money of a payout left for the creator's account at the provider.
    Transfer,
    /// It came back from there.
    TransferReversed,
    /// Two people say that a gift came by hand or by bank.
    OfflineGift,
    /// Somebody decided to hand such a gift back.
    OfflineRefundDecided,
    /// It was handed back.
    OfflineRefundPaid,
    /// Two people of finance wrote it by hand.
    Adjustment,
}

impl GroupKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Collect => "collect",
            Self::Fee => "fee",
            Self::RefundDecided => "refund_decided",
            Self::RefundPaid => "refund_paid",
            Self::RefundReturned => "refund_returned",
            Self::PaidTwice => "paid_twice",
            Self::NotPaidTwice => "not_paid_twice",
            Self::DisputeOpened => "dispute_opened",
            Self::DisputeWon => "dispute_won",
            Self::DisputeLost => "dispute_lost",
            Self::Earned => "earned",
            Self::PayoutReserved => "payout_reserved",
            Self::PayoutReleased => "payout_released",
            Self::Transfer => "transfer",
            Self::TransferReversed => "transfer_reversed",
            Self::OfflineGift => "offline_gift",
            Self::OfflineRefundDecided => "offline_refund_decided",
            Self::OfflineRefundPaid => "offline_refund_paid",
            Self::Adjustment => "adjustment",
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
    bearer: Bearer,
) -> Result<Balanced, PostingError> {
    of_campaign(Group::new(GroupKind::RefundDecided, refund), campaign, gift.amount, bearer)
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

/// Of `refund`, `over` is more than the donor was owed: a bank had left it with them before. Nobody else bears that.
pub(crate) fn paid_twice(refund: &str, pledge: PledgeId, over: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::PaidTwice, refund)
        .debit(Account::DisputeLoss, over)
        .credit(Account::Refundable(pledge), over)
        .balanced()
}

/// `refund` came back after a bank had left `amount` with the donor at our loss: they have it, and we owe it to nobody.
pub(crate) fn not_paid_twice(
    refund: &str,
    pledge: PledgeId,
    amount: Money,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::NotPaidTwice, refund)
        .debit(Account::Refundable(pledge), amount)
        .credit(Account::DisputeLoss, amount)
        .balanced()
}

/// A bank took `amount` back, and the provider its fee for that.
pub(crate) fn dispute_opened(dispute: &str, amount: Money, fee: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::DisputeOpened, dispute)
        .debit(Account::DisputeHold, amount)
        .debit(Account::PspFee, fee)
        .credit(Account::Psp, Money::new(amount.minor + fee.minor, amount.currency))
        .balanced()
}

/// The bank gave `amount` back. The provider keeps its fee.
pub(crate) fn dispute_won(dispute: &str, amount: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::DisputeWon, dispute)
        .debit(Account::Psp, amount)
        .credit(Account::DisputeHold, amount)
        .balanced()
}

/// Who bears a dispute that was lost. All of it together is what the bank took.
pub(crate) struct Debts {
    /// The donor was owed this anyway.
    pub(crate) refundable: Money,
    /// What was left of the gift.
    pub(crate) lines: Gift,
    /// Who earned the campaign's line.
    pub(crate) owner: Bearer,
    /// The platform bears the rest.
    pub(crate) loss: Money,
}

/// The bank left `amount` with the donor.
pub(crate) fn dispute_lost(
    dispute: &str,
    amount: Money,
    campaign: CampaignId,
    pledge: PledgeId,
    debts: &Debts,
) -> Result<Balanced, PostingError> {
    let group =
        Group::new(GroupKind::DisputeLost, dispute).debit(Account::Refundable(pledge), debts.refundable);
    of_campaign(group, campaign, debts.lines.amount, debts.owner)
        .debit(Account::Tip, debts.lines.tip)
        .debit(Account::FeeCover, debts.lines.covered_fee)
        .debit(Account::DisputeLoss, debts.loss)
        .credit(Account::DisputeHold, amount)
        .balanced()
}

/// `gross` of what a campaign raised becomes its creator's, less the platform's `fee`.
pub(crate) fn earned(
    object: &str,
    campaign: CampaignId,
    creator: UserId,
    gross: Money,
    fee: Money,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::Earned, object)
        .debit(Account::Escrow(campaign), gross)
        .credit(Account::Fee, fee)
        .credit(Account::Creator(creator), Money::new(gross.minor - fee.minor, gross.currency))
        .balanced()
}

/// `amount` is set aside for a payout.
pub(crate) fn payout_reserved(
    payout: PayoutId,
    creator: UserId,
    amount: Money,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::PayoutReserved, format!("payout/{payout}"))
        .debit(Account::Creator(creator), amount)
        .credit(Account::Transit(payout), amount)
        .balanced()
}

/// A payout came to nothing.
pub(crate) fn payout_released(
    payout: PayoutId,
    creator: UserId,
    amount: Money,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::PayoutReleased, format!("payout/{payout}"))
        .debit(Account::Transit(payout), amount)
        .credit(Account::Creator(creator), amount)
        .balanced()
}

/// The money of a payout left our account at the provider with `transfer`.
pub(crate) fn transferred(transfer: &str, payout: PayoutId, amount: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::Transfer, transfer)
        .debit(Account::Transit(payout), amount)
        .credit(Account::Psp, amount)
        .balanced()
}

/// It came back to our account at the provider with `reversal`.
pub(crate) fn transfer_reversed(
    reversal: &str,
    payout: PayoutId,
    amount: Money,
) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::TransferReversed, reversal)
        .debit(Account::Psp, amount)
        .credit(Account::Transit(payout), amount)
        .balanced()
}

/// `amount` of what was paid out to `creator` came back with `reversal`, to fill what they owe.
pub(crate) fn taken_back(reversal: &str, creator: UserId, amount: Money) -> Result<Balanced, PostingError> {
    Group::new(GroupKind::TransferReversed, reversal)
        .debit(Account::Psp, amount)
        .credit(Account::Creator(creator), amount)
        .balanced()
}

fn offline(
    kind: GroupKind,
    gift: OfflineGiftId,
    amount: Money,
    [from, to]: [Account; 2],
) -> Result<Balanced, PostingError> {
    Group::new(kind, format!("offline_gift/{gift}")).debit(from, amount).credit(to, amount).balanced()
}

/// `amount` came to `campaign` by hand or by bank.
pub(crate) fn offline_gift(
    gift: OfflineGiftId,
    campaign: CampaignId,
    amount: Money,
) -> Result<Balanced, PostingError> {
    offline(GroupKind::OfflineGift, gift, amount, [Account::Cash, Account::Offline(campaign)])
}

/// It is to be handed back: whoever gave it is owed it until a person says that it was.
pub(crate) fn offline_refund_decided(
    gift: OfflineGiftId,
    campaign: CampaignId,
    amount: Money,
) -> Result<Balanced, PostingError> {
    offline(
        GroupKind::OfflineRefundDecided,
        gift,
        amount,
        [Account::Offline(campaign), Account::HandBack(gift)],
    )
}

/// It was handed back.
pub(crate) fn offline_refund_paid(gift: OfflineGiftId, amount: Money) -> Result<Balanced, PostingError> {
    offline(GroupKind::OfflineRefundPaid, gift, amount, [Account::HandBack(gift), Account::Cash])
}
