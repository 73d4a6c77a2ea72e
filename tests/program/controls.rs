//! How the demo's time is moved and its provider made to fail, in README's own lines.

use super::{demo, place::words, promises};
use anyhow::Context as _;
use reqwest::{Client, Method, header};
use serde_json::Value;
use tempfile::TempDir;

/// A line for curl.
pub(super) struct Control {
    pub(super) method: String,
    pub(super) path: String,
    body: Option<String>,
}

impl Control {
    /// Of a line that begins with `curl`.
    pub(super) fn read(line: &str) -> Option<Self> {
        let words = words(line);
        let after =
            |flag: &str| words.iter().position(|it| it == flag).and_then(|at| words.get(at + 1)).cloned();
        let url = words.iter().find(|it| it.starts_with("http://localhost:8080/"))?;
        (words.first()? == "curl").then(|| Self {
            method: after("-X").unwrap_or_else(|| "GET".to_owned()),
            path: url.trim_start_matches("http://localhost:8080").to_owned(),
            body: after("-d"),
        })
    }

    /// README's line that does so.
    fn promised(method: &str, path: &str) -> anyhow::Result<Self> {
        let all = promises::lines(include_str!("../../README.md")).into_iter().filter_map(Self::read);
        let found = all.into_iter().find(|it| it.method == method && it.path == path);
        found.with_context(|| format!("{method} {path} is not promised"))
    }

    /// Sends it as curl does, to the demo at `url`. What it answered.
    async fn send(self, url: &str) -> anyhow::Result<Value> {
        let request =
            Client::new().request(Method::from_bytes(self.method.as_bytes())?, format!("{url}{}", self.path));
        let request = match self.body {
            Some(body) => {
                request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)
            }
            None => request,
        };
        let text = request.send().await?.error_for_status()?.text().await?;
        if text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&text).with_context(|| text)
    }
}

#[tokio::test]
async fn the_lines_for_the_demo_move_its_time_and_make_its_provider_fail() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let data = dir.path().join("demo");
    let process = demo(&data, &["--empty"]).await?;
    let url = process.url.clone();
    let send = async |method: &str, path: &str| Control::promised(method, path)?.send(&url).await;

    let ahead = || anyhow::Ok(std::fs::read_to_string(data.join("clock"))?.trim().parse::<i64>()?);
    let before = ahead()?;
    send("POST", "/sandbox/clock").await?;
    assert_eq!(ahead()? - before, 24 * 3_600 * 1_000_000, "a day has passed, and is kept");

    send("POST", "/sandbox/faults").await?;
    let plan = send("GET", "/sandbox/faults").await?;
    assert_eq!(plan["webhooks"][0]["fault"], "drop", "{plan}");
    send("DELETE", "/sandbox/faults").await?;
    let plan = send("GET", "/sandbox/faults").await?;
    assert_eq!(plan["webhooks"].as_array().map(Vec::len), Some(0), "{plan}");

    let books = send("GET", "/sandbox/ledger").await?;
    assert!(books["sums"].is_object() && books["payments"].is_array(), "{books}");
    process.kill().await
}
