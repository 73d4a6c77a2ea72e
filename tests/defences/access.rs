//! Every path against every role: `tests/access/matrix.csv` says who gets in, and nothing else is true.

use anyhow::Context as _;
use axum::{body::Body, http::Request};
use std::{collections::BTreeMap, fs, path::Path};
use tests::{Browser, TestApp, shapes};

const ROLES: [&str; 7] = ["guest", "donor", "creator", "moderator", "support", "finance", "admin"];

/// What comes of asking for `path` in a way that no handler answers: the guard speaks before that is noticed, so
/// nothing happens and no id has to exist.
async fn outcome(browser: &Browser, path: &str) -> anyhow::Result<&'static str> {
    let request = Request::builder().method("PROPFIND").uri(path).header("sec-fetch-site", "same-origin");
    let answer = browser.send(request, Body::empty()).await?;
    Ok(match (answer.status, answer.location.starts_with("/login")) {
        (405, _) => "open",
        (303, true) => "sign in",
        (404, _) => "hidden",
        (status, _) => anyhow::bail!("{path} answered {status}: {}", answer.text),
    })
}

/// `/c/{slug}` as an address.
fn address(path: &str) -> String {
    let parts = path.split('/').map(|it| if it.starts_with('{') { "x" } else { it });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_path_is_open_to_those_whom_the_matrix_lists_and_to_nobody_else() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let mut browsers = vec![app.browser()];
    for role in &ROLES[1..] {
        browsers.push(app.signed_in(role).await?);
    }
    let mut found = BTreeMap::new();
    for (module, path, _) in &app.routes {
        let mut row = vec![];
        for browser in &browsers {
            row.push(outcome(browser, &address(path)).await?);
        }
        found.insert(format!("{path},{module}"), row.join(","));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("access/matrix.csv");
    let text = |rows: &BTreeMap<String, String>| {
        let lines = rows.iter().map(|(path, row)| format!("{path},{row}\n"));
        format!("path,module,{}\n{}", ROLES.join(","), lines.collect::<String>())
    };
    #[expect(clippy::disallowed_methods, reason = "whoever changes who gets in says so on purpose")]
    if std::env::var("WRITE_MATRIX").is_ok() {
        fs::write(&file, text(&found))?;
    }
    let listed = fs::read_to_string(&file).context("tests/access/matrix.csv")?;
    let listed: Vec<_> = listed.lines().skip(1).collect();
    for (path, row) in &found {
        let line = format!("{path},{row}");
        assert!(listed.contains(&line.as_str()), "not in the matrix (WRITE_MATRIX=1 writes it): {line}");
    }
    assert_eq!(listed.len(), found.len(), "the matrix lists paths that are not there");
    Ok(())
}

#[test]
fn every_room_and_script_of_the_runbook_is_one_that_there_is() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let book = fs::read_to_string(root.join("docs/security/runbook.md"))?;
    let matrix = fs::read_to_string(root.join("tests/access/matrix.csv"))?;
    let paths: Vec<_> = matrix.lines().filter_map(|it| it.split(',').next()).collect();
    let mut rooms = 0;
    for quoted in book.split('`').skip(1).step_by(2) {
        if quoted.starts_with('/') {
            assert!(paths.contains(&quoted), "the runbook leads to {quoted}, which is not there");
            rooms += 1;
        }
        if quoted.starts_with("bin/") {
            assert!(root.join(quoted).exists(), "the runbook runs {quoted}, which is not there");
        }
    }
    assert!(rooms > 20, "the rooms of the runbook were not found");
    Ok(())
}

#[tokio::test]
async fn what_shows_the_product_is_not_there_where_money_is_real() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let real = app.in_production().await?;
    assert!(app.routes.iter().any(|(_, path, _)| path.starts_with("/dev/")), "the demo has such paths");
    let left: Vec<_> = real.routes.iter().filter(|(_, path, _)| path.starts_with("/dev")).collect();
    assert!(left.is_empty(), "{left:?}");
    let browser = Browser::new(real.router.clone());
    for path in ["/dev/mail", "/dev/ui", "/dev/ui/mails", "/sandbox/clock", "/sandbox/faults"] {
        assert_eq!(browser.get(path).await?.status, 404, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn no_room_of_the_back_office_opens_to_whoever_does_not_work_here() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (guest, donor) = (app.browser(), app.signed_in("donor").await?);
    for (_, path, _) in app.routes.iter().filter(|(_, path, _)| path.starts_with("/backoffice")) {
        let path = address(path);
        assert_eq!(outcome(&guest, &path).await?, "sign in", "{path}");
        assert_eq!(outcome(&donor, &path).await?, "hidden", "{path}");
    }
    Ok(())
}
