//! Addresses, as they are kept and compared.

/// The longest address that can be sent to (RFC 5321 section 4.5.3.1.3, less the angle brackets).
const LONGEST: usize = 254;

/// `typed` without the space around it and in lower case; `None` when mail could never reach it.
///
/// Only the shape is looked at: whether it exists, a mail will tell.
pub(crate) fn normal(typed: &str) -> Option<String> {
    let email = typed.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@')?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c);
    let sound = !local.is_empty()
        && !local.contains('@')
        && domain.split('.').all(|label| !label.is_empty())
        && domain.contains('.')
        && email.len() <= LONGEST
        && !email.contains(odd);
    sound.then_some(email)
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn an_address_is_one_however_it_is_typed() {
        assert_eq!(normal(" Asha@Example.Test\n").as_deref(), Some("asha@example.test"));
    }

    #[test]
    fn what_no_mail_can_reach_is_no_address() {
        let long = format!("{}@example.test", "x".repeat(250));
        for typed in [
            "",
            "asha",
            "@example.test",
            "asha@",
            "asha@host",
            "a@b@c.test",
            "a b@c.test",
            "a@c..test",
            &long,
        ] {
            assert_eq!(normal(typed), None, "{typed}");
        }
    }
}
