//! A campaign while it is written: what was typed, section by section, whether it makes sense yet or not. Pure.

mod budget;
mod check;
mod fields;
mod impact;
mod read;
mod section;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    check::Gap,
    fields::Fields,
    impact::MOST_IMPACTS,
    read::{Ready, drawing},
    section::{Section, digest},
};

use crate::campaign::Question;
use contracts::{Currency, RewardId, campaigns::FundingModel};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Amounts are read and shown as people who read English write them.
pub(crate) const LOCALE: &str = "en";
/// How many days a campaign may run, from the day it begins (experience with long campaigns: most gifts come
/// in the first and the last week; rules.md R9 leaves the number to us).
pub(crate) const LONGEST_DAYS: u32 = 90;
/// The same for a campaign that keeps what it raises: it may live on gifts that are given again every month.
pub(crate) const LONGEST_KEEPING_DAYS: u32 = 3 * 365;

/// All that a creator has typed so far. Amounts and dates stay text until they are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    pub(crate) title: String,
    pub(crate) promise: String,
    pub(crate) organiser: String,
    pub(crate) place: String,
    /// See [`crate::category::Category`].
    pub(crate) category: String,
    /// The language it is written in (BCP 47). See [`crate::tongue`].
    pub(crate) language: String,
    /// The last part of the address.
    pub(crate) slug: String,
    pub(crate) currency: Currency,
    pub(crate) model: FundingModel,
    pub(crate) goal: String,
    pub(crate) minimum: String,
    /// The last day, as `2026-05-25`.
    pub(crate) deadline: String,
    /// Its IANA zone.
    pub(crate) zone: String,
    /// Markdown.
    pub(crate) story: String,
    pub(crate) budget: Vec<LineText>,
    pub(crate) rewards: Vec<RewardText>,
    /// Markdown.
    pub(crate) risks: String,
    pub(crate) faq: Vec<Question>,
    /// What gifts of some sizes do. There need not be any.
    pub(crate) impacts: Vec<ImpactText>,
    /// The picture that stands in place of the drawing.
    pub(crate) cover: Option<Uuid>,
    /// What the picture shows, for those who cannot see it.
    pub(crate) cover_alt: String,
}

/// One use of the money, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LineText {
    pub(crate) label: String,
    pub(crate) amount: String,
}

/// What a gift of some size does, as typed. Both fields empty is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ImpactText {
    pub(crate) amount: String,
    pub(crate) words: String,
}

/// A reward, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RewardText {
    pub(crate) id: RewardId,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) price: String,
    /// `unlimited`, `closed` or `quantity`: three different things (rules.md R7).
    pub(crate) limit: String,
    /// How many, when it is `quantity`.
    pub(crate) quantity: String,
    /// It goes with another one. What was written before there were add-ons is none.
    #[serde(default)]
    pub(crate) add_on: bool,
    /// The most of an add-on that one pledge may take.
    #[serde(default)]
    pub(crate) most: String,
    /// The rewards that an add-on goes with; none for each of them.
    #[serde(default)]
    pub(crate) with: Vec<RewardId>,
    /// Nothing of it is sent by post.
    #[serde(default)]
    pub(crate) digital: bool,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            title: String::new(),
            promise: String::new(),
            organiser: String::new(),
            place: String::new(),
            category: String::new(),
            language: "en".to_owned(),
            slug: String::new(),
            currency: Currency::Eur,
            model: FundingModel::KeepItAll,
            goal: String::new(),
            minimum: String::new(),
            deadline: String::new(),
            zone: "UTC".to_owned(),
            story: String::new(),
            budget: Vec::new(),
            rewards: Vec::new(),
            risks: String::new(),
            faq: Vec::new(),
            impacts: Vec::new(),
            cover: None,
            cover_alt: String::new(),
        }
    }
}

impl Draft {
    /// A draft with the answers to the one question that begins it.
    pub(crate) fn begun(title: &str, organiser: &str, currency: Currency, model: FundingModel) -> Self {
        let title = fields::line(title);
        Self {
            slug: slug_of(&title),
            title,
            organiser: fields::line(organiser),
            currency,
            model,
            minimum: usual_minimum(currency).to_owned(),
            zone: usual_zone(currency).to_owned(),
            ..Self::default()
        }
    }
}

/// An address made of a title: `Bänke am See` becomes `banke-am-see`. Empty when nothing of it can be kept.
pub(crate) fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'a'..='z' | '0'..='9' => letter,
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            '\'' | '’' => continue,
            _ => '-',
        };
        if plain != '-' || (!slug.is_empty() && !slug.ends_with('-')) {
            slug.push(plain);
        }
        if slug.len() >= 50 {
            break;
        }
    }
    slug.trim_matches('-').to_owned()
}

/// The least that can be given unless the creator says otherwise: about the price of a coffee.
fn usual_minimum(currency: Currency) -> &'static str {
    match currency {
        Currency::Inr => "100",
        Currency::Jpy => "300",
        Currency::Kwd | Currency::Bhd | Currency::Omr | Currency::Jod => "1",
        _ => "5",
    }
}

/// The zone in which most who use a currency live; the form lets them choose.
fn usual_zone(currency: Currency) -> &'static str {
    match currency {
        Currency::Inr => "Asia/Kolkata",
        Currency::Jpy => "Asia/Tokyo",
        Currency::Kwd => "Asia/Kuwait",
        Currency::Gbp => "Europe/London",
        Currency::Usd => "America/New_York",
        Currency::Eur => "Europe/Berlin",
        _ => "UTC",
    }
}
