//! Somebody who asks for a page again and again, whether it keeps up or not.

use anyhow::ensure;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::Semaphore,
    task::{JoinHandle, JoinSet},
};
use tokio_util::sync::CancellationToken;

/// How many pages are asked for each second: enough for a hundredth to be something after ten seconds, and little work.
const RATE: u64 = 50;
/// Over how many connections.
const CONNECTIONS: usize = 16;

pub(super) struct Asking {
    stop: CancellationToken,
    times: JoinHandle<anyhow::Result<Vec<Duration>>>,
}

impl Asking {
    pub(super) fn begin(address: String) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().no_proxy().http1_only().build()?;
        let stop = CancellationToken::new();
        Ok(Self { times: tokio::spawn(ask(client, address, stop.clone())), stop })
    }

    /// How long each took, from the moment when it was due, sorted.
    pub(super) async fn end(self) -> anyhow::Result<Vec<Duration>> {
        self.stop.cancel();
        let mut times = self.times.await??;
        times.sort_unstable();
        Ok(times)
    }
}

async fn ask(
    client: reqwest::Client,
    address: String,
    stop: CancellationToken,
) -> anyhow::Result<Vec<Duration>> {
    let (mut asked, mut times) = (JoinSet::new(), Vec::new());
    let turns = Arc::new(Semaphore::new(CONNECTIONS));
    let begun = Instant::now();
    let mut n = 0;
    while !stop.is_cancelled() {
        let due = begun + Duration::from_micros(n * 1_000_000 / RATE);
        n += 1;
        tokio::time::sleep_until(due.into()).await;
        let (client, address, turns) = (client.clone(), address.clone(), turns.clone());
        asked.spawn(async move {
            let _turn = turns.acquire().await?;
            let answer = client.get(&address).send().await?;
            ensure!(answer.status().is_success(), "{address} was answered with {}", answer.status());
            answer.bytes().await?;
            anyhow::Ok(due.elapsed())
        });
        while let Some(answered) = asked.try_join_next() {
            times.push(answered??);
        }
    }
    while let Some(answered) = asked.join_next().await {
        times.push(answered??);
    }
    Ok(times)
}
