//! What happens to a whole campaign at once: every saved card is charged, or everything goes back. The real program,
//! held against what the provider takes in a second, which is counted at the provider.

mod asking;
mod gifts;
mod stage;

use self::{
    asking::Asking,
    stage::{STUCK, Stage},
};
use crate::{
    latency::{milliseconds, percentile},
    start::{memory, stop},
};
use anyhow::ensure;
use sandbox::{LedgerReport, Limits, Traffic};
use std::{
    num::NonZeroU32,
    path::PathBuf,
    time::{Duration, Instant},
};
use tokio::process::Child;

/// At Stripe, all endpoints together take four times what one of them does: 100 and 25 (docs.stripe.com/rate-limits).
const ALL: NonZeroU32 = NonZeroU32::new(4).unwrap();
/// How often what came to the provider is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// What happens to every pledge of a campaign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bulk {
    /// Its saved card is charged.
    Wave,
    /// What was paid goes back.
    Refunds,
}

impl Bulk {
    /// The job of pledges that asks for it.
    fn job(self) -> &'static str {
        match self {
            Self::Wave => "charge_wave",
            Self::Refunds => "work_through_refund_batch",
        }
    }

    /// The provider's endpoint that is asked once for each pledge.
    fn endpoint(self) -> &'static str {
        match self {
            Self::Wave => "POST /v1/payment_intents",
            Self::Refunds => "POST /v1/refunds",
        }
    }

    fn calls(self) -> &'static str {
        match self {
            Self::Wave => "charges",
            Self::Refunds => "refunds",
        }
    }

    /// How pledges stand before and after it.
    fn before(self) -> &'static str {
        match self {
            Self::Wave => "card_saved",
            Self::Refunds => "active",
        }
    }

    fn after(self) -> &'static str {
        match self {
            Self::Wave => "active",
            Self::Refunds => "refunded",
        }
    }

    /// Whether the provider has all that it should have, or nothing.
    fn adds_up(self, ledger: &LedgerReport) -> anyhow::Result<()> {
        for (currency, sum) in &ledger.sums {
            let back = if self == Self::Wave { 0 } else { sum.charged };
            ensure!(sum.refunded == back, "of {currency} {} went back and not {back}", sum.refunded);
        }
        Ok(())
    }
}

/// What is measured, and how.
pub(crate) struct Plan {
    pub(crate) what: Bulk,
    pub(crate) pledges: u32,
    pub(crate) database: Option<String>,
    /// How many calls an endpoint takes in a second; nothing when it takes all.
    pub(crate) limit: Option<NonZeroU32>,
    /// How many seconds of the provider pass in one of ours.
    pub(crate) scale: NonZeroU32,
    /// For how many seconds the page is asked for before.
    pub(crate) seconds: u64,
    pub(crate) program: Option<PathBuf>,
}

impl Plan {
    /// What an endpoint takes in one of our seconds.
    fn most(&self) -> Option<NonZeroU32> {
        self.limit.map(|it| it.saturating_mul(self.scale))
    }

    fn calls_per_second(&self) -> NonZeroU32 {
        self.most().unwrap_or(NonZeroU32::MAX)
    }

    fn limits(&self) -> Option<Limits> {
        self.most().map(|each| Limits { each, all: each.saturating_mul(ALL) })
    }

    fn program(&self) -> anyhow::Result<PathBuf> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => std::env::current_exe()?.with_file_name("tributary"),
        };
        ensure!(program.exists(), "{} is not there: build it first", program.display());
        Ok(program.canonicalize()?)
    }
}

/// Measures, prints what came of it, and errs when an invariant does not hold after it or the books differ.
pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    let program = plan.program()?;
    let stage = Stage::set(&plan, gifts::BEHIND).await?;
    let measured = on(&stage, &plan, program).await;
    stage.strike().await?;
    measured
}

async fn on(stage: &Stage, plan: &Plan, program: PathBuf) -> anyhow::Result<()> {
    let begun = Instant::now();
    gifts::make(stage, plan).await?;
    let pledges = plan.pledges;
    println!("{pledges} pledges, made by giving in {:.0} s", begun.elapsed().as_secs_f64());
    stage.sandbox.clear_faults();
    let child = stage.start(&program).await?;
    let measured = run(stage, plan, &child).await;
    stop(child).await?;
    measured?.print(plan);
    stage.holds(plan).await?;
    println!("  every invariant holds, and our books say what the provider's do");
    Ok(())
}

/// What was measured.
struct Measured {
    /// What came to the endpoint.
    traffic: Traffic,
    /// How many calls of any kind the provider refused for coming too often.
    refused: u64,
    /// From when it was let go until the last call was made.
    called: Duration,
    /// From then until nothing was left to do.
    heard: Duration,
    /// What the program held in memory: before, after each quarter of the calls, and in the end.
    memory: Vec<[f64; 3]>,
    /// How long another campaign's page took before, and meanwhile; sorted.
    pages: [Vec<Duration>; 2],
}

