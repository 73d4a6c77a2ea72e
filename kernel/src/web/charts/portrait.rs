use serde::Serialize;
use sha2::{Digest, Sha256};

/// A drawing that stands for a person: initials over water of one of five colours, all from the name, so that it
/// is the same wherever the name is.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Portrait {
    initials: String,
    tone: u8,
    wave: String,
}

/// The portrait of `name`.
pub(crate) fn portrait(name: &str) -> Portrait {
    let hash = Sha256::digest(name.trim());
    let (height, swing) = (18 + i32::from(hash[1] % 14), 3 + i32::from(hash[2] % 4));
    let swing = if hash[3] % 2 == 0 { swing } else { -swing };
    let wave = format!("M0 {height}q10 {swing} 20 0t20 0V40H0Z");
    Portrait { initials: initials(name), tone: hash[0] % 5 + 1, wave }
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
        assert_ne!(portrait("Asha Rao"), portrait("Asha Roy"));
        let drawn = ["Asha Rao", "asha", "Ana de la Cruz", "عائشة خان", "अमृता शेरगिल", "", "🙂"].map(initials);
        assert_eq!(drawn, ["AR", "A", "AC", "ع", "अश", "·", "·"]);
    }
}
