use sea_orm::{DbErr, RuntimeErr};

/// Whether the same work, tried again, may well succeed: another transaction was in the way, or the
/// connection broke.
///
/// Goes by the codes of `PostgreSQL` (40001, 40P01, 55P03, 57P0x, class 08) and `SQLite` (BUSY and LOCKED with
/// their extended forms), never by the text of an error.
pub fn is_passing(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            sqlx_is_passing(error)
        }
        _ => false,
    }
}

/// Whether two writers met on the order of one key: the later one, tried again, comes after.
pub(super) fn lost_a_race(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let Some(error) = error.as_database_error() else { return false };
    error.code().as_deref() == Some("23505")
        && error.constraint().is_some_and(|it| it.contains("_outbox_key") || it.ends_with("_event_pkey"))
}

fn sqlx_is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            matches!(
                &*code,
                "40001" | "40P01" | "55P03" | "57P01" | "57P02" | "57P03" | "5" | "6" | "261" | "262" | "517"
            ) || (code.len() == 5 && code.starts_with("08"))
        }),
        _ => false,
    }
}
