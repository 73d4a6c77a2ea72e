//! Comparing our books with the provider's, both ways. No database, no provider, no clock.

use crate::provider::Movement;
use contracts::{Money, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// What a group of ours did to our balance with the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Booked {
    /// The group's kind.
    pub(crate) what: String,
    /// The provider's object.
    pub(crate) object: String,
    pub(crate) money: Money,
    pub(crate) at: Timestamp,
}

/// What is not alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    TheirsNotOurs,
    OursNotTheirs,
    AmountDiffers,
    CurrencyDiffers,
}

impl Difference {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::TheirsNotOurs => "theirs_not_ours",
            Self::OursNotTheirs => "ours_not_theirs",
            Self::AmountDiffers => "amount_differs",
            Self::CurrencyDiffers => "currency_differs",
        }
    }
}

/// Something for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) difference: Difference,
    pub(crate) what: String,
    pub(crate) object: String,
    pub(crate) ours: Option<Money>,
    pub(crate) theirs: Option<Money>,
    /// The charge that it is about, once the provider said so.
    pub(crate) charge: Option<String>,
}

impl Case {
    /// Whether the provider alone has it and knows which charge it is about: a refund or a dispute.
    pub(crate) fn is_about_a_charge(&self) -> bool {
        let kinds = ["refund_paid", "refund_returned", "dispute_opened", "dispute_won"];
        self.difference == Difference::TheirsNotOurs && kinds.contains(&self.what.as_str())
    }
}

/// What came of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) cases: Vec<Case>,
    /// Lines of the provider that are booked here as they are there, by what and object.
    pub(crate) alike: Vec<(String, String)>,
    /// What moved at the provider, in either direction.
    pub(crate) theirs: i64,
    /// Of that, what our books explain.
    pub(crate) explained: i64,
}

impl Compared {
    /// The objects of what is not alike, each once.
    pub(crate) fn objects(&self) -> BTreeSet<String> {
        self.cases.iter().map(|it| it.object.clone()).collect()
    }
}

/// The objects that a movement of theirs is booked under.
pub(crate) fn booked_under(it: &Movement) -> Vec<String> {
    expected(it).into_iter().map(|(_, object, _)| object.to_owned()).collect()
}

/// What must be booked here for a movement of theirs. Nothing is known of other kinds: they are cases.
fn expected(it: &Movement) -> Vec<(&'static str, &str, Money)> {
    let net = Money::new(it.amount.minor - it.fee.minor, it.amount.currency);
    match it.kind.as_str() {
        "charge" => {
            let fee = Money::new(-it.fee.minor, it.fee.currency);
            let fee = (!fee.is_zero()).then_some(("fee", it.id.as_str(), fee));
            [("collect", it.source.as_str(), it.amount)].into_iter().chain(fee).collect()
        }
        "refund" => vec![("refund_paid", &it.source, net)],
        "refund_failure" => vec![("refund_returned", &it.source, net)],
        "dispute" => vec![("dispute_opened", &it.source, net)],
        "dispute_reversal" => vec![("dispute_won", &it.source, net)],
        "transfer" => vec![("transfer", &it.source, net)],
        "transfer_reversal" => vec![("transfer_reversed", &it.source, net)],
        _ => vec![("unknown", &it.id, net)],
    }
}

/// Compares what the provider shows with what is booked. `settled` says from which of our own groups on nothing is
/// expected of the provider yet.
pub(crate) fn compare(theirs: &[Movement], ours: &[Booked], settled: impl Fn(&Booked) -> bool) -> Compared {
    let mut left: BTreeMap<_, _> =
        ours.iter().map(|it| ((it.what.as_str(), it.object.as_str()), it)).collect();
    let mut result = Compared::default();
    for (what, object, money) in theirs.iter().flat_map(expected) {
        let size = money.minor.saturating_abs();
        result.theirs += size;
        let booked = left.remove(&(what, object));
        let difference = match booked {
            None => Difference::TheirsNotOurs,
            Some(it) if it.money.currency != money.currency => Difference::CurrencyDiffers,
            Some(it) if it.money != money => Difference::AmountDiffers,
            Some(_) => {
                result.explained += size;
                result.alike.push((what.to_owned(), object.to_owned()));
                continue;
            }
        };
        let (what, object) = (what.to_owned(), object.to_owned());
        let ours = booked.map(|it| it.money);
        result.cases.push(Case { difference, what, object, ours, theirs: Some(money), charge: None });
    }
    let missing = left.into_values().filter(|it| settled(it)).map(|it| Case {
        difference: Difference::OursNotTheirs,
        what: it.what.clone(),
        object: it.object.clone(),
        ours: Some(it.money),
        theirs: None,
        charge: None,
    });
    result.cases.extend(missing);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::Eur)
    }

    fn charge(amount: i64, fee: i64) -> Movement {
        Movement {
            id: "txn_1".into(),
            kind: "charge".into(),
            source: "ch_1".into(),
            amount: eur(amount),
            fee: eur(fee),
            at: Timestamp(0),
        }
    }

    fn booked(what: &str, object: &str, money: Money) -> Booked {
        Booked { what: what.into(), object: object.into(), money, at: Timestamp(0) }
    }

    #[test]
    fn a_charge_is_explained_by_its_sum_and_its_fee() {
        let ours = [booked("collect", "ch_1", eur(2500)), booked("fee", "txn_1", eur(-103))];
        let it = compare(&[charge(2500, 103)], &ours, |_| true);
        assert_eq!((it.cases.len(), it.theirs, it.explained), (0, 2603, 2603));
    }

    #[test]
    fn each_difference_is_a_case_of_its_own_kind() {
        let kinds = |theirs: &[Movement], ours: &[Booked]| {
            compare(theirs, ours, |_| true).cases.iter().map(|it| it.difference).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&[charge(2500, 0)], &[]), [Difference::TheirsNotOurs]);
        assert_eq!(kinds(&[], &[booked("collect", "ch_1", eur(1))]), [Difference::OursNotTheirs]);
        let off = booked("collect", "ch_1", eur(2499));
        assert_eq!(kinds(&[charge(2500, 0)], &[off]), [Difference::AmountDiffers]);
        let foreign = booked("collect", "ch_1", Money::new(2500, Currency::Inr));
        assert_eq!(kinds(&[charge(2500, 0)], &[foreign]), [Difference::CurrencyDiffers]);
    }

    #[test]
    fn what_was_booked_a_moment_ago_is_no_case_yet() {
        let it = compare(&[], &[booked("collect", "ch_1", eur(1))], |_| false);
        assert!(it.cases.is_empty());
    }

    #[test]
    fn a_movement_of_an_unknown_kind_is_a_case() {
        let odd = Movement { kind: "network_cost".into(), ..charge(-5, 0) };
        assert_eq!(compare(&[odd], &[], |_| true).cases[0].what, "unknown");
    }
}
