//! What is deleted from a file is not there any more.

use anyhow::ensure;
use kernel::Database;
use std::{fs, path::Path};

const SECRET: &[u8] = b"the key of somebody who is forgotten";

async fn run(file: &Path, statements: &[(&str, bool)]) -> anyhow::Result<()> {
    let db = Database::connect(&format!("sqlite://{}?mode=rwc", file.display())).await?;
    for (sql, names_it) in statements {
        let values = if *names_it { vec![SECRET.to_vec().into()] } else { vec![] };
        db.execute(sql, values).await?;
    }
    // The last one out writes the log into the file.
    db.close().await;
    Ok(())
}

fn holds_it(file: &Path) -> anyhow::Result<bool> {
    ensure!(!file.with_extension("db-wal").exists(), "the log was not written into the file");
    Ok(fs::read(file)?.windows(SECRET.len()).any(|it| it == SECRET))
}

#[tokio::test]
async fn a_key_that_is_deleted_from_a_file_is_written_over() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("keys.db");
    run(
        &file,
        &[
            ("CREATE TABLE person_key (person INTEGER PRIMARY KEY, secret BLOB NOT NULL)", false),
            ("INSERT INTO person_key VALUES (1, x'00'), (3, x'00')", false),
            ("INSERT INTO person_key VALUES (2, $1)", true),
        ],
    )
    .await?;
    ensure!(holds_it(&file)?, "it was never there");
    run(&file, &[("DELETE FROM person_key WHERE person = 2", false)]).await?;
    ensure!(!holds_it(&file)?, "it is deleted and still there");
    Ok(())
}
