//! What changed between two texts, word by word, for people to read. Pure.

use serde::Serialize;

/// A stretch of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Stretch {
    /// `same`, `added` or `removed`.
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

/// More words than this are compared paragraph by paragraph: the table of a comparison grows with their product.
const MOST_WORDS: usize = 1_500;

/// What changed from `before` to `after`. The stretches that are not `added` make up `before`, those that are not
/// `removed` make up `after`.
pub(crate) fn changes(before: &str, after: &str) -> Vec<Stretch> {
    let by_words = (pieces(before, ' '), pieces(after, ' '));
    let (old, new) = if by_words.0.len().max(by_words.1.len()) > MOST_WORDS {
        (pieces(before, '\n'), pieces(after, '\n'))
    } else {
        by_words
    };
    joined(compared(&old, &new))
}

/// The text in pieces, each with the white space behind it.
fn pieces(text: &str, end: char) -> Vec<&str> {
    text.split_inclusive([end, '\n']).collect()
}

/// The longest common subsequence of two lists, and what is around it.
fn compared<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(&'static str, &'a str)> {
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if old[i] == new[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            found.push(("same", old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j >= new.len()
            || i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]
        {
            found.push(("removed", old[i]));
            i += 1;
        } else {
            found.push(("added", new[j]));
            j += 1;
        }
    }
    found
}

/// Neighbours of one kind as one stretch.
fn joined(found: Vec<(&'static str, &str)>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (kind, text) in found {
        match stretches.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => stretches.push(Stretch { kind, text: text.to_owned() }),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_that_was_put_in_the_place_of_another_is_seen() {
        let read: Vec<_> = changes("one bench of oak here", "one bench of ash here")
            .into_iter()
            .map(|it| (it.kind, it.text))
            .collect();
        assert_eq!(
            read,
            [
                ("same", "one bench of ".to_owned()),
                ("removed", "oak ".to_owned()),
                ("added", "ash ".to_owned()),
                ("same", "here".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_the_same_is_one_stretch() {
        assert_eq!(changes("a b\n\nc", "a b\n\nc"), [Stretch { kind: "same", text: "a b\n\nc".into() }]);
        assert_eq!(changes("", ""), []);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_made_up(before in "[ab \n]{0,40}", after in "[ab \n]{0,40}") {
            let stretches = changes(&before, &after);
            let side = |not: &str| -> String {
                stretches.iter().filter(|it| it.kind != not).map(|it| it.text.as_str()).collect()
            };
            prop_assert_eq!(side("added"), before);
            prop_assert_eq!(side("removed"), after);
        }
    }
}
