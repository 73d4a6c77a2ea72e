//! Reading what people type as an amount: exactly, in their own way of writing, and never by guessing.
//!
//! `marks` sets apart what stands beside the number, `separators` finds where its decimals begin. Whoever
//! writes what has two readings is asked, because a wrong guess is wrong by a factor of a thousand.

mod marks;
mod separators;
#[cfg(test)]
mod tests;

use super::{Money, MoneyError, locale::Conventions};
use crate::Currency;

/// How much of the input an error repeats.
const SHOWN: usize = 40;
/// More digits than any amount has; what is longer is not looked at further.
const MOST_DIGITS: usize = 40;

impl Money {
    /// Reads an amount of `currency` as people of `locale` (a BCP 47 tag) write it: `12`, `12.50`,
    /// `1,00,000`, `1.234,50 €`, `1 000,50`, `₹420`, `४२०`. It may be zero or negative.
    ///
    /// Where a point or comma could mean two things the locale decides; where the locale leaves two readings
    /// the amount is refused with both written out.
    pub fn parse(input: &str, currency: Currency, locale: &str) -> Result<Self, MoneyError> {
        let conventions = Conventions::of(locale, currency);
        Reader { typed: input, locale, currency, conventions }.read()
    }

    /// Like [`Money::parse`], for an amount that somebody gives: more than zero.
    pub fn parse_positive(input: &str, currency: Currency, locale: &str) -> Result<Self, MoneyError> {
        let money = Self::parse(input, currency, locale)?;
        match money.minor {
            0 => Err(MoneyError::Zero),
            ..0 => Err(MoneyError::Negative),
            1.. => Ok(money),
        }
    }
}

/// What is read, and how its writer writes numbers.
struct Reader<'a> {
    typed: &'a str,
    locale: &'a str,
    currency: Currency,
    conventions: Conventions,
}

impl Reader<'_> {
    fn read(&self) -> Result<Money, MoneyError> {
        let text: String = self.typed.chars().filter(|it| !is_invisible(*it)).map(plain).collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let amount = marks::set_apart(self, text)?;
        if amount.number.bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS {
            return Err(self.too_large());
        }
        let (whole, fraction) = separators::divide(self, &amount.number)?;
        let minor = self.minor(&whole, &fraction)?;
        Ok(Money::new(if amount.negative { -minor } else { minor }, self.currency))
    }

    /// The digits as a number of the smallest unit.
    fn minor(&self, whole: &str, fraction: &str) -> Result<i64, MoneyError> {
        let allowed = self.currency.exponent();
        if fraction.len() > usize::from(allowed) {
            return Err(MoneyError::TooManyDecimals { currency: self.currency, allowed });
        }
        let digits = format!("{whole}{fraction:0<width$}", width = usize::from(allowed));
        // Only digits are left, so what cannot be read is too long.
        let minor = digits.parse().map_err(|_| self.too_large())?;
        if minor > Money::MAX_TYPED_MINOR { Err(self.too_large()) } else { Ok(minor) }
    }

    fn too_large(&self) -> MoneyError {
        let most = Money::new(Money::MAX_TYPED_MINOR, self.currency);
        MoneyError::TooLarge { most: most.format(self.locale) }
    }

    fn not_a_number(&self) -> MoneyError {
        let example = Money::new(5 * 10_i64.pow(self.currency.exponent().into()), self.currency);
        MoneyError::NotANumber { typed: self.shown(), example: example.format_example(self.locale) }
    }

    /// The input as an error repeats it: short, and without marks that would turn the sentence around.
    fn shown(&self) -> String {
        let visible = self.typed.trim().chars().filter(|it| !is_invisible(*it) && !it.is_control());
        visible.take(SHOWN).collect()
    }
}

/// Direction marks, joiners and the byte order mark: they come along when an amount is copied.
fn is_invisible(it: char) -> bool {
    matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}' | '\u{feff}')
}

/// The zeros of the scripts whose digits are read; nine digits follow each.
const ZEROS: [char; 13] = ['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '\u{ff10}'];

/// One spelling for digits, signs and separators that mean the same.
fn plain(it: char) -> char {
    if let Some(digit) = ZEROS.iter().find_map(|zero| digit_after(*zero, it)) {
        return digit;
    }
    match it {
        '\u{ff0e}' => '.',
        '\u{ff0c}' | '\u{60c}' => ',',
        '’' | '‘' | 'ʼ' | '＇' | '′' => '\'',
        '−' | '–' | '‐' | '‑' | '－' | '﹣' => '-',
        '￥' => '¥',
        '＄' => '$',
        _ if it.is_whitespace() => ' ',
        _ => it,
    }
}

fn digit_after(zero: char, it: char) -> Option<char> {
    let value = u32::from(it).checked_sub(u32::from(zero))?;
    char::from_digit(value, 10)
}
