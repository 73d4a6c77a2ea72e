use contracts::PledgeId;

/// What people call a pledge.
pub(crate) fn reference(pledge: PledgeId) -> String {
    kernel::reference(pledge.0)
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
        assert_eq!(normalised(&reference.to_lowercase().replace('-', " ").replace('0', "o")), reference);
    }
}
