//! How long the real program takes for a page while many are asked for at once, at a rate that does not wait for it.

use crate::{
    latency::{milliseconds, percentile},
    start::{ready, stop},
};
use anyhow::{Context as _, ensure};
use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::{sync::Semaphore, task::JoinSet};

/// How many pages are asked for each second (UX-22 and issue 3 ask for 500).
const RATE: u64 = 500;
/// Over how many connections: one address may not open more than some of them (SEC-41).
const CONNECTIONS: usize = 48;

/// Prints a line for each kind of page: half of them, and 99 of 100, were there within so much time. Held against what
/// the program says of its health at the same rate. No page comes from a cache: none of these asks whether it changed.
pub(crate) async fn measure(program: Option<PathBuf>, seconds: u64) -> anyhow::Result<()> {
    let program = match program {
        Some(program) => program,
        None => std::env::current_exe()?.with_file_name("tributary"),
    };
    ensure!(program.exists(), "{} is not there: build it first", program.display());
    let dir = TempDir::new()?;
    let (child, port) = ready(&program, dir.path(), false).await.map(|(child, port, _)| (child, port))?;
    crate::start::until_past(dir.path()).await?;
    let measured = lines(port, seconds).await;
    stop(child).await?;
    measured
}

async fn lines(port: u16, seconds: u64) -> anyhow::Result<()> {
    // The client wants one although nothing here is encrypted.
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = reqwest::Client::builder().pool_max_idle_per_host(64).http1_only().build()?;
    let site = format!("http://127.0.0.1:{port}");
    let home = client.get(&site).send().await?.text().await?;
    let mut slugs: Vec<_> =
        home.split("href=\"/c/").skip(1).filter_map(|it| it.split(['"', '/', '?', '#']).next()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    ensure!(!slugs.is_empty(), "the home page shows no campaign");
    let of_each = |prefix: &str| slugs.iter().map(|it| format!("{site}{prefix}/c/{it}")).collect::<Vec<_>>();
    println!("{RATE} pages a second for {seconds} s a line");
    println!("{:<34} {:>10} {:>10} {:>7}", "", "p50", "p99", "ratio");
    let mut healthy = Duration::ZERO;
    for (what, addresses) in [
        ("its health", vec![format!("{site}/healthz")]),
        ("a campaign's page", of_each("")),
        ("the same in Arabic", of_each("/ar")),
        ("the home page", vec![format!("{site}/")]),
        (
            "what was found for a word",
            vec![format!("{site}/search?q=school"), format!("{site}/search?q=water")],
        ),
    ] {
        let times = ask(&client, &addresses, seconds).await.with_context(|| what.to_owned())?;
        let (half, most) = (percentile(&times, 50), percentile(&times, 99));
        if healthy.is_zero() {
            healthy = half.max(Duration::from_micros(1));
        }
        let ratio = half.as_secs_f64() / healthy.as_secs_f64();
        println!("{what:<34} {:>10} {:>10} {ratio:>7.1}", milliseconds(half), milliseconds(most));
    }
    Ok(())
}

/// How long each took, from the moment when it was due, sorted: a server that falls behind is not asked less.
async fn ask(client: &reqwest::Client, addresses: &[String], seconds: u64) -> anyhow::Result<Vec<Duration>> {
    let (mut asked, mut times) = (JoinSet::new(), Vec::new());
    let turns = Arc::new(Semaphore::new(CONNECTIONS));
    let begun = Instant::now();
    for (n, address) in (0..RATE * (seconds + 1)).zip(addresses.iter().cycle()) {
        let due = begun + Duration::from_micros(n * 1_000_000 / RATE);
        tokio::time::sleep_until(due.into()).await;
        let (client, address, turns) = (client.clone(), address.clone(), turns.clone());
        asked.spawn(async move {
            let _turn = turns.acquire().await?;
            let answer = client.get(&address).send().await?;
            ensure!(answer.status().is_success(), "{address} was answered with {}", answer.status());
            answer.bytes().await?;
            anyhow::Ok((n, due.elapsed()))
        });
    }
    while let Some(answered) = asked.join_next().await {
        let (n, took) = answered??;
        // The first second warms up.
        if n >= RATE {
            times.push(took);
        }
    }
    times.sort_unstable();
    Ok(times)
}
