//! The passwords that everybody uses, as a Bloom filter: it never misses one, and takes about one in a million others
//! for one. Built by `bin/common-passwords`, which names the lists and their licences.
//!
//! All the bits of a word lie in one page of 4 KiB. The filter is part of the program's file, and whoever looks for a
//! word has one place of it read and not twenty: what nobody asks for takes no memory.

use sha2::{Digest as _, Sha512};

const FILTER: &[u8] = include_bytes!("../../data/common.bloom");
/// The mark, and four numbers of 32 bits: of passwords, of pages, of bytes a page, of bits a password.
const HEAD: usize = 20;

/// Whether `word` is one of them, in upper or lower case.
pub(super) fn is_common(word: &str) -> bool {
    let digest = Sha512::digest(word.to_lowercase().as_bytes());
    let (which, places) = digest.split_at(4);
    let Some(page) = page(little_endian(which) % head(8).max(1)) else { return false };
    places.chunks_exact(2).take(head(16)).all(|place| {
        let at = little_endian(place) % (page.len() * 8);
        page.get(at / 8).is_some_and(|it| it & (1 << (at % 8)) != 0)
    })
}

fn page(number: usize) -> Option<&'static [u8]> {
    let size = head(12);
    FILTER.get(HEAD + number * size..HEAD + (number + 1) * size).filter(|it| !it.is_empty())
}

/// The number at that place of the head.
fn head(at: usize) -> usize {
    FILTER.get(at..at + 4).map_or(0, little_endian)
}

fn little_endian(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |sum, it| (sum << 8) | usize::from(*it))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which part of its bits each page has set.
    fn filled() -> Vec<f64> {
        let ones = |page: &[u8]| page.iter().map(|it| it.count_ones()).sum::<u32>();
        let bits = |page: &[u8]| u32::try_from(page.len() * 8).map_or(1.0, f64::from);
        (0..head(8)).filter_map(page).map(|it| f64::from(ones(it)) / bits(it)).collect()
    }

    fn number(at: usize) -> f64 {
        u32::try_from(head(at)).map_or(0.0, f64::from)
    }

    #[test]
    fn the_filter_is_whole_and_knows_what_everybody_uses() {
        assert_eq!(&FILTER[..4], b"TBF2");
        assert_eq!(FILTER.len(), HEAD + head(8) * head(12));
        assert!(FILTER.len() <= 2 << 20, "{} bytes", FILTER.len());
        for word in
            ["123456", "password", "qwertyuiop", "iloveyou", "PassWord1", "football", "1q2w3e4r5t6y7u8i9o0p"]
        {
            assert!(is_common(word), "{word}");
        }
        for long in ["princessmarcossa", "firedragonslayer", "SilentScreams99", "kaninchen0987654321"] {
            assert!(is_common(long), "found in a breach: {long}");
        }
    }

    /// So many bits are set as that many passwords set, and no list says more than it holds.
    #[test]
    fn it_holds_as_many_passwords_as_it_says_and_so_does_the_readme() {
        let said = number(4);
        assert!(said >= 100_000.0, "{said} passwords");
        let bits = number(12) * 8.0;
        let held: f64 = filled().iter().map(|it| -bits / number(16) * (1.0 - it).ln()).sum();
        assert!((held / said - 1.0).abs() < 0.01, "it says {said} and holds about {held:.0}");
        let readme = include_str!("../../README.md");
        let (thousands, rest) = (head(4) / 1_000, head(4) % 1_000);
        assert!(readme.contains(&format!("{thousands},{rest:03} common passwords")), "{thousands},{rest:03}");
    }

    #[test]
    fn one_in_a_million_other_words_is_taken_for_one() {
        let hashes = i32::try_from(head(16)).unwrap_or(0);
        let filled = filled();
        let pages = number(8);
        let chance = filled.iter().map(|it| it.powi(hashes)).sum::<f64>() / pages;
        assert!(chance < 1.5e-6, "{chance:e} of all words");
        let taken = (0..100_000).filter(|number| is_common(&format!("heron {number} at the weir"))).count();
        assert!(taken < 5, "{taken} of 100,000, where none is to be expected");
    }
}
