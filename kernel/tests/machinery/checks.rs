//! Each rule of the machinery says no when it is broken, and only then.

use crate::{
    sagas::{Luggage, ferry, start, turn_back},
    world::{Noted, World, ping, see, worlds},
};
use futures::future::BoxFuture;
use kernel::{
    Context, HandleError, Project, Projection, ReadModel, Subscription,
    check::{self, Check, CheckResult, Checked},
    subscription::Runner,
};
use sea_orm::{DbBackend, Value};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// What the rules found, as `rule: what breaks it`.
async fn findings(world: &World) -> anyhow::Result<Vec<String>> {
    let checked = check::module(&world.ctx, &[], std::slice::from_ref(&world.source), &[]).await?;
    Ok(checked.iter().flat_map(|it| it.findings.iter().map(|what| format!("{}: {what}", it.rule))).collect())
}

async fn change(world: &World, sql: &str) -> anyhow::Result<()> {
    world.ctx.db.execute(sql, vec![]).await?;
    Ok(())
}

/// A job under way for each message there is, all of one key.
const JOBS: &str = "INSERT INTO probe_job (id, kind, key, args, priority, state, attempt, max_attempts, run_at, \
    correlation_id, created_at, lease_until, lease_token) SELECT message_id, 'ring', 'bell/1', '{}', 0, 1, 1, 3, 0, \
    message_id, 0, 1, message_id FROM probe_outbox";
/// A saga on its way that nothing wakes.
const SAGA: &str = "INSERT INTO probe_saga (id, kind, kind_ver, business_key, status, step, waiting, attempt, data, \
    last_progress_at, started_at, correlation_id) \
    SELECT message_id, 'journey', 1, '1', 0, 0, 0, 0, '{}', 0, 0, message_id FROM probe_outbox WHERE pos = 1";
/// A step of it that is done.
const DONE: &str = "INSERT INTO probe_saga_step (saga_id, seq, step, undo, state, attempt, started_at) \
    SELECT id, 1, 'pack', false, 1, 1, 0 FROM probe_saga";
/// A call that failed. `$1` is a hash.
const FAILED: &str = "INSERT INTO probe_effect (effect_key, subject, step, provider, request, request_hash, state, \
    created_at) VALUES ('bell/1/ring', 'bell/1', 'ring', 'bells', '{}', $1, 3, 0)";
/// One that took it back all the same.
const TAKEN_BACK: &str = "INSERT INTO probe_effect (effect_key, subject, step, provider, request, request_hash, state, \
    object_id, undo_of, created_at) VALUES ('bell/1/hush', 'bell/1', 'hush', 'bells', '{}', $1, 2, 'hush_1', \
    'bell/1/ring', 0)";

/// How a rule is broken: what it is called, and what is done to three messages that were heard by nobody yet.
const BROKEN: &[(&str, &[&str])] = &[
    (
        "the outbox is dense: positions run from 1 to the head without gaps",
        &["UPDATE probe_outbox SET pos = 9 WHERE pos = 3"],
    ),
    (
        "the messages of each key are numbered without gaps and delivered in that order",
        &["UPDATE probe_outbox SET key_seq = 7 WHERE pos = 2"],
    ),
    (
        "the messages of each key are numbered without gaps and delivered in that order",
        &["UPDATE probe_outbox SET pos = 9 WHERE pos = 1"],
    ),
    ("no two jobs of one key run at once", &["DROP INDEX probe_job_key", JOBS]),
    ("a saga on its way has something to wake it", &[SAGA]),
    (
        "a compensated saga has undone every step it had done",
        &[SAGA, DONE, "UPDATE probe_saga SET status = 3"],
    ),
    (
        "a completed saga has undone nothing",
        &[SAGA, DONE, "UPDATE probe_saga_step SET undo = true", "UPDATE probe_saga SET status = 2"],
    ),
    ("an effect is taken back at most once, and only one that happened", &[FAILED, TAKEN_BACK]),
    (
        "every parked key has a message that waits",
        &["INSERT INTO probe_parked_key (subscriber, key, since, first_pos, reason) \
           VALUES ('count', 'thing/1', 0, 1, 'broken')"],
    ),
    (
        "every message that waits for a person holds its key back",
        &[
            "INSERT INTO probe_dead_letter (subscriber, source, pos, message_id, key, topic, version, envelope, \
           error_class, error, attempts, state, created_at) \
           SELECT 'count', 'probe', pos, message_id, key, topic, version, '{}', 2, 'broken', 5, 0, 0 \
           FROM probe_outbox WHERE pos = 1",
        ],
    ),
];

/// What is broken below, in `delivery` or in `streams`.
const ELSEWHERE: [&str; 7] = [
    "the sequencer goes on where the outbox ends",
    "nobody says the same twice in a row for one cause",
    "a job under way has a lease, by whose end it is somebody else's",
    "a compensated saga has undone its steps in reverse order",
    "nobody has heard more of a log than was said",
    "every stream's hash chain is whole",
    "every read model is what its messages make of it",
];

