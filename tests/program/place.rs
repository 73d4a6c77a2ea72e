//! Where somebody has installed the program: its settings, its database, and what is asked of it over HTTP.

use anyhow::{Context as _, ensure};
use reqwest::{Client, header, redirect};
use std::{path::PathBuf, process::Output, process::Stdio, time::Duration};
use tempfile::TempDir;
use tests::{Process, Shape, shapes};
use tokio::{io::AsyncWriteExt as _, process::Command};

/// A folder with a database and the settings for it.
pub(super) struct Place {
    pub(super) dir: TempDir,
    pub(super) database: String,
    pub(super) url: String,
    pub(super) environment: Vec<(String, String)>,
}

impl Place {
    /// One on each kind of database there is to test; nothing is in it yet.
    pub(super) async fn each() -> anyhow::Result<Vec<Self>> {
        let mut all = Vec::new();
        for shape in shapes() {
            all.push(Self::on(&shape).await?);
        }
        Ok(all)
    }

    async fn on(shape: &Shape) -> anyhow::Result<Self> {
        let dir = TempDir::new()?;
        let (database, _) = shape.databases(dir.path()).await?;
        let listen = format!("127.0.0.1:{}", super::free_port().await?);
        let environment = [
            ("PUBLIC_URL", "https://give.example.org".to_owned()),
            ("LISTEN", listen.clone()),
            ("DATABASE_URL", database.clone()),
            ("STRIPE_SECRET_KEY", "sk_live_4f9a1c7be2".to_owned()),
            ("STRIPE_WEBHOOK_SECRET", "whsec_4f9a1c7be2".to_owned()),
            ("SMTP_URL", "smtp://127.0.0.1:1".to_owned()),
            ("SECRET", "9f2c1be07a5d4e38b6a1c0d2e4f6a8b0".to_owned()),
            ("AUDIT_ROOTS", dir.path().join("roots.jsonl").display().to_string()),
        ];
        let environment =
            environment.into_iter().map(|(key, value)| (format!("TRIBUTARY_{key}"), value)).collect();
        Ok(Self { dir, database, url: format!("http://{listen}"), environment })
    }

    /// Leaves the settings in `tributary.toml`, and none in the environment.
    pub(super) fn write_down(&mut self) -> anyhow::Result<()> {
        let lines = self.environment.drain(..).map(|(name, value)| {
            format!("{} = {value:?}\n", name.trim_start_matches("TRIBUTARY_").to_lowercase())
        });
        std::fs::write(self.dir.path().join("tributary.toml"), lines.collect::<String>())?;
        Ok(())
    }

    /// Sets a key, or leaves it out.
    pub(super) fn set(&mut self, key: &str, value: Option<String>) {
        let name = format!("TRIBUTARY_{key}");
        self.environment.retain(|(it, _)| *it != name);
        self.environment.extend(value.map(|it| (name, it)));
    }

    pub(super) fn is_sqlite(&self) -> bool {
        self.database.starts_with("sqlite:")
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What a line as people type it comes to: `tributary …`, in this folder, with `input` typed into it.
    pub(super) async fn types(&self, line: &str, input: &str) -> anyhow::Result<Output> {
        let words = words(line);
        let (program, arguments) = words.split_first().context("an empty line")?;
        ensure!(program == "tributary", "{line} is no line for the program");
        let mut child = Command::new(Process::program()?)
            .args(arguments)
            .current_dir(self.dir.path())
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .env("TRIBUTARY_LOG", "warn")
            .kill_on_drop(true)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut typed = child.stdin.take().context("nothing can be typed")?;
        // Whoever refuses at once does not listen to the end.
        drop(typed.write_all(input.as_bytes()).await);
        drop(typed);
        Ok(tokio::time::timeout(Duration::from_secs(120), child.wait_with_output()).await??)
    }

    /// The same, which has to go well. What it printed.
    pub(super) async fn runs(&self, line: &str) -> anyhow::Result<String> {
        self.runs_with(line, "").await
    }

    pub(super) async fn runs_with(&self, line: &str, input: &str) -> anyhow::Result<String> {
        let done = self.types(line, input).await?;
        let (said, complained) = (super::text(&done.stdout), super::text(&done.stderr));
        ensure!(done.status.success(), "{line} ended with {}: {said}{complained}", done.status);
        Ok(said)
    }

    /// The same, which has to be refused. Why.
    pub(super) async fn refuses(&self, line: &str, input: &str) -> anyhow::Result<String> {
        let done = self.types(line, input).await?;
        let words = super::text(&done.stderr);
        ensure!(done.status.code() == Some(2), "{line} ended with {}: {words}", done.status);
        Ok(words)
    }

    pub(super) async fn serves(&self) -> anyhow::Result<Process> {
        let environment: Vec<_> =
            self.environment.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        Process::start(&["serve"], &environment, &self.url).await
    }

    pub(super) async fn database(&self) -> anyhow::Result<kernel::Database> {
        Ok(kernel::Database::connect(&self.database).await?)
    }
}

/// The words of a line, as a shell tells them apart.
pub(super) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for letter in line.chars() {
        match (letter, quote) {
            (it, Some(open)) if it == open => quote = None,
            ('\'' | '"', None) => quote = Some(letter),
            ('#', None) if word.is_empty() => break,
            (' ', None) => words.extend(Some(std::mem::take(&mut word)).filter(|it| !it.is_empty())),
            _ => word.push(letter),
        }
    }
    words.extend(Some(word).filter(|it| !it.is_empty()));
    words
}

/// Whether somebody with this password comes in at `url`.
pub(super) async fn signs_in(url: &str, email: &str, password: &str) -> anyhow::Result<bool> {
    let client =
        Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(20)).build()?;
    let page = client.get(format!("{url}/login")).send().await?.error_for_status()?;
    let cookies: Vec<_> = page.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    let cookies = cookies.iter().filter_map(|it| it.to_str().ok()?.split(';').next());
    let cookies = cookies.collect::<Vec<_>>().join("; ");
    let token = field(&page.text().await?, "_token")?;
    let form = [("_token", token.as_str()), ("email", email), ("password", password), ("next", "/me")];
    let answer = client
        .post(format!("{url}/login"))
        .header(header::COOKIE, cookies)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(serde_urlencoded::to_string(form)?)
        .send()
        .await?;
    match answer.status().as_u16() {
        303 => Ok(true),
        422 => Ok(false),
        other => anyhow::bail!("the sign-in answered {other}: {}", answer.text().await?),
    }
}

fn field(page: &str, name: &str) -> anyhow::Result<String> {
    let mut fields = page.split("<input").skip(1).filter(|it| it.contains(&format!("name=\"{name}\"")));
    let value = fields.find_map(|it| it.split("value=\"").nth(1)?.split('"').next());
    value.map(str::to_owned).with_context(|| format!("no field {name}"))
}
