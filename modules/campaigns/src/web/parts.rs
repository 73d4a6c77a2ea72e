//! What several pages show of a campaign.

use crate::{
    deadline,
    progress::{Progress, Stage},
    queries::Standing,
};
use contracts::{Money, Timestamp, campaigns::GiftUnit};
use kernel::web::{Language, Text, Until, View};
use serde::Serialize;

/// How far a campaign has come, as pages tell it.
#[derive(Debug, Serialize)]
pub(super) struct Support {
    pub(super) stage: Stage,
    pub(super) raised: String,
    pub(super) goal: String,
    /// Whole percent of the goal; may exceed 100.
    pub(super) percent: i64,
    /// How much of the band is filled.
    pub(super) filled: i64,
    pub(super) to_go: String,
    pub(super) milestone: Option<String>,
    /// Persons, or promises once it is locked.
    pub(super) givers: String,
    pub(super) one_giver: bool,
    /// It is decided how it ended: all of this is how it stood at its deadline, and stays so (rules.md R3).
    pub(super) locked: bool,
}

/// What somebody is called whose account may have been closed since.
pub(super) fn called(view: &View, name: Option<String>) -> String {
    name.unwrap_or_else(|| view.t("somebody-left", &[]))
}

/// How long a campaign still runs.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Left {
    pub(super) many: u64,
    /// `day`, `days`, `hours`, …
    pub(super) unit: &'static str,
}

impl Support {
    pub(super) fn of(standing: &Standing) -> Self {
        Self::told_in(Language::current(), standing)
    }

    /// The same in a language that is not the page's.
    pub(super) fn told_in(language: Language, standing: &Standing) -> Self {
        let shown = |it: Money| it.format(language.locale());
        let (raised, givers) = match &standing.outcome {
            Some(it) => (it.total, it.promises),
            None => (standing.total.raised, standing.total.givers),
        };
        let progress = Progress { raised, goal: standing.campaign.goal };
        Self {
            stage: progress.stage(),
            raised: shown(progress.raised),
            goal: shown(progress.goal),
            percent: progress.percent(),
            filled: progress.percent().min(100),
            to_go: shown(progress.to_go()),
            milestone: progress.next_milestone().map(shown),
            givers: language.number(givers),
            one_giver: givers == 1,
            locked: standing.outcome.is_some(),
        }
    }
}

impl Left {
    pub(super) fn until(deadline: Timestamp, now: Timestamp) -> Option<Self> {
        deadline::left(now, deadline).map(|(many, unit)| Self { many, unit })
    }
}

/// Whole units paid for. What is no whole unit is pooled towards the next one (rules.md R20).
pub(super) fn units(raised: Money, unit: &GiftUnit) -> i64 {
    raised.minor.max(0) / unit.price.minor.max(1)
}

pub(super) fn shown(amount: Money) -> String {
    amount.format(Language::current().locale())
}

/// The amount as a form field of this page takes it, without decimals that are all zero: `12.000` has two readings
/// in a currency with three decimals.
pub(super) fn typed(amount: Money) -> String {
    let typed = amount.format_input(Language::current().locale());
    match typed.split_once(|it: char| !it.is_numeric()) {
        Some((whole, decimals)) if decimals.chars().all(|it| matches!(it, '0' | '٠')) => whole.to_owned(),
        _ => typed,
    }
}

/// A number with its thousands set apart.
pub(super) fn counted(number: i64) -> String {
    Language::current().number(number)
}

/// When something happened, on the clocks of `zone`, as the times of a campaign's page are shown.
pub(super) fn when(at: Timestamp, zone: &str) -> Until {
    Until::when(at, zone).or_else(|_| Until::when(at, "UTC")).unwrap_or_default()
}

/// How long ago `then` was.
pub(super) fn ago(then: Timestamp, now: Timestamp) -> Text {
    let seconds = now.since(then).as_secs();
    let (key, many) = match seconds {
        ..60 => return Text::of("ago-now"),
        60..3_600 => ("ago-minutes", seconds / 60),
        3_600..86_400 => ("ago-hours", seconds / 3_600),
        _ => ("ago-days", seconds / 86_400),
    };
    Text::of(key).with("count", i64::try_from(many).unwrap_or(i64::MAX))
}
