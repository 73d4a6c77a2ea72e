//! What README and the page for operators promise is held against what is tested: a line that nobody runs here
//! fails, and so does one that is no longer promised.

use super::place::words;
use std::{collections::BTreeSet, process::Command};
use tests::Process;

const README: &str = include_str!("../../README.md");
const OPERATIONS: &str = include_str!("../../docs/operations.md");
/// Where the tests are that run them.
const SOURCES: &[&str] = &[
    include_str!("mod.rs"),
    include_str!("commands.rs"),
    include_str!("copies.rs"),
    include_str!("controls.rs"),
    include_str!("../simulation/mod.rs"),
];

/// Each command with the test that runs it.
const COMMANDS: &[(&str, &str)] = &[
    ("demo", "a_demo_that_was_killed_while_its_past_was_made_comes_to_the_present"),
    ("serve", "the_lines_of_the_readme_lead_to_a_program_in_which_the_admin_signs_in"),
    ("migrate", "the_lines_of_the_readme_lead_to_a_program_in_which_the_admin_signs_in"),
    ("check", "check_ends_with_0_when_all_holds_1_with_the_finding_and_2_when_it_cannot_look"),
    ("rebuild", "a_read_model_that_was_spoilt_is_folded_anew"),
    ("sandbox", "the_sandbox_on_its_own_tells_of_what_happens_and_forgets_nothing_when_it_is_killed"),
    ("backup", "a_copy_made_while_it_runs_brings_back_what_was_lost"),
    ("restore", "a_copy_made_while_it_runs_brings_back_what_was_lost"),
    ("keys rotate", "after_new_keys_old_passwords_still_open_until_their_key_is_taken_out"),
    ("audit verify", "an_entry_of_the_audit_log_that_was_changed_is_named_by_its_position"),
    ("audit root", "an_entry_of_the_audit_log_that_was_changed_is_named_by_its_position"),
    ("simulate", "one_seed_is_one_story_told_alike_each_time"),
    ("admin create", "the_lines_of_the_readme_lead_to_a_program_in_which_the_admin_signs_in"),
    ("admin review", "the_lines_of_the_readme_lead_to_a_program_in_which_the_admin_signs_in"),
];

/// Each line of the demo's controls with the test that sends it.
const CONTROLS: &[&str] = &[
    "POST /sandbox/clock",
    "POST /sandbox/faults",
    "GET /sandbox/faults",
    "DELETE /sandbox/faults",
    "GET /sandbox/ledger",
];

/// The lines of shell in `text`.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), fence) {
            (Some(kind), None) => fence = Some(kind),
            (Some(_), Some(_)) => fence = None,
            (None, Some("sh")) => lines.extend(line.split(" && ")),
            _ => (),
        }
    }
    lines
}

/// The line of README or of the page for operators that begins so.
pub(super) fn promised(beginning: &str) -> anyhow::Result<&'static str> {
    let all = lines(README).into_iter().chain(lines(OPERATIONS));
    let found = all.filter(|it| !it.contains('|')).find(|it| it.starts_with(beginning));
    found
        .map(|it| it.split(" # ").next().unwrap_or(it).trim_end())
        .ok_or_else(|| anyhow::anyhow!("`{beginning}` is promised nowhere"))
}

/// What of a line of the program says which command it is.
fn command(line: &str) -> Option<String> {
    let words = words(line);
    let first = words.first().filter(|it| *it == "tributary").and_then(|_| words.get(1))?;
    let second = words.get(2).filter(|_| ["keys", "audit", "admin"].contains(&first.as_str()));
    Some(second.map_or_else(|| first.clone(), |it| format!("{first} {it}")))
}

/// The commands in README's table, as they stand there.
fn in_the_table() -> Vec<String> {
    let rows = README.lines().filter(|it| it.starts_with("| `tributary "));
    let first = rows.filter_map(|it| it.trim_start_matches("| ").split(" | ").next());
    let quoted = first.flat_map(|it| it.split('`').skip(1).step_by(2));
    quoted.map(|it| format!("tributary {}", it.trim_start_matches("tributary "))).collect()
}

