//! What is stuck: how far each part of a module's machinery is, for the back office and for `check`.

mod rows;

use self::rows::{dead_job, job_count, key_set_aside, parked_key, unknown_effect};
use crate::{
    BreakerHealth, CircuitBreaker, Context,
    db::Sql,
    outbox::EventSource,
    saga::{Abandoned, AnySaga, SagaRow, SagaStatus},
    subscription::{self, DeadLetter},
};
use futures::future::BoxFuture;
use sea_orm::DbErr;
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc, time::Duration};

/// Effects whose end is unknown for longer than this are worth a look.
const UNKNOWN_AFTER: Duration = Duration::from_secs(60);
/// A saga whose steps nobody here knows, and whose time has come, is not progressing after this long.
const STALE_AFTER: Duration = Duration::from_secs(45 * 60);
/// After how many times as long as it may take a saga that still does not progress counts as stuck.
const STUCK_AFTER: u32 = 3;
/// Whoever stamps looks every second. A message that has had no place for more seconds than this is heard by nobody.
const UNSTAMPED_AFTER: i64 = 30;
/// Tries in vain of one message after which somebody should look: they take about two minutes.
const IN_VAIN: i32 = 12;
/// How many of the sagas that were given up are shown.
const ABANDONED: i64 = 50;
/// How many of the keys that are set aside are shown.
const ASIDE: i64 = 500;

/// A module's machinery at one moment.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// The module.
    pub module: &'static str,
    /// How it learns what other processes say: `notify`, or `poll` once a second.
    pub wakeup: &'static str,
    /// The last position of its outbox.
    pub head: i64,
    /// Messages committed and not yet stamped.
    pub unstamped: i64,
    /// How long the oldest of these has waited, in seconds.
    pub unstamped_for: i64,
    /// Who listens, and how far each has come.
    pub subscriptions: Vec<SubscriptionHealth>,
    /// Keys that wait for a person.
    pub parked: Vec<ParkedKey>,
    /// Keys that wait until they are tried again by themselves, the next first.
    pub aside: Vec<KeySetAside>,
    /// Messages that wait for a person.
    pub dead_letters: Vec<DeadLetter>,
    /// Jobs by kind and state.
    pub jobs: Vec<JobCount>,
    /// Kinds of jobs that somebody told to wait.
    pub paused_jobs: Vec<String>,
    /// Jobs that wait for a person.
    pub dead_jobs: Vec<DeadJob>,
    /// Calls of which nobody knows how they ended.
    pub unknown_effects: Vec<UnknownEffect>,
    /// Sagas that are not over.
    pub sagas: Vec<SagaHealth>,
    /// The last sagas that somebody gave up.
    pub abandoned: Vec<Abandoned>,
    /// How its calls to others fare in this process.
    pub breakers: Vec<BreakerHealth>,
    /// What else waits for a person, in rooms of its own.
    pub waiting: Vec<Waiting>,
}

/// What a module watches beside its machinery.
#[derive(Clone, Default)]
pub struct Watch {
    /// The breakers of its calls to others.
    pub breakers: Vec<Arc<CircuitBreaker>>,
    /// What of its own may wait for a person.
    pub waits: Vec<Wait>,
}

/// Something of a module's own that may wait for a person.
#[derive(Clone, Copy)]
pub struct Wait {
    /// Its name in figures: `webhooks_given_up`.
    pub name: &'static str,
    /// How many do.
    pub count: fn(Context) -> BoxFuture<'static, Result<i64, DbErr>>,
}

/// Something of a module's own, and how many of it wait for a person.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Waiting {
    /// Its name in figures.
    pub name: &'static str,
    /// How many do.
    pub count: i64,
}

