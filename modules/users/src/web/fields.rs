//! What people type about themselves, checked in one place.

use crate::{email, policy, policy::Weak};
use kernel::web::{Problems, Text};

/// The longest name.
const LONGEST_NAME: usize = 100;

/// The name in `typed`, or a problem of the field `name`.
pub(super) fn name(typed: &str, problems: &mut Problems<'_>) -> String {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        problems.add("name", &Text::of("account-problem-name-empty"));
    } else if name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        problems.add("name", &Text::of("account-problem-name-long").with("most", LONGEST_NAME));
    }
    name
}

/// The address in `typed`, or a problem of the field `email`.
pub(super) fn address(typed: &str, problems: &mut Problems<'_>) -> String {
    email::normal(typed).unwrap_or_else(|| {
        problems.add("email", &Text::of("account-problem-address"));
        String::new()
    })
}

/// Whether `password` may be one, or a problem of `field`.
pub(super) fn new_password(
    field: &str,
    password: &str,
    least: usize,
    about: &[&str],
    problems: &mut Problems<'_>,
) {
    if let Err(weak) = policy::check(password, least, about) {
        problems.add(field, &text_of(weak));
    }
}

fn text_of(weak: Weak) -> Text {
    match weak {
        Weak::TooShort(least) => Text::of("account-problem-password-short").with("least", least),
        Weak::TooLong => Text::of("account-problem-password-long").with("most", policy::LONGEST),
        Weak::Common => Text::of("account-problem-password-common"),
        Weak::Context => Text::of("account-problem-password-personal"),
    }
}
