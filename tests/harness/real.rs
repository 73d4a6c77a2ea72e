use anyhow::{Context as _, bail};
use std::{
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::process::{Child, Command};

/// The real program in a process of its own.
pub struct Process {
    child: Child,
    /// Where it answers.
    pub url: String,
    /// How long it took to be ready.
    pub ready_after: Duration,
}

impl Process {
    /// Starts `tributary` with `arguments` and `environment`, and waits until it is ready at `url`.
    pub async fn start(
        arguments: &[&str],
        environment: &[(&str, String)],
        url: &str,
    ) -> anyhow::Result<Self> {
        drop(rustls::crypto::ring::default_provider().install_default());
        let begun = Instant::now();
        let mut command = Command::new(Self::program()?);
        command
            .args(arguments)
            .envs(environment.iter().map(|(name, value)| (*name, value)))
            .kill_on_drop(true);
        let child =
            command.env("TRIBUTARY_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let mut process = Self { child, url: url.to_owned(), ready_after: Duration::ZERO };
        while !is_ready(url).await {
            if let Some(status) = process.child.try_wait()? {
                bail!("the program ended with {status} before it was ready");
            }
            if begun.elapsed() > Duration::from_secs(120) {
                bail!("the program was not ready within 120 s");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        process.ready_after = begun.elapsed();
        Ok(process)
    }

    /// The number that the system knows it by.
    pub fn id(&self) -> anyhow::Result<u32> {
        self.child.id().context("it has ended")
    }

    /// Kills it as the machine's end would: at once, with no word of warning.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("it could not be killed")
    }

    /// Sends it a signal: `STOP` halts it where it stands, as a machine that pauses does, and `CONT` has it go on.
    pub async fn signal(&self, name: &str) -> anyhow::Result<()> {
        let (signal, id) = (format!("-{name}"), self.id()?.to_string());
        let sent = Command::new("kill").args([&signal, &id]).status().await?;
        if !sent.success() {
            bail!("it could not be sent {name}");
        }
        Ok(())
    }

    /// Tells it to stop, as a supervisor does, and waits until it has. The code it ended with.
    pub async fn stop(mut self) -> anyhow::Result<Option<i32>> {
        self.signal("TERM").await?;
        let ended = tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await;
        Ok(ended.context("it did not stop within 30 s")??.code())
    }

    /// Where the program is: beside the test's own folder. `bin/test` builds it first.
    pub fn program() -> anyhow::Result<PathBuf> {
        let tests = std::env::current_exe()?;
        let folder = tests.parent().and_then(|it| it.parent()).context("the tests lie nowhere")?;
        let program = folder.join("tributary");
        if !program.exists() {
            bail!("{} is not there: `cargo build -p tributary` makes it", program.display());
        }
        Ok(program)
    }
}

async fn is_ready(url: &str) -> bool {
    let answer =
        reqwest::Client::new().get(format!("{url}/readyz")).timeout(Duration::from_secs(2)).send().await;
    answer.is_ok_and(|it| it.status().is_success())
}
