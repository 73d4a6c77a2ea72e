//! Money: whole numbers of a currency's smallest unit. There is no float anywhere.
//!
//! Reading what a person types is in `parse`, showing it in `format`, dividing it in `split`.

mod error;
mod format;
mod locale;
mod parse;
mod split;
#[cfg(test)]
mod tests;

pub use self::error::MoneyError;
use crate::Currency;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt};

/// Basis points in a whole: 250 of them are 2.5 %.
const WHOLE: i128 = 10_000;

/// An amount in the currency's smallest unit: 4 200 of INR is ₹42.00, 4 200 of JPY is ¥4 200.
///
/// There is no `PartialOrd`: amounts of two currencies have no order. Ask [`Money::checked_cmp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// How many of the smallest unit: paise, cents, fils, yen. May be negative.
    pub minor: i64,
    /// The currency `minor` counts.
    pub currency: Currency,
}

impl Money {
    /// The most a person can type as one amount, in the smallest unit. Totals may be larger.
    pub const MAX_TYPED_MINOR: i64 = 1_000_000_000_000;

    /// `minor` of the smallest unit of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Whether this is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether this is nothing at all.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether this is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Both together. Errs on two currencies and on overflow.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// This without `other`; may fall below zero. Errs on two currencies and on overflow.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// This `times` over: a price and how many are bought. Errs on overflow.
    pub fn checked_mul(self, times: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(times).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The same amount the other way: what a posting's counterpart carries. Errs on overflow.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        self.checked_mul(-1)
    }

    /// Which of two amounts is more. Errs on two currencies.
    pub fn checked_cmp(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    /// `basis_points` of this, a half rounded to the even neighbour: 2.5 % of 1.00 is 0.02.
    ///
    /// Errs on overflow, which takes more than 10 000 basis points.
    pub fn percent_half_even(self, basis_points: u32) -> Result<Self, MoneyError> {
        let product = i128::from(self.minor) * i128::from(basis_points);
        let (floor, rest) = (product.div_euclid(WHOLE), product.rem_euclid(WHOLE));
        let up = match (rest * 2).cmp(&WHOLE) {
            Ordering::Less => 0,
            Ordering::Equal => floor & 1,
            Ordering::Greater => 1,
        };
        self.with_minor(floor + up)
    }

    /// The least amount of which this is left after a fee of `rate_bp` basis points and `fixed_minor`:
    /// `ceil((net + fixed) / (1 - rate))`, the fee taken before it is rounded.
    ///
    /// Errs when the rate takes everything (10 000 basis points or more) and on overflow.
    pub fn gross_up(self, rate_bp: u32, fixed_minor: i64) -> Result<Self, MoneyError> {
        let kept = WHOLE - i128::from(rate_bp);
        if kept <= 0 {
            return Err(MoneyError::FeeTakesAll);
        }
        let needed = (i128::from(self.minor) + i128::from(fixed_minor)) * WHOLE;
        self.with_minor(-(-needed).div_euclid(kept))
    }

    fn with_minor(self, minor: i128) -> Result<Self, MoneyError> {
        let minor = i64::try_from(minor).map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch { expected: self.currency, found: other.currency })
    }
}

/// For logs and audits, the same everywhere: `INR 29821.40`. People are shown [`Money::format`].
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let (whole, fraction) = self.digits();
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{} {sign}{whole}{point}{fraction}", self.currency)
    }
}