#[tokio::test]
async fn whatever_breaks_a_rule_of_the_machinery_is_found_by_it() -> anyhow::Result<()> {
    for (rule, statements) in BROKEN {
        for world in worlds().await? {
            world.note_all(vec![(1, 1), (1, 2), (2, 1)]).await?;
            assert_eq!(findings(&world).await?, [""; 0]);
            for sql in *statements {
                let hash: Vec<Value> = if sql.contains("$1") { vec![vec![0_u8].into()] } else { Vec::new() };
                world.ctx.db.execute(sql, hash).await?;
            }
            let found = findings(&world).await?;
            assert!(found.iter().any(|it| it.starts_with(&format!("{rule}: "))), "{rule}: {found:#?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn each_rule_of_the_machinery_is_broken_by_a_test() -> anyhow::Result<()> {
    let tested: BTreeSet<_> = BROKEN.iter().map(|(rule, _)| *rule).chain(ELSEWHERE).collect();
    for world in worlds().await? {
        let checked = check::module(&world.ctx, &[], std::slice::from_ref(&world.source), &[]).await?;
        let untested: Vec<_> = checked.iter().map(|it| it.rule).filter(|it| !tested.contains(it)).collect();
        assert_eq!(untested, [""; 0]);
    }
    Ok(())
}

#[tokio::test]
async fn whoever_is_past_the_end_of_a_log_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        let cursor = "INSERT INTO probe_subscription (name, source, pos, state, attempt, handled, updated_at) \
                      VALUES ('count', 'probe', 1, 0, 0, 0, 0)";
        change(&world, cursor).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_subscription SET pos = 2").await?;
        let found = "nobody has heard more of a log than was said: count is at 2 of probe, which ends at 1";
        assert_eq!(findings(&world).await?, [found]);
    }
    Ok(())
}

#[tokio::test]
async fn a_sequencer_that_stands_elsewhere_than_its_outbox_ends_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_outbox_head SET head = 9").await?;
        let found = match world.ctx.db.backend() {
            DbBackend::Postgres => 1,
            // Rows are numbered by the database there, and nobody reads this.
            _ => 0,
        };
        assert_eq!(findings(&world).await?.len(), found);
    }
    Ok(())
}

#[tokio::test]
async fn whoever_says_the_same_twice_for_one_cause_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        for (thing, number) in [(1, 1), (1, 1), (2, 1), (2, 2)] {
            world.note(thing, number).await?;
        }
        assert_eq!(findings(&world).await?, [""; 0], "the same was said twice, but by two who wanted it");
        let one =
            "UPDATE probe_outbox SET causation_id = (SELECT correlation_id FROM probe_outbox WHERE pos = 1)";
        change(&world, one).await?;
        let found = "nobody says the same twice in a row for one cause: probe.noted of thing/1 #2";
        assert_eq!(findings(&world).await?, [found]);
    }
    Ok(())
}

#[tokio::test]
async fn a_job_under_way_without_a_lease_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        world.note(1, 1).await?;
        change(&world, JOBS).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_job SET lease_until = NULL").await?;
        assert_eq!(findings(&world).await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_saga_that_was_undone_in_the_order_it_was_done_is_found() -> anyhow::Result<()> {
    for world in worlds().await? {
        start(&world, Luggage::default()).await?;
        ferry(&world, true).await?;
        turn_back(&world).await?;
        assert_eq!(findings(&world).await?, [""; 0]);
        change(&world, "UPDATE probe_saga_step SET seq = 1000 - seq WHERE undo").await?;
        let found = findings(&world).await?;
        assert_eq!(found.len(), 10, "each pair of its five steps: {found:#?}");
        assert!(found.iter().any(|it| it.ends_with("pack was undone before arrive")), "{found:#?}");
    }
    Ok(())
}

/// Finds something at the first of each two looks, as whoever reads two things does while both change.
fn wavering(_: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    static LOOKS: AtomicU32 = AtomicU32::new(0);
    let first = LOOKS.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
    Box::pin(async move { Ok(first.then(|| "1 here, 2 there".to_owned()).into_iter().collect()) })
}

fn broken(_: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move { Ok(vec!["1 here, 2 there".to_owned()]) })
}

#[tokio::test]
async fn only_what_is_found_again_breaks_a_rule() -> anyhow::Result<()> {
    let rules = [Check { name: "wavering", run: wavering }, Check { name: "broken", run: broken }];
    for world in worlds().await? {
        let checked = check::module(&world.ctx, &[], std::slice::from_ref(&world.source), &rules).await?;
        let of =
            |rule: &str| checked.iter().find(|it| it.rule == rule).map(|it| (it.result, it.findings.len()));
        assert_eq!(of("wavering"), Some((CheckResult::Holds, 0)));
        assert_eq!(of("broken"), Some((CheckResult::Broken, 1)));
    }
    Ok(())
}

/// Folds what it hears, taking its time.
struct Slow(Duration);

impl Project<Noted> for Slow {
    async fn project(&self, model: &ReadModel<'_>, noted: Noted) -> Result<(), HandleError> {
        tokio::time::sleep(self.0).await;
        Ok(see(model, &noted).await?)
    }
}

