//! What kind of thing a campaign is for: one of a few, so that people find it.

use std::str::FromStr;

/// A kind of campaign. Its slug is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Neighbourhoods, clubs, public places.
    Community,
    /// Land, water, trees.
    Environment,
    /// Schools and learning.
    Education,
    /// Health and care.
    Health,
    /// Music, books, stage, film.
    Arts,
    /// Crafts and old buildings.
    Heritage,
    /// Growing and cooking.
    Food,
    /// Animals.
    Animals,
    /// Science and things that are made.
    Science,
    /// Help after a disaster.
    Emergency,
}

impl Category {
    /// Every category, in the order in which people choose.
    pub const ALL: [Self; 10] = [
        Self::Community,
        Self::Environment,
        Self::Education,
        Self::Health,
        Self::Arts,
        Self::Heritage,
        Self::Food,
        Self::Animals,
        Self::Science,
        Self::Emergency,
    ];

    /// The name it is stored under, and the last part of its address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Environment => "environment",
            Self::Education => "education",
            Self::Health => "health",
            Self::Arts => "arts",
            Self::Heritage => "heritage",
            Self::Food => "food",
            Self::Animals => "animals",
            Self::Science => "science",
            Self::Emergency => "emergency",
        }
    }

    /// The text that names it to readers.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Community => "category-community",
            Self::Environment => "category-environment",
            Self::Education => "category-education",
            Self::Health => "category-health",
            Self::Arts => "category-arts",
            Self::Heritage => "category-heritage",
            Self::Food => "category-food",
            Self::Animals => "category-animals",
            Self::Science => "category-science",
            Self::Emergency => "category-emergency",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Community => "Community",
            Self::Environment => "Environment",
            Self::Education => "Education",
            Self::Health => "Health",
            Self::Arts => "Arts",
            Self::Heritage => "Heritage and crafts",
            Self::Food => "Food and farming",
            Self::Animals => "Animals",
            Self::Science => "Science and making",
            Self::Emergency => "Emergencies",
        }
    }
}

impl FromStr for Category {
    type Err = String;

    fn from_str(slug: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|it| it.slug() == slug)
            .ok_or_else(|| format!("there is no category {slug}"))
    }
}