/// A subscription's place.
#[derive(Clone, Debug, Serialize)]
pub struct SubscriptionHealth {
    /// Its name.
    pub name: String,
    /// Whom it listens to.
    pub source: String,
    /// The last position it passed.
    pub pos: i64,
    /// How many positions lie ahead of it, when its source can be asked.
    pub lag: Option<i64>,
    /// `running`, `paused` or `blocked`.
    pub state: &'static str,
    /// How often the next message was tried.
    pub attempt: i32,
    /// Whether that was so often that somebody should look, though it goes on by itself when what it needs is there.
    pub stands_still: bool,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// A key that waits for a person.
#[derive(Clone, Debug, Serialize)]
pub struct ParkedKey {
    /// Who could not handle it.
    pub subscriber: String,
    /// The key.
    pub key: String,
    /// Since when, in microseconds since 1970.
    pub since: i64,
    /// Why.
    pub reason: String,
}

/// A key of which a rule forbade a message that is tried again by itself.
#[derive(Clone, Debug, Serialize)]
pub struct KeySetAside {
    /// Who could not handle it.
    pub subscriber: String,
    /// The key.
    pub key: String,
    /// How often the message at its head was tried.
    pub attempts: i32,
    /// When it is tried next, in microseconds since 1970.
    pub next_try: i64,
    /// Why.
    pub reason: String,
}

/// How many jobs there are of one kind in one state.
#[derive(Clone, Debug, Serialize)]
pub struct JobCount {
    /// The kind.
    pub kind: String,
    /// `ready`, `running`, `done`, `dead` or `cancelled`.
    pub state: &'static str,
    /// How many.
    pub count: i64,
}

/// A job that was tried as often as it may be.
#[derive(Clone, Debug, Serialize)]
pub struct DeadJob {
    /// Its id.
    pub id: uuid::Uuid,
    /// Its kind.
    pub kind: String,
    /// How often it was tried.
    pub attempt: i32,
    /// What went wrong last.
    pub error: Option<String>,
}

/// A call of which nobody knows how it ended.
#[derive(Clone, Debug, Serialize)]
pub struct UnknownEffect {
    /// Its name.
    pub key: String,
    /// What it does.
    pub step: String,
    /// Since when, in microseconds since 1970.
    pub since: i64,
}

/// A saga that is not over.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a remark of its own on the page")]
pub struct SagaHealth {
    /// The saga.
    #[serde(flatten)]
    pub saga: SagaRow,
    /// Whether it has not got on for longer than it should take.
    pub stale: bool,
    /// Whether it says so itself, or has not got on for three times as long.
    pub stuck: bool,
    /// Whether this program has no steps for its version.
    pub orphaned: bool,
    /// Whether a person can make it turn back where it stands.
    pub may_turn_back: bool,
}

/// The machinery of the module of `ctx`, whose subscriptions listen to `sources` and whose sagas are `kinds`.
///
/// # Errors
/// When a database does not answer.
pub async fn of(
    ctx: &Context,
    sources: &[Arc<dyn EventSource>],
    kinds: &[Arc<dyn AnySaga>],
    watch: &Watch,
) -> Result<Health, DbErr> {
    let (m, db) = (ctx.module, ctx.db.read());
    let head = count(ctx, &format!("SELECT COALESCE(MAX(pos), 0) FROM {m}_outbox")).await?;
    let (unstamped, unstamped_for) = unstamped(ctx).await?;
    let parked = format!("SELECT * FROM {m}_parked_key WHERE not_before IS NULL ORDER BY since");
    let aside = format!(
        "SELECT * FROM {m}_parked_key WHERE not_before IS NOT NULL ORDER BY not_before LIMIT {ASIDE}"
    );
    let jobs =
        format!("SELECT kind, state, COUNT(*) AS n FROM {m}_job GROUP BY kind, state ORDER BY kind, state");
    let dead = format!(
        "SELECT id, kind, attempt, last_error FROM {m}_job WHERE state = 3 ORDER BY finished_at LIMIT 200"
    );
    let unknown = format!(
        "SELECT effect_key, step, first_sent_at FROM {m}_effect WHERE state IN (1, 4) AND first_sent_at < $1 ORDER BY first_sent_at"
    );
    let since = ctx.clock.now().before(UNKNOWN_AFTER);
    Ok(Health {
        module: m,
        wakeup: if ctx.wake.is_told() { "notify" } else { "poll" },
        head,
        unstamped,
        unstamped_for,
        subscriptions: subscriptions(ctx, sources).await?,
        parked: db.all(&parked, vec![]).await?.iter().map(parked_key).collect::<Result<_, _>>()?,
        aside: db.all(&aside, vec![]).await?.iter().map(key_set_aside).collect::<Result<_, _>>()?,
        dead_letters: subscription::open_letters(db, m).await?,
        jobs: db.all(&jobs, vec![]).await?.iter().map(job_count).collect::<Result<_, _>>()?,
        paused_jobs: db
            .all(&format!("SELECT kind FROM {m}_job_switch ORDER BY kind"), vec![])
            .await?
            .iter()
            .map(|row| row.try_get("", "kind"))
            .collect::<Result<_, _>>()?,
        dead_jobs: db.all(&dead, vec![]).await?.iter().map(dead_job).collect::<Result<_, _>>()?,
        unknown_effects: db
            .all(&unknown, vec![since.0.into()])
            .await?
            .iter()
            .map(unknown_effect)
            .collect::<Result<_, _>>()?,
        sagas: sagas(ctx, kinds).await?,
        abandoned: SagaRow::abandoned(db, m, ABANDONED).await?,
        breakers: watch.breakers.iter().map(|it| it.health()).collect(),
        waiting: waiting(ctx, watch).await?,
    })
}

impl Health {
    /// What keeps the machinery from being at rest, in words: messages without a place, unheard, set aside or kept, jobs at work or
    /// given up, calls of which nobody knows how they ended. Sagas may wait.
    pub fn unrest(&self) -> Vec<String> {
        let at_work = self.jobs.iter().filter(|it| it.state == "running");
        let unheard = self.subscriptions.iter().filter(|it| it.lag != Some(0) || it.state != "running");
        let unplaced = (self.unstamped > 0).then(|| format!("{} messages without a place", self.unstamped));
        unplaced
            .into_iter()
            .chain(unheard.map(|it| format!("{it:?}")))
            .chain(self.parked.iter().map(|it| format!("{it:?}")))
            .chain(self.aside.iter().map(|it| format!("{it:?}")))
            .chain(self.dead_letters.iter().map(|it| format!("{it:?}")))
            .chain(at_work.map(|it| format!("{it:?}")))
            .chain(self.dead_jobs.iter().map(|it| format!("{it:?}")))
            .chain(self.unknown_effects.iter().map(|it| format!("{it:?}")))
            .map(|it| format!("{}: {it}", self.module))
            .collect()
    }

