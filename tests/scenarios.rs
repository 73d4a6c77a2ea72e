//! `docs/scenarios.md`: every scenario of money in the plan, and the tests that live through it.

use crate::defences::asvs::{root, tests_in};
use std::{collections::BTreeSet, fs};

/// The numbers of the plan, sections 4.1 to 4.7. Those between them it leaves out.
const NUMBERS: [&str; 55] = [
    "01", "02", "04", "05", "06", "07", "08", "10", "11", "12", "13", "14", "15", "17", "18", "19", "21",
    "22", "23", "24", "25", "26", "27", "28", "30", "31", "32", "33", "34", "35", "36", "38", "39", "40",
    "42", "43", "44", "45", "46", "48", "49", "51", "53", "55", "56", "57", "58", "60", "61", "63", "64",
    "65", "66", "67", "70",
];
/// What comes after them.
const LAYERS: [&str; 6] = ["L1", "L2", "L3", "L4", "L5", "Sweep"];

/// The lines of the tables: which scenario, and what is said of its tests.
fn lines(page: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        (cells.len() == 5 && !cells[1].is_empty() && !cells[1].starts_with('-'))
            .then(|| (cells[1].to_owned(), cells[3].to_owned()))
    };
    page.lines().filter_map(row).collect()
}

/// What stands between backquotes and may be the name of a test: sentences, not scripts or paths.
fn named(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2).filter(|it| !it.contains(['.', ':', '/']))
}

#[test]
fn every_scenario_has_a_test_that_exists_or_says_why_it_has_none() -> anyhow::Result<()> {
    let page = fs::read_to_string(root().join("docs/scenarios.md"))?;
    let all = lines(&page);
    let wanted: Vec<_> =
        NUMBERS.iter().map(|it| format!("T-{it}")).chain(LAYERS.map(str::to_owned)).collect();
    assert_eq!(all.iter().map(|(which, _)| which.clone()).collect::<Vec<_>>(), wanted);

    let mut names = BTreeSet::new();
    tests_in(&root(), &mut names)?;
    for (which, cell) in &all {
        let missing: Vec<_> = named(cell).filter(|it| !names.contains(*it)).collect();
        assert!(missing.is_empty(), "{which}: there is no test {missing:?}");
        let why = ["open: ", "not applicable: "].iter().any(|it| cell.contains(it));
        assert!(why || named(cell).next().is_some(), "{which} has neither a test nor a reason");
    }
    for script in page.split('`').filter(|it| it.strip_suffix(".py").is_some()) {
        assert!(root().join("tests/drills").join(script).exists(), "there is no drill {script}");
    }
    Ok(())
}
