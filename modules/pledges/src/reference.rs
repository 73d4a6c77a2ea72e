use contracts::PledgeId;
use sha2::{Digest, Sha256};

/// Crockford's base 32: no letter that reads like a digit.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// What people call a pledge on the telephone: `7K3M-9Q2X-4TBA`. Sixty bits of a hash of its id, so that it
/// cannot be turned back into the address of the pledge's page.
pub(crate) fn reference(pledge: PledgeId) -> String {
    let hash = Sha256::digest(pledge.0.as_bytes());
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

/// What somebody typed as a reference, in the form it is kept in: without spaces, in capitals, with the letters
/// that Crockford reads as digits turned into them.
pub(crate) fn normalised(typed: &str) -> String {
    let digits = typed.chars().filter(char::is_ascii_alphanumeric).map(|it| match it.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    let digits: Vec<char> = digits.collect();
    digits.chunks(4).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_back_however_it_is_typed() {
        let reference = reference(PledgeId::fresh());
        assert_eq!(reference.len(), LENGTH + 2);
        assert_eq!(normalised(&reference.to_lowercase().replace('-', " ").replace('0', "o")), reference);
    }

    #[test]
    fn two_pledges_have_two_references() {
        assert_ne!(reference(PledgeId::fresh()), reference(PledgeId::fresh()));
    }
}
