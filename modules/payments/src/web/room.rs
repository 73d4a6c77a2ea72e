//! What every room of the back office looks like: how many wait, since when, and what can be done about each.

use kernel::web::{FormProblems, Page};
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
        let act = rows.flat_map(|it| &mut it.acts).find(|it| it.path == path);
        let Some(ask) = act.and_then(|it| it.ask.as_mut()) else { return false };
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
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// What is said where there are no rows.
    pub(super) empty: String,
}

/// One line of a room.
#[derive(Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) link: Option<String>,
    pub(super) cells: Vec<String>,
    pub(super) acts: Vec<Act>,
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
    /// Whether it has many lines.
    pub(super) long: bool,
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
        let row = Row { acts: vec![act("a"), act("b")], ..Row::default() };
        let section = Section { rows: vec![row], ..Section::default() };
        let mut room = Room { sections: vec![section], ..Room::default() };
        assert!(!room.refuse("c", "x", "Too long.".to_owned()) && room.problems.is_empty());
        assert!(room.refuse("b", "x", "Too long.".to_owned()));
        let asked: Vec<_> = room.sections[0].rows[0].acts.iter().filter_map(|it| it.ask.as_ref()).collect();
        assert_eq!((asked[0].value.as_str(), asked[1].value.as_str()), ("", "x"));
        assert_eq!((room.problems.list.len(), room.problems.list[0].field.as_str()), (1, "reason-b"));
    }
}
