use crate::token;
use rand::Rng as _;

/// How many are made at once.
pub(crate) const HOW_MANY: usize = 10;
/// Letters and digits that are not taken for each other.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// 24 letters of 5 bits: what has 112 bits and more may be kept under a fast hash (ASVS 5.0.0, V6.5.2).
const LENGTH: usize = 24;

/// Ten new codes of 120 bits, as people read them: `abcd-efgh-jkmn-pqrs-tuvw-xyz2`.
pub(crate) fn fresh() -> Vec<String> {
    let mut rng = rand::rng();
    let mut code = || {
        let letters: Vec<u8> = (0..LENGTH).map(|_| LETTERS[rng.random_range(0..LETTERS.len())]).collect();
        let groups = letters.chunks(4).map(|it| String::from_utf8_lossy(it).into_owned());
        groups.collect::<Vec<_>>().join("-")
    };
    (0..HOW_MANY).map(|_| code()).collect()
}

/// What is kept of a code, however it is typed. So many random bits need nothing slower.
pub(crate) fn hash(typed: &str) -> Vec<u8> {
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    token::hash(&letters.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ten_codes_are_all_different_and_known_however_they_are_typed() {
        let codes = fresh();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), HOW_MANY);
        for code in codes {
            assert_eq!(code.len(), 29, "{code}");
            let bits = code.replace('-', "").len() * LETTERS.len().ilog2() as usize;
            assert!(bits >= 112, "{bits} bits");
            assert_eq!(hash(&code), hash(&code.replace('-', " ").to_uppercase()));
        }
        assert_ne!(hash("abcd"), hash("abce"));
    }
}
