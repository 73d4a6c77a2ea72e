//! What must hold of a module's tables at any time. The same function serves `tributary check`, the back
//! office and every test.

mod look;

pub use self::look::Look;
pub(crate) use self::look::seen_again;

use crate::{Context, HandleError, Subscription, db::Sql, event_store, outbox::EventSource, subscription};
use futures::future::BoxFuture;
use sea_orm::DbBackend;
use serde::Serialize;
use std::{collections::BTreeMap, fmt, sync::Arc};
use uuid::Uuid;

/// One rule of a module: what breaks it, in words, when anything does.
#[derive(Clone)]
pub struct Check {
    /// What must hold, as a sentence.
    pub name: &'static str,
    /// Looks for what breaks it.
    pub run: fn(Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>>,
}

/// The modules that run here, by name.
pub type Contexts = BTreeMap<&'static str, Context>;

/// A rule between modules. No module reads another's tables, so each is asked what it knows, and whoever puts
/// the modules together compares.
#[derive(Clone)]
pub struct Across {
    /// What must hold, as a sentence.
    pub name: &'static str,
    /// Looks for what breaks it. Nothing is compared while one of the modules is elsewhere, or still hears.
    pub run: fn(Contexts) -> BoxFuture<'static, anyhow::Result<Look>>,
}

/// The module that rules between modules are filed under.
pub(crate) const BETWEEN: &str = "between modules";

/// What was checked and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Whether nothing breaks a rule. What was not compared breaks none.
    pub holds: bool,
    /// One line for each rule.
    pub checks: Vec<Checked>,
}

/// One rule and what breaks it.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// The module.
    pub module: &'static str,
    /// What must hold.
    pub rule: &'static str,
    /// What came of it.
    pub result: CheckResult,
    /// What breaks it. Empty when it holds, or was not compared.
    pub findings: Vec<String>,
    /// Why it was not compared, when it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_compared: Option<String>,
}

/// What came of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// It holds.
    Holds,
    /// Something breaks it.
    Broken,
    /// Nobody can say from here, or at this moment.
    NotCompared,
}

impl Checked {
    /// What came of looking whether `rule` of `module` holds.
    pub fn of(module: &'static str, rule: &'static str, look: Look) -> Self {
        let (result, findings, not_compared) = match look {
            Look::Compared(findings) if findings.is_empty() => (CheckResult::Holds, findings, None),
            Look::Compared(findings) => (CheckResult::Broken, findings, None),
            Look::NotCompared(why) => (CheckResult::NotCompared, Vec::new(), Some(why)),
        };
        Self { module, rule, result, findings, not_compared }
    }
}

/// A line for people, and below it what breaks the rule, or why it was not compared.
impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = match self.result {
            CheckResult::Holds => "ok  ",
            CheckResult::Broken => "FAIL",
            CheckResult::NotCompared => "----",
        };
        write!(f, "{result} {}: {}", self.module, self.rule)?;
        for finding in &self.findings {
            write!(f, "\n       {finding}")?;
        }
        self.not_compared.iter().try_for_each(|why| write!(f, "\n       not compared: {why}"))
    }
}

impl Report {
    /// The report of these.
    pub fn of(checks: Vec<Checked>) -> Self {
        Self { holds: checks.iter().all(|it| it.result != CheckResult::Broken), checks }
    }
}

