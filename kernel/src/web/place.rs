//! Where a page is found in another language. What was posted has no address at which it could be asked for again; its
//! form has one.

use super::text;
use axum::http::{Uri, header, request::Parts};

/// Where the page is that `parts` ask for, or whose form they are, without its language. `shown` are the paths that
/// can be looked at.
pub(super) fn of(parts: &Parts, shown: &[&str]) -> String {
    if parts.method.is_safe() {
        return text::place(&parts.uri);
    }
    let sent_from = parts.headers.get(header::REFERER).and_then(|it| it.to_str().ok());
    let sent_from = sent_from.and_then(|it| it.parse::<Uri>().ok());
    // What it was asked with may hold a name, and is nobody else's.
    let of_form = sent_from.as_ref().map(|it| text::bare(it.path()));
    let mut places = of_form.into_iter().chain([parts.uri.path()]);
    places.find(|place| shown.iter().any(|it| fits(it, place))).unwrap_or("/").to_owned()
}

/// Whether `path` is one of those that the route `template` stands for. None begins with two slashes, whatever the rest
/// of a route takes: that would lead to somebody else's site.
fn fits(template: &str, path: &str) -> bool {
    if path.starts_with("//") {
        return false;
    }
    let mut parts = path.split('/');
    for wanted in template.split('/') {
        if wanted.starts_with("{*") {
            return true;
        }
        match parts.next() {
            Some(part) if part == wanted || wanted.starts_with('{') && !part.is_empty() => {}
            _ => return false,
        }
    }
    parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_the_route_that_answers_it_and_no_other() {
        for (template, path) in [("/", "/"), ("/c/{slug}/give", "/c/a/give"), ("/a/{*rest}", "/a/b/c")] {
            assert!(fits(template, path), "{template} {path}");
        }
        for (template, path) in [
            ("/", "//evil.example"),
            ("/{one}", "//"),
            ("/{*rest}", "//evil.example"),
            ("/c/{slug}", "/c/a/give"),
            ("/c/{slug}/give", "/c/a"),
        ] {
            assert!(!fits(template, path), "{template} {path}");
        }
    }
}
