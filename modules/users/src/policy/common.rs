//! The passwords that everybody uses, as a Bloom filter: it never misses one, and takes about one in ten thousand
//! others for one. Built by `bin/common-passwords`, which names the lists and their licences.

use sha2::{Digest as _, Sha256};

const FILTER: &[u8] = include_bytes!("../../data/common.bloom");
/// The mark, and three numbers of 32 bits.
const HEAD: usize = 16;

/// Whether `word` is one of them, in upper or lower case.
pub(super) fn is_common(word: &str) -> bool {
    let digest = Sha256::digest(word.to_lowercase().as_bytes());
    let number =
        |at: usize| digest.get(at..at + 8).and_then(|it| it.try_into().ok()).map_or(0, u64::from_le_bytes);
    let (first, step) = (number(0), number(8));
    let (bits, hashes) = (u64::from(head(8)), u64::from(head(12)));
    let has = |i: u64| {
        let at = first.wrapping_add(i.wrapping_mul(step)) % bits.max(1);
        let byte = usize::try_from(at / 8).ok().and_then(|it| FILTER.get(HEAD + it));
        byte.is_some_and(|it| it & (1 << (at % 8)) != 0)
    };
    (0..hashes).all(has)
}

fn head(at: usize) -> u32 {
    FILTER.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_is_whole_and_knows_what_everybody_uses() {
        assert_eq!(&FILTER[..4], b"TBF1");
        assert!(head(4) > 50_000, "{} passwords", head(4));
        assert_eq!(FILTER.len(), HEAD + head(8) as usize / 8);
        for word in
            ["123456", "password", "qwertyuiop", "iloveyou", "PassWord1", "football", "1q2w3e4r5t6y7u8i9o0p"]
        {
            assert!(is_common(word), "{word}");
        }
    }

    #[test]
    fn hardly_any_other_word_is_taken_for_one() {
        let taken = (0..100_000).filter(|number| is_common(&format!("heron {number} at the weir"))).count();
        assert!(taken < 50, "{taken} of 100,000, where 13 are to be expected");
    }
}
