//! The simulation, as far as there is time for it in every run: `app/src/simulate.rs`.

use anyhow::{Context as _, ensure};
use tributary::simulate::{Plan, Simulator};

/// How many seeds are lived through here. Thousands are for the release build: CONTRIBUTING.md.
const SEEDS: u64 = 12;

#[test]
fn whatever_goes_wrong_everything_comes_to_an_end_at_which_everything_holds() -> anyhow::Result<()> {
    let mut simulator = Simulator::default();
    for seed in 1..=SEEDS {
        held(&mut simulator, seed)?;
    }
    Ok(())
}

#[test]
fn seeds_that_once_broke_something_hold() -> anyhow::Result<()> {
    let mut simulator = Simulator::default();
    for line in include_str!("../seeds.txt").lines().filter(|it| !it.starts_with('#') && !it.is_empty()) {
        let seed = line.split_whitespace().next().context("a line without a seed")?;
        held(&mut simulator, seed.parse()?)?;
    }
    Ok(())
}

#[test]
fn one_seed_is_one_story() -> anyhow::Result<()> {
    let mut simulator = Simulator::default();
    let first = simulator.run(Plan::of(3))?;
    let again = simulator.run(Plan::of(3))?;
    for (line, (one, other)) in first.trace.iter().zip(&again.trace).enumerate() {
        ensure!(one == other, "line {line} was\n{one}\nand then\n{other}");
    }
    ensure!(first == again, "one of them ends earlier");
    ensure!(first.trace != simulator.run(Plan::of(4))?.trace, "another seed is another story");
    Ok(())
}

fn held(simulator: &mut Simulator, seed: u64) -> anyhow::Result<()> {
    let outcome = simulator.run(Plan::of(seed))?;
    let story = outcome.trace.join("\n");
    ensure!(outcome.broken.is_none(), "{story}\nseed {seed}: {}", outcome.broken.unwrap_or_default());
    ensure!(story.contains("makes pledge"), "seed {seed} did nothing");
    Ok(())
}
