//! Words as they are compared. Pure.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

/// The longest word that is kept, in characters.
const LONGEST: usize = 40;
/// How many words of one campaign are kept.
const MOST: usize = 400;
/// Words that say nothing about a campaign.
const EMPTY: [&str; 38] = [
    "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "for", "from", "had", "has", "have",
    "in", "is", "it", "its", "not", "of", "on", "or", "our", "so", "that", "the", "their", "them", "they",
    "this", "to", "was", "we", "were", "who", "will", "with",
];

/// The words of `text` in its order, in small letters and without accents.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if is_part_of_word(c) {
            word.extend(c.to_lowercase().map(plain).filter(|it| !is_accent(*it)));
        } else if !matches!(c, '\'' | '’' | '\u{2bc}') {
            let word = std::mem::take(&mut word);
            if says_something(&word) {
                words.push(word.chars().take(LONGEST).collect());
            }
        }
    }
    words
}

/// The words of some texts and what each weighs: as much as its text, up to three times.
pub(crate) fn weighed(texts: &[(&str, i32)]) -> BTreeMap<String, i32> {
    let mut weights = BTreeMap::new();
    for (text, weight) in texts {
        let mut counts = BTreeMap::new();
        for word in words(text) {
            *counts.entry(word).or_insert(0) += 1;
        }
        for (word, count) in counts {
            if weights.len() < MOST || weights.contains_key(&word) {
                *weights.entry(word).or_insert(0) += weight * count.min(3);
            }
        }
    }
    weights
}

/// The runs of three letters in `word`, with its beginning and its end marked: what words that look alike share.
pub(crate) fn trigrams(word: &str) -> Vec<String> {
    let letters: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
    let mut runs: Vec<String> = letters.windows(3).map(|it| it.iter().collect()).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// How many letters are wrong, missing, too many or swapped with their neighbour between two words.
pub(crate) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut now = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let wrong = usize::from(one[i - 1] != other[j - 1]);
            now[j] = (last[j - 1] + wrong).min(last[j] + 1).min(now[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                now[j] = now[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, now);
    }
    last[other.len()]
}

/// How many letters of `word` may be wrong. Short words are taken as they are: everything is near them.
pub(crate) fn tolerance(word: &str) -> usize {
    match word.chars().count() {
        ..4 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// Whether `c` belongs to a word. The vowel signs and the virama of the Indic scripts do.
fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || is_accent(c)
        || ('\u{900}'..'\u{e00}').contains(&c) && !matches!(c, '\u{964}' | '\u{965}')
}

fn is_accent(c: char) -> bool {
    ('\u{300}'..'\u{370}').contains(&c)
}

fn says_something(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    let alone = letters.next().is_none();
    !(first.is_none() || alone && first.is_some_and(|it| it.is_ascii_alphabetic()) || EMPTY.contains(&word))
}

/// A Latin letter without its accent; other letters as they are.
fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ģ' | 'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}
