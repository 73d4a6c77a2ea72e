//! What pages say: in templates no raw text, in English every text that is asked for and no other, in other
//! languages texts that fit.

mod places;
mod raw;
mod sources;
mod strange;

use anyhow::{Context as _, ensure};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A text: where it stands and which `{ $names }` it wants.
struct Said {
    file: PathBuf,
    names: BTreeSet<String>,
}

/// Every text of `language`, by key.
fn said_in(language: &str) -> anyhow::Result<BTreeMap<String, Said>> {
    let mut texts = BTreeMap::new();
    for file in
        places::files("ftl")?.into_iter().filter(|it| it.parent().is_some_and(|it| it.ends_with(language)))
    {
        let source = fs::read_to_string(&file)?;
        let parsed = fluent_syntax::parser::parse(source.as_str())
            .map_err(|(_, errors)| anyhow::anyhow!("{}: {errors:?}", file.display()))?;
        for entry in parsed.body {
            let Entry::Message(message) = entry else { continue };
            let mut names = BTreeSet::new();
            named(message.value.as_ref().context("a text has words")?, &mut names);
            let said = Said { file: file.clone(), names };
            ensure!(texts.insert(message.id.name.to_owned(), said).is_none(), "{} twice", message.id.name);
        }
    }
    Ok(texts)
}

fn named(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(it) => named_inline(it, names),
            Expression::Select { selector, variants } => {
                named_inline(selector, names);
                for it in variants {
                    named(&it.value, names);
                }
            }
        }
    }
}

fn named_inline(expression: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = expression {
        names.insert(id.name.to_owned());
    }
}

#[test]
fn every_text_that_is_asked_for_is_there_and_is_given_what_it_wants() -> anyhow::Result<()> {
    let english = said_in("en")?;
    let mut wrong = Vec::new();
    for asked in sources::in_templates()? {
        let Some(said) = english.get(&asked.key) else {
            wrong.push(format!("{}: there is no text `{}`", asked.place, asked.key));
            continue;
        };
        if said.names != asked.names {
            wrong.push(format!(
                "{}: `{}` wants {:?}, is given {:?}",
                asked.place, asked.key, said.names, asked.names
            ));
        }
    }
    let rust = sources::words_of_rust()?;
    ensure!(english.len() > 20, "the texts were not found");
    assert_eq!(wrong, Vec::<String>::new());
    drop(rust);
    Ok(())
}

#[test]
fn no_text_is_left_over() -> anyhow::Result<()> {
    let mut asked: BTreeSet<String> = sources::in_templates()?.into_iter().map(|it| it.key).collect();
    asked.extend(sources::words_of_rust()?);
    let left: Vec<_> = said_in("en")?
        .into_iter()
        .filter(|(key, _)| !asked.contains(key))
        .map(|(key, said)| format!("{}: {key}", said.file.display()))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "texts that nobody asks for");
    Ok(())
}

/// Texts of the back office, of its first page and of the gallery, which are in English: the first word of their keys.
const FOR_STAFF: [&str; 19] = [
    "adjustments",
    "attack",
    "cancelling",
    "cancellations",
    "disputes",
    "gallery",
    "intervene",
    "jobs",
    "limits",
    "payouts",
    "people",
    "person",
    "reconciliation",
    "redrive",
    "refunds",
    "reports",
    "review",
    "room",
    "setup",
];

/// Translations say nothing that English does not, want nothing that English is not given, and lack nothing that
/// donors, creators and guests read.
#[test]
fn translations_fit() -> anyhow::Result<()> {
    let english = said_in("en")?;
    let mut wrong = Vec::new();
    for language in ["hi", "es", "ar"] {
        let translated = said_in(language)?;
        for (key, said) in &translated {
            match english.get(key) {
                None => wrong.push(format!("{}: {key} is not in English", said.file.display())),
                Some(own) if !said.names.is_subset(&own.names) => {
                    wrong.push(format!("{}: {key} wants {:?}", said.file.display(), said.names));
                }
                Some(_) => {}
            }
        }
        let lacks = english.keys().filter(|it| !translated.contains_key(*it));
        let for_staff = |it: &&String| it.split('-').next().is_some_and(|word| FOR_STAFF.contains(&word));
        wrong.extend(lacks.filter(|it| !for_staff(it)).map(|it| format!("{language} lacks {it}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

/// What went wrong is said, and what to do about it (UX-21): nobody is begged, and nobody's words are judged.
#[test]
fn no_text_begs_or_scolds() -> anyhow::Result<()> {
    let mut wrong = Vec::new();
    for file in
        places::files("ftl")?.into_iter().filter(|it| it.parent().is_some_and(|it| it.ends_with("en")))
    {
        for line in fs::read_to_string(&file)?.lines().filter(|it| !it.starts_with('#')) {
            let mut words = line.split(|it: char| !it.is_alphabetic()).map(str::to_lowercase);
            if words.any(|it| ["please", "valid", "invalid", "oops"].contains(&it.as_str())) {
                wrong.push(format!("{}: {line}", places::name(&file)));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}
