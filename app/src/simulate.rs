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
mod home;
mod line;
mod people;
mod template;
mod trace;
mod visitor;
mod world;

use self::{template::Template, world::World};
use anyhow::Context as _;
use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

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
    server: Option<String>,
}

impl Simulator {
    /// With databases on the `PostgreSQL` server at `server`, each gone with its story; without one, in files. The
    /// server does what it was told at its own pace, so a seed there is nearly, and not wholly, one story.
    pub fn on(server: Option<String>) -> Self {
        Self { server, ..Self::default() }
    }

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
            self.templates.push((campaigns, Template::make(campaigns, self.server.as_deref())?));
        }
        self.templates.get(at).map(|(_, it)| it).context("there is no such template")
    }
}

/// How many stories are simulated, and where.
#[derive(Clone, Debug)]
pub struct Run {
    /// How many seeds, from that of the plan on.
    pub seeds: u64,
    /// How many at once, each on a thread of its own.
    pub threads: usize,
    /// Whether every step is told, of one story after the other.
    pub trace: bool,
    /// The `PostgreSQL` server that has the databases; files without one.
    pub server: Option<String>,
}

/// Simulates `run` from the seed of `plan` on, and says how it went; false when something did not hold. Then the lowest
/// seed that broke is told, in the shortest story that still breaks.
///
/// # Errors
/// When it cannot be simulated.
pub fn tell(plan: Plan, run: &Run) -> anyhow::Result<bool> {
    let begun = Instant::now();
    let broke = if run.trace { one_by_one(plan, run)? } else { together(plan, run)? };
    let Some((broken, story)) = broke else {
        println!("{} seeds from {} on: everything held, in {:.1?}.", run.seeds, plan.seed, begun.elapsed());
        return Ok(true);
    };
    if !run.trace {
        let skipped = story.trace.len().saturating_sub(LAST_LINES);
        story.trace.iter().skip(skipped).for_each(|line| println!("{line}"));
    }
    println!("Seed {} breaks what must hold: {}", broken.seed, story.broken.unwrap_or_default());
    println!(
        "Again, with every step: tributary simulate --seed {} --campaigns {} --pledges {} --days {} --trace",
        broken.seed, broken.campaigns, broken.pledges, broken.days
    );
    Ok(false)
}

/// What broke, and how.
type Broke = Option<(Plan, Outcome)>;

/// How much of a story is told that breaks.
const LAST_LINES: usize = 40;

/// Every step of every seed is told.
fn one_by_one(plan: Plan, run: &Run) -> anyhow::Result<Broke> {
    // What the product would log of all that goes wrong is in the trace.
    let _quiet = tracing::subscriber::set_default(tracing::subscriber::NoSubscriber::default());
    let mut simulator = Simulator::on(run.server.clone());
    for seed in plan.seed..plan.seed.saturating_add(run.seeds) {
        let plan = Plan { seed, ..plan };
        let outcome = simulator.run(plan)?;
        outcome.trace.iter().for_each(|line| println!("{line}"));
        if outcome.broken.is_some() {
            return Ok(Some((plan, outcome)));
        }
    }
    Ok(None)
}

/// As many at once as there are threads; the lowest of those that broke.
fn together(plan: Plan, run: &Run) -> anyhow::Result<Broke> {
    let (next, over) = (AtomicU64::new(plan.seed), AtomicBool::new(false));
    let until = plan.seed.saturating_add(run.seeds);
    let work = || -> anyhow::Result<Broke> {
        let _quiet = tracing::subscriber::set_default(tracing::subscriber::NoSubscriber::default());
        let mut simulator = Simulator::on(run.server.clone());
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= until || over.load(Ordering::SeqCst) {
                return Ok(None);
            }
            let plan = Plan { seed, ..plan };
            let outcome = simulator.run(plan).inspect_err(|_| over.store(true, Ordering::SeqCst))?;
            if outcome.broken.is_some() {
                over.store(true, Ordering::SeqCst);
                return shortest(&mut simulator, plan, outcome).map(Some);
            }
        }
    };
    let ended: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..run.threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(thread::ScopedJoinHandle::join).collect()
    });
    let mut lowest: Broke = None;
    for it in ended {
        let broke = it.map_err(|_| anyhow::anyhow!("a thread that simulates panicked"))??;
        lowest = [lowest, broke].into_iter().flatten().min_by_key(|(plan, _)| plan.seed);
    }
    Ok(lowest)
}

/// The shortest story of the same seed that still breaks: with fewer campaigns, fewer pledges or fewer days.
fn shortest(simulator: &mut Simulator, plan: Plan, outcome: Outcome) -> anyhow::Result<(Plan, Outcome)> {
    let mut best = (plan, outcome);
    for campaigns in 1..=plan.campaigns {
        for pledges in 1..=plan.pledges {
            for days in [2, plan.days] {
                let smaller = Plan { campaigns, pledges, days, ..plan };
                let outcome = simulator.run(smaller)?;
                if outcome.broken.is_some() && outcome.trace.len() < best.1.trace.len() {
                    best = (smaller, outcome);
                }
            }
        }
    }
    Ok(best)
}

/// A day.
const DAY: Duration = Duration::from_secs(24 * 3600);
