use sea_orm::DbBackend;

/// A statement written for `PostgreSQL`, as `backend` wants it. `None` when it is for the other one only.
///
/// - `@postgres` or `@sqlite` at its head keeps a statement for that database. A semicolon inside a body is written
///   `\x3B`.
/// - Types: `uuid` and `bytea` are `BLOB`, whole numbers and `boolean` are `INTEGER` on `SQLite`, whose tables
///   are `STRICT`.
/// - `{pos}` is the outbox's position: an identity stamped later on `PostgreSQL`, the row number on `SQLite`,
///   where one writer makes the order of allocation the order of commit.
#[must_use]
pub fn portable(statement: &str, backend: DbBackend) -> Option<String> {
    let sqlite = backend == DbBackend::Sqlite;
    if let Some(rest) = statement.strip_prefix("@postgres") {
        return (!sqlite).then(|| rest.trim().to_owned());
    }
    if let Some(rest) = statement.strip_prefix("@sqlite") {
        return sqlite.then(|| rest.trim().replace(r"\x3B", ";"));
    }
    if !sqlite {
        return Some(statement.replace("{identity}", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"));
    }
    let statement = statement.replace("{identity}", "INTEGER PRIMARY KEY AUTOINCREMENT");
    let mut sql = String::with_capacity(statement.len());
    let mut word = String::new();
    for c in statement.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        sql.push_str(sqlite_word(&word));
        word.clear();
        sql.push(c);
    }
    let sql = sql.trim_end();
    let strict = if sql.starts_with("CREATE TABLE") { " STRICT" } else { "" };
    Some(format!("{sql}{strict}"))
}

fn sqlite_word(word: &str) -> &str {
    match word {
        "uuid" | "bytea" => "BLOB",
        "bigint" | "integer" | "smallint" | "boolean" => "INTEGER",
        "text" => "TEXT",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_strict_and_of_sqlite_types_there() {
        let sql = "CREATE TABLE a (id uuid PRIMARY KEY, n bigint NOT NULL, ok boolean)";
        assert_eq!(
            portable(sql, DbBackend::Sqlite).as_deref(),
            Some("CREATE TABLE a (id BLOB PRIMARY KEY, n INTEGER NOT NULL, ok INTEGER) STRICT")
        );
        assert_eq!(portable(sql, DbBackend::Postgres).as_deref(), Some(sql));
    }

    #[test]
    fn a_statement_for_one_database_stays_away_from_the_other() {
        assert_eq!(portable("@postgres SELECT 1", DbBackend::Sqlite), None);
        assert_eq!(portable("@sqlite SELECT 1", DbBackend::Sqlite).as_deref(), Some("SELECT 1"));
    }
}
