//! From commit to handler while nothing else happens. Printed, held against nothing.

use crate::{
    workload::{Accept, Pledged},
    world::World,
};
use anyhow::Context as _;
use kernel::{
    HandleError, React, Reactor, Transaction,
    outbox::{LocalSource, Sequencer},
    subscription::Runner,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::mpsc, task::JoinSet};
use tokio_util::sync::CancellationToken;

const SAMPLES: usize = 300;
/// How long it is quiet before each sample.
const QUIET: Duration = Duration::from_millis(15);
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) async fn measure(world: &World) -> anyhow::Result<()> {
    let ctx = &world.ctx;
    let (seen, mut handled) = mpsc::unbounded_channel();
    let subscription = Reactor::named("stopwatch").on(Stopwatch(seen)).build();
    let source = Arc::new(LocalSource::new(ctx.module, ctx.db.clone(), ctx.wake.clone()));
    let stop = CancellationToken::new();
    let mut loops = JoinSet::new();
    loops.spawn(Sequencer::new(ctx.clone()).run(stop.clone()));
    loops.spawn(Runner::new(ctx.clone(), subscription, source).run(stop.clone()));
    // What earlier benchmarks said goes by first.
    while tokio::time::timeout(Duration::from_secs(2), handled.recv()).await.is_ok() {}

    let (mut commits, mut waits) = (Vec::with_capacity(SAMPLES), Vec::with_capacity(SAMPLES));
    for _ in 0..SAMPLES {
        tokio::time::sleep(QUIET).await;
        let asked = Instant::now();
        ctx.run(Accept).await?;
        let committed = Instant::now();
        let handled = tokio::time::timeout(PATIENCE, handled.recv()).await?.context("nobody handles")?;
        commits.push(committed - asked);
        waits.push(handled.saturating_duration_since(committed));
    }
    stop.cancel();
    loops.join_all().await;

    println!("\nlatency: one command at a time on an idle system, {SAMPLES} samples");
    print("asked → committed", commits);
    print("committed → handler starts", waits);
    Ok(())
}

fn print(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    println!(
        "  {name:44} p50 {:>7}   p99 {:>7}",
        milliseconds(percentile(&times, 50)),
        milliseconds(percentile(&times, 99))
    );
}

/// The value that `percent` of `sorted` do not exceed (nearest rank).
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1_000.0)
}

/// Says when it was called.
struct Stopwatch(mpsc::UnboundedSender<Instant>);

impl React<Pledged> for Stopwatch {
    async fn react(&self, _: &Transaction, _: Pledged) -> Result<(), HandleError> {
        let now = Instant::now();
        self.0.send(now).map_err(|_| HandleError::Reject(anyhow::anyhow!("nobody looks at the watch")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_value_of_the_nearest_rank() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
    }
}
