//! A module called `bench` on a database that is made for the run and removed after it.

use crate::place::Place;
use anyhow::Context as _;
use kernel::{Clock, Context, Database, SystemClock, Wake, db::Sql, outbox::stamp, web::WebState};
use migrations::portable;
use sea_orm::{ConnectionTrait, DbBackend, Value};
use std::sync::Arc;

/// What the module writes besides the machinery's tables.
const TABLES: &[&str] = &[
    "CREATE TABLE bench_pledge (id uuid PRIMARY KEY, campaign text NOT NULL, minor bigint NOT NULL, \
     currency text NOT NULL, created_at bigint NOT NULL)",
    // What the outbox holds, without what an outbox must have to be one.
    "CREATE TABLE bench_plain (id {identity}, message_id uuid NOT NULL, topic text NOT NULL, \
     version smallint NOT NULL, key text NOT NULL, key_seq bigint NOT NULL, payload text NOT NULL, person uuid, \
     sealed bytea, correlation_id uuid NOT NULL, causation_id uuid, traceparent text, created_at bigint NOT NULL)",
    "CREATE TABLE bench_heard_1 (pledge uuid NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_heard_2 (pledge uuid NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_heard_3 (pledge uuid NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_total (campaign text PRIMARY KEY, gifts bigint NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_bare_1 (pledge uuid NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_bare_2 (pledge uuid NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_bare_3 (pledge uuid NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_bare_total (campaign text PRIMARY KEY, gifts bigint NOT NULL, minor bigint NOT NULL)",
    "CREATE TABLE bench_task (id bigint PRIMARY KEY, state smallint NOT NULL, finished_at bigint)",
];

pub(crate) struct World {
    pub(crate) ctx: Context,
    place: Place,
}

impl World {
    /// A fresh database: on the server at `server`, or `SQLite` in a scratch folder.
    pub(crate) async fn make(server: Option<&str>) -> anyhow::Result<Self> {
        let place = Place::make(server).await?;
        let db = Database::connect(&place.url).await?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let (web, wake) = (Arc::new(WebState::for_tests()?), Arc::new(Wake::default()));
        let world = Self { ctx: Context { module: "bench", db, clock, web, wake }, place };
        world.make_tables().await?;
        Ok(world)
    }

    /// Removes what [`make`](Self::make) made.
    pub(crate) async fn unmake(self) -> anyhow::Result<()> {
        self.ctx.db.close().await;
        self.place.unmake().await
    }

    async fn make_tables(&self) -> anyhow::Result<()> {
        let (db, backend) = (self.ctx.db.schema(), self.ctx.db.backend());
        migrations::up(db, "bench").await?;
        for statement in TABLES.iter().filter_map(|it| portable(it, backend)) {
            db.execute_unprepared(&statement).await?;
        }
        // The outbox's twin, with all its indexes, which nobody reads.
        let twin = match backend {
            DbBackend::Sqlite => self
                .text("SELECT sql FROM sqlite_master WHERE name = 'bench_outbox'")
                .await?
                .replace("bench_outbox", "bench_twin"),
            _ => "CREATE TABLE bench_twin (LIKE bench_outbox INCLUDING ALL)".to_owned(),
        };
        db.execute_unprepared(&twin).await?;
        Ok(())
    }

    /// Which database it is and what a commit is worth there.
    pub(crate) async fn describe(&self) -> anyhow::Result<String> {
        if self.ctx.db.backend() == DbBackend::Sqlite {
            let version = self.text("SELECT sqlite_version()").await?;
            let synchronous = self.number("PRAGMA synchronous").await?;
            return Ok(format!("SQLite {version}, journal_mode=WAL, synchronous={synchronous} (2 is FULL)"));
        }
        let version = self.text("SHOW server_version").await?;
        let (fsync, commit) = (self.text("SHOW fsync").await?, self.text("SHOW synchronous_commit").await?);
        Ok(format!("PostgreSQL {version}, fsync={fsync}, synchronous_commit={commit}"))
    }

    /// Gives every message its position, so that nothing is left over for whoever is measured next.
    pub(crate) async fn stamp_everything(&self) -> anyhow::Result<()> {
        while stamp(&self.ctx).await? > 0 {}
        Ok(())
    }

    /// The number that `sql` asks for, by the connection that writes.
    pub(crate) async fn number(&self, sql: &str) -> anyhow::Result<i64> {
        let row = self.ctx.db.schema().one(sql, vec![]).await?.context("no row")?;
        Ok(row.try_get_by_index(0)?)
    }

    async fn text(&self, sql: &str) -> anyhow::Result<String> {
        let row = self.ctx.db.schema().one(sql, Vec::<Value>::new()).await?.context("no row")?;
        Ok(row.try_get_by_index(0)?)
    }
}
