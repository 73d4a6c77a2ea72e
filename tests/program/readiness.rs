//! What an orchestrator is told when something is away.

use super::{free_port, until};
use anyhow::{Context as _, ensure};
use kernel::{Database, FixedClock};
use std::{sync::Arc, time::Duration};
use tempfile::TempDir;
use tests::{Browser, Process, START, TestApp, shapes};
use tributary::{App, Ingredients, Migrate, config::Settings};
use uuid::Uuid;

#[tokio::test]
async fn a_process_whose_database_is_gone_is_alive_but_not_ready_and_has_no_metrics() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let probe = app.browser();
        for path in ["/healthz", "/readyz", "/metrics"] {
            assert_eq!(probe.get(path).await?.status, 200, "{path}");
        }
        app.ctx("payments")?.db.close().await;
        assert_eq!(probe.get("/healthz").await?.status, 200);
        let ready = probe.get("/readyz").await?;
        assert_eq!(ready.status, 503, "{}", ready.text);
        let said: serde_json::Value = serde_json::from_str(&ready.text)?;
        let named = said["problems"].as_array().context("no problems")?.iter();
        let mut named = named.filter_map(|it| it.as_str());
        assert_eq!(said["ready"], false);
        assert!(named.any(|it| it == "payments: the database does not answer"), "and not why: {said}");
        let metrics = probe.get("/metrics").await?;
        assert_eq!((metrics.status, metrics.text.contains("tributary_")), (503, false), "{}", metrics.text);
    }
    Ok(())
}

#[tokio::test]
async fn a_process_is_not_ready_before_a_webhook_to_itself_was_kept() -> anyhow::Result<()> {
    let shown = TestApp::start(&shapes()[0]).await?;
    let app = shown.in_production().await?;
    let probe = Browser::new(app.router.clone());
    let early = probe.get("/readyz").await?;
    assert_eq!(early.status, 503, "{}", early.text);
    assert!(early.text.contains("no webhook to ourselves was sent yet"), "{}", early.text);
    app.test_webhooks().await?;
    assert_eq!(probe.get("/readyz").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_process_whose_tables_are_older_than_it_is_not_ready_until_they_are_brought_up_to_date()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (db, probe) = (&app.ctx("pledges")?.db, app.browser());
        let last = "(SELECT MAX(name) FROM pledges_migration)";
        db.execute(&format!("UPDATE pledges_migration SET name = 'x' || name WHERE name = {last}"), vec![])
            .await?;
        let ready = probe.get("/readyz").await?;
        assert_eq!(ready.status, 503, "{}", ready.text);
        assert!(ready.text.contains("pledges: 1 migrations are missing"), "{}", ready.text);
        assert_eq!(probe.get("/healthz").await?.status, 200);
        db.execute("UPDATE pledges_migration SET name = substr(name, 2) WHERE name LIKE 'x%'", vec![])
            .await?;
        assert_eq!(probe.get("/readyz").await?.status, 200);
    }
    Ok(())
}

