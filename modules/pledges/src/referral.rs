//! What a link says about where a donor came from. Pure.

/// The longest tag that is kept.
const LONGEST: usize = 60;

/// A tag as it is kept: small letters, digits and `. _ - /`. `None` for nothing, or for what no link of ours says:
/// whatever else stands in an address may be about a person, and is not kept.
pub(crate) fn tag(text: &str) -> Option<String> {
    let tag = text.trim().to_ascii_lowercase();
    let fits = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-' | b'/');
    (!tag.is_empty() && tag.len() <= LONGEST && tag.bytes().all(fits)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_short_and_plain_and_names_nobody() {
        assert_eq!(tag(" Newsletter/Spring-26 ").as_deref(), Some("newsletter/spring-26"));
        for text in ["", "  ", "a@example.org", "<script>", "a b", "x\0y", &"a".repeat(61)] {
            assert_eq!(tag(text), None, "{text}");
        }
    }
}
