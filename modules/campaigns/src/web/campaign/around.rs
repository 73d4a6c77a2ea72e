//! What is said around a campaign: updates, comments, changes, and who runs it.

use super::super::parts::{called, when};
use crate::{
    queries::Around,
    story,
    tables::aside::{Aside, Ran},
};
use contracts::Timestamp;
use kernel::web::{Until, View};
use serde::Serialize;

/// How many letters of a comment a campaign's page shows.
const MOST_WORDS: usize = 400;

/// What stands around the campaign.
#[derive(Serialize)]
pub(super) struct Community {
    updates: i64,
    comments: i64,
    edits: i64,
    latest: Option<Latest>,
    /// What was said last, an answer below its question.
    said: Vec<Said>,
}

/// What is known of whoever runs the campaign besides their name.
#[derive(Serialize)]
pub(super) struct Organiser {
    /// How many campaigns they began here under this name, with this one.
    ran: i64,
    /// When the first of them began; `None` while none has.
    since: Option<Timestamp>,
    /// When a moderator found nothing in the way of this campaign; `None` where none was asked.
    reviewed_at: Option<Timestamp>,
}

impl Organiser {
    pub(super) fn of(aside: &Aside) -> Self {
        let Ran { campaigns, since, reviewed_at } = aside.ran;
        Self { ran: campaigns, since, reviewed_at }
    }
}

/// A comment that everybody may read.
#[derive(Serialize)]
struct Said {
    id: String,
    name: String,
    team: bool,
    words: String,
    at: Until,
    /// It answers the one above it.
    answer: bool,
}

/// The last update that everybody may read.
#[derive(Serialize)]
struct Latest {
    id: String,
    title: String,
    opening: String,
    at: Until,
}

impl Community {
    /// `around`, with its times on the clocks of `zone`.
    pub(super) fn of(view: &View, around: &Around, zone: &str) -> Self {
        let asked = |id: uuid::Uuid| around.said.iter().any(|it| it.id == id);
        let said = around.said.iter().map(|it| Said {
            answer: it.answers.is_some_and(asked),
            id: it.id.to_string(),
            name: called(view, it.author_name.clone()),
            team: it.from_team,
            words: shortened(&it.words),
            at: when(it.at, zone),
        });
        Self {
            said: said.collect(),
            updates: around.updates,
            comments: around.comments,
            edits: around.edits,
            latest: around.latest.as_ref().and_then(|it| {
                Some(Latest {
                    id: it.id.to_string(),
                    title: it.title.clone(),
                    opening: story::opening(&it.body, 280),
                    at: when(it.posted_at?, zone),
                })
            }),
        }
    }
}

/// As much of a comment as a campaign's page has room for.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(MOST_WORDS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
