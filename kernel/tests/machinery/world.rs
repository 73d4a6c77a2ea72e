//! A module called `probe`, on a fresh database.

use contracts::{Message, Timestamp};
use kernel::{
    Clock, Command, Context, Database, FixedClock, Transaction, Wake,
    db::{Sql, with},
    outbox::{EventSource, LocalSource, stamp},
    web::WebState,
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub(crate) struct World {
    pub(crate) ctx: Context,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) source: Arc<dyn EventSource>,
    dir: Arc<TempDir>,
}

/// Something that was noted, about one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Noted {
    pub(crate) thing: u32,
    pub(crate) number: i64,
}

impl Message for Noted {
    const NAME: &'static str = "probe.noted";
    const VERSION: u16 = 1;

    fn key(&self) -> String {
        format!("thing/{}", self.thing)
    }
}

/// Every database there is to test against.
pub(crate) async fn worlds() -> anyhow::Result<Vec<World>> {
    let mut worlds = vec![on_sqlite().await?];
    #[expect(clippy::disallowed_methods, reason = "where the tests' server is")]
    if let Ok(server) = std::env::var("TEST_DATABASE_URL") {
        worlds.push(on_postgres(&server).await?);
    }
    Ok(worlds)
}

pub(crate) async fn on_sqlite() -> anyhow::Result<World> {
    let dir = TempDir::new()?;
    let db = Database::connect(&url(&dir)).await?;
    world(db, dir).await
}

fn url(dir: &TempDir) -> String {
    format!("sqlite://{}/probe.db?mode=rwc", dir.path().display())
}

async fn on_postgres(server: &str) -> anyhow::Result<World> {
    let name = format!("t{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(server).await?;
    admin.execute(&format!("CREATE DATABASE {name}"), vec![]).await?;
    let (base, _) = server.rsplit_once('/').unwrap_or((server, ""));
    world(Database::connect(&format!("{base}/{name}")).await?, TempDir::new()?).await
}

async fn world(db: Database, dir: TempDir) -> anyhow::Result<World> {
    migrations::up(db.schema(), "probe").await?;
    db.execute("CREATE TABLE probe_seen (thing BIGINT NOT NULL, number BIGINT NOT NULL)", vec![]).await?;
    open(db, Arc::new(dir))
}

fn open(db: Database, dir: Arc<TempDir>) -> anyhow::Result<World> {
    let clock = Arc::new(FixedClock::at(Timestamp::from_seconds(1_772_366_400)));
    let wake = Arc::new(Wake::default());
    let ctx = Context {
        module: "probe",
        db: db.clone(),
        clock: clock.clone() as Arc<dyn Clock>,
        web: Arc::new(WebState::for_tests()?),
        wake: wake.clone(),
    };
    let source = Arc::new(LocalSource::new("probe", db, wake));
    Ok(World { ctx, clock, source, dir })
}

impl World {
    /// Where its file is, for another process to open; on `SQLite` only.
    pub(crate) fn url(&self) -> String {
        url(&self.dir)
    }

    /// The same database as another process opens it; on `SQLite` only.
    pub(crate) async fn beside(&self) -> anyhow::Result<Self> {
        open(Database::connect(&self.url()).await?, self.dir.clone())
    }

    /// The same database, opened anew when this one is closed.
    pub(crate) async fn reopened(self) -> anyhow::Result<Self> {
        let (url, dir) = (self.url(), self.dir.clone());
        drop(self);
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        open(Database::connect(&url).await?, dir)
    }

    /// A file beside its database.
    pub(crate) fn file(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    /// Says that `thing` has `number`.
    pub(crate) async fn note(&self, thing: u32, number: i64) -> Result<(), DbErr> {
        self.ctx.run(Note { thing, number, pause: false, fail: false }).await?;
        stamp(&self.ctx).await.map(drop)
    }

    /// Says all of these, as `(thing, number)`, in one transaction.
    pub(crate) async fn note_all(&self, all: Vec<(u32, i64)>) -> Result<(), DbErr> {
        self.ctx.run(NoteAll(all)).await?;
        while stamp(&self.ctx).await? > 0 {}
        Ok(())
    }

    pub(crate) async fn count(&self, sql: &str) -> anyhow::Result<i64> {
        let row = self.ctx.db.read().one(sql, vec![]).await?;
        Ok(row.map_or(Ok(0), |row| row.try_get_by_index(0))?)
    }

    /// What `probe_seen` holds, in the order it came.
    pub(crate) async fn seen(&self) -> anyhow::Result<Vec<(i64, i64)>> {
        let rows = self.ctx.db.read().all("SELECT thing, number FROM probe_seen", vec![]).await?;
        rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
    }
}

/// Waits until `look` says so: long enough for a machine that has other things to do.
pub(crate) async fn soon(what: &str, look: impl AsyncFn() -> anyhow::Result<bool>) -> anyhow::Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(120) {
        if look().await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    anyhow::bail!("it never came about: {what}")
}

pub(crate) struct Note {
    pub(crate) thing: u32,
    pub(crate) number: i64,
    /// Whether to dawdle before the end, so that transactions overlap.
    pub(crate) pause: bool,
    pub(crate) fail: bool,
}

impl Command for Note {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        tx.send(&Noted { thing: self.thing, number: self.number }).await?;
        if self.pause {
            tokio::time::sleep(std::time::Duration::from_millis(u64::from(self.thing % 5))).await;
        }
        if self.fail { Err(DbErr::Custom("as the test wants".into())) } else { Ok(()) }
    }
}

struct NoteAll(Vec<(u32, i64)>);

impl Command for NoteAll {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        for (thing, number) in &self.0 {
            tx.send(&Noted { thing: *thing, number: *number }).await?;
        }
        Ok(())
    }
}

/// Writes `(thing, number)` into `probe_seen`.
pub(crate) async fn see(tx: &impl Sql, noted: &Noted) -> Result<(), DbErr> {
    let sql = "INSERT INTO probe_seen (thing, number) VALUES ($1, $2)";
    tx.exec(sql, vec![i64::from(noted.thing).into(), noted.number.into()]).await.map(drop)
}

/// A command that does nothing, to see whether the writer still answers.
pub(crate) async fn ping(ctx: &Context) -> Result<(), DbErr> {
    ctx.run(with(|tx| Box::pin(async move { tx.one("SELECT 1", vec![]).await.map(drop) }))).await
}
