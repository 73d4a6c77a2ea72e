//! What the audit log keeps as JSON, for people to read.

use contracts::Money;
use serde::Serialize;
use serde_json::{Map, Value};

/// What is kept as a number and is later than this many microseconds after 1970 is a moment.
const MOMENTS: i64 = 1_000_000_000_000_000;

/// One thing that was so, and became otherwise.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Change {
    what: String,
    was: Option<String>,
    became: Option<String>,
    /// When `became` is a moment.
    until: Option<i64>,
}

/// How it `was` and how it `became`, thing by thing, where either says anything.
pub(super) fn between(was: Option<&str>, became: Option<&str>) -> Vec<Change> {
    let (was, became) = (things(was), things(became));
    let added = became.keys().filter(|it| !was.contains_key(*it));
    let change = |name: &String| Change {
        what: name.replace('_', " "),
        was: was.get(name).and_then(words),
        became: became.get(name).and_then(words),
        until: became.get(name).and_then(Value::as_i64).filter(|it| *it > MOMENTS),
    };
    let all = was.keys().chain(added).map(change);
    all.filter(|it| it.was.is_some() || it.became.is_some()).collect()
}

/// What is no list of things is one thing without a name.
fn things(json: Option<&str>) -> Map<String, Value> {
    let Some(json) = json else { return Map::new() };
    match serde_json::from_str(json) {
        Ok(Value::Object(things)) => things,
        Ok(other) => Map::from_iter([(String::new(), other)]),
        Err(_) => Map::from_iter([(String::new(), Value::String(json.to_owned()))]),
    }
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(true) => Some("yes".to_owned()),
        Value::Bool(false) => Some("no".to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Object(_) => {
            let money = serde_json::from_value::<Money>(value.clone());
            Some(money.map_or_else(|_| value.to_string(), |it| it.format_exact("en")))
        }
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(what: &str, was: Option<&str>, became: Option<&str>) -> Change {
        let text = |it: &str| it.to_owned();
        Change { what: what.to_owned(), was: was.map(text), became: became.map(text), until: None }
    }

    #[test]
    fn what_became_otherwise_is_told_thing_by_thing() {
        let (was, became) =
            (r#"{"status":"draft","note":null}"#, r#"{"status":"in_review","second_factor":false}"#);
        assert_eq!(
            between(Some(was), Some(became)),
            [change("status", Some("draft"), Some("in_review")), change("second factor", None, Some("no"))]
        );
        assert!(between(None, None).is_empty());
    }

    #[test]
    fn money_is_told_as_money_and_a_moment_can_be_told_as_one() {
        let refund = r#"{"amount":{"minor":32000000,"currency":"INR"}}"#;
        assert_eq!(between(None, Some(refund)), [change("amount", None, Some("₹3,20,000.00"))]);
        let until = 1_796_064_044_098_067;
        let told = between(None, Some(&format!(r#"{{"until":{until}}}"#)));
        assert_eq!(told.first().and_then(|it| it.until), Some(until));
    }

    #[test]
    fn what_is_no_list_of_things_is_told_as_it_is_kept() {
        assert_eq!(between(None, Some("[1,2]")), [change("", None, Some("[1,2]"))]);
        assert_eq!(between(Some("not JSON"), None), [change("", Some("not JSON"), None)]);
    }
}