    /// Whether a person should look.
    pub fn needs_a_person(&self) -> bool {
        self.unstamped_for > UNSTAMPED_AFTER
            || !self.parked.is_empty()
            || !self.dead_letters.is_empty()
            || !self.dead_jobs.is_empty()
            || !self.unknown_effects.is_empty()
            || self.subscriptions.iter().any(|it| it.state == "blocked" || it.stands_still)
            || self.waiting.iter().any(|it| it.count > 0)
            || self.sagas.iter().any(|it| it.stale || it.orphaned || it.stuck)
    }
}

/// How many messages have no place yet, and for how many seconds the oldest has had none.
async fn unstamped(ctx: &Context) -> Result<(i64, i64), DbErr> {
    let sql = format!("SELECT COUNT(*), MIN(created_at) FROM {}_outbox WHERE pos IS NULL", ctx.module);
    let Some(row) = ctx.db.read().one(&sql, vec![]).await? else { return Ok((0, 0)) };
    let oldest: Option<i64> = row.try_get_by_index(1)?;
    let waited = oldest.map_or(0, |it| ctx.clock.now().0.saturating_sub(it).max(0));
    Ok((row.try_get_by_index(0)?, waited / 1_000_000))
}

async fn waiting(ctx: &Context, watch: &Watch) -> Result<Vec<Waiting>, DbErr> {
    let mut all = Vec::new();
    for Wait { name, count } in watch.waits.iter().copied() {
        all.push(Waiting { name, count: count(ctx.clone()).await? });
    }
    Ok(all)
}

async fn subscriptions(
    ctx: &Context,
    sources: &[Arc<dyn EventSource>],
) -> Result<Vec<SubscriptionHealth>, DbErr> {
    let sql = format!("SELECT * FROM {}_subscription ORDER BY name, source", ctx.module);
    let rows = ctx.db.read().all(&sql, vec![]).await?;
    // Once of each, and after the places: a head only rises, so nobody seems to be ahead of it.
    let mut heads = BTreeMap::new();
    for source in sources {
        heads.extend(source.head().await.ok().map(|head| (source.module(), head)));
    }
    let mut found = Vec::new();
    for row in rows {
        let (source, pos): (String, i64) = (row.try_get("", "source")?, row.try_get("", "pos")?);
        let lag = heads.get(&*source).map(|head| head - pos);
        let state = match row.try_get::<i16>("", "state")? {
            0 => "running",
            1 => "paused",
            _ => "blocked",
        };
        let attempt = row.try_get::<i32>("", "attempt")? + row.try_get::<i32>("", "forbidden")?;
        found.push(SubscriptionHealth {
            name: row.try_get("", "name")?,
            source,
            pos,
            lag,
            state,
            attempt,
            stands_still: attempt >= IN_VAIN,
            last_error: row.try_get("", "last_error")?,
        });
    }
    Ok(found)
}

async fn sagas(ctx: &Context, kinds: &[Arc<dyn AnySaga>]) -> Result<Vec<SagaHealth>, DbErr> {
    let now = ctx.clock.now();
    let open = SagaRow::open(ctx.db.read(), ctx.module).await?;
    let going_back = SagaRow::stuck_going_back(ctx.db.read(), ctx.module).await?;
    let judge = |saga: SagaRow| {
        let kind = kinds.iter().find(|it| it.drives(&saga));
        let stands_for = |long: Duration| saga.last_progress_at < now.before(long);
        // What it is put to sleep until says nothing of how long it has stood where it is.
        let patience = kind.map(|it| it.patience(&saga));
        let stale = match patience {
            Some(patience) => stands_for(patience),
            None => stands_for(STALE_AFTER) && saga.wake_at.is_none_or(|at| at < now),
        };
        let stuck = saga.status == SagaStatus::Stuck
            || patience.is_some_and(|it| stands_for(it.saturating_mul(STUCK_AFTER)));
        let forward = saga.status == SagaStatus::Running
            || (saga.status == SagaStatus::Stuck && !going_back.contains(&saga.id));
        let may_turn_back = forward && kind.is_some_and(|it| it.has_way_back(&saga));
        SagaHealth { stale, stuck, orphaned: kind.is_none(), may_turn_back, saga }
    };
    Ok(open.into_iter().map(judge).collect())
}

async fn count(ctx: &Context, sql: &str) -> Result<i64, DbErr> {
    ctx.db.read().one(sql, vec![]).await?.map_or(Ok(0), |row| row.try_get_by_index(0))
}
