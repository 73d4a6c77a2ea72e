//! What it costs to know who asks and whether they may: a path behind the policy, asked for with a session, against one
//! that is open to anyone, asked for without, behind the same layers and in the same run.

use crate::latency::{milliseconds, percentile};
use anyhow::ensure;
use axum::{Router, middleware::from_fn_with_state, routing::get};
use kernel::web::{Action, Routes, SessionStore, office_cookie, show_errors, with_sessions};
use std::time::{Duration, Instant};
use tests::{Browser, TestApp, shapes};

/// How many requests each line is made of, after those that warm up.
const SAMPLES: usize = 2_000;
const WARMING: usize = 200;
/// In how many parts the run is judged, by the one in the middle: what the machine did besides in one says nothing of the others.
const PARTS: usize = 5;
/// What may be added by the slowest hundredth.
const AIM: Duration = Duration::from_millis(1);
/// Puts others' sessions beside the one that is looked for.
const FILL: &str = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000) \
     INSERT INTO users_session (id, user_id, data, expires_at, created_at, last_seen, handle, network, agent, \
     level, half) SELECT id || '-' || n, user_id, data, expires_at, created_at, last_seen, handle, network, \
     agent, level, half FROM users_session, numbers \
     WHERE id = (SELECT MAX(id) FROM users_session WHERE user_id IS NOT NULL)";

/// Measures on every database there is to test, and prints a table for each.
pub(crate) async fn measure() -> anyhow::Result<()> {
    for shape in shapes() {
        of(&TestApp::start(&shape).await?).await?;
    }
    Ok(())
}

async fn of(app: &TestApp) -> anyhow::Result<()> {
    let finance = app.signed_in("finance").await?;
    let users = app.ctx("users")?;
    let sessions = users.db.execute(FILL, vec![]).await?;
    let paths = paths(app)?;
    let (nobody, known) = (app.browser().at(paths.clone()), finance.at(paths));
    let (mut open, mut guarded, mut added, mut pages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in 0..WARMING + SAMPLES {
        let without = timed(&nobody, "/bench/open").await?;
        let with = timed(&known, "/bench/guarded").await?;
        let page = timed(&finance, "/backoffice/pledges").await?;
        if number >= WARMING {
            open.push(without);
            guarded.push(with);
            added.push(with.saturating_sub(without));
            pages.push(page);
        }
    }
    let by_parts = added.chunks(SAMPLES / PARTS).map(|it| percentile(&sorted(it.to_vec()), 99)).collect();
    let most = percentile(&sorted(by_parts), 50);
    println!("\npolicy: {:?}, {SAMPLES} requests a line, {sessions} other sessions", users.db.backend());
    line("a path that is open to anyone", &mut open);
    line("a path behind session and policy", &mut guarded);
    line("a real page behind them", &mut pages);
    let half = line("session and policy: what they add", &mut added);
    let share = half.as_secs_f64() / percentile(&pages, 50).as_secs_f64();
    println!(
        "  {share:.2} of the real page; the p99 of the middle one of {PARTS} parts {}",
        milliseconds(most)
    );
    ensure!(
        most <= AIM,
        "session and policy add {}, and {} are the aim",
        milliseconds(most),
        milliseconds(AIM)
    );
    Ok(())
}

/// Two paths that do nothing, behind what stands before every page that asks who is there.
fn paths(app: &TestApp) -> anyhow::Result<Router> {
    let users = app.ctx("users")?;
    let routes = Routes::default().anyone("/bench/open", get(|| async { "here" })).allowed(
        "/bench/guarded",
        Action::LookUpGifts,
        get(|| async { "here" }),
    );
    let pages = routes
        .into_routers()
        .0
        .with_state(users.clone())
        .layer(from_fn_with_state(users.web.clone(), show_errors))
        .layer(from_fn_with_state(users.web.clone(), office_cookie));
    let sessions = SessionStore::new(users.db.clone(), app.clock.clone());
    Ok(with_sessions(pages, sessions, &users.web.settings))
}

async fn timed(browser: &Browser, path: &str) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let answer = browser.get(path).await?;
    let time = begun.elapsed();
    ensure!(answer.status == 200, "{path} was answered with {}", answer.status);
    Ok(time)
}

/// Prints what half and what nearly all of `times` do not exceed, and gives the first.
fn line(name: &str, times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    let (half, most) = (percentile(times, 50), percentile(times, 99));
    println!("  {name:44} p50 {:>9}   p99 {:>9}", milliseconds(half), milliseconds(most));
    half
}

fn sorted(mut times: Vec<Duration>) -> Vec<Duration> {
    times.sort_unstable();
    times
}
