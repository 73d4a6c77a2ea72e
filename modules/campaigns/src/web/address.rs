/// Whether a mail could be sent there. Whether it arrives is known when somebody answers.
pub(super) fn is_address(email: &str) -> bool {
    let parts = email.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.starts_with('.'))
        && email.len() <= 254
        && !email.chars().any(|it| it.is_whitespace() || it.is_control() || it == '<' || it == '>')
        && email.matches('@').count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        for good in ["a@example.org", "jörg.b@mail.example.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "@b.c", "a@b", "a@.b", "a b@c.d", "a@b.c@d.e", "A <a@b.c>"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
