//! What a password may be (SEC-2; NIST SP 800-63B-4 section 3.1.1.2): long enough, not one that everybody uses,
//! not made of what everybody knows of its owner. No rules about digits and signs, no end date.

mod common;

/// At least this many characters when a password is the only factor …
pub(crate) const ALONE: usize = 15;
/// … and this many beside a second one.
pub(crate) const WITH_FACTOR: usize = 8;
/// At most this many bytes.
pub(crate) const LONGEST: usize = 1024;
/// Parts of a name or an address that are shorter say nothing.
const TELLING: usize = 4;

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Weak {
    #[error("Write a password of {0} characters or more. A short sentence is easy to remember.")]
    TooShort(usize),
    #[error("Write a password of at most {LONGEST} bytes.")]
    TooLong,
    #[error("Choose another password: this one is among those that everybody uses, and is tried first.")]
    Common,
    #[error("Choose another password: this one is made of your name, your address or ours.")]
    Context,
}

/// Whether a new password may be `password` for somebody of whom `about` is known.
pub(crate) fn check(password: &str, least: usize, about: &[&str]) -> Result<(), Weak> {
    if password.len() > LONGEST {
        return Err(Weak::TooLong);
    }
    if password.chars().count() < least {
        return Err(Weak::TooShort(least));
    }
    if is_common(password) {
        return Err(Weak::Common);
    }
    if is_made_of(password, about) {
        return Err(Weak::Context);
    }
    Ok(())
}

/// Whether everybody uses it: as it is, said twice or more, or with digits and signs around it.
fn is_common(password: &str) -> bool {
    let bare = password.trim_matches(|c: char| !c.is_alphabetic());
    common::is_common(password)
        || common::is_common(unit(password))
        || !bare.is_empty() && common::is_common(unit(bare))
}

/// The shortest part of which `text` is made by saying it again and again.
fn unit(text: &str) -> &str {
    let cuts = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]);
    let mut parts = cuts.filter_map(|it| text.get(..it));
    parts
        .find(|it| text.len().is_multiple_of(it.len()) && it.repeat(text.len() / it.len()) == text)
        .unwrap_or(text)
}

/// Whether little is left of `password` without the words everybody knows of its owner.
fn is_made_of(password: &str, about: &[&str]) -> bool {
    let mut rest = password.to_lowercase();
    let known = about.iter().flat_map(|it| it.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<_> = known.map(str::to_lowercase).chain(["tributary".to_owned()]).collect();
    words.retain(|it| it.chars().count() >= TELLING);
    words.sort_by_key(|it| std::cmp::Reverse(it.len()));
    for word in &words {
        rest = rest.replace(word.as_str(), "");
    }
    let left = rest.chars().filter(|it| it.is_alphabetic()).count();
    rest.len() < password.len() && left < WITH_FACTOR
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &[&str] = &["Asha Rao", "asha.rao.mangrove@example.test"];

    #[test]
    fn a_sentence_is_a_password_and_a_word_is_not() {
        assert_eq!(check("a quiet river bend", ALONE, ABOUT), Ok(()));
        assert_eq!(check("पन्द्रह अक्षर हैं यहाँ", ALONE, ABOUT), Ok(()));
        assert_eq!(check("fourteen chars", ALONE, ABOUT), Err(Weak::TooShort(15)));
        assert_eq!(check("fourteen chars", WITH_FACTOR, ABOUT), Ok(()));
        assert_eq!(check(&"x".repeat(1025), ALONE, ABOUT), Err(Weak::TooLong));
    }

    #[test]
    fn what_everybody_uses_is_no_password_however_it_is_dressed_up() {
        for password in [
            "passwordpassword",
            "123456123456123456",
            "Password2026!!!!",
            "aaaaaaaaaaaaaaaa",
            "!!!iloveyou!!!1234",
        ] {
            assert_eq!(check(password, ALONE, ABOUT), Err(Weak::Common), "{password}");
        }
        assert_eq!(check("football", WITH_FACTOR, ABOUT), Err(Weak::Common));
        assert_eq!(check("password of a quiet river", ALONE, ABOUT), Ok(()), "a word of it is no harm");
    }

    #[test]
    fn what_everybody_knows_of_its_owner_is_no_password() {
        for password in
            ["tributary-tributary", "Mangrove-2026-Asha", "Tributary of 2026!", "example.example.asha"]
        {
            assert_eq!(check(password, ALONE, ABOUT), Err(Weak::Context), "{password}");
        }
        assert_eq!(check("asha keeps a quiet river bend", ALONE, ABOUT), Ok(()), "a word of it is no harm");
    }
}
