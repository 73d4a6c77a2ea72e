use crate::address::behind_key;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Crockford's base 32: no letter that reads like a digit.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// What people call something on the telephone: `7K3M-9Q2X-4TBA`. Sixty bits of a hash of its id, so that it cannot be
/// turned back into that. The same in every module, on pages and in mails.
pub fn reference(id: Uuid) -> String {
    let hash = Sha256::digest(id.as_bytes());
    let mut bits = hash.iter().take(8).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut text = String::with_capacity(LENGTH + 2);
    for place in 0..LENGTH {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(DIGITS[usize::try_from(bits >> 59).unwrap_or(0)]));
        bits <<= 5;
    }
    text
}

/// How many signs an id is written in.
const WRITTEN: usize = 36;

/// The same text with a [`reference()`] in the place of each id, and of each address of a page that is open to whoever has
/// it: for the log, which more people read than may open such pages.
pub fn in_references(text: &str) -> String {
    let (mut said, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(first) = rest.chars().next() {
        if let Some((id, behind)) = rest.split_at_checked(WRITTEN)
            && let Ok(id) = Uuid::try_parse(id)
        {
            said.push_str(&reference(id));
            rest = behind_key(behind).unwrap_or(behind);
        } else {
            said.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ids_have_two_references_of_three_times_four_signs() {
        let (one, other) = (reference(Uuid::now_v7()), reference(Uuid::now_v7()));
        assert_ne!(one, other);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
    }

    #[test]
    fn every_id_in_a_text_becomes_its_reference_and_nothing_else_changes() {
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        let text = in_references(&format!("ein Schlüssel: thing/{one}, {other}{one} – cs_test_1"));
        let [first, second] = [one, other].map(reference);
        assert_eq!(text, format!("ein Schlüssel: thing/{first}, {second}{first} – cs_test_1"));
        let address = crate::Keys::for_tests().address(one);
        assert_eq!(in_references(&format!("/thing/{address}/pay~")), format!("/thing/{first}/pay~"));
        for plain in ["", "ü", "0197b5a0-0000-7000-8000-00000000000"] {
            assert_eq!(in_references(plain), plain);
        }
    }
}
