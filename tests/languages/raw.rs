//! Text that stands in a template itself, where nobody can translate it.

use super::places;
use std::{collections::BTreeSet, fs};

/// Templates that are still to be put into texts. It only gets shorter.
const STILL_RAW: &str = include_str!("still_raw.txt");

/// Attributes that people read or hear.
const READ: [&str; 5] = ["aria-label=", "alt=", "title=", "placeholder=", "aria-valuetext="];
/// Arguments of components that people read or hear.
const TOLD: [&str; 6] = ["label=", "hint=", "text=", "heading=", "caption=", "message="];

#[test]
fn no_template_says_anything_itself() -> anyhow::Result<()> {
    let still: BTreeSet<&str> =
        STILL_RAW.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).collect();
    let (mut new, mut done, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for file in places::files("html")?.into_iter().chain(places::files("xml")?) {
        let name = places::name(&file);
        let raw = raw(&fs::read_to_string(&file)?);
        match (raw.first(), still.contains(name.as_str())) {
            (Some(text), false) => new.push(format!("{name}: {text}")),
            (None, true) => done.push(name.clone()),
            _ => {}
        }
        seen.insert(name);
    }
    done.extend(still.iter().filter(|it| !seen.contains(**it)).map(|it| (*it).to_owned()));
    assert_eq!(new, Vec::<String>::new(), "put it into text/en/*.ftl and say it with t(key=…)");
    assert_eq!(done, Vec::<String>::new(), "take these out of tests/languages/still_raw.txt");
    Ok(())
}

#[test]
fn raw_text_is_found_wherever_people_read_it() {
    assert_eq!(raw("<p>Give now</p>"), ["Give now"]);
    assert_eq!(
        raw("<a aria-label=\"Back to {{ x }}\" href=\"/y\">{{ t(key=\"z\") }}</a>"),
        ["Back to {{ x }}"]
    );
    assert_eq!(raw("{{ <field name=\"email\" label=\"E-mail\" value={x} /> }}"), ["E-mail"]);
    assert_eq!(
        raw("{# A note #}<title>{% block title %}{{ title }}{% endblock %} – Tributary</title>"),
        [""; 0]
    );
    assert_eq!(
        raw("<feed><title>New here</title><id>urn:uuid:{{ id }}</id><loc>{{ site }}/search</loc></feed>"),
        ["New here"]
    );
    assert_eq!(
        raw("<b class=\"x\">{{ a | money }}</b> · <i>{% if a == \"Gone\" %}{{ b }}{% endif %}</i>"),
        [""; 0]
    );
}

/// What people would read in `template`.
fn raw(template: &str) -> Vec<String> {
    let template = without(template, "{#", "#}");
    let mut found: Vec<String> = READ.iter().flat_map(|it| quoted_after(&template, it, " ")).collect();
    for component in between(&template, "{{ <", "}}") {
        found.extend(TOLD.iter().flat_map(|it| quoted_after(&component, it, " ")));
    }
    // Not text but the name of a class.
    let template = without(&template, "{% block main_class %}", "{% endblock %}");
    let said = ["{{ <", "{{", "{%"].iter().zip(["}}", "}}", "%}"]);
    let text = said.fold(template, |text, (from, to)| without(&text, from, to));
    let text = without(&without(&text, "<script", "</script>"), "<style", "</style>");
    found.extend(between(&format!(">{text}<"), ">", "<"));
    found.retain(|it| says_something(it));
    found.iter().map(|it| it.trim_start().to_owned()).collect()
}

/// Letters that are not a sign, a unit, an entity or the product's name.
fn says_something(text: &str) -> bool {
    let text = without(&without(text, "{{", "}}"), "{%", "%}");
    let text = without(&text, "&", ";").replace("Tributary", "");
    // A word with a straight quote is an attribute that a component writes; what begins like an address is one.
    let written = |it: &&str| !it.contains(['"', '=']) && !it.starts_with('/') && !it.starts_with("urn:");
    let mut words = text.split_whitespace().filter(written);
    words.any(|it| it.chars().filter(|it| it.is_alphabetic()).count() > 1)
}

fn without(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        out.push_str(before);
        let Some((_, after)) = after.split_once(to) else { break };
        rest = after;
    }
    out + if rest.contains(from) { "" } else { rest }
}

fn between(text: &str, from: &str, to: &str) -> Vec<String> {
    text.split(from).skip(1).map(|it| it.split(to).next().unwrap_or_default().to_owned()).collect()
}

/// What is quoted after `name`, where `name` begins a word.
fn quoted_after(text: &str, name: &str, before: &str) -> Vec<String> {
    let opening = format!("{before}{name}\"");
    let starts = text.match_indices(&opening).map(|(at, found)| at + found.len());
    starts.map(|at| upto_quote(&text[at..])).collect()
}

/// Up to the closing quote, jumping over quotes inside `{{ … }}` and `{% … %}`.
fn upto_quote(text: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0);
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            '"' if depth == 0 => break,
            _ => {}
        }
        out.push(letter);
    }
    out
}
