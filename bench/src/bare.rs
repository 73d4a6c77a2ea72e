//! Transactions as somebody writes them who has no kernel.

use kernel::Database;
use sea_orm::{
    DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// Begins a transaction on a connection of the kernel's own pool, so that both have as many.
#[expect(clippy::disallowed_methods, reason = "what the kernel is held against; no future is dropped here")]
pub(crate) async fn begin(db: &Database) -> Result<DatabaseTransaction, DbErr> {
    if db.backend() != DbBackend::Sqlite {
        return db.schema().begin().await;
    }
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    db.schema().begin_with_options(options).await
}
