//! `docs/security/asvs.csv`: every requirement of OWASP ASVS 5.0.0 for levels 1 and 2, and what shows that it holds.

use anyhow::Context as _;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What levels 1 and 2 ask for (the official list of 5.0.0).
const LEVELS: [usize; 2] = [70, 183];

struct Row {
    id: String,
    level: String,
    requirement: String,
    control: String,
    proof: String,
}

/// The folder of all.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The fields of a line: in quotes where they hold commas, quotes twice.
fn fields(line: &str) -> Vec<String> {
    let (mut all, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = all.len() - 1;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => all[last].extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            other => all[last].push(other),
        }
    }
    all
}

fn sheet() -> anyhow::Result<Vec<Row>> {
    let text = fs::read_to_string(root().join("docs/security/asvs.csv"))?;
    let row = |line: &str| match <[String; 5]>::try_from(fields(line)) {
        Ok([id, level, requirement, control, proof]) => Ok(Row { id, level, requirement, control, proof }),
        Err(other) => anyhow::bail!("{} fields: {line}", other.len()),
    };
    text.lines().skip(1).map(row).collect()
}

/// The names of all tests.
pub(crate) fn tests_in(folder: &Path, names: &mut BTreeSet<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        if path.is_dir() && !matches!(name, "target" | "node_modules") && !name.starts_with('.') {
            tests_in(&path, names)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path)?;
            let tests =
                text.split("#[").filter(|it| it.starts_with("test]") || it.starts_with("tokio::test"));
            for part in tests {
                let name = part.split_once("fn ").and_then(|(_, it)| it.split('(').next());
                names.extend(name.map(str::to_owned));
            }
        }
    }
    Ok(())
}

#[test]
fn every_requirement_has_a_proof_that_exists_or_a_reason_why_it_needs_none() -> anyhow::Result<()> {
    let mut names = BTreeSet::new();
    tests_in(&root(), &mut names)?;
    for row in sheet()? {
        let Row { id, requirement, control, proof, .. } = &row;
        assert!(!requirement.trim().is_empty() && !proof.trim().is_empty(), "{id} has an empty field");
        if let Some(tests) = proof.strip_prefix("test: ") {
            for test in tests.split("; ") {
                assert!(names.contains(test), "{id}: there is no test {test}");
            }
        } else if let Some(file) = proof.strip_prefix("document: ") {
            assert!(root().join(file).exists(), "{id}: there is no {file}");
        } else {
            let why = proof.strip_prefix("not applicable because ").or_else(|| proof.strip_prefix("open: "));
            assert!(why.is_some_and(|it| it.len() > 10), "{id}: {proof}");
            continue;
        }
        assert!(!control.trim().is_empty(), "{id} says not what is done");
    }
    Ok(())
}

#[test]
fn the_sheet_lists_each_requirement_of_levels_one_and_two_once() -> anyhow::Result<()> {
    let rows = sheet()?;
    let ids: BTreeSet<_> = rows.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "one is listed twice");
    let count = |level: &str| rows.iter().filter(|it| it.level == level).count();
    assert_eq!([count("1"), count("2")], LEVELS);
    for id in ids {
        let parts = id.strip_prefix('V').context("an id begins with V")?.split('.').map(str::parse::<u8>);
        assert_eq!(parts.flatten().count(), 3, "{id}");
    }
    Ok(())
}
