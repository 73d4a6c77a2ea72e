//! What may be written into the ledger by hand. No database, no provider, no clock.

use crate::posting::{Account, Balanced, Group, GroupKind, PostingError};
use contracts::{Currency, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The accounts that are adjusted by hand. Nobody is owed what stands in them: what a donor, a campaign or a creator is
/// owed moves with the refund, dispute or payout that says why, and what banks hold with their disputes.
pub(crate) const BY_HAND: [Account; 7] = [
    Account::Psp,
    Account::PspFee,
    Account::DisputeLoss,
    Account::Cash,
    Account::Tip,
    Account::FeeCover,
    Account::Fee,
];
/// The most postings of one adjustment.
pub(crate) const MOST_LINES: usize = 6;

/// What is proposed, and what a second person agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Adjustment {
    /// Minted when the form was shown.
    pub(crate) id: Uuid,
    pub(crate) lines: Vec<Line>,
    /// Why, in the words of whoever proposed it.
    pub(crate) reason: String,
    /// The difference between the two books that it explains.
    pub(crate) case: Option<Uuid>,
    /// The adjustment that it takes back.
    pub(crate) reverses: Option<Uuid>,
}

/// One posting of it: a debit is positive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The account's name.
    pub(crate) account: String,
    pub(crate) money: Money,
}

/// Why nothing is written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unwritten {
    #[error("Write at least two postings.")]
    TooFew,
    #[error("Write at most six postings.")]
    TooMany,
    #[error("The account {0} is not adjusted by hand.")]
    NotByHand(String),
    #[error("Debits and credits differ by {off}. They have to be the same in each currency.")]
    Unbalanced { off: Money },
    #[error("These sums are more than can be counted.")]
    Overflow,
    #[error(
        "What the platform earned is only added to by hand: a donor may still get a tip or a covered fee back."
    )]
    Spends,
    #[error("What is owed would not be covered any more. Write what is missing as a loss or as a fee.")]
    Uncovered,
}

impl Adjustment {
    /// The name of its group in the ledger.
    pub(crate) fn booked_as(&self) -> String {
        format!("adjustment/{}", self.id)
    }

    /// Its group, when that sums to nothing in each currency.
    ///
    /// # Errors
    /// [`Unwritten`], when it cannot be booked.
    pub(crate) fn group(&self) -> Result<Balanced, Unwritten> {
        let mut group = Group::new(GroupKind::Adjustment, self.booked_as());
        for it in &self.lines {
            group = group.debit(account(it)?, it.money);
        }
        group.balanced().map_err(|error| match error {
            PostingError::Empty(_) => Unwritten::TooFew,
            PostingError::Unbalanced { off, .. } => Unwritten::Unbalanced { off },
            PostingError::Overflow(_) => Unwritten::Overflow,
        })
    }

    /// Whether it may be written, whatever else is in the books: afterwards everything that is owed is there as it was
    /// before, and stays there whatever goes back to donors later.
    ///
    /// # Errors
    /// [`Unwritten`], with the rule that it breaks.
    pub(crate) fn may_be_written(&self) -> Result<(), Unwritten> {
        let lines: Vec<_> = self.lines.iter().filter(|it| !it.money.is_zero()).collect();
        if lines.len() < 2 {
            return Err(Unwritten::TooFew);
        }
        if lines.len() > MOST_LINES {
            return Err(Unwritten::TooMany);
        }
        let mut uncovered = BTreeMap::<Currency, i64>::new();
        for it in lines {
            let income = match account(it)? {
                Account::Tip | Account::FeeCover | Account::Fee => true,
                Account::Cash => false,
                _ => continue,
            };
            if income && it.money.is_positive() {
                return Err(Unwritten::Spends);
            }
            let sum = uncovered.entry(it.money.currency).or_default();
            *sum = sum.checked_add(it.money.minor).ok_or(Unwritten::Overflow)?;
        }
        self.group()?;
        if uncovered.values().any(|it| *it > 0) { Err(Unwritten::Uncovered) } else { Ok(()) }
    }

    /// What it does to our balance with the provider, in each currency in which it does anything.
    pub(crate) fn moves(&self) -> BTreeMap<Currency, i64> {
        let there = Account::Psp.to_string();
        sums(self.lines.iter().filter(|it| it.account == there).map(|it| it.money))
    }

    /// Its postings the other way.
    pub(crate) fn reversed(&self) -> Vec<Line> {
        let back = |it: &Line| Line {
            account: it.account.clone(),
            money: Money::new(it.money.minor.saturating_neg(), it.money.currency),
        };
        self.lines.iter().map(back).collect()
    }
}

/// The account of a posting, when it is one that is adjusted by hand.
fn account(it: &Line) -> Result<Account, Unwritten> {
    let account = it.account.parse::<Account>().ok().filter(|account| BY_HAND.contains(account));
    account.ok_or_else(|| Unwritten::NotByHand(it.account.clone()))
}

/// What `all` come to, without currencies in which that is nothing.
fn sums(all: impl Iterator<Item = Money>) -> BTreeMap<Currency, i64> {
    let mut sums = BTreeMap::<Currency, i64>::new();
    for it in all {
        let sum = sums.entry(it.currency).or_default();
        *sum = sum.saturating_add(it.minor);
    }
    sums.retain(|_, minor| *minor != 0);
    sums
}

