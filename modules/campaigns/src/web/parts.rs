//! What several pages show of a campaign.

use super::LOCALE;
use crate::{
    deadline,
    progress::{Progress, Stage},
    queries::Standing,
};
use contracts::{Money, Timestamp, campaigns::GiftUnit};
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
    pub(super) givers: String,
    pub(super) one_giver: bool,
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
        let progress = Progress { raised: standing.total.raised, goal: standing.campaign.goal };
        Self {
            stage: progress.stage(),
            raised: shown(progress.raised),
            goal: shown(progress.goal),
            percent: progress.percent(),
            filled: progress.percent().min(100),
            to_go: shown(progress.to_go()),
            milestone: progress.next_milestone().map(shown),
            givers: counted(standing.total.givers),
            one_giver: standing.total.givers == 1,
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
    amount.format(LOCALE)
}

/// The number as a form field takes it, without decimals that are all zero: `12.000` has two readings in a
/// currency with three decimals.
pub(super) fn typed(amount: Money) -> String {
    let typed = amount.format_input(LOCALE);
    match typed.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|it| it == b'0') => whole.to_owned(),
        _ => typed,
    }
}

/// A number with its thousands set apart.
pub(super) fn counted(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How long ago `then` was, in words.
pub(super) fn ago(then: Timestamp, now: Timestamp) -> String {
    let seconds = now.since(then).as_secs();
    let (many, unit) = match seconds {
        ..60 => return "just now".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{many} {unit}{} ago", if many == 1 { "" } else { "s" })
}
