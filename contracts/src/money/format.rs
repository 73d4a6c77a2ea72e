//! Showing money to people.

#[cfg(test)]
mod tests;

use super::{
    Money,
    locale::{Conventions, Grouping, NBSP, Symbol},
};

/// Keeps an amount in a right-to-left line together, as CLDR's patterns do.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
/// Keeps the minus on the left of the digits in a right-to-left line.
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

impl Money {
    /// The amount as people of `locale` (a BCP 47 tag) write it, without decimals that are all zero:
    /// `₹420`, `₹29,82,140.50`, `1.234,50 €`. Spaces inside are no-break spaces.
    pub fn format(&self, locale: &str) -> String {
        self.show(locale, false)
    }

    /// Like [`Money::format`], with every decimal the currency has: `₹420.00`, `KWD 12.500`.
    pub fn format_exact(&self, locale: &str) -> String {
        self.show(locale, true)
    }

    /// The bare number for a form field of `locale`, neither grouped nor marked: `29821.40`, `1234,50`.
    ///
    /// [`Money::parse`] in the same locale reads it back as it was.
    pub fn format_input(&self, locale: &str) -> String {
        let (whole, fraction) = self.digits();
        let sign = if self.is_negative() { "-" } else { "" };
        let point = Conventions::of(locale, self.currency).decimal;
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{fraction}") }
    }

    /// The same in the digits of `locale`: what a sentence of that language gives as an example.
    pub(super) fn format_example(&self, locale: &str) -> String {
        in_digits_from(Conventions::of(locale, self.currency).zero, &self.format_input(locale))
    }

    /// The digits before and after the decimal point, without sign.
    pub(super) fn digits(&self) -> (String, String) {
        let exponent = usize::from(self.currency.exponent());
        let mut whole = format!("{:0>width$}", self.minor.unsigned_abs(), width = exponent + 1);
        let fraction = whole.split_off(whole.len() - exponent);
        (whole, fraction)
    }

    fn show(&self, locale: &str, exact: bool) -> String {
        let conventions = Conventions::of(locale, self.currency);
        let (whole, fraction) = self.digits();
        let mut number = grouped(&whole, &conventions);
        if exact && !fraction.is_empty() || fraction.bytes().any(|digit| digit != b'0') {
            number.push(conventions.decimal);
            number.push_str(&fraction);
        }
        let number = in_digits_from(conventions.zero, &number);
        self.signed(&self.marked(&number, &conventions), &conventions)
    }

    fn marked(&self, number: &str, conventions: &Conventions) -> String {
        let symbol = self.currency.symbol();
        match conventions.symbol {
            Symbol::Before if !symbol.ends_with(char::is_alphabetic) => format!("{symbol}{number}"),
            Symbol::Before | Symbol::BeforeSpaced => format!("{symbol}{NBSP}{number}"),
            Symbol::After => format!("{number}{NBSP}{symbol}"),
        }
    }

    fn signed(&self, amount: &str, conventions: &Conventions) -> String {
        match (self.is_negative(), conventions.right_to_left) {
            (false, false) => amount.to_owned(),
            (true, false) => format!("-{amount}"),
            (false, true) => format!("{RIGHT_TO_LEFT_MARK}{amount}"),
            (true, true) => format!("{RIGHT_TO_LEFT_MARK}{LEFT_TO_RIGHT_MARK}-{amount}"),
        }
    }
}

fn grouped(whole: &str, conventions: &Conventions) -> String {
    let mut shown = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && starts_group(whole.len(), index, conventions.grouping) {
            shown.push(conventions.group);
        }
        shown.push(digit);
    }
    shown
}

fn starts_group(length: usize, index: usize, grouping: Grouping) -> bool {
    let right = length - index;
    match grouping {
        Grouping::ThousandsFromFive if length < 5 => false,
        Grouping::Thousands | Grouping::ThousandsFromFive => right.is_multiple_of(3),
        Grouping::Lakhs => right == 3 || right > 3 && (right - 3).is_multiple_of(2),
    }
}

fn in_digits_from(zero: char, number: &str) -> String {
    let digit = |it: char| it.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value));
    number.chars().map(|it| digit(it).unwrap_or(it)).collect()
}