/// The rules that hold for the machinery of every module, as SQL that selects what breaks them. `{m}` is the
/// module.
const MACHINERY: &[(&str, &str)] = &[
    (
        "the outbox is dense: positions run from 1 to the head without gaps",
        "SELECT 'positions ' || CAST(MIN(pos) AS text) || ' to ' || CAST(MAX(pos) AS text) || ' hold ' || CAST(COUNT(pos) AS text) || ' messages' \
         FROM {m}_outbox WHERE pos IS NOT NULL HAVING COUNT(pos) > 0 AND (MIN(pos) <> 1 OR MAX(pos) <> COUNT(pos))",
    ),
    (
        "the messages of each key are numbered without gaps and delivered in that order",
        "SELECT key || ' #' || CAST(key_seq AS text) FROM (SELECT key, key_seq, pos, \
         row_number() OVER (PARTITION BY key ORDER BY key_seq) AS n, \
         lag(pos) OVER (PARTITION BY key ORDER BY key_seq) AS before FROM {m}_outbox) x \
         WHERE key_seq <> n OR (pos IS NOT NULL AND before IS NOT NULL AND pos <= before)",
    ),
    // Whoever handles a message, or does a job, a second time would say again what came of it.
    (
        "nobody says the same twice in a row for one cause",
        "SELECT topic || ' of ' || key || ' #' || CAST(key_seq AS text) FROM (SELECT topic, key, key_seq, payload, sealed, \
         causation_id, lag(topic) OVER w AS topic_before, lag(payload) OVER w AS payload_before, \
         lag(causation_id) OVER w AS cause_before FROM {m}_outbox WINDOW w AS (PARTITION BY key ORDER BY key_seq)) x \
         WHERE causation_id = cause_before AND topic = topic_before AND payload = payload_before AND sealed IS NULL",
    ),
    (
        "no two jobs of one key run at once",
        "SELECT key FROM {m}_job WHERE state = 1 AND key IS NOT NULL GROUP BY key HAVING COUNT(*) > 1",
    ),
    (
        "a job under way has a lease, by whose end it is somebody else's",
        "SELECT kind || ' ' || COALESCE(key, dedupe_key, '') FROM {m}_job WHERE state = 1 AND (lease_until IS NULL OR lease_token IS NULL)",
    ),
    (
        "a saga on its way has something to wake it",
        "SELECT kind || ' ' || business_key FROM {m}_saga WHERE status IN (0, 1) AND wake_at IS NULL",
    ),
    (
        "a compensated saga has undone every step it had done",
        "SELECT s.kind || ' ' || s.business_key || ': ' || f.step FROM {m}_saga s JOIN {m}_saga_step f ON f.saga_id = s.id \
         WHERE s.status = 3 AND NOT f.undo AND f.state = 1 AND NOT EXISTS \
         (SELECT 1 FROM {m}_saga_step u WHERE u.saga_id = s.id AND u.step = f.step AND u.undo AND u.state = 1 AND u.seq > f.seq)",
    ),
    (
        "a compensated saga has undone its steps in reverse order",
        "SELECT s.kind || ' ' || s.business_key || ': ' || f.step || ' was undone before ' || g.step FROM {m}_saga s \
         JOIN {m}_saga_step f ON f.saga_id = s.id AND NOT f.undo AND f.state = 1 \
         JOIN {m}_saga_step g ON g.saga_id = s.id AND NOT g.undo AND g.state = 1 AND g.seq > f.seq \
         WHERE s.status = 3 AND \
         (SELECT MIN(u.seq) FROM {m}_saga_step u WHERE u.saga_id = s.id AND u.step = f.step AND u.undo AND u.state = 1) < \
         (SELECT MIN(u.seq) FROM {m}_saga_step u WHERE u.saga_id = s.id AND u.step = g.step AND u.undo AND u.state = 1)",
    ),
    (
        "a completed saga has undone nothing",
        "SELECT s.kind || ' ' || s.business_key FROM {m}_saga s JOIN {m}_saga_step u ON u.saga_id = s.id \
         WHERE s.status = 2 AND u.undo",
    ),
    (
        "an effect is taken back at most once, and only one that happened",
        "SELECT u.effect_key FROM {m}_effect u JOIN {m}_effect e ON e.effect_key = u.undo_of \
         WHERE u.state = 2 AND e.state NOT IN (2, 5)",
    ),
    (
        "every parked key has a message that waits",
        "SELECT p.subscriber || ' ' || p.key FROM {m}_parked_key p WHERE NOT EXISTS \
         (SELECT 1 FROM {m}_dead_letter d WHERE d.subscriber = p.subscriber AND d.key = p.key AND d.state = 0)",
    ),
    (
        "every message that waits for a person holds its key back",
        "SELECT d.subscriber || ' ' || d.key FROM {m}_dead_letter d WHERE d.state = 0 AND NOT EXISTS \
         (SELECT 1 FROM {m}_parked_key p WHERE p.subscriber = d.subscriber AND p.key = d.key)",
    ),
];

/// The same, where a sequencer hands out positions. `SQLite` numbers its rows itself.
const SEQUENCED: &[(&str, &str)] = &[(
    "the sequencer goes on where the outbox ends",
    "SELECT 'it stands at ' || CAST(h.head AS text) || ', the last message at ' || CAST(x.last AS text) FROM {m}_outbox_head h \
     JOIN (SELECT COALESCE(MAX(pos), 0) AS last FROM {m}_outbox) x ON h.head <> x.last",
)];

/// Checks the machinery of the module of `ctx`, its own rules, and that its read models are what its messages
/// make of them.
///
/// # Errors
/// When a database does not answer.
pub async fn module(
    ctx: &Context,
    subscriptions: &[Subscription],
    sources: &[Arc<dyn EventSource>],
    own: &[Check],
) -> anyhow::Result<Vec<Checked>> {
    let mut checked = Vec::new();
    let sequenced = if ctx.db.backend() == DbBackend::Postgres { SEQUENCED } else { &[] };
    for (rule, sql) in MACHINERY.iter().chain(sequenced) {
        let rows = ctx.db.read().all(&sql.replace("{m}", ctx.module), vec![]).await?;
        let findings = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
        checked.push(Checked::of(ctx.module, rule, Look::Compared(findings)));
    }
    checked.push(cursors(ctx, sources).await?);
    let broken = event_store::broken_chains(ctx.db.read(), ctx.module).await?;
    let findings =
        broken.iter().map(|(stream, version)| format!("{stream} breaks at version {version}")).collect();
    checked.push(Checked::of(ctx.module, "every stream's hash chain is whole", Look::Compared(findings)));
    let module = ctx.module;
    for check in own {
        // Most look more than once, at what changes meanwhile.
        let (ctx, run) = (ctx.clone(), check.run);
        let look = seen_again(move || {
            let findings = run(ctx.clone());
            Box::pin(async move { Ok(Look::Compared(findings.await?)) })
        });
        let look = look.await?;
        checked.push(Checked::of(module, check.name, look));
    }
    checked.push(read_models(ctx, subscriptions, sources).await?);
    Ok(checked)
}

