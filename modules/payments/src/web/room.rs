//! What every room of the back office looks like: how many wait, since when, and what can be done about each.

use contracts::{Money, Timestamp};
use kernel::web::{FormProblems, Page, View};
use serde::Serialize;

/// A room.
#[derive(Debug, Default, Serialize)]
pub(super) struct Room {
    pub(super) title: String,
    /// What this is about and what happens by itself.
    pub(super) lead: String,
    /// How many wait for somebody.
    pub(super) waiting: usize,
    /// Since when the oldest of them does (microseconds).
    pub(super) oldest: Option<i64>,
    /// Its tables. The first needs no heading of its own.
    pub(super) sections: Vec<Section>,
    /// What is wrong with a form of it that was sent.
    pub(super) problems: FormProblems,
}

impl Room {
    /// Shows the form that goes to `path` once more, with what was `typed` and what is `wrong` with it. False when nothing
    /// can be sent there any more.
    pub(super) fn refuse(&mut self, path: &str, typed: &str, wrong: String) -> bool {
        let rows = self.sections.iter_mut().flat_map(|it| &mut it.rows);
        let asked = rows.flat_map(Row::asked).find(|(to, _)| *to == path);
        let Some((_, ask)) = asked else { return false };
        typed.clone_into(&mut ask.value);
        self.problems.add(&ask.id, wrong);
        true
    }
}

impl Page for Room {
    const TEMPLATE: &'static str = "payments/room.html";
}

/// One table of a room.
#[derive(Debug, Default, Serialize)]
pub(super) struct Section {
    pub(super) heading: Option<String>,
    /// What it is about.
    pub(super) lead: Option<String>,
    pub(super) columns: Vec<Head>,
    pub(super) rows: Vec<Row>,
    /// What is said where there are no rows.
    pub(super) empty: String,
}

/// What stands above a column.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    title: String,
    /// Whether sums stand below it.
    sums: bool,
}

/// What stands above columns, by the keys of its texts; sums stand below those of `sums`.
pub(super) fn heads<const N: usize>(view: &View, keys: [&str; N], sums: &[&str]) -> Vec<Head> {
    keys.map(|it| Head { title: view.t(it, &[]), sums: sums.contains(&it) }).into()
}

/// What stands in a column of a line. Sums and moments are written by the page, as they are in every other room.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cell {
    Words(String),
    Sum(Money),
    At(Timestamp),
}

impl Cell {
    /// Nothing.
    pub(super) fn empty() -> Self {
        Self::Words(String::new())
    }
}

/// One line of a room. The first of its cells are words, which name it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) link: Option<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) acts: Vec<Act>,
    /// What can be written about it at length.
    pub(super) letter: Option<Letter>,
}

impl Row {
    /// What is asked for, and where it goes.
    fn asked(&mut self) -> impl Iterator<Item = (&str, &mut Question)> {
        let acts = self.acts.iter_mut().filter_map(|it| Some((it.path.as_str(), it.ask.as_mut()?)));
        acts.chain(self.letter.as_mut().map(|it| (it.path.as_str(), &mut it.ask)))
    }
}

/// Something to write at length and to send: it stands below the table, whose cells are too narrow for it.
#[derive(Debug, Serialize)]
pub(super) struct Letter {
    pub(super) heading: String,
    pub(super) path: String,
    /// What the button says.
    pub(super) label: String,
    pub(super) ask: Question,
    /// What to write, above the field.
    pub(super) hint: String,
}

/// Something that can be done about a line.
#[derive(Debug, Default, Serialize)]
pub(super) struct Act {
    pub(super) path: String,
    /// What the button says.
    pub(super) label: String,
    /// Sent along, unseen.
    pub(super) fields: Vec<(String, String)>,
    /// What must be written first.
    pub(super) ask: Option<Question>,
}

/// Something to write.
#[derive(Debug, Default, Serialize)]
pub(super) struct Question {
    /// The name of the field.
    pub(super) name: &'static str,
    /// The id of the field, of which there is one in the room.
    pub(super) id: String,
    pub(super) label: String,
    /// What stands there already.
    pub(super) value: String,
}

impl Question {
    /// What `name` is to `subject`, in a line that is empty still.
    pub(super) fn of(name: &'static str, subject: &str, label: String) -> Self {
        Self { name, id: format!("{name}-{subject}"), label, ..Self::default() }
    }
}

/// The most letters of a reason.
const LONGEST_REASON: usize = 500;

/// A reason that was given in a form, when it is one.
pub(super) fn reason(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty() && words.chars().count() <= LONGEST_REASON).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_is_refused_keeps_what_was_typed_and_is_led_to() {
        let act = |path: &str| Act {
            path: path.to_owned(),
            ask: Some(Question::of("reason", path, "Why".to_owned())),
            ..Act::default()
        };
        let letter = Letter {
            heading: "To the bank".to_owned(),
            path: "letter".to_owned(),
            label: "Send".to_owned(),
            ask: Question::of("words", "letter", "Why".to_owned()),
            hint: String::new(),
        };
        let row = Row { acts: vec![act("a"), act("b")], letter: Some(letter), ..Row::default() };
        let section = Section { rows: vec![row], ..Section::default() };
        let mut room = Room { sections: vec![section], ..Room::default() };
        assert!(!room.refuse("c", "x", "Too long.".to_owned()) && room.problems.is_empty());
        assert!(room.refuse("b", "x", "Too long.".to_owned()));
        let asked: Vec<_> = room.sections[0].rows[0].acts.iter().filter_map(|it| it.ask.as_ref()).collect();
        assert_eq!((asked[0].value.as_str(), asked[1].value.as_str()), ("", "x"));
        assert_eq!((room.problems.list.len(), room.problems.list[0].field.as_str()), (1, "reason-b"));
        assert!(room.refuse("letter", "y", "Too long.".to_owned()));
        let written = room.sections[0].rows[0].letter.as_ref().map(|it| it.ask.value.as_str());
        assert_eq!((written, room.problems.list[1].field.as_str()), (Some("y"), "words-letter"));
    }
}
