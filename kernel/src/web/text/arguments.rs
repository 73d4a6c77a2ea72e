use super::{Language, Until, date, date_and_time, number};
use contracts::{Money, MoneyError, Timestamp};
use fluent_bundle::FluentValue;
use jiff::{Zoned, tz::TimeZone};

/// What stands in a text where it has `{ $name }`.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Words, as they are.
    Words(String),
    /// A number, which also chooses between one and many.
    Number(i64),
    /// An amount, as the reader's language writes it.
    Money(Money),
    /// The same to the last of its decimals: what is charged, and what goes back.
    Exact(Money),
    /// A day and a time of it, in UTC.
    Moment(Timestamp),
    /// A day, in UTC.
    Day(Timestamp),
    /// Until when something lasts, on the clocks of a zone (see [`Until`]); in UTC where there is no such zone.
    Until(Timestamp, String),
    /// The day on which something happens, where a zone is; in UTC where there is no such zone.
    DayIn(Timestamp, String),
}

/// A text that is still to be put into words: what a rule answers, which knows no language.
///
/// ```ignore
/// Text::of("give-too-little").with("least", Money::new(10_000, Currency::Inr))
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Which text.
    pub key: &'static str,
    /// What stands in it.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Text {
    /// The text `key`.
    #[must_use]
    pub fn of(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    /// With `argument` where it has `{ $name }`.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name, argument.into()));
        self
    }
}

impl Argument {
    /// As the message has it: amounts in words, numbers as numbers, which choose a plural.
    pub(super) fn value(&self, language: Language) -> FluentValue<'static> {
        match self {
            Self::Words(words) => words.clone().into(),
            Self::Number(number) => (*number).into(),
            Self::Money(money) => money.format(language.locale()).into(),
            Self::Exact(money) => money.format_exact(language.locale()).into(),
            Self::Moment(at) => moment(language, *at).into(),
            Self::Day(at) => date(language, &in_utc(*at)).into(),
            Self::Until(at, zone) => Until::in_language(language, *at, zone)
                .map_or_else(|_| moment(language, *at), |it| it.local)
                .into(),
            Self::DayIn(at, zone) => Until::when_in(language, *at, zone)
                .map_or_else(|_| date(language, &in_utc(*at)), |it| it.day)
                .into(),
        }
    }
}

/// `1 March 2026 at 17:30 UTC`.
fn moment(language: Language, at: Timestamp) -> String {
    format!("{} UTC", date_and_time(language, &in_utc(at)))
}

fn in_utc(at: Timestamp) -> Zoned {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or_default().to_zoned(TimeZone::UTC)
}

/// How numbers show inside a text; called by the message's bundle while it is put into words.
pub(super) fn shown<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(it) = value else { return None };
    // No text counts beyond what a double holds exactly.
    #[expect(clippy::cast_possible_truncation, reason = "numbers of texts are whole and small")]
    let whole = it.value as i64;
    Some(number(Language::current(), whole))
}

impl From<&str> for Argument {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Argument {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Money> for Argument {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Timestamp> for Argument {
    fn from(at: Timestamp) -> Self {
        Self::Moment(at)
    }
}

/// What is wrong with an amount that was typed.
impl From<&MoneyError> for Text {
    fn from(error: &MoneyError) -> Self {
        match error {
            MoneyError::Empty => Self::of("problem-amount-empty"),
            MoneyError::NotANumber { typed, example } => Self::of("problem-amount-no-number")
                .with("typed", typed.as_str())
                .with("example", example.as_str()),
            MoneyError::ScientificNotation { typed } => {
                Self::of("problem-amount-letters").with("typed", typed.as_str())
            }
            MoneyError::Negative => Self::of("problem-amount-negative"),
            MoneyError::Zero => Self::of("problem-amount-zero"),
            MoneyError::TooManyDecimals { currency, allowed } => Self::of("problem-amount-decimals")
                .with("currency", currency.code())
                .with("allowed", i64::from(*allowed)),
            MoneyError::TooLarge { most } => Self::of("problem-amount-large").with("most", most.as_str()),
            MoneyError::MixedSeparators { typed, example } => Self::of("problem-amount-mixed")
                .with("typed", typed.as_str())
                .with("example", example.as_str()),
            MoneyError::Ambiguous { typed, readings } => match readings.as_slice() {
                [reading] => Self::of("problem-amount-unclear")
                    .with("typed", typed.as_str())
                    .with("reading", reading.as_str()),
                readings => Self::of("problem-amount-ambiguous")
                    .with("typed", typed.as_str())
                    .with("readings", readings.join(" / ")),
            },
            MoneyError::CurrencyMismatch { expected, found } => Self::of("problem-amount-currency")
                .with("found", found.code())
                .with("expected", expected.code()),
            // Of what is typed into one field only the last of these can come.
            MoneyError::FeeTakesAll | MoneyError::Overflow => Self::of("problem-amount-too-much"),
        }
    }
}
