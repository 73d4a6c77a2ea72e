//! What can be wrong with an amount, in words a donor can act on.

use crate::{Currency, Money};

/// Why an amount could not be read or reckoned with. One variant for each thing a person can be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("Write an amount.")]
    Empty,
    /// What was typed holds no number, or more than a number.
    #[error("“{typed}” is not an amount. Write only a number, for example {example}.")]
    NotANumber {
        /// What was typed, shortened.
        typed: String,
        /// A number as it is written in the person's locale.
        example: String,
    },
    /// A number such as `1e9`.
    #[error("Write “{typed}” out in full, as a number without letters.")]
    ScientificNotation {
        /// What was typed, shortened.
        typed: String,
    },
    /// Less than nothing, where only a gift makes sense.
    #[error("The amount is below zero. Write an amount above zero.")]
    Negative,
    /// Nothing, where only a gift makes sense.
    #[error("The amount is zero. Write an amount above zero.")]
    Zero,
    /// More decimals than the currency has.
    #[error("{}", too_many_decimals(*.currency, *.allowed))]
    TooManyDecimals {
        /// The currency the amount is in.
        currency: Currency,
        /// How many decimals it has: 0, 2 or 3.
        allowed: u8,
    },
    /// More than [`crate::Money::MAX_TYPED_MINOR`].
    #[error("The amount is too large. The most that can be written here is {most}.")]
    TooLarge {
        /// The largest amount, as it is shown in the person's locale.
        most: String,
    },
    /// Commas, points and spaces that do not make one number together.
    #[error("The commas, points or spaces in “{typed}” do not make one number. Write it like {example}.")]
    MixedSeparators {
        /// What was typed, shortened.
        typed: String,
        /// A number as it is written in the person's locale.
        example: String,
    },
    /// A separator that may stand before decimals as well as between thousands.
    #[error("“{typed}” can be read in more than one way. Write {}.", .readings.join(" or "))]
    Ambiguous {
        /// What was typed, shortened.
        typed: String,
        /// What may have been meant, each written so that it has one reading.
        readings: Vec<String>,
    },
    /// Two currencies where there must be one.
    #[error("The amount is in {found}, but only {expected} can be used here.")]
    CurrencyMismatch {
        /// The currency that is needed.
        expected: Currency,
        /// The currency that came.
        found: Currency,
    },
    /// The result does not fit.
    #[error("The result is too large to be kept as one amount.")]
    Overflow,
    /// A fee of the whole amount or more leaves nothing to gross up.
    #[error("A fee of the whole amount leaves nothing.")]
    FeeTakesAll,
}

impl MoneyError {
    /// The same with `least` as its example, where less is refused: an example that is refused in its turn misleads.
    #[must_use]
    pub fn at_least(self, least: Money, locale: &str) -> Self {
        match self {
            Self::NotANumber { typed, .. } => {
                Self::NotANumber { typed, example: least.format_example(locale) }
            }
            other => other,
        }
    }
}

fn too_many_decimals(currency: Currency, allowed: u8) -> String {
    match allowed {
        0 => format!("{currency} has no decimals. Write a whole number."),
        _ => format!(
            "{currency} has {allowed} decimals. Write at most {allowed} digits after the point or comma."
        ),
    }
}
