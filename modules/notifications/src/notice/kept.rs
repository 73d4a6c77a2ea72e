use contracts::{Money, Timestamp};
use kernel::web::{Argument, Language, Missing, Texts};
use serde::{Deserialize, Serialize};

/// A text in no language yet that is kept with a mail until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    key: String,
    #[serde(default)]
    with: Vec<(String, Value)>,
    /// On whose clocks its days and hours are told: UTC's where nobody knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
}

/// What stands in it. A name is kept for ever: mails are stored with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Value {
    Words(String),
    Sum(Money),
    Day(Timestamp),
    Moment(Timestamp),
}

impl Kept {
    /// The text `key`.
    pub(crate) fn of(key: &'static str) -> Self {
        Self { key: key.to_owned(), with: Vec::new(), zone: None }
    }

    /// With `value` where it has `{ $name }`.
    pub(crate) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.with.push((name.to_owned(), value));
        self
    }

    /// With an amount, to the last of its decimals.
    pub(crate) fn sum(self, name: &'static str, sum: Money) -> Self {
        self.with(name, Value::Sum(sum))
    }

    /// With a day.
    pub(crate) fn day(self, name: &'static str, at: Timestamp) -> Self {
        self.with(name, Value::Day(at))
    }

    /// With a day and a time of it, until when something lasts.
    pub(crate) fn moment(self, name: &'static str, at: Timestamp) -> Self {
        self.with(name, Value::Moment(at))
    }

    /// With words, which also choose between texts.
    pub(crate) fn words(self, name: &'static str, words: &str) -> Self {
        self.with(name, Value::Words(words.to_owned()))
    }

    /// With its days and hours told on the clocks of `zone`, if that is known.
    pub(crate) fn there(self, zone: Option<&str>) -> Self {
        Self { zone: zone.map(str::to_owned), ..self }
    }

    /// It in `language`.
    ///
    /// # Errors
    /// When there is no such text any more, or it wants what was not kept.
    pub(crate) fn say(&self, texts: &Texts, language: Language) -> Result<String, Missing> {
        let zone = self.zone.as_deref();
        let with: Vec<_> = self.with.iter().map(|(name, it)| (name.as_str(), it.said(zone))).collect();
        texts.say(language, &self.key, &with)
    }
}

impl Value {
    fn said(&self, zone: Option<&str>) -> Argument {
        match (self, zone.map(str::to_owned)) {
            (Self::Words(words), _) => Argument::Words(words.clone()),
            (Self::Sum(sum), _) => Argument::Exact(*sum),
            (Self::Day(at), Some(zone)) => Argument::DayIn(*at, zone),
            (Self::Day(at), None) => Argument::Day(*at),
            (Self::Moment(at), Some(zone)) => Argument::Until(*at, zone),
            (Self::Moment(at), None) => Argument::Moment(*at),
        }
    }
}
