//! What stands beside the number: the minus, the currency's sign or code.

use super::Reader;
use crate::{Currency, MoneyError};

/// A number with its sign known and its currency marks gone.
pub(super) struct Amount {
    pub(super) negative: bool,
    /// Digits and whatever stands between them; may begin with a decimal point.
    pub(super) number: String,
}

/// Ways of writing that no decimals follow: `₹420/-`, `12,- €`.
const NO_DECIMALS: [&str; 3] = ["/-", ",-", ".-"];
const POINTS: [char; 3] = ['.', ',', '٫'];

/// Takes the number out of `text`, which may carry marks of the reader's currency and of no other.
pub(super) fn set_apart(reader: &Reader<'_>, text: &str) -> Result<Amount, MoneyError> {
    let is_digit = |it: char| it.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else {
        return Err(reader.not_a_number());
    };
    let (before, number, after) = (&text[..first], &text[first..=last], &text[last + 1..]);
    if is_scientific(number) {
        return Err(MoneyError::ScientificNotation { typed: reader.shown() });
    }
    let Leading { negative, mark, point } = leading(reader, before)?;
    check(reader, mark)?;
    check(reader, trailing(after))?;
    let number = point.into_iter().chain(number.chars()).collect();
    Ok(Amount { negative, number })
}

struct Leading<'a> {
    negative: bool,
    mark: &'a str,
    /// A decimal point with nothing before it: `.50`.
    point: Option<char>,
}

fn leading<'a>(reader: &Reader<'_>, before: &'a str) -> Result<Leading<'a>, MoneyError> {
    let (negative, mark) = signed(before);
    let Some(point) = before.chars().next_back().filter(|it| POINTS.contains(it)) else {
        return Ok(Leading { negative, mark, point: None });
    };
    // The point of `Rs.50` belongs to the sign.
    if Currency::marked_by(mark).is_some() {
        return Ok(Leading { negative, mark, point: None });
    }
    let (negative, mark) = signed(&before[..before.len() - point.len_utf8()]);
    // `$.50` is fifty cents; `USD.50` may be an abbreviation and fifty dollars.
    if mark.ends_with(char::is_alphabetic) {
        return Err(reader.not_a_number());
    }
    Ok(Leading { negative, mark, point: Some(point) })
}

/// The minus may stand on either side of the sign: `-$5`, `$-5`.
fn signed(before: &str) -> (bool, &str) {
    let mark = before.trim();
    match mark.strip_prefix('-').or_else(|| mark.strip_suffix('-')) {
        Some(mark) => (true, mark.trim()),
        None => (false, mark),
    }
}

fn trailing(after: &str) -> &str {
    let mark = NO_DECIMALS.iter().find_map(|it| after.strip_prefix(it)).unwrap_or(after);
    mark.trim()
}

fn check(reader: &Reader<'_>, mark: &str) -> Result<(), MoneyError> {
    let full: String = mark.split_whitespace().collect();
    let short = full.strip_suffix('.').unwrap_or(&full);
    let expected = reader.currency;
    if short.is_empty() || expected.is_marked_by(&full) || expected.is_marked_by(short) {
        return Ok(());
    }
    match Currency::marked_by(&full).or_else(|| Currency::marked_by(short)) {
        Some(found) => Err(MoneyError::CurrencyMismatch { expected, found }),
        None => Err(reader.not_a_number()),
    }
}

/// Digits, an `e`, and digits that may carry a sign of their own.
fn is_scientific(number: &str) -> bool {
    number.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        mantissa.ends_with(|it: char| it.is_ascii_digit() || it == '.')
            && exponent.bytes().all(|byte| byte.is_ascii_digit())
    })
}
