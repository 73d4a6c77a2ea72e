//! Finding campaigns by words: which words a text has, what a word typed wrongly may have meant, and in which order
//! what was found is shown. The same on both databases, because the index is our own (see
//! `docs/decisions`, "Search by tables of our own").

pub(crate) mod asked;
mod index;
pub(crate) mod words;

pub(crate) use self::index::subscription;
