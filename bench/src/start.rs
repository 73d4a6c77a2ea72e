//! How long the real program takes to be ready, and what it holds in memory when nobody asks.

use anyhow::{Context as _, bail};
use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

/// How often each start is measured; the median counts.
const TIMES: usize = 5;
/// How long it may take until something is wrong.
const TOO_LONG: Duration = Duration::from_secs(60);

/// Prints how long `demo` takes from its start to ready: on nothing, on what is there, and after `kill -9`; each
/// against how long the same file takes to say its version. Then what it holds after `idle`.
pub(crate) async fn measure(program: Option<PathBuf>, idle: Duration) -> anyhow::Result<()> {
    let program = match program {
        Some(program) => program,
        None => std::env::current_exe()?.with_file_name("tributary"),
    };
    anyhow::ensure!(program.exists(), "{} is not there: build it first", program.display());
    println!("{}, {TIMES} times each, medians", program.display());
    let version = median(&mut versions(&program).await?);
    let line = |what: &str, took: Duration| {
        println!("{what:<34} {:>8.0} ms {:>7.1}", ms(took), ms(took) / ms(version));
    };
    println!("{:<34} {:>11} {:>7}", "", "", "ratio");
    line("says its version", version);
    let (mut fresh, mut again, mut killed) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let dir = TempDir::new()?;
        let (first, _, took) = ready(&program, dir.path(), true).await?;
        fresh.push(took);
        stop(first).await?;
        let (mut second, _, took) = ready(&program, dir.path(), true).await?;
        again.push(took);
        second.kill().await?;
        let (third, _, took) = ready(&program, dir.path(), true).await?;
        killed.push(took);
        stop(third).await?;
    }
    line("ready on an empty folder, no past", median(&mut fresh));
    line("ready on a folder that was stopped", median(&mut again));
    line("ready on a folder that was killed", median(&mut killed));
    let dir = TempDir::new()?;
    let (first, _, took) = ready(&program, dir.path(), false).await?;
    line("ready on an empty folder", took);
    until_past(dir.path()).await?;
    println!("memory after {} s of idling, first run:  {}", idle.as_secs(), resting(&first, idle).await?);
    stop(first).await?;
    let (second, _, took) = ready(&program, dir.path(), false).await?;
    line("ready with its past", took);
    println!("memory after {} s of idling, later runs: {}", idle.as_secs(), resting(&second, idle).await?);
    stop(second).await
}

async fn versions(program: &Path) -> anyhow::Result<Vec<Duration>> {
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let ended = Command::new(program).arg("--version").stdout(Stdio::null()).status().await?;
        anyhow::ensure!(ended.success(), "it does not say its version");
        took.push(begun.elapsed());
    }
    Ok(took)
}

/// A demo in `data`, where it listens, and how long it took to be ready.
pub(crate) async fn ready(
    program: &Path,
    data: &Path,
    empty: bool,
) -> anyhow::Result<(Child, u16, Duration)> {
    let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
    let mut command = Command::new(program);
    command.args(["demo", "--port", &port.to_string(), "--data"]).arg(data);
    if empty {
        command.arg("--empty");
    }
    let (child, took) = answering(command, port).await?;
    Ok((child, port, took))
}

/// Starts `command`, as `bin/demo` does, and waits until it is ready at `port`; and how long that took.
pub(crate) async fn answering(mut command: Command, port: u16) -> anyhow::Result<(Child, Duration)> {
    command.kill_on_drop(true).envs([
        ("MALLOC_ARENA_MAX", "2"),
        ("MALLOC_TRIM_THRESHOLD_", "65536"),
        ("MALLOC_MMAP_THRESHOLD_", "65536"),
    ]);
    let begun = Instant::now();
    let mut child = command.env("TRIBUTARY_LOG", "warn").stdout(Stdio::null()).spawn()?;
    while !answers(port).await {
        if let Some(status) = child.try_wait()? {
            bail!("it ended with {status} before it was ready");
        }
        anyhow::ensure!(begun.elapsed() < TOO_LONG, "it was not ready within {TOO_LONG:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok((child, begun.elapsed()))
}

async fn answers(port: u16) -> bool {
    let asked = async {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        let request = format!("GET /readyz HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer.starts_with("HTTP/1.1 200"))
    };
    asked.await.unwrap_or(false)
}

/// Waits until the demo in `data` has made its past.
pub(crate) async fn until_past(data: &Path) -> anyhow::Result<()> {
    let begun = Instant::now();
    while !data.join("past-made").exists() {
        anyhow::ensure!(begun.elapsed() < 5 * TOO_LONG, "its past is not made");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn resting(child: &Child, idle: Duration) -> anyhow::Result<String> {
    tokio::time::sleep(idle).await;
    let [all, own, file] = memory(child)?;
    Ok(format!("{all:.1} MiB ({own:.1} its own, {file:.1} of files)"))
}

/// What the kernel says the process holds, in MiB: all of it, what is its own, and what is its file's.
pub(crate) fn memory(child: &Child) -> anyhow::Result<[f64; 3]> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id().context("it ended")?))?;
    let value = |name: &str| {
        let line = status.lines().find_map(|it| it.strip_prefix(name)).unwrap_or_default();
        line.trim_matches([':', ' ', '\t', 'k', 'B']).parse::<u32>().map(|kib| f64::from(kib) / 1024.0)
    };
    Ok([value("VmRSS")?, value("RssAnon")?, value("RssFile")?])
}

pub(crate) async fn stop(mut child: Child) -> anyhow::Result<()> {
    let id = child.id().context("it ended")?.to_string();
    anyhow::ensure!(Command::new("kill").args(["-TERM", &id]).status().await?.success());
    child.wait().await?;
    Ok(())
}

fn median(took: &mut [Duration]) -> Duration {
    took.sort_unstable();
    took.get(took.len() / 2).copied().unwrap_or_default()
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