fn slow(pause: Duration) -> Subscription {
    Projection::named("slow", &["probe_seen"]).on::<Noted>(Slow(pause)).build()
}

fn read_models(checked: Vec<Checked>) -> Option<Checked> {
    checked.into_iter().find(|it| it.rule.starts_with("every read model"))
}

#[tokio::test]
async fn a_read_model_whose_source_is_elsewhere_is_not_compared_and_breaks_nothing() -> anyhow::Result<()> {
    for world in worlds().await? {
        let checked = check::module(&world.ctx, &[slow(Duration::ZERO)], &[], &[]).await?;
        let report = check::Report::of(checked.clone());
        assert!(report.holds);
        let it = read_models(checked).expect("a line");
        assert_eq!((it.result, it.findings.len()), (CheckResult::NotCompared, 0));
        assert_eq!(serde_json::to_value(&it)?["result"], "not_compared");
        let words = it.to_string();
        assert!(
            words.starts_with("---- probe: ") && words.contains("not compared: what slow hears"),
            "{words}"
        );
    }
    Ok(())
}

/// Folds what it hears, until it is told to refuse.
struct Refusing(Arc<AtomicBool>);

impl Project<Noted> for Refusing {
    async fn project(&self, model: &ReadModel<'_>, noted: Noted) -> Result<(), HandleError> {
        see(model, &noted).await?;
        if self.0.load(Ordering::SeqCst) && noted.number == 3 {
            return Err(HandleError::Reject(anyhow::anyhow!("number 3")));
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_read_model_that_cannot_be_folded_spoils_the_comparison_of_no_other() -> anyhow::Result<()> {
    for world in worlds().await? {
        let refuses = Arc::new(AtomicBool::new(false));
        let refusing = Projection::named("refusing", &["probe_seen"]).on::<Noted>(Refusing(refuses.clone()));
        let asked = [refusing.build(), slow(Duration::ZERO)];
        for number in 1..=4 {
            world.note(1, number).await?;
        }
        for it in &asked {
            Runner::new(world.ctx.clone(), it.clone(), world.source.clone()).step().await?;
        }
        // Both fill one table here, to see that neither looks at what the other made of it.
        change(&world, "DELETE FROM probe_seen").await?;
        change(&world, "INSERT INTO probe_seen (thing, number) VALUES (1, 1), (1, 2), (1, 3), (1, 4)")
            .await?;
        let sources = std::slice::from_ref(&world.source);
        let found = read_models(check::module(&world.ctx, &asked, sources, &[]).await?).expect("a line");
        assert_eq!(found.result, CheckResult::Holds, "{:?}", found.findings);
        refuses.store(true, Ordering::SeqCst);
        let found = read_models(check::module(&world.ctx, &asked, sources, &[]).await?).expect("a line");
        assert_eq!(
            found.findings,
            ["refusing cannot be folded: number 3"],
            "and the other is as it should be"
        );
        change(&world, "DELETE FROM probe_seen WHERE number = 4").await?;
        let found = read_models(check::module(&world.ctx, &asked, sources, &[]).await?).expect("a line");
        assert_eq!(found.findings[1..], ["probe_seen differs"], "{:?}", found.findings);
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_seen").await?, 3, "only compared");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_compares_a_read_model_keeps_nobody_from_writing() -> anyhow::Result<()> {
    for world in worlds().await? {
        let index = "CREATE UNIQUE INDEX probe_seen_once ON probe_seen (thing, number)";
        world.ctx.db.execute(index, vec![]).await?;
        for number in 1..=10 {
            world.note(1, number).await?;
        }
        let runner = Runner::new(world.ctx.clone(), slow(Duration::ZERO), world.source.clone());
        runner.step().await?;
        change(&world, "UPDATE probe_seen SET number = 99 WHERE number = 10").await?;
        let (ctx, source) = (world.ctx.clone(), world.source.clone());
        let began = Instant::now();
        let comparing = tokio::spawn(async move {
            check::module(&ctx, &[slow(Duration::from_millis(400))], std::slice::from_ref(&source), &[]).await
        });
        tokio::time::sleep(Duration::from_millis(500)).await;
        ping(&world.ctx).await?;
        world.note(2, 1).await?;
        assert!(!comparing.is_finished(), "it was written while the comparison went on");
        let found = read_models(comparing.await??).expect("a line");
        assert!(began.elapsed() > Duration::from_secs(4), "all ten were folded");
        assert_eq!(found.findings, ["probe_seen differs"]);
        assert_eq!(
            world.count("SELECT COUNT(*) FROM probe_seen WHERE number = 99").await?,
            1,
            "only compared"
        );
        change(&world, "UPDATE probe_seen SET number = 10 WHERE number = 99").await?;
        let checked =
            check::module(&world.ctx, &[slow(Duration::ZERO)], std::slice::from_ref(&world.source), &[])
                .await?;
        assert_eq!(read_models(checked).map(|it| it.result), Some(CheckResult::Holds));
    }
    Ok(())
}