async fn run(stage: &Stage, plan: &Plan, child: &Child) -> anyhow::Result<Measured> {
    let page = format!("{}/c/{}", stage.url, gifts::OTHER);
    stage.quiet().await?;
    // The first ones fill what is kept in memory, and are not counted.
    asked_for(&page, 1).await?;
    let before = asked_for(&page, plan.seconds).await?;
    stage.sandbox.set_limits(plan.limits());
    let asking = Asking::begin(page)?;
    let mut held = vec![memory(child)?];
    stage.let_go(plan.what.job()).await?;
    let begun = Instant::now();
    for quarter in 1..=4_u64 {
        until_called(stage, plan, (u64::from(plan.pledges) * quarter).div_ceil(4)).await?;
        held.push(memory(child)?);
    }
    let called = begun.elapsed();
    let traffic = traffic(stage, plan);
    let meanwhile = asking.end().await?;
    stage.until(plan.what.after(), plan.pledges).await?;
    stage.quiet().await?;
    let heard = begun.elapsed();
    held.push(memory(child)?);
    let refused = stage.sandbox.traffic().values().map(|it| it.refused).sum();
    Ok(Measured { traffic, refused, called, heard, memory: held, pages: [before, meanwhile] })
}

/// How long the page takes while nothing else happens.
async fn asked_for(page: &str, seconds: u64) -> anyhow::Result<Vec<Duration>> {
    let asking = Asking::begin(page.to_owned())?;
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    asking.end().await
}

/// Waits until the provider was called that often.
async fn until_called(stage: &Stage, plan: &Plan, wanted: u64) -> anyhow::Result<()> {
    let (mut last, mut moved) = (0, Instant::now());
    loop {
        let taken = traffic(stage, plan).taken;
        if taken >= wanted {
            return Ok(());
        }
        if taken != last {
            (last, moved) = (taken, Instant::now());
        }
        ensure!(moved.elapsed() < STUCK, "only {taken} of {} {} were made", plan.pledges, plan.what.calls());
        tokio::time::sleep(LOOK).await;
    }
}

fn traffic(stage: &Stage, plan: &Plan) -> Traffic {
    stage.sandbox.traffic().get(plan.what.endpoint()).copied().unwrap_or_default()
}

impl Measured {
    fn print(&self, plan: &Plan) {
        let (calls, rate) = (plan.what.calls(), per_second(&self.traffic));
        let against = match plan.most() {
            Some(most) => format!("of {most} that it takes, ratio {:.3}", rate / f64::from(most.get())),
            None => "and it takes all".to_owned(),
        };
        println!("  {calls} a second at the provider            {rate:.1} {against}");
        let Traffic { taken, busiest, .. } = self.traffic;
        println!(
            "  {taken} were taken, in the busiest second     {busiest}; calls of any kind refused: {}",
            self.refused
        );
        println!("  from letting go to the last of them     {:.1} s", self.called.as_secs_f64());
        println!("  until nothing was left to do            {:.1} s", self.heard.as_secs_f64());
        for (when, [all, own, file]) in
            ["before", "a quarter", "half", "three quarters", "the last", "in the end"]
                .iter()
                .zip(&self.memory)
        {
            println!(
                "  memory, {when:<15}                 {all:.1} MiB ({own:.1} its own, {file:.1} of files)"
            );
        }
        for (when, times) in ["before", "meanwhile"].iter().zip(&self.pages) {
            let (half, most) = (milliseconds(percentile(times, 50)), milliseconds(percentile(times, 99)));
            println!("  another page, {when:<9}     p50 {half:>9}   p99 {most:>9}   of {}", times.len());
        }
        let [before, meanwhile] = self.pages.each_ref().map(|it| percentile(it, 99).as_secs_f64());
        println!(
            "  its p99 moved by                        {:.2}",
            meanwhile / before.max(f64::MIN_POSITIVE)
        );
    }
}

/// How many calls were made in a second, from the first to the last.
fn per_second(traffic: &Traffic) -> f64 {
    let micros = u64::try_from(traffic.last - traffic.first).unwrap_or_default();
    let took = Duration::from_micros(micros).as_secs_f64();
    // The first one only begins the time.
    let calls = u32::try_from(traffic.taken.saturating_sub(1)).unwrap_or(u32::MAX);
    if took > 0.0 { f64::from(calls) / took } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(limit: u32, scale: u32) -> Plan {
        Plan {
            what: Bulk::Wave,
            pledges: 10,
            database: None,
            limit: NonZeroU32::new(limit),
            scale: NonZeroU32::new(scale).unwrap(),
            seconds: 1,
            program: None,
        }
    }

    #[test]
    fn a_scaled_second_takes_that_many_times_more_and_a_lifted_limit_takes_all() {
        let scaled = plan(25, 10);
        assert_eq!(scaled.calls_per_second().get(), 250);
        assert_eq!(scaled.limits().map(|it| (it.each.get(), it.all.get())), Some((250, 1_000)));
        assert_eq!((plan(0, 10).calls_per_second(), plan(0, 10).limits()), (NonZeroU32::MAX, None));
    }

    #[test]
    fn the_first_call_only_begins_the_time() {
        let traffic = Traffic { taken: 26, first: 5_000_000, last: 6_000_000, ..Traffic::default() };
        assert!((per_second(&traffic) - 25.0).abs() < 1e-9);
        assert!(per_second(&Traffic::default()).abs() < 1e-9);
    }
}
