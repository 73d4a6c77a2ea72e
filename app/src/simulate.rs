//! Everything that can go wrong, thrown from one seed: `tributary simulate --seed N`.
//!
//! One thread, one clock that stands still unless moved, the provider and the mailbox in memory. Donors, staff, the
//! provider and the program itself each do one thing at a time, in an order that the seed decides; calls to the
//! provider are lost before or after it acted, webhooks come late, twice, in any order or not at all, and the
//! program ends in the middle of a call or of a commit and starts again. Then nothing goes wrong any more, and
//! everything must come to an end at which everything holds.
//!
//! To add what somebody can do, add a line to `ACTIONS` in `actions.rs`.

mod actions;
mod chaos;
mod dice;
mod end;
mod form;
mod line;
mod people;
mod template;
mod trace;
mod visitor;
mod world;

use self::{template::Template, world::World};
use anyhow::Context as _;
use std::time::Duration;

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What everything is thrown from.
    pub seed: u64,
    /// How many campaigns there are to give to, at most those of the demo.
    pub campaigns: usize,
    /// How many pledges are made at most.
    pub pledges: usize,
    /// How many days things go wrong at most.
    pub days: u32,
}

impl Plan {
    /// The usual one of this seed.
    pub fn of(seed: u64) -> Self {
        Self { seed, campaigns: 3, pledges: 4, days: 45 }
    }
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Everything that happened, a line each.
    pub trace: Vec<String>,
    /// What did not hold; none, when everything did.
    pub broken: Option<String>,
}

/// Databases to begin with, made once for any number of seeds.
#[derive(Default)]
pub struct Simulator {
    templates: Vec<(usize, Template)>,
}

impl Simulator {
    /// Lives through `plan` on this thread, which must not be inside a runtime.
    ///
    /// # Errors
    /// When it cannot be simulated. What does not hold is an [`Outcome`].
    pub fn run(&mut self, plan: Plan) -> anyhow::Result<Outcome> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let template = self.template(plan.campaigns)?;
        let mut world = World::new(plan, template)?;
        let broken = match world.live_through() {
            Ok(()) => None,
            Err(error) => Some(format!("{error:#}")),
        };
        Ok(Outcome { trace: world.trace.lines(), broken })
    }

    fn template(&mut self, campaigns: usize) -> anyhow::Result<&Template> {
        let made = self.templates.iter().position(|(of, _)| *of == campaigns);
        let at = made.unwrap_or(self.templates.len());
        if made.is_none() {
            self.templates.push((campaigns, Template::make(campaigns)?));
        }
        self.templates.get(at).map(|(_, it)| it).context("there is no such template")
    }
}

/// Simulates `seeds` seeds from that of `plan` on and says how it went; false when something did not hold.
///
/// # Errors
/// When it cannot be simulated.
pub fn tell(plan: Plan, seeds: u64, trace: bool) -> anyhow::Result<bool> {
    const LAST_LINES: usize = 40;
    // What the product would log of all that goes wrong is in the trace.
    let _quiet = tracing::subscriber::set_default(tracing::subscriber::NoSubscriber::default());
    let mut simulator = Simulator::default();
    let begun = std::time::Instant::now();
    for seed in plan.seed..plan.seed.saturating_add(seeds) {
        let outcome = simulator.run(Plan { seed, ..plan })?;
        let skipped = if trace { 0 } else { outcome.trace.len().saturating_sub(LAST_LINES) };
        if trace || outcome.broken.is_some() {
            outcome.trace.iter().skip(skipped).for_each(|line| println!("{line}"));
        }
        if let Some(broken) = outcome.broken {
            println!("Seed {seed} breaks what must hold: {broken}");
            println!(
                "Again, with every step: tributary simulate --seed {seed} --campaigns {} --pledges {} --days {} --trace",
                plan.campaigns, plan.pledges, plan.days
            );
            return Ok(false);
        }
    }
    println!("{seeds} seeds from {} on: everything held, in {:.1?}.", plan.seed, begun.elapsed());
    Ok(true)
}

/// A day.
const DAY: Duration = Duration::from_secs(24 * 3600);
