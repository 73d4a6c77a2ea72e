//! A role for each module in a `PostgreSQL` that modules share: it reads and writes its module's tables and nothing
//! else, and changes no table's shape.

use kernel::Database;
use sea_orm::{ConnectionTrait as _, DbBackend, DbErr};

/// What the role of `module` is called. Roles belong to the whole server: two installations on one server share them,
/// and are kept apart by the rights of whoever connects.
pub(crate) fn name(module: &str) -> String {
    format!("tributary_{module}")
}

/// Makes the role of `module` where it is missing, lets whoever is connected act as it, and gives it the module's
/// tables. On `SQLite` nothing.
///
/// # Errors
/// When whoever is connected may not make roles, or does not own the tables.
pub(crate) async fn grant(db: &Database, module: &str) -> Result<(), DbErr> {
    if db.backend() != DbBackend::Postgres {
        return Ok(());
    }
    let role = name(module);
    for sql in [
        format!(
            "DO $$ BEGIN CREATE ROLE {role} NOLOGIN; \
             EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        ),
        format!(
            "DO $$ BEGIN IF NOT pg_has_role(CURRENT_USER, '{role}', 'MEMBER') THEN \
             GRANT {role} TO CURRENT_USER; END IF; END $$"
        ),
        format!(
            "DO $$ DECLARE it record; BEGIN \
             EXECUTE format('GRANT USAGE ON SCHEMA %I TO {role}', current_schema()); \
             FOR it IN SELECT tablename FROM pg_tables \
             WHERE schemaname = current_schema() AND starts_with(tablename, '{module}_') LOOP \
             EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {role}', it.tablename); \
             END LOOP; END $$"
        ),
    ] {
        db.schema().execute_unprepared(&sql).await?;
    }
    Ok(())
}
