//! What every room of the back office looks like: how many wait, since when, and what can be done about each.

use kernel::web::Page;
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
    /// Something to be told before all else, such as why what was asked for was not done.
    pub(super) notice: Option<String>,
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
    pub(super) label: String,
    /// What stands there already; then it has many lines.
    pub(super) draft: Option<String>,
}

/// The most letters of a reason.
const LONGEST_REASON: usize = 500;

/// A reason that was given in a form, when it is one.
pub(super) fn reason(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty() && words.chars().count() <= LONGEST_REASON).then(|| words.to_owned())
}
