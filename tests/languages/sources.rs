//! Which texts are asked for.

use super::places;
use anyhow::ensure;
use std::{collections::BTreeSet, fs};

/// `t(key="…", …)` in a template.
pub(super) struct Asked {
    pub(super) place: String,
    pub(super) key: String,
    pub(super) names: BTreeSet<String>,
}

/// Every call of `t` in every template. A key is written out, so that it can be found.
pub(super) fn in_templates() -> anyhow::Result<Vec<Asked>> {
    let mut all = Vec::new();
    for file in places::templates()? {
        let source = fs::read_to_string(&file)?;
        let place = places::name(&file);
        for (at, _) in source.match_indices("t(key=") {
            // `format(key=` is another function.
            if source[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_') {
                continue;
            }
            let call = arguments(&source[at + 2..]);
            let mut given = call.into_iter();
            let key = given.next().unwrap_or_default().1;
            let quoted = key.trim().strip_prefix('"').and_then(|it| it.strip_suffix('"'));
            ensure!(quoted.is_some(), "{place}: the key {key} is not written out");
            let mut names: BTreeSet<String> = given.map(|(name, _)| name).collect();
            if names.remove("to") {
                names.extend(["open".to_owned(), "close".to_owned()]);
            }
            all.push(Asked { place: place.clone(), key: quoted.unwrap_or_default().to_owned(), names });
        }
    }
    Ok(all)
}

/// `name=value` up to the closing bracket.
fn arguments(source: &str) -> Vec<(String, String)> {
    let (mut depth, mut quoted, mut parts) = (0, None, vec![String::new()]);
    for letter in source.chars() {
        match (quoted, letter) {
            (None, '"' | '\'' | '`') => quoted = Some(letter),
            (Some(mark), it) if mark == it => quoted = None,
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')') if depth == 0 => break,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let split =
        |it: &String| it.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.to_owned()));
    parts.iter().filter_map(split).collect()
}

/// Everything between quotes in the sources of the product that can be a key.
pub(super) fn words_of_rust() -> anyhow::Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for file in places::files("rs")? {
        let source = fs::read_to_string(&file)?;
        words.extend(source.split('"').filter(|it| looks_like_a_key(it)).map(str::to_owned));
    }
    Ok(words)
}

fn looks_like_a_key(word: &str) -> bool {
    word.contains('-') && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}