#[test]
fn every_command_that_is_promised_is_run_by_a_test_and_every_other_is_not_promised() {
    let table: BTreeSet<_> = in_the_table().iter().filter_map(|it| command(it)).collect();
    let tested: BTreeSet<_> = COMMANDS.iter().map(|(command, _)| (*command).to_owned()).collect();
    let typed = lines(README).into_iter().chain(lines(OPERATIONS)).filter_map(command);
    let typed: BTreeSet<_> = typed.filter(|it| it != "help COMMAND").collect();
    assert!(typed.is_subset(&tested), "not tested: {:?}", typed.difference(&tested));
    assert!(table.is_subset(&tested), "not tested: {:?}", table.difference(&tested));
    // Signing a root at once is told of to operators only.
    let elsewhere = BTreeSet::from(["audit root".to_owned()]);
    assert_eq!(tested.difference(&table).cloned().collect::<BTreeSet<_>>(), elsewhere);
    for (command, test) in COMMANDS {
        let found = SOURCES.iter().find_map(|it| body(it, test));
        assert!(found.is_some(), "`{command}` is to be run by {test}, which is not there");
        let runs = found.into_iter().flat_map(with_helpers).any(|it| types(it, command));
        assert!(runs, "`{command}` is to be run by {test}, which does not run it");
    }
}

/// What stands in the function `name` of `source`, when there is one.
fn body<'a>(source: &'a str, name: &str) -> Option<&'a str> {
    let after = source.split_once(&format!("fn {name}("))?.1;
    // A function of a file ends where its closing bracket begins a line.
    after.split("\n}").next()
}

/// `body`, and what it calls of the functions beside it, and what those call.
fn with_helpers(test: &'static str) -> Vec<&'static str> {
    let mut found = vec![test];
    let mut at = 0;
    while let Some(it) = found.get(at).copied() {
        at += 1;
        let called = it.split('(').filter_map(|before| before.rsplit(|it: char| !is_of_a_name(it)).next());
        let helpers = called.flat_map(|name| SOURCES.iter().filter_map(move |it| body(it, name)));
        let new: Vec<&'static str> = helpers.filter(|it| !found.contains(it)).collect();
        found.extend(new);
    }
    found
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether `body` runs `command`: as a line that somebody types, or as arguments of the program.
fn types(body: &str, command: &str) -> bool {
    let arguments = command.split(' ').map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(", ");
    body.contains(&format!("\"tributary {command}")) || body.contains(&format!("[{arguments}"))
}

#[test]
fn a_test_that_runs_another_command_is_told_from_one_that_runs_this() {
    let test = body(SOURCES[1], "one_seed_is_one_story_told_alike_each_time").unwrap_or_default();
    assert!(types(test, "simulate") && !types(test, "rebuild"), "{test}");
    let test = body(SOURCES[1], "an_entry_of_the_audit_log_that_was_changed_is_named_by_its_position");
    assert!(test.is_some_and(|it| types(it, "audit root") && !types(it, "audit help")), "{test:?}");
}

#[test]
fn every_control_that_is_promised_is_sent_by_a_test() {
    let promised = lines(README).into_iter().filter_map(super::controls::Control::read);
    let promised: BTreeSet<_> = promised.map(|it| format!("{} {}", it.method, it.path)).collect();
    assert_eq!(promised, CONTROLS.iter().map(|it| (*it).to_owned()).collect());
}

#[test]
fn the_program_has_every_option_that_is_promised_and_every_command_that_it_has_is_promised()
-> anyhow::Result<()> {
    let help = |words: &[&str]| -> anyhow::Result<String> {
        let done = Command::new(Process::program()?).args(words).output()?;
        anyhow::ensure!(done.status.success(), "{words:?} ended with {}", done.status);
        Ok(super::text(&done.stdout))
    };
    let all = help(&["--help"])?;
    let all = all.split("Commands:").nth(1).unwrap_or_default().split("Options:").next().unwrap_or_default();
    let all = all.lines().filter(|it| it.starts_with("  ") && !it.starts_with("   "));
    let all: BTreeSet<_> =
        all.filter_map(|it| it.split_whitespace().next()).filter(|it| *it != "help").collect();
    let known: BTreeSet<_> = COMMANDS.iter().filter_map(|(it, _)| it.split(' ').next()).collect();
    assert_eq!(all, known);
    let typed = lines(README).into_iter().chain(lines(OPERATIONS)).map(str::to_owned);
    for line in in_the_table().into_iter().chain(typed) {
        let Some(command) = command(&line) else { continue };
        let said = help(&[&["help"], &*command.split(' ').collect::<Vec<_>>()].concat())?;
        let bare = line.replace(['[', ']'], " ");
        for option in bare.split_whitespace().filter(|it| it.starts_with("--")) {
            assert!(
                said.contains(&format!("{option} ")) || said.contains(&format!("{option}\n")),
                "{line}: {option} in {said}"
            );
        }
    }
    Ok(())
}