/// What our balance with the provider has to move by, so that what the provider has is what we have.
pub(crate) fn difference(theirs: Option<Money>, ours: &[Money]) -> BTreeMap<Currency, i64> {
    let ours = ours.iter().map(|it| Money::new(it.minor.saturating_neg(), it.currency));
    sums(theirs.into_iter().chain(ours))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::Eur)
    }

    fn of(lines: &[(&str, Money)]) -> Adjustment {
        let line = |(account, money): &(&str, Money)| Line { account: (*account).to_owned(), money: *money };
        Adjustment {
            id: Uuid::nil(),
            lines: lines.iter().map(line).collect(),
            reason: "a fee of the card scheme".to_owned(),
            case: None,
            reverses: None,
        }
    }

    fn answer(lines: &[(&str, Money)]) -> Result<(), Unwritten> {
        of(lines).may_be_written()
    }

    #[test]
    fn what_sums_to_nothing_between_accounts_of_the_platform_is_written() {
        assert_eq!(answer(&[("psp:fee", eur(500)), ("psp:stripe", eur(-500))]), Ok(()));
        assert_eq!(answer(&[("psp:stripe", eur(500)), ("platform:fee", eur(-500))]), Ok(()));
        assert_eq!(answer(&[("dispute:loss", eur(500)), ("cash:offline", eur(-500))]), Ok(()));
    }

    #[test]
    fn what_does_not_sum_to_nothing_in_each_currency_is_not_written() {
        let off = answer(&[("psp:fee", eur(500)), ("psp:stripe", eur(-499))]);
        assert_eq!(off, Err(Unwritten::Unbalanced { off: eur(1) }));
        let dollars = Money::new(-500, Currency::Usd);
        let mixed = answer(&[("psp:fee", eur(500)), ("psp:stripe", dollars)]);
        assert!(matches!(mixed, Err(Unwritten::Unbalanced { .. })), "{mixed:?}");
        assert_eq!(answer(&[("psp:fee", eur(0)), ("psp:stripe", eur(0))]), Err(Unwritten::TooFew));
        let most = [("psp:fee", eur(i64::MAX)), ("dispute:loss", eur(1)), ("psp:stripe", eur(i64::MIN))];
        assert_eq!(answer(&most), Err(Unwritten::Overflow));
    }

    #[test]
    fn what_somebody_is_owed_is_not_adjusted_by_hand() {
        let id = Uuid::nil();
        for account in [
            format!("campaign:{id}:escrow"),
            format!("campaign:{id}:offline"),
            format!("backer:{id}:refundable"),
            format!("giver:{id}:refundable"),
            format!("creator:{id}:payable"),
            format!("payout:{id}:transit"),
            "dispute:hold".to_owned(),
            "nobody:knows".to_owned(),
        ] {
            let found = answer(&[(account.as_str(), eur(500)), ("psp:stripe", eur(-500))]);
            assert_eq!(found, Err(Unwritten::NotByHand(account)));
        }
    }

    #[test]
    fn what_donors_may_get_back_stays_there() {
        for account in ["platform:tip", "platform:fee_cover", "platform:fee"] {
            let spent = answer(&[(account, eur(500)), ("psp:stripe", eur(-500))]);
            assert_eq!(spent, Err(Unwritten::Spends), "{account}");
        }
        let elsewhere = answer(&[("cash:offline", eur(500)), ("psp:stripe", eur(-500))]);
        assert_eq!(elsewhere, Err(Unwritten::Uncovered));
        assert_eq!(answer(&[("cash:offline", eur(500)), ("platform:fee", eur(-500))]), Ok(()));
    }

    #[test]
    fn what_is_taken_back_is_the_same_the_other_way() {
        let it = of(&[("psp:fee", eur(500)), ("psp:stripe", eur(-500))]);
        let back = Adjustment { lines: it.reversed(), ..it.clone() };
        assert_eq!(back.lines[1], Line { account: "psp:stripe".to_owned(), money: eur(500) });
        assert_eq!((back.reversed(), back.group().is_ok()), (it.lines, true));
    }

    #[test]
    fn what_differs_is_reckoned_in_each_currency() {
        assert_eq!(difference(Some(eur(-100)), &[]), BTreeMap::from([(Currency::Eur, -100)]));
        assert_eq!(difference(Some(eur(2500)), &[eur(2499)]), BTreeMap::from([(Currency::Eur, 1)]));
        assert_eq!(difference(None, &[eur(7)]), BTreeMap::from([(Currency::Eur, -7)]));
        assert_eq!(difference(Some(eur(7)), &[eur(7)]), BTreeMap::new());
        let other = [Money::new(7, Currency::Inr)];
        let both = BTreeMap::from([(Currency::Eur, 7), (Currency::Inr, -7)]);
        assert_eq!(difference(Some(eur(7)), &other), both);
        let moved = of(&[("psp:fee", eur(5)), ("psp:stripe", eur(-3)), ("psp:stripe", eur(-2))]).moves();
        assert_eq!(moved, BTreeMap::from([(Currency::Eur, -5)]));
    }
}
