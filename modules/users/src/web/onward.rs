//! Where people go on to.

use serde::Deserialize;

/// Where people land who were on their way nowhere else.
pub(crate) const HOME: &str = "/me";

/// The part of an address that says where to go on to.
#[derive(Default, Deserialize)]
pub(super) struct Onward {
    #[serde(default)]
    pub(super) next: String,
}

/// `next` when it is a path on this site, else [`HOME`]: a sign-in page that sends people anywhere serves
/// whoever wants their next password.
pub(super) fn same_site(next: &str) -> &str {
    let mut letters = next.chars();
    let path = letters.next() == Some('/') && letters.next() != Some('/');
    // Browsers read a backslash as a slash and leave tabs and line ends out.
    let odd = next.contains(|c: char| c == '\\' || c.is_control() || c.is_whitespace());
    if path && !odd && next.len() <= 512 { next } else { HOME }
}

/// `?next=…`, to carry `next` from page to page.
pub(super) fn query(next: &str) -> String {
    serde_urlencoded::to_string([("next", next)]).map(|it| format!("?{it}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{HOME, same_site};

    #[test]
    fn only_a_path_on_this_site_is_gone_on_to() {
        assert_eq!(same_site("/c/mangroves/give?amount=840"), "/c/mangroves/give?amount=840");
        assert_eq!(same_site("/"), "/");
        let long = format!("/{}", "x".repeat(600));
        for elsewhere in [
            "",
            "me",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/x\r\nSet-Cookie: a=b",
            "https://evil.example/",
            "javascript:alert(1)",
            "\\\\evil.example",
            &long,
        ] {
            assert_eq!(same_site(elsewhere), HOME, "{elsewhere:?}");
        }
    }
}
