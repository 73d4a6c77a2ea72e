//! Every table, one folder a module. Nothing refers across folders, so each module's tables can lie in a
//! database of their own.
//!
//! A migration is one SQL file in the few words that both databases share (see [`portable`]), named
//! `<number>_<what>.sql` and never edited once it has shipped: expand first, contract later.

mod portable;

pub use self::portable::portable;
pub use sea_orm::{DatabaseConnection, DbErr};

use sea_orm::{
    ConnectionTrait, DbBackend, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

/// The modules that own tables, in the order in which they are made.
pub const MODULES: &[&str] = &["users", "campaigns", "pledges", "payments", "analytics", "notifications"];

macro_rules! sql {
    ($module:literal: $($file:literal),* $(,)?) => {
        &[$(Step { name: concat!($module, "/", $file), sql: include_str!(concat!($module, "/", $file, ".sql")) }),*]
    };
}

/// The machinery that every module has: outbox, subscriptions, jobs, effects, sagas, events.
const MACHINERY: &[Step] = sql!("machinery": "0001_machinery", "0002_audit", "0003_epoch", "0004_proposals", "0005_forbidden", "0006_no_inbox", "0007_job_switches", "0008_spent_keys", "0009_jobs_that_gave_up", "0010_set_aside", "0011_hash_version", "0012_audit_actor", "0013_when_jobs_failed");

/// What `module` owns beyond the machinery.
fn own(module: &str) -> &'static [Step] {
    match module {
        "users" => {
            sql!("users": "0001_users", "0002_accounts", "0003_creators", "0004_session_halves", "0005_campaigns", "0006_throttle")
        }
        "campaigns" => {
            sql!("campaigns": "0001_campaigns", "0002_lifecycle", "0003_people", "0010_discovery", "0011_claims", "0020_outcome", "0030_follows", "0031_dedications", "0040_impacts", "0041_comments", "0042_collected", "0090_moderators", "0100_guests", "0110_launch_asked", "0120_sent_rewards", "0130_accounts", "0131_deliveries", "0140_extensions", "0141_answers", "0150_add_ons", "0150_member_gifts", "0160_embeddings", "0161_cancel_limits")
        }
        "pledges" => {
            sql!("pledges": "0001_pledges", "0010_matching", "0011_offline_gifts", "0012_refund_batches", "0013_sealing", "0020_stopped", "0021_settlement", "0030_attack", "0041_sealed_promises", "0050_plans", "0060_cards", "0061_owners", "0070_members", "0071_member_address", "0080_impacts", "0081_warnings", "0082_plan_note", "0090_confirmations", "0100_sent_rewards", "0110_suspended", "0130_deliveries", "0150_refund_limits", "0160_hand_backs", "0170_add_ons", "0190_campaign_language")
        }
        "payments" => {
            sql!("payments": "0001_payments", "0020_ledger", "0021_disputes", "0022_payouts", "0023_reconciliation", "0024_forget", "0025_given_up", "0026_sweep", "0027_cards", "0028_asked", "0040_authentication", "0050_kept_cards", "0060_clawbacks", "0070_blocked_cards", "0080_account_events", "0081_card_list", "0082_fraud_warnings", "0090_refunds_that_failed", "0091_open_warnings", "0100_returning_payouts", "0101_evidence", "0102_rests", "0103_untold", "0110_old_cards", "0120_sent_rewards", "0130_compared", "0131_bank_changes", "0132_charges", "0133_bank_debits", "0140_payouts_of_creators", "0150_unearned", "0151_own", "0160_adjustments", "0170_balance", "0180_case_charges")
        }
        "analytics" => sql!("analytics": "0001_analytics", "0010_gifts", "0020_plans"),
        "notifications" => {
            sql!("notifications": "0001_notifications", "0002_account_mail", "0010_campaigns", "0020_disputes", "0030_news", "0040_campaigns", "0050_followers", "0100_guests", "0110_zones", "0120_audit_roots", "0130_answers", "0140_creators")
        }
        _ => &[],
    }
}

/// Brings the tables of `module` in `db` up to date, all of it or nothing. What was done is noted in
/// `<module>_migration`. Two programs that do it at once do it one after the other.
///
/// # Errors
/// When the database refuses a statement; then it is as it was.
pub async fn up(db: &DatabaseConnection, module: &'static str) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let mode = (backend == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: mode, ..TransactionOptions::default() };
    #[expect(
        clippy::disallowed_methods,
        reason = "nobody drops it: the program does nothing else until it is done"
    )]
    let tx = db.begin_with_options(options).await?;
    if backend == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock(7262, hashtext('{module}'))")).await?;
    }
    let done = format!("{module}_migration");
    tx.execute_unprepared(&format!(
        "CREATE TABLE IF NOT EXISTS {done} (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)"
    ))
    .await?;
    for step in pending(&tx, module).await? {
        for statement in statements(step.sql, module, backend) {
            tx.execute_unprepared(&statement).await?;
        }
        let note = format!(
            "INSERT INTO {done} (name, applied_at) VALUES ('{}', {})",
            step.name,
            unix_micros(&tx).await?
        );
        tx.execute_unprepared(&note).await?;
    }
    tx.commit().await
}

/// How many migrations of `module` are still to be applied to `db`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn missing(db: &DatabaseConnection, module: &'static str) -> Result<usize, DbErr> {
    if !exists(db, &format!("{module}_migration")).await? {
        return Ok(MACHINERY.len() + own(module).len());
    }
    Ok(pending(db, module).await?.len())
}

/// Whether there is a table of that name where unqualified names are looked for.
async fn exists(db: &impl ConnectionTrait, table: &str) -> Result<bool, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
        _ => "SELECT 1 WHERE to_regclass($1) IS NOT NULL",
    };
    let found = db.query_one_raw(Statement::from_sql_and_values(backend, sql, [table.into()])).await?;
    Ok(found.is_some())
}

struct Step {
    name: &'static str,
    sql: &'static str,
}

async fn pending(db: &impl ConnectionTrait, module: &str) -> Result<Vec<&'static Step>, DbErr> {
    let sql = format!("SELECT name FROM {module}_migration");
    let backend = db.get_database_backend();
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    let done = rows.iter().map(|row| row.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(MACHINERY.iter().chain(own(module)).filter(|step| !done.iter().any(|it| it == step.name)).collect())
}

/// Stands for a `;` inside a statement while statements are told apart.
const INNER: &str = "\u{1}";

/// The statements of a file, with the module's name in place of `{m}`. A `\;` is a `;` inside a statement: the
/// bodies of triggers need it.
fn statements(sql: &str, module: &str, backend: DbBackend) -> Vec<String> {
    let code =
        sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    code.replace("{m}", module)
        .replace("\\;", INNER)
        .split(';')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .filter_map(|it| portable(&it.replace(INNER, ";"), backend))
        .collect()
}

async fn unix_micros(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "SELECT CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
        _ => "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)",
    };
    let row = db.query_one_raw(Statement::from_string(backend, sql)).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}
