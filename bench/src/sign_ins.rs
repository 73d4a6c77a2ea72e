//! What fifty people who sign in at once do to those who give: the time of a pledge's POST, alone and beside them,
//! in the same run, on the whole platform in this process.

use anyhow::{Context as _, ensure};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tests::{Browser, TestApp, shapes};

/// How many sign in at once.
const SIGN_INS: usize = 50;
/// How often both lines are measured, by turns: what else the machine does then is in both.
const ROUNDS: usize = 5;
/// How many pledges each line of a round is made of.
const PLEDGES: usize = 200;
/// By how much they may move the slowest hundredth of pledges, in the round in the middle.
const LIMIT: f64 = 2.0;
/// And how long that may take beside them (SEC-1).
const MOST: Duration = Duration::from_millis(250);

/// Measures, prints a table, and errs when sign-ins starve pledges.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    pledges(&app, PLEDGES / 4).await?;
    let done = Arc::new(AtomicU64::new(0));
    let (mut alone, mut beside, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let without = pledges(&app, PLEDGES).await?;
        let with = pledges_beside_sign_ins(&app, &done).await?;
        ratios.push(p99(&with).as_secs_f64() / p99(&without).as_secs_f64());
        alone.push((p50(&without), p99(&without)));
        beside.push((p50(&with), p99(&with)));
    }
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios.get(ROUNDS / 2).copied().unwrap_or_default();
    let (alone, beside) = (middle(&alone), middle(&beside));
    println!("Pledges, {ROUNDS} rounds of {PLEDGES} each, medians   p50          p99");
    println!("  alone                        {:>9.2?}    {:>9.2?}", alone.0, alone.1);
    println!("  beside {SIGN_INS} sign-ins at once    {:>9.2?}    {:>9.2?}", beside.0, beside.1);
    println!("  {} sign-ins were answered meanwhile; p99 moved by {ratio:.2}", done.load(Ordering::Relaxed));
    println!("  in each round by {ratios:.2?}");
    ensure!(ratio < LIMIT, "sign-ins moved the p99 of pledges by {ratio:.2}, which is not below {LIMIT}");
    ensure!(beside.1 <= MOST, "beside sign-ins the p99 of pledges is {:.2?}, above {MOST:?}", beside.1);
    Ok(())
}

/// The times of pledges while fifty people sign in one after another, each as fast as they are answered.
async fn pledges_beside_sign_ins(app: &TestApp, done: &Arc<AtomicU64>) -> anyhow::Result<Vec<Duration>> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut loops = tokio::task::JoinSet::new();
    for number in 0..SIGN_INS {
        let (browser, stop, done) = (app.browser(), stop.clone(), done.clone());
        loops.spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                sign_in(&browser, number, done.fetch_add(1, Ordering::Relaxed)).await?;
            }
            anyhow::Ok(())
        });
    }
    let times = pledges(app, PLEDGES).await;
    stop.store(true, Ordering::Relaxed);
    while let Some(ended) = loops.join_next().await {
        ended??;
    }
    times
}

/// The medians of each, over all rounds.
fn middle(rounds: &[(Duration, Duration)]) -> (Duration, Duration) {
    let (mut halves, mut slowest): (Vec<_>, Vec<_>) = rounds.iter().copied().unzip();
    halves.sort_unstable();
    slowest.sort_unstable();
    (p50(&halves), p50(&slowest))
}

/// Each under an address of its own, so that nobody is told to wait for having tried too often.
async fn sign_in(browser: &Browser, number: usize, count: u64) -> anyhow::Result<()> {
    let token = browser.get("/login").await?.field("_token")?;
    let email = format!("nobody-{number}-{count}@example.test");
    let form = [("_token", &*token), ("email", &email), ("password", "not this one at all"), ("next", "/me")];
    let answer = browser.post("/login", &form).await?;
    ensure!(answer.status == 422, "a sign-in was answered with {}", answer.status);
    Ok(())
}

async fn pledges(app: &TestApp, how_many: usize) -> anyhow::Result<Vec<Duration>> {
    let home = app.browser().get("/").await?.text;
    let slug = home.split("href=\"/c/").nth(1).and_then(|it| it.split(['"', '/', '?', '#']).next());
    let slug = slug.context("no campaign to give to")?;
    let mut times = Vec::with_capacity(how_many);
    for _ in 0..how_many {
        let browser = app.browser();
        let page = browser.get(&format!("/c/{slug}/give")).await?;
        let (token, pledge) = (page.field("_token")?, page.field("pledge")?);
        let form = [
            ("_token", &*token),
            ("pledge", &pledge),
            ("amount", "other"),
            ("other", "1000"),
            ("tip", "0"),
            ("name", "Ananya"),
            ("email", "ananya@example.test"),
        ];
        let begun = Instant::now();
        let answer = browser.post(&format!("/c/{slug}/pledges"), &form).await?;
        times.push(begun.elapsed());
        ensure!(answer.status == 303, "a pledge was answered with {}: {}", answer.status, answer.text);
    }
    times.sort();
    Ok(times)
}

fn p50(sorted: &[Duration]) -> Duration {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn p99(sorted: &[Duration]) -> Duration {
    sorted.get(sorted.len() * 99 / 100).copied().unwrap_or_default()
}
