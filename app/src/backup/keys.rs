//! The keys that seal what messages tell of people, in a file apart from the copy of those messages: who was forgotten
//! is so in every copy, once no file of keys from before is left (SEC-45, COM-3).

use super::open;
use anyhow::{Context as _, ensure};
use kernel::db::Sql as _;
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use std::path::Path;

const ENDING: &str = "_person_key";

/// Moves the keys out of the plain `copy` into the empty file `keys`, which also says how far each module had spoken.
pub(super) async fn take_out(copy: &Path, keys: &Path) -> anyhow::Result<()> {
    let db = open(copy).await?;
    // What is deleted is written over: keys are not to be found in free pages either.
    db.execute_unprepared("PRAGMA secure_delete = ON").await?;
    attach(&db, keys).await?;
    db.execute_unprepared(
        "CREATE TABLE keys.taken (module TEXT PRIMARY KEY, epoch BLOB NOT NULL, pos INTEGER NOT NULL) STRICT",
    )
    .await?;
    for table in tables(&db, "main").await? {
        let module = table.trim_end_matches(ENDING);
        for sql in [
            format!(
                "CREATE TABLE keys.{table} (person BLOB PRIMARY KEY, secret BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT"
            ),
            format!("INSERT INTO keys.{table} SELECT person, secret, created_at FROM main.{table}"),
            format!(
                "INSERT INTO keys.taken SELECT '{module}', epoch, (SELECT COALESCE(MAX(pos), 0) FROM main.{module}_outbox) FROM main.{module}_outbox_head"
            ),
            format!("DELETE FROM main.{table}"),
        ] {
            db.execute_unprepared(&sql).await?;
        }
    }
    Ok(db.close().await?)
}

/// Lays what is in the plain file `keys` into the plain `copy`, in the place of the keys it holds, if any. The file may
/// be newer than the copy: who was forgotten meanwhile stays so. An older one is refused, for with it they would come
/// back, and who came since could not be read.
pub(super) async fn put_in(keys: &Path, copy: &Path) -> anyhow::Result<()> {
    let db = open(copy).await?;
    db.execute_unprepared("PRAGMA secure_delete = ON").await?;
    attach(&db, keys).await?;
    let taken = "SELECT COUNT(*) FROM keys.sqlite_schema WHERE type = 'table' AND name = 'taken'";
    ensure!(number(&db, taken).await? == 1, "this is no file of keys that `tributary backup` wrote");
    let there = tables(&db, "keys").await?;
    for table in tables(&db, "main").await?.iter().filter(|it| there.contains(it)) {
        let module = table.trim_end_matches(ENDING);
        let older = format!(
            "SELECT COUNT(*) FROM keys.taken t JOIN main.{module}_outbox_head h ON h.epoch = t.epoch \
             WHERE t.module = '{module}' AND t.pos < (SELECT COALESCE(MAX(pos), 0) FROM main.{module}_outbox)"
        );
        ensure!(
            number(&db, &older).await? == 0,
            "the keys are older than the copy; give those of its own time or newer ones"
        );
        db.execute_unprepared(&format!("DELETE FROM main.{table}")).await?;
        let sql = format!("INSERT INTO main.{table} SELECT person, secret, created_at FROM keys.{table}");
        db.execute_unprepared(&sql).await?;
    }
    Ok(db.close().await?)
}

/// What the plain `copy` has sealed, and what it has to open it.
pub(super) struct Held {
    /// Messages with something sealed in them.
    pub(super) sealed: i64,
    /// Of how many people, as each module counts them.
    pub(super) people: i64,
    /// Keys in the copy itself: copies of before keys were kept apart have them.
    pub(super) keys: i64,
}

/// Counts it.
pub(super) async fn held(copy: &Path) -> anyhow::Result<Held> {
    let db = open(copy).await?;
    let mut held = Held { sealed: 0, people: 0, keys: 0 };
    for table in tables(&db, "main").await? {
        let sealed = format!("FROM {}_outbox WHERE sealed IS NOT NULL", table.trim_end_matches(ENDING));
        held.sealed += number(&db, &format!("SELECT COUNT(*) {sealed}")).await?;
        held.people += number(&db, &format!("SELECT COUNT(DISTINCT person) {sealed}")).await?;
        held.keys += number(&db, &format!("SELECT COUNT(*) FROM {table}")).await?;
    }
    db.close().await?;
    Ok(held)
}

async fn attach(db: &DatabaseConnection, keys: &Path) -> anyhow::Result<()> {
    let sql = format!("ATTACH DATABASE '{}' AS keys", keys.display().to_string().replace('\'', "''"));
    db.execute_unprepared(&sql)
        .await
        .map(drop)
        .with_context(|| format!("{} cannot be opened", keys.display()))
}

/// The tables with keys of persons in `schema`, one for each module.
async fn tables(db: &DatabaseConnection, schema: &str) -> anyhow::Result<Vec<String>> {
    let sql = format!(
        "SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND name GLOB '*{ENDING}' ORDER BY name"
    );
    let rows = db.all(&sql, vec![]).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index::<String>(0)).collect::<Result<_, _>>()?)
}

async fn number(db: &DatabaseConnection, sql: &str) -> anyhow::Result<i64> {
    let row = db.one(sql, vec![]).await?.context("nothing was counted")?;
    Ok(row.try_get_by_index(0)?)
}
