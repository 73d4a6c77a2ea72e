//! What stands for a person beside their name.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// Initials on one of four colours, both from the name, so that they are the same wherever the name is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Portrait {
    initials: String,
    tone: u8,
}

/// The portrait of `name`.
pub(super) fn portrait(name: &str) -> Portrait {
    let hash = Sha256::digest(name.trim());
    Portrait { initials: initials(name), tone: hash[0] % 4 + 1 }
}

/// The first letters of the first and the last word. Arabic letters join and are read as a word, so one is enough.
fn initials(name: &str) -> String {
    let firsts: Vec<char> =
        name.split_whitespace().filter_map(|it| it.chars().find(|it| it.is_alphanumeric())).collect();
    let joined = |it: &char| ('\u{600}'..='\u{8ff}').contains(it);
    match firsts.as_slice() {
        [] => "·".to_owned(),
        [first] => first.to_uppercase().collect(),
        [first, ..] if joined(first) => first.to_string(),
        [first, .., last] => first.to_uppercase().chain(last.to_uppercase()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_portrait_and_every_name_has_one() {
        assert_eq!(portrait("Asha Rao"), portrait(" Asha Rao "));
        let tones: Vec<_> = ('a'..='z').map(|it| portrait(&it.to_string()).tone).collect();
        assert!((1..=4).all(|it| tones.contains(&it)), "{tones:?}");
        let drawn = ["Asha Rao", "asha", "Ana de la Cruz", "عائشة خان", "अमृता शेरगिल", "", "🙂"].map(initials);
        assert_eq!(drawn, ["AR", "A", "AC", "ع", "अश", "·", "·"]);
    }
}
