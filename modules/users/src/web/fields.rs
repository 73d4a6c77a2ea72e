//! What people type about themselves, checked in one place.

use crate::{email, policy, policy::Weak};
use kernel::web::FormProblems;

/// The longest name.
const LONGEST_NAME: usize = 100;

/// The name in `typed`, or a problem of the field `name`.
pub(super) fn name(typed: &str, problems: &mut FormProblems) -> String {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        problems.add("name", "Write the name we may call you by.");
    } else if name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        problems.add("name", format!("Write a name of at most {LONGEST_NAME} characters."));
    }
    name
}

/// The address in `typed`, or a problem of the field `email`.
pub(super) fn address(typed: &str, problems: &mut FormProblems) -> String {
    email::normal(typed).unwrap_or_else(|| {
        problems.add("email", "Write an e-mail address that mail can reach, such as name@example.org.");
        String::new()
    })
}

/// Whether `password` may be one, or a problem of `field`.
pub(super) fn new_password(
    field: &str,
    password: &str,
    least: usize,
    about: &[&str],
    problems: &mut FormProblems,
) {
    if let Err(weak) = policy::check(password, least, about) {
        problems.add(field, weak_in_words(weak));
    }
}

fn weak_in_words(weak: Weak) -> String {
    weak.to_string()
}
