//! Where a number's decimals begin.
//!
//! | Written | Read as |
//! |---|---|
//! | two kinds of separators, `1.234,50` | the last begins the decimals |
//! | one kind, more than once, `1,00,000` | thousands, or lakhs and crores |
//! | one, the locale's decimal sign | decimals |
//! | one, the locale's group sign, three digits after it | thousands |
//! | one, neither of the locale's, not three digits after it | decimals |
//! | anything else | refused |

use super::{Reader, plain};
use crate::{Money, MoneyError};

const ARABIC_DECIMAL: char = '٫';
const ARABIC_GROUP: char = '٬';

/// The digits before and after the decimal separator of `number`.
pub(super) fn divide(reader: &Reader<'_>, number: &str) -> Result<(String, String), MoneyError> {
    let separators: Vec<char> = number.chars().filter(|it| !it.is_ascii_digit()).collect();
    if !separators.iter().all(|it| is_group_sign(*it) || is_decimal_sign(*it)) {
        return Err(reader.not_a_number());
    }
    let groups: Vec<&str> = number.split(|it: char| !it.is_ascii_digit()).collect();
    match decimals(reader, &groups, &separators)? {
        Decimals::None => Ok((groups.concat(), String::new())),
        Decimals::Last => {
            let (fraction, whole) = groups.split_last().unwrap_or((&"", &[]));
            Ok((whole.concat(), (*fraction).to_owned()))
        }
    }
}

/// Whether the last group of digits is decimals.
enum Decimals {
    None,
    Last,
}

fn decimals(reader: &Reader<'_>, groups: &[&str], separators: &[char]) -> Result<Decimals, MoneyError> {
    match separators {
        [] => Ok(Decimals::None),
        [only] => lone(reader, groups, *only),
        [first, rest @ ..] if rest.iter().all(|it| it == first) => {
            let grouped = is_group_sign(*first) && is_grouping(groups);
            if grouped { Ok(Decimals::None) } else { Err(mixed(reader)) }
        }
        [grouping @ .., last] => two_kinds(reader, groups, grouping, *last),
    }
}

fn lone(reader: &Reader<'_>, groups: &[&str], separator: char) -> Result<Decimals, MoneyError> {
    let three_follow = groups.last().is_some_and(|it| it.len() == 3);
    if separator == plain(reader.conventions.decimal) || separator == ARABIC_DECIMAL {
        return Ok(Decimals::Last);
    }
    if separator == plain(reader.conventions.group) || !is_decimal_sign(separator) {
        return if is_grouping(groups) { Ok(Decimals::None) } else { Err(ambiguous(reader, groups)) };
    }
    if three_follow { Err(ambiguous(reader, groups)) } else { Ok(Decimals::Last) }
}

fn two_kinds(
    reader: &Reader<'_>,
    groups: &[&str],
    grouping: &[char],
    last: char,
) -> Result<Decimals, MoneyError> {
    let whole = &groups[..groups.len() - 1];
    let one_grouping = grouping.iter().all(|it| *it == grouping[0] && is_group_sign(*it) && *it != last);
    if !one_grouping || !is_decimal_sign(last) || !is_grouping(whole) {
        return Err(mixed(reader));
    }
    let own = last == plain(reader.conventions.decimal) || last == ARABIC_DECIMAL;
    // `1 234,567` in English may be three decimals or two ways of setting thousands apart.
    if own || groups[whole.len()].len() != 3 { Ok(Decimals::Last) } else { Err(ambiguous(reader, groups)) }
}

/// Thousands (`1,234,567`) or lakhs and crores (`12,34,567`), in any locale: neither can mean decimals.
fn is_grouping(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return groups.len() == 1 };
    let between = |size: usize| middle.iter().all(|it| it.len() == size);
    let thousands = (1..=3).contains(&first.len()) && between(3);
    let lakhs = (1..=2).contains(&first.len()) && between(2);
    last.len() == 3 && (thousands || lakhs) && !first.starts_with('0')
}

fn is_decimal_sign(it: char) -> bool {
    matches!(it, '.' | ',' | ARABIC_DECIMAL)
}

fn is_group_sign(it: char) -> bool {
    matches!(it, '.' | ',' | ' ' | '\'' | ARABIC_GROUP)
}

fn mixed(reader: &Reader<'_>) -> MoneyError {
    let example = Money::new(123_450, reader.currency).format_example(reader.locale);
    MoneyError::MixedSeparators { typed: reader.shown(), example }
}

/// Refuses with every reading the number can have; a whole number has no zero in front.
fn ambiguous(reader: &Reader<'_>, groups: &[&str]) -> MoneyError {
    let (fraction, whole) = groups.split_last().unwrap_or((&"", &[]));
    let with_decimals = reader.minor(&whole.concat(), fraction).ok();
    let with_decimals = with_decimals.map(|it| Money::new(it, reader.currency).format_input(reader.locale));
    let without = Some(groups.concat()).filter(|it| !it.starts_with('0'));
    let readings: Vec<_> = with_decimals.into_iter().chain(without).collect();
    if readings.is_empty() {
        mixed(reader)
    } else {
        MoneyError::Ambiguous { typed: reader.shown(), readings }
    }
}
