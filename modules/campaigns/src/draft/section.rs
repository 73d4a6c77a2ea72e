use super::Draft;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A part of a campaign that is written on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Section {
    /// Title, goal, deadline.
    Basics,
    /// The story.
    Story,
    /// The picture.
    Cover,
    /// Where the money goes.
    Budget,
    /// The amounts that are offered, with what gifts of these sizes do.
    Gifts,
    /// What is given back.
    Rewards,
    /// What could go wrong, and what is often asked.
    Details,
}

impl Section {
    /// Every section, in the order in which they are written.
    pub(crate) const ALL: [Self; 7] =
        [Self::Basics, Self::Story, Self::Cover, Self::Budget, Self::Gifts, Self::Rewards, Self::Details];

    /// The last part of its address.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Story => "story",
            Self::Cover => "cover",
            Self::Budget => "budget",
            Self::Gifts => "gifts",
            Self::Rewards => "rewards",
            Self::Details => "details",
        }
    }

    /// The text that says what it is called.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Basics => "section-basics",
            Self::Story => "section-story",
            Self::Cover => "section-cover",
            Self::Budget => "section-budget",
            Self::Gifts => "section-gifts",
            Self::Rewards => "section-rewards",
            Self::Details => "section-details",
        }
    }

    /// The section at the address `slug`.
    pub(crate) fn at(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }

    /// The one after it.
    pub(crate) fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|it| *it > self)
    }
}

/// A mark of what `section` says. A form carries the mark of what it was shown with: when it is another one by
/// the time it comes back, somebody else has written meanwhile.
pub(crate) fn digest(draft: &Draft, section: Section) -> String {
    let said = match section {
        Section::Basics => serde_json::to_vec(&(
            [&draft.title, &draft.promise, &draft.organiser, &draft.place, &draft.category, &draft.slug],
            [&draft.goal, &draft.minimum, &draft.deadline, &draft.zone, &draft.language],
            (draft.currency, draft.model),
        )),
        Section::Story => serde_json::to_vec(&draft.story),
        Section::Cover => serde_json::to_vec(&(draft.cover, &draft.cover_alt)),
        Section::Budget => serde_json::to_vec(&draft.budget),
        Section::Gifts => serde_json::to_vec(&draft.impacts),
        Section::Rewards => serde_json::to_vec(&draft.rewards),
        Section::Details => serde_json::to_vec(&(&draft.risks, &draft.faq)),
    };
    let digest = Sha256::digest(said.unwrap_or_default());
    digest.iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
