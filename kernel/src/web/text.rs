//! The words of the pages in every language: which language is spoken, what its texts are, how it writes numbers
//! and dates, and where its pages are.

mod arguments;
mod language;
mod numbers;
mod prefix;
mod pseudo;
#[cfg(test)]
mod tests;
mod texts;
mod until;

pub use self::{
    arguments::{Argument, Text},
    language::Language,
    prefix::{bare, in_languages},
    texts::{Missing, Texts},
    until::{Until, present_zone},
};
pub(super) use self::{
    language::speaking,
    numbers::{date, date_and_time, number},
    prefix::{lead_to, place, placed},
};
