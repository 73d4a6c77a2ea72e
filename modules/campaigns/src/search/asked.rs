//! What is looked for. Pure.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest question that is read, in characters.
const LONGEST: usize = 200;

/// The fields of an address such as `/search?q=looms&state=open`. What is not understood is as if it were absent:
/// an old link still shows something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) q: String,
    pub(crate) category: String,
    pub(crate) place: String,
    pub(crate) currency: String,
    pub(crate) state: String,
    pub(crate) sort: String,
    pub(crate) after: String,
}

/// Which campaigns are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// Those that take gifts now.
    #[default]
    Open,
    /// Those that have what they hoped for, over or not.
    Reached,
    /// Those that are over.
    Ended,
    /// All of them.
    All,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    /// What fits the words best. Without words: what ends next.
    #[default]
    Best,
    /// What ends next.
    Ending,
    /// What began last.
    Newest,
    /// What is nearest to its goal.
    Nearest,
}

/// Where a page ended: what it was ordered by, and the campaign. The next page begins behind it, whatever was added
/// or taken away meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) key: i64,
    pub(crate) campaign: Uuid,
}

impl Asked {
    /// The words, without what nobody would type.
    pub(crate) fn question(&self) -> String {
        self.q.replace('\0', " ").trim().chars().take(LONGEST).collect()
    }

    pub(crate) fn state(&self) -> State {
        State::ALL.into_iter().find(|it| it.name() == self.state).unwrap_or_default()
    }

    pub(crate) fn sort(&self) -> Sort {
        Sort::ALL.into_iter().find(|it| it.name() == self.sort).unwrap_or_default()
    }

    pub(crate) fn after(&self) -> Option<Mark> {
        Mark::read(&self.after)
    }

    /// Whether anything but words, order and page is asked for.
    pub(crate) fn is_narrowed(&self) -> bool {
        !(self.category.is_empty() && self.place.is_empty() && self.currency.is_empty())
            || self.state() != State::Open
    }
}

impl State {
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Reached, Self::Ended, Self::All];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reached => "reached",
            Self::Ended => "ended",
            Self::All => "all",
        }
    }
}

impl Sort {
    pub(crate) const ALL: [Self; 4] = [Self::Best, Self::Ending, Self::Newest, Self::Nearest];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Ending => "ending",
            Self::Newest => "newest",
            Self::Nearest => "nearest",
        }
    }
}

impl Mark {
    /// As it stands in an address.
    pub(crate) fn written(self) -> String {
        format!("{:x}-{}", self.key.cast_unsigned(), self.campaign.simple())
    }

    fn read(text: &str) -> Option<Self> {
        let (key, campaign) = text.split_once('-')?;
        let key = u64::from_str_radix(key, 16).ok()?.cast_signed();
        Some(Self { key, campaign: Uuid::try_parse(campaign).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_as_it_was_written_and_anything_else_is_the_beginning() {
        for key in [0, 7, -7, i64::MAX, i64::MIN] {
            let mark = Mark { key, campaign: Uuid::from_u128(7) };
            assert_eq!(Mark::read(&mark.written()), Some(mark));
        }
        for text in ["", "x", "1-2", "1_", "-", "zz-00000000000000000000000000000007"] {
            assert_eq!(Mark::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_as_if_it_were_absent() {
        let asked =
            Asked { state: "sideways".into(), sort: "up".into(), q: " a\0b ".into(), ..Asked::default() };
        assert_eq!(
            (asked.state(), asked.sort(), asked.question()),
            (State::Open, Sort::Best, "a b".to_owned())
        );
        assert!(!asked.is_narrowed());
    }
}