/// The last position of what `source` says, when `subscription` of `hearer` has heard all of it and holds none of
/// it back. A rule between the two compares only then, and only when the answer is still the same afterwards.
///
/// # Errors
/// When a database does not answer.
pub async fn all_heard(
    hearer: &Context,
    subscription: &str,
    source: &Context,
) -> Result<Option<i64>, sea_orm::DbErr> {
    let said = format!("SELECT COALESCE(MAX(pos), 0), COUNT(*) - COUNT(pos) FROM {}_outbox", source.module);
    let heard = format!("SELECT pos FROM {}_subscription WHERE name = $1 AND source = $2", hearer.module);
    let kept = format!(
        "SELECT 1 FROM {}_dead_letter WHERE subscriber = $1 AND source = $2 AND state = 0 LIMIT 1",
        hearer.module
    );
    let who = || vec![subscription.into(), source.module.into()];
    let pos = match hearer.db.read().one(&heard, who()).await? {
        Some(row) => row.try_get_by_index::<i64>(0)?,
        None => 0,
    };
    let kept = hearer.db.read().one(&kept, who()).await?.is_some();
    let Some(row) = source.db.read().one(&said, vec![]).await? else { return Ok(None) };
    let (head, unstamped): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    Ok((head == pos && unstamped == 0 && !kept).then_some(head))
}

/// Whoever is past the end of a log will not hear what is said next. A log that was restored from a copy is
/// another one; whoever heard the one before finds that out by itself.
async fn cursors(ctx: &Context, sources: &[Arc<dyn EventSource>]) -> anyhow::Result<Checked> {
    let sql =
        format!("SELECT name, source, pos, source_epoch FROM {}_subscription ORDER BY name", ctx.module);
    let rows = ctx.db.read().all(&sql, vec![]).await?;
    // Heads are read after the cursors: meanwhile they can only have risen.
    let mut logs = BTreeMap::new();
    for log in sources {
        logs.insert(log.module(), (log.head().await?, log.epoch().await?));
    }
    let mut findings = Vec::new();
    for row in rows {
        let (name, source): (String, String) = (row.try_get("", "name")?, row.try_get("", "source")?);
        let (pos, heard): (i64, Option<Uuid>) = (row.try_get("", "pos")?, row.try_get("", "source_epoch")?);
        let Some(&(head, epoch)) = logs.get(&*source) else { continue };
        let same = heard.is_none_or(|heard| heard == epoch);
        if pos > head && same {
            findings.push(format!("{name} is at {pos} of {source}, which ends at {head}"));
        }
    }
    Ok(Checked::of(ctx.module, "nobody has heard more of a log than was said", Look::Compared(findings)))
}

async fn read_models(
    ctx: &Context,
    subscriptions: &[Subscription],
    sources: &[Arc<dyn EventSource>],
) -> anyhow::Result<Checked> {
    let (mut findings, mut not_compared, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for it in subscriptions.iter().filter(|it| matches!(it.kind, subscription::Kind::Projection(_))) {
        let heard: Vec<_> =
            sources.iter().filter(|source| it.sources().contains(&source.module())).cloned().collect();
        if heard.len() < it.sources().len() {
            not_compared.push(format!("what {} hears is said in another process", it.name));
        } else {
            all.push((it.clone(), heard));
        }
    }
    let names: Vec<_> = all.iter().map(|(it, _)| it.name).collect();
    let compared = match subscription::compare_each(ctx, all).await {
        Err(HandleError::Retry(error)) => {
            not_compared.push(format!("{error:#}"));
            Vec::new()
        }
        compared => compared?,
    };
    for (name, compared) in names.into_iter().zip(compared) {
        match compared {
            Ok(comparison) => {
                findings.extend(comparison.different.iter().map(|table| format!("{table} differs")));
            }
            Err(HandleError::Retry(error)) => not_compared.push(format!("{name}: {error:#}")),
            Err(error) => findings.push(format!("{name} cannot be folded: {error:#}")),
        }
    }
    let look = match not_compared {
        why if findings.is_empty() && !why.is_empty() => Look::NotCompared(why.join("; ")),
        _ => Look::Compared(findings),
    };
    Ok(Checked::of(ctx.module, "every read model is what its messages make of it", look))
}
