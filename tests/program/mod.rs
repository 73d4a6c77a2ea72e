//! The real program as whoever runs it meets it: its exit codes, its words, and what it does after it was killed.

mod commands;
mod configuration;
mod controls;
mod copies;
mod encrypted;
mod forgotten;
mod place;
mod promises;
mod readiness;

use anyhow::{Context as _, ensure};
use std::{path::Path, process::Output, time::Duration};
use tempfile::TempDir;
use tests::Process;
use tokio::{net::TcpListener, process::Command};

async fn run(arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<Output> {
    let mut command = Command::new(Process::program()?);
    command.args(arguments).envs(environment.iter().copied()).kill_on_drop(true);
    Ok(tokio::time::timeout(Duration::from_secs(60), command.output()).await??)
}

/// A demo in `data`, and where it answers.
async fn demo(data: &Path, more: &[&str]) -> anyhow::Result<Process> {
    let port = free_port().await?;
    let (port_text, data) = (port.to_string(), data.display().to_string());
    let mut arguments = vec!["demo", "--port", &*port_text, "--data", &*data];
    arguments.extend(more);
    Process::start(&arguments, &[], &format!("http://127.0.0.1:{port}")).await
}

async fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

/// Waits until `look` says that it is so.
async fn until(what: &str, look: impl AsyncFn() -> anyhow::Result<bool>) -> anyhow::Result<()> {
    for _ in 0..1_200 {
        if look().await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("it never came about: {what}")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn check_ends_with_0_when_all_holds_1_with_the_finding_and_2_when_it_cannot_look() -> anyhow::Result<()>
{
    let dir = TempDir::new()?;
    let data = dir.path().join("demo");
    demo(&data, &["--empty"]).await?.kill().await?;
    let place = data.display().to_string();
    let json = ["check", "--json", "--data", &place];

    let good = run(&json, &[]).await?;
    let report: serde_json::Value = serde_json::from_slice(&good.stdout)?;
    assert_eq!((good.status.code(), &report["holds"]), (Some(0), &true.into()), "{}", text(&good.stdout));

    let database = format!("sqlite://{place}/tributary.db");
    let alone = [
        ("TRIBUTARY_MODE", "demo"),
        ("TRIBUTARY_ONLY", "payments"),
        ("TRIBUTARY_DATABASE_URL", &database),
        ("TRIBUTARY_PUBLIC_URL", "http://localhost"),
        ("TRIBUTARY_STRIPE_SECRET_KEY", "sk_test_sandbox"),
        ("TRIBUTARY_STRIPE_WEBHOOK_SECRET", "whsec_sandbox"),
        ("TRIBUTARY_SMTP_URL", "smtp://127.0.0.1:1"),
        ("TRIBUTARY_SECRET", "0123456789abcdef0123456789abcdef"),
    ];
    let part = run(&["check"], &alone).await?;
    let said = text(&part.stdout);
    assert_eq!(part.status.code(), Some(0), "{said} {}", text(&part.stderr));
    assert!(said.contains("---- between modules: ") && said.contains("not compared: "), "{said}");
    assert!(!said.contains("ok   between modules: "), "{said}");

    let db = kernel::Database::connect(&database).await?;
    let gap = "DELETE FROM users_outbox WHERE pos = 2";
    ensure!(db.execute(gap, vec![]).await? == 1, "there is a second message");
    db.close().await;
    let bad = run(&json, &[]).await?;
    let report: serde_json::Value = serde_json::from_slice(&bad.stdout)?;
    assert_eq!((bad.status.code(), &report["holds"]), (Some(1), &false.into()));
    let checks = report["checks"].as_array().context("no checks")?;
    let found = checks.iter().any(|it| {
        it["module"] == "users"
            && it["rule"].as_str().is_some_and(|it| it.starts_with("the outbox is dense"))
            && it["findings"].as_array().is_some_and(|it| !it.is_empty())
    });
    assert!(found, "{report:#}");
    let human = run(&["check", "--data", &place], &[]).await?;
    assert_eq!(human.status.code(), Some(1));
    assert!(text(&human.stdout).contains("FAIL users: the outbox is dense"), "{}", text(&human.stdout));

    let nowhere = run(&["check", "--data", &format!("{place}-elsewhere")], &[]).await?;
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).contains("there is no demo here"), "{}", text(&nowhere.stderr));
    Ok(())
}

#[tokio::test]
async fn a_folder_has_one_demo_at_a_time_and_the_next_when_that_one_has_died() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let data = dir.path().join("demo");
    let first = demo(&data, &["--empty"]).await?;
    let (port, place) = (free_port().await?.to_string(), data.display().to_string());
    let second = run(&["demo", "--empty", "--port", &port, "--data", &place], &[]).await?;
    assert_eq!(second.status.code(), Some(2), "{}", text(&second.stdout));
    assert!(text(&second.stderr).contains("another demo runs on this folder"), "{}", text(&second.stderr));
    first.kill().await?;
    demo(&data, &["--empty"]).await?.kill().await
}

#[tokio::test]
async fn a_demo_starts_anew_when_its_past_is_made_and_everybody_is_answered() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let data = dir.path().join("demo");
    let process = demo(&data, &[]).await?;
    let told = format!("/proc/{}/cmdline", process.id()?);
    let client = reqwest::Client::new();
    let (mut asked, mut after) = (0, 0);
    while after < 20 {
        ensure!(asked < 900, "it went on as it was");
        client.get(format!("{}/", process.url)).send().await?.error_for_status()?;
        asked += 1;
        after += usize::from(std::fs::read_to_string(&told)?.contains("--listening"));
        // Now and then nobody asks for as long as it waits for, and somebody just when it starts anew.
        let pause = if asked % 10 == 0 { 2_200 } else { 100 };
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    ensure!(data.join("past-made").exists());
    ensure!(process.stop().await? == Some(0), "it stops as before");
    Ok(())
}

#[tokio::test]
async fn a_demo_that_was_killed_while_its_past_was_made_comes_to_the_present() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let data = dir.path().join("demo");
    let first = demo(&data, &[]).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    first.kill().await?;
    ensure!(!data.join("past-made").exists(), "it was killed too late to tell");
    let second = demo(&data, &[]).await?;
    for _ in 0..1_200 {
        if data.join("past-made").exists() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    ensure!(data.join("past-made").exists(), "the past is not over");
    let moved = reqwest::Client::new()
        .post(format!("{}/sandbox/clock", second.url))
        .header("content-type", "application/json")
        .body(r#"{"advance":"PT24H"}"#)
        .send()
        .await?;
    ensure!(moved.status().is_success(), "the clock answered {}", moved.status());
    let now: serde_json::Value = serde_json::from_str(&moved.text().await?)?;
    let place = data.display().to_string();
    let check = ["check", "--data", &place];
    // A job that the killed one was at is done when its lease is over, half a minute later.
    until("all of it holds", async || Ok(run(&check, &[]).await?.status.code() == Some(0))).await?;
    second.kill().await?;
    let ahead =
        std::fs::read_to_string(data.join("clock"))?.trim().parse::<i64>().context(now.to_string())?;
    let day = 24 * 3_600 * 1_000_000_i64;
    ensure!((day - 60_000_000..=day + 60_000_000).contains(&ahead), "the clock is {ahead} µs ahead");
    let checked = run(&check, &[]).await?;
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
    Ok(())
}