/// The real program, with a database server that takes no connections for a while.
#[tokio::test]
async fn a_server_that_sends_everybody_away_makes_the_program_not_ready_until_it_is_back()
-> anyhow::Result<()> {
    let Some(shape) = shapes().into_iter().nth(1) else { return Ok(()) };
    let dir = TempDir::new()?;
    let (database, _) = shape.databases(dir.path()).await?;
    let (server, name) = database.rsplit_once('/').context("a database has a name")?;
    let admin = Database::connect(&format!("{server}/postgres")).await?;
    let port = super::free_port().await?;
    let (port, data) = (port.to_string(), dir.path().join("demo").display().to_string());
    let url = format!("http://127.0.0.1:{port}");
    let demo = ["demo", "--port", &port, "--data", &data, "--empty", "--database", &database];
    let process = Process::start(&demo, &[], &url).await?;

    admin.execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"), vec![]).await?;
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    admin.execute(end, vec![name.into()]).await?;
    let (status, said) = ask(&process, "/readyz").await?;
    assert_eq!(status, 503, "{said}");
    assert!(said.contains("payments: the database does not answer"), "{said}");
    assert_eq!(ask(&process, "/metrics").await?.0, 503);
    assert_eq!(ask(&process, "/healthz").await?, (200, "alive\n".to_owned()));

    admin.execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true"), vec![]).await?;
    for _ in 0..150 {
        if ask(&process, "/readyz").await?.0 == 200 {
            ensure!(ask(&process, "/metrics").await?.1.contains("tributary_lag{"), "it has no metrics again");
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    anyhow::bail!("it is not ready again")
}

#[tokio::test]
async fn a_lag_that_nobody_knows_is_left_out_instead_of_being_shown_as_none() -> anyhow::Result<()> {
    for shape in shapes() {
        let dir = TempDir::new()?;
        let (shared, module_databases) = shape.split().databases(dir.path()).await?;
        let everywhere = Settings {
            module_databases,
            ..tests::settings_on(&shared, "http://127.0.0.1:1", "smtp://127.0.0.1:1")
        };
        drop(process(&everywhere, Migrate::All).await?);
        let alone =
            process(&Settings { only: vec!["campaigns".into()], ..everywhere.clone() }, Migrate::Nothing)
                .await?;
        alone.platform.settle().await?;
        let probe = Browser::new(alone.router.clone());
        let of = |source: &str| format!("subscriber=\"totals\",source=\"{source}\"}} ");
        let before = probe.get("/metrics").await?.text;
        assert!(before.contains(&of("pledges")), "{before}");
        let pledges = Database::connect(everywhere.database_of("pledges")).await?;
        pledges.execute("ALTER TABLE pledges_outbox_head RENAME TO pledges_gone", vec![]).await?;
        pledges.execute("ALTER TABLE pledges_outbox RENAME TO pledges_gone_too", vec![]).await?;
        let after = probe.get("/metrics").await?;
        assert_eq!(after.status, 200);
        assert!(!after.text.contains("source=\"pledges\""), "{}", after.text);
        assert!(after.text.contains("tributary_outbox_head{module=\"campaigns\"}"), "{}", after.text);
        let age = "tributary_outbox_unstamped_age_seconds{module=\"campaigns\"} 0\n";
        assert!(after.text.contains(age), "{}", after.text);
        pledges.close().await;
    }
    Ok(())
}

async fn process(settings: &Settings, migrate: Migrate) -> anyhow::Result<App> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let clock = Arc::new(FixedClock::at(START));
    App::build(settings, Ingredients { clock, mailbox: None, migrate }).await
}

#[tokio::test]
async fn a_saga_that_is_stuck_is_counted() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let gauge = |many: i32| format!("tributary_stuck_sagas{{module=\"payments\"}} {many}\n");
        let before = app.browser().get("/metrics").await?.text;
        assert!(before.contains(&gauge(0)), "{before}");
        let stuck = "INSERT INTO payments_saga (id, kind, kind_ver, business_key, status, step, waiting, attempt, data, \
                     last_progress_at, started_at, correlation_id) \
                     VALUES ($1, 'pledge', 1, 'pledge/1', 4, 0, 0, 0, '{}', $2, $2, $1)";
        app.ctx("payments")?.db.execute(stuck, vec![Uuid::new_v4().into(), START.0.into()]).await?;
        let after = app.browser().get("/metrics").await?.text;
        assert!(after.contains(&gauge(1)), "{after}");
        // Time alone makes one of those that wait a matter for a person.
        let waits = stuck.replace("'pledge/1', 4", "'pledge/2', 0").replace("'pledge', 1", "'payout', 1");
        app.ctx("payments")?.db.execute(&waits, vec![Uuid::new_v4().into(), START.0.into()]).await?;
        app.clock.advance(Duration::from_secs(90 * 24 * 3600));
        let late = app.browser().get("/metrics").await?.text;
        assert!(late.contains(&gauge(2)), "{late}");
        assert!(late.contains("tributary_stale_sagas{module=\"payments\"} 2\n"), "{late}");
    }
    Ok(())
}

async fn ask(process: &Process, path: &str) -> anyhow::Result<(u16, String)> {
    let answer = reqwest::Client::new()
        .get(format!("{}{path}", process.url))
        .timeout(Duration::from_secs(20))
        .send()
        .await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}

/// SEC-44: what somebody sends us cannot pass for a line of our own.
#[tokio::test]
async fn whoever_collects_the_log_reads_one_object_a_line() -> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let (dir, port) = (tempfile::tempdir()?, free_port().await?);
    let (log, data) = (dir.path().join("log"), dir.path().join("data"));
    let _program = tokio::process::Command::new(Process::program()?)
        .args(["demo", "--empty", "--port", &port.to_string(), "--data", &data.display().to_string()])
        .env("TRIBUTARY_LOG", "info,tributary=debug")
        .stdout(std::process::Stdio::null())
        .stderr(std::fs::File::create(&log)?)
        .kill_on_drop(true)
        .spawn()?;
    let url = format!("http://127.0.0.1:{port}/login");
    let client = reqwest::Client::new();
    until("a request is in the log", async || {
        drop(client.get(&url).send().await);
        Ok(std::fs::read_to_string(&log)?.contains("\"route\":\"/login\""))
    })
    .await?;
    let said = std::fs::read_to_string(&log)?;
    // What follows the last line end is still being written.
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    for line in whole.lines() {
        let it: serde_json::Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
        let in_utc = it["timestamp"].as_str().is_some_and(|it| it.ends_with('Z'));
        anyhow::ensure!(in_utc && it["level"].is_string(), "{line}");
    }
    Ok(())
}

#[tokio::test]
async fn a_log_that_nobody_reads_keeps_nobody_waiting() -> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let (dir, port) = (tempfile::tempdir()?, free_port().await?);
    let mut unread = tokio::process::Command::new(Process::program()?)
        .args(["demo", "--port", &port.to_string(), "--data", &dir.path().display().to_string()])
        .env("TRIBUTARY_LOG", "trace")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let url = format!("http://127.0.0.1:{port}/healthz");
    let client = reqwest::Client::new();
    let answers = async || {
        let answer = client.get(&url).timeout(Duration::from_secs(5)).send().await;
        Ok(answer.is_ok_and(|it| it.status().is_success()))
    };
    until("the program answers", answers).await?;
    // Each of these is some lines, and a pipe holds 64 KiB.
    for n in 0..300 {
        anyhow::ensure!(answers().await?, "it did not answer the request {n}");
    }
    anyhow::ensure!(unread.try_wait()?.is_none(), "it has ended");
    Ok(())
}
