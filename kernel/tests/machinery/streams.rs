use crate::world::{World, worlds};
use kernel::{
    Context, HandleError, Transaction,
    db::{Sql, with},
    event_store::{self, Aggregate, DomainEvent, Streams},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

const JAR: Uuid = Uuid::from_u128(1);

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum JarEvent {
    Filled { minor: i64 },
}

impl DomainEvent for JarEvent {
    const VERSION: i16 = 2;

    fn kind(&self) -> &'static str {
        "filled"
    }

    /// Version 1 counted whole coins of 100.
    fn upcast(_: &str, version: i16, mut payload: Value) -> Result<Value, DbErr> {
        if version == 1 {
            let coins = payload["coins"].as_i64().unwrap_or(0);
            payload["minor"] = (coins * 100).into();
        }
        Ok(payload)
    }
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct Jar {
    minor: i64,
}

impl Aggregate for Jar {
    type Event = JarEvent;
    const STREAM: &'static str = "jar";

    fn apply(&mut self, event: &JarEvent) {
        let JarEvent::Filled { minor } = event;
        self.minor += minor;
    }
}

async fn fill(ctx: &Context, minor: i64) -> Result<i64, HandleError> {
    let command = with(move |tx: &Transaction| {
        Box::pin(async move {
            let mut jar = event_store::load::<Jar>(tx, tx.module(), JAR).await?;
            jar.append(tx, JAR, JarEvent::Filled { minor }).await?;
            Ok::<_, HandleError>(jar.state.minor)
        })
    });
    ctx.run(command).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_who_meet_at_one_stream_take_turns_and_lose_nothing() -> anyhow::Result<()> {
    for world in worlds().await? {
        let writers: Vec<_> = (0..4)
            .map(|_| {
                let ctx = world.ctx.clone();
                tokio::spawn(async move {
                    for _ in 0..15 {
                        fill(&ctx, 1).await?;
                    }
                    Ok::<_, HandleError>(())
                })
            })
            .collect();
        for writer in writers {
            writer.await??;
        }
        let jar = event_store::load::<Jar>(world.ctx.db.read(), "probe", JAR).await?;
        assert_eq!((jar.state.minor, jar.version), (60, 60));
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_snapshot WHERE version = 50").await?, 1);
        assert!(event_store::broken_chains(world.ctx.db.read(), "probe").await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_log_of_many_pages_is_walked_stream_by_stream() -> anyhow::Result<()> {
    const JARS: u128 = 61;
    const FILLED: usize = 70;
    for world in worlds().await? {
        let many = with(|tx: &Transaction| {
            Box::pin(async move {
                for id in (1..=JARS).map(Uuid::from_u128) {
                    let mut jar = event_store::load::<Jar>(tx, tx.module(), id).await?;
                    for minor in 1..=FILLED {
                        jar.append(tx, id, JarEvent::Filled { minor: i64::try_from(minor).unwrap() }).await?;
                    }
                }
                Ok::<_, HandleError>(())
            })
        });
        world.ctx.run(many).await?;
        let mut streams = Streams::<_, Jar>::of(world.ctx.db.read(), "probe");
        let mut walked = Vec::new();
        while let Some((id, events)) = streams.next().await? {
            let minors = events.iter().map(|JarEvent::Filled { minor }| *minor);
            assert!(minors.eq(1..=i64::try_from(FILLED)?), "all of them, in order");
            walked.push(id);
        }
        assert_eq!(walked, (1..=JARS).map(Uuid::from_u128).collect::<Vec<_>>(), "each once");
        assert!(event_store::broken_chains(world.ctx.db.read(), "probe").await?.is_empty());
        let harm = "UPDATE probe_event SET payload = '{}' WHERE version = 3";
        world.ctx.db.execute(harm, vec![]).await?;
        assert_eq!(event_store::broken_chains(world.ctx.db.read(), "probe").await?.len(), walked.len());
    }
    Ok(())
}

#[tokio::test]
async fn an_event_changed_behind_the_products_back_breaks_the_chain_there() -> anyhow::Result<()> {
    for world in worlds().await? {
        for minor in 1..=3 {
            fill(&world.ctx, minor).await?;
        }
        let sql = "UPDATE probe_event SET payload = '{\"type\":\"filled\",\"minor\":9}' WHERE version = 2";
        world.ctx.db.execute(sql, vec![]).await?;
        let broken = event_store::broken_chains(world.ctx.db.read(), "probe").await?;
        assert_eq!(broken, [(format!("jar/{JAR}"), 2)]);
    }
    Ok(())
}

#[tokio::test]
async fn whoever_would_build_on_an_event_that_was_changed_is_refused_and_the_others_go_on()
-> anyhow::Result<()> {
    const OTHER: Uuid = Uuid::from_u128(2);
    for world in worlds().await? {
        let loaded = async |id| event_store::load::<Jar>(world.ctx.db.read(), "probe", id).await;
        let other = with(|tx: &Transaction| {
            Box::pin(async move {
                let mut jar = event_store::load::<Jar>(tx, tx.module(), OTHER).await?;
                Ok::<_, HandleError>(jar.append(tx, OTHER, JarEvent::Filled { minor: 7 }).await?)
            })
        });
        world.ctx.run(other).await?;
        filled_until_its_snapshot(&world).await?;
        fill(&world.ctx, 1).await?;
        fill(&world.ctx, 1).await?;
        let change = async |sql: &str| {
            let sql = format!("UPDATE probe_event SET {sql} AND stream = $1");
            world.ctx.db.execute(&sql, vec![format!("jar/{JAR}").into()]).await
        };
        let more = r#"payload = '{"type":"filled","minor":9}'"#;
        let as_it_was = r#"payload = '{"type":"filled","minor":1}'"#;
        for (harm, mended) in [
            (format!("{more} WHERE version = 51"), format!("{as_it_was} WHERE version = 51")),
            (format!("{more} WHERE version = 50"), format!("{as_it_was} WHERE version = 50")),
            ("version = 60 WHERE version = 52".to_owned(), "version = 52 WHERE version = 60".to_owned()),
            ("version = 60 WHERE version = 50".to_owned(), "version = 50 WHERE version = 60".to_owned()),
        ] {
            change(harm.as_str()).await?;
            let refused = fill(&world.ctx, 1).await;
            assert!(
                matches!(refused, Err(HandleError::Reject(_))),
                "{harm}: a person looks, it does not pass"
            );
            assert_eq!(loaded(OTHER).await?.state.minor, 7, "{harm}");
            change(mended.as_str()).await?;
            assert_eq!(loaded(JAR).await?.state.minor, 52, "{mended}");
        }
        change("hash_ver = 3, recorded_at = recorded_at + 1 WHERE version = 52").await?;
        assert_eq!(loaded(JAR).await?.version, 52, "a newer program hashed it: this one cannot say");
    }
    Ok(())
}

/// Appends a jar's event as programs did that left its time out of the hash; says what it was hashed to.
async fn fill_as_before(world: &World, version: i64, prev: Option<Vec<u8>>) -> anyhow::Result<Vec<u8>> {
    hashed_as_before(world, version, prev, (2, r#"{"type":"filled","minor":1}"#)).await
}

/// The same, of whichever version an event was written in.
async fn hashed_as_before(
    world: &World,
    version: i64,
    prev: Option<Vec<u8>>,
    (schema, payload): (i16, &str),
) -> anyhow::Result<Vec<u8>> {
    let (stream, number, written) = (format!("jar/{JAR}"), version.to_string(), schema.to_string());
    let mut hash = Sha256::new();
    hash.update(prev.as_deref().unwrap_or_default());
    for part in [stream.as_str(), &number, "filled", &written, payload] {
        hash.update(u64::try_from(part.len())?.to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize().to_vec();
    let sql = "INSERT INTO probe_event (stream, version, event_id, type, schema_ver, payload, recorded_at, prev_hash, hash) \
               VALUES ($1, $2, $3, 'filled', $4, $5, 1772366400123456, $6, $7)";
    let values = vec![
        stream.into(),
        version.into(),
        Uuid::new_v4().into(),
        schema.into(),
        payload.into(),
        prev.into(),
        hash.clone().into(),
    ];
    world.ctx.db.execute(sql, values).await?;
    Ok(hash)
}

#[tokio::test]
async fn when_an_event_was_recorded_cannot_be_changed_and_streams_hashed_without_it_are_still_whole()
-> anyhow::Result<()> {
    for world in worlds().await? {
        let first = fill_as_before(&world, 1, None).await?;
        fill_as_before(&world, 2, Some(first)).await?;
        // Not a whole second, nor a whole millisecond.
        world.clock.advance(std::time::Duration::from_micros(1_234_567));
        fill(&world.ctx, 3).await?;
        fill(&world.ctx, 4).await?;
        let broken = async || event_store::broken_chains(world.ctx.db.read(), "probe").await;
        assert!(broken().await?.is_empty(), "both formulas, one after the other");

        let change = async |sql: &str| world.ctx.db.execute(sql, vec![]).await;
        let stream = format!("jar/{JAR}");
        change("UPDATE probe_event SET recorded_at = recorded_at - 1 WHERE version = 3").await?;
        assert_eq!(broken().await?, [(stream.clone(), 3)]);
        change("UPDATE probe_event SET hash_ver = 1 WHERE version = 3").await?;
        assert_eq!(broken().await?, [(stream.clone(), 3)], "nor by calling it an old one");
        change("UPDATE probe_event SET recorded_at = recorded_at + 1, hash_ver = 2 WHERE version = 3")
            .await?;
        assert!(broken().await?.is_empty());
        change("UPDATE probe_event SET payload = '{}' WHERE version = 1").await?;
        assert_eq!(broken().await?, [(stream, 1)], "what was hashed before is looked at as before");
    }
    Ok(())
}

#[tokio::test]
async fn an_event_of_an_older_version_is_brought_up_and_a_snapshot_of_another_shape_is_dropped()
-> anyhow::Result<()> {
    for world in worlds().await? {
        hashed_as_before(&world, 1, None, (1, r#"{"type":"filled","coins":3}"#)).await?;
        let snapshot = "INSERT INTO probe_snapshot (stream, version, shape, payload, taken_at) VALUES ($1, 1, 99, '{}', 0)";
        world.ctx.db.execute(snapshot, vec![format!("jar/{JAR}").into()]).await?;
        let jar = event_store::load::<Jar>(world.ctx.db.read(), "probe", JAR).await?;
        assert_eq!(jar.state.minor, 300);
    }
    Ok(())
}

/// What a newer program makes of the same events. It reads what was kept before, with nothing in what it counts since.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct CountingJar {
    minor: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    each: Vec<i64>,
}

impl Aggregate for CountingJar {
    type Event = JarEvent;
    const STREAM: &'static str = "jar";

    fn apply(&mut self, event: &JarEvent) {
        let JarEvent::Filled { minor } = event;
        self.minor += minor;
        self.each.push(*minor);
    }
}

/// As many events as there are between two snapshots.
async fn filled_until_its_snapshot(world: &World) -> anyhow::Result<()> {
    for _ in 0..50 {
        fill(&world.ctx, 1).await?;
    }
    let row = world.ctx.db.read().one("SELECT version FROM probe_snapshot", vec![]).await?;
    assert_eq!(row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?, Some(50));
    Ok(())
}

#[tokio::test]
async fn an_aggregate_with_a_field_more_is_not_read_from_a_snapshot_without_it() -> anyhow::Result<()> {
    for world in worlds().await? {
        filled_until_its_snapshot(&world).await?;
        let jar = event_store::load::<CountingJar>(world.ctx.db.read(), "probe", JAR).await?;
        assert_eq!((jar.state.minor, jar.state.each.len(), jar.version), (50, 50, 50));
    }
    Ok(())
}

#[tokio::test]
async fn a_snapshot_that_was_altered_is_found_and_one_that_is_not_understood_is_not_used()
-> anyhow::Result<()> {
    for world in worlds().await? {
        filled_until_its_snapshot(&world).await?;
        let db = world.ctx.db.read();
        let wrong = async || event_store::wrong_snapshots::<Jar>(db, "probe").await;
        let write = async |payload: &str| {
            let sql = "UPDATE probe_snapshot SET payload = $1";
            world.ctx.db.execute(sql, vec![payload.into()]).await
        };
        assert_eq!(wrong().await?, [""; 0]);
        let altered = [r#"{"minor":51}"#, r#"{"minor":50}"#];
        for (payload, found) in altered.into_iter().zip([1, 0]) {
            write(payload).await?;
            assert_eq!(wrong().await?.len(), found, "{payload}");
        }
        for strange in [r#"{"minor":51,"each":[]}"#, r#"{"minor":"51"}"#, "{"] {
            write(strange).await?;
            assert_eq!(event_store::load::<Jar>(db, "probe", JAR).await?.state.minor, 50, "{strange}");
            assert_eq!(wrong().await?, [""; 0], "nobody reads it");
        }
        world
            .ctx
            .db
            .execute("UPDATE probe_snapshot SET payload = $1, version = 51", vec![r#"{"minor":50}"#.into()])
            .await?;
        assert_eq!(wrong().await?.len(), 1, "it is of a version that never was");
    }
    Ok(())
}
