use crate::HandleError;
use sea_orm::{DbErr, RuntimeErr};
use std::sync::Arc;

/// Whether the same work, tried again later, may well succeed: another transaction was in the way, the
/// connection broke, or the database has no room or time at this moment.
///
/// Goes by the codes of `PostgreSQL` (40001, 40P01, 55P03, 57P0x, 57014, 25P03, classes 08 and 53) and `SQLite`
/// (BUSY, LOCKED, IOERR and FULL with their extended forms), never by the text of an error.
pub fn is_passing(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            sqlx_is_passing(error)
        }
        _ => false,
    }
}

/// Whether such an error is what `error` comes from, however it was wrapped on its way.
pub(crate) fn comes_of_what_passes(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref().is_some_and(is_passing)
            || cause.downcast_ref::<RuntimeErr>().is_some_and(runtime_is_passing)
            || cause.is::<sea_orm::ConnAcquireErr>()
            || cause.downcast_ref().is_some_and(sqlx_is_passing)
            || matches!(cause.downcast_ref(), Some(HandleError::Retry(_)))
    })
}

/// Whether it is worth another try at once: two transactions met, and one of them is over by now. What takes too
/// long, or finds no room, does so again a moment later.
pub(super) fn stood_in_the_way(error: &DbErr) -> bool {
    lost_a_race(error)
        || (is_passing(error)
            && !code(error).is_some_and(|it| it == "57014" || it == "25P03" || it.starts_with("53")))
}

/// Whether two writers met on the order of one key: the later one, tried again, comes after.
pub(super) fn lost_a_race(error: &DbErr) -> bool {
    code(error).as_deref() == Some("23505")
        && database_error(error).and_then(sqlx::error::DatabaseError::constraint).is_some_and(|it| {
            it.contains("_outbox_key") || it.ends_with("_event_pkey") || it.ends_with("_job_key")
        })
}

/// What a command is told that went well in a group that was not committed, for a reason that need not be its own.
pub(super) fn not_committed(because: &DbErr) -> DbErr {
    if is_passing(because) {
        return because.clone();
    }
    let error = std::io::Error::other(format!("not committed: {because}"));
    DbErr::Conn(RuntimeErr::SqlxError(Arc::new(sqlx::Error::Io(error))))
}

fn database_error(error: &DbErr) -> Option<&dyn sqlx::error::DatabaseError> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            error.as_database_error()
        }
        _ => None,
    }
}

fn code(error: &DbErr) -> Option<String> {
    Some(database_error(error)?.code()?.into_owned())
}

fn runtime_is_passing(error: &RuntimeErr) -> bool {
    matches!(error, RuntimeErr::SqlxError(error) if sqlx_is_passing(error))
}

pub(super) fn sqlx_is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code_is_passing(&code)),
        _ => false,
    }
}

fn code_is_passing(code: &str) -> bool {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    const IOERR: u32 = 10;
    const FULL: u32 = 13;
    // Those of PostgreSQL are five long; those of SQLite are numbers below 10,000, the last byte is the kind.
    if code.len() == 5 {
        return matches!(code, "40001" | "40P01" | "55P03" | "57P01" | "57P02" | "57P03" | "57014" | "25P03")
            || code.starts_with("08")
            || code.starts_with("53");
    }
    code.parse::<u32>().is_ok_and(|it| matches!(it & 0xff, BUSY | LOCKED | IOERR | FULL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{borrow::Cow, error::Error, fmt};

    #[derive(Debug)]
    struct Refused(&'static str, Option<&'static str>);

    impl fmt::Display for Refused {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "refused with {}", self.0)
        }
    }

    impl Error for Refused {}

    impl sqlx::error::DatabaseError for Refused {
        fn message(&self) -> &str {
            self.0
        }
        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.0.into())
        }
        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }
        fn constraint(&self) -> Option<&str> {
            self.1
        }
        fn kind(&self) -> sqlx::error::ErrorKind {
            sqlx::error::ErrorKind::Other
        }
    }

    fn refused(code: &'static str, constraint: Option<&'static str>) -> DbErr {
        let error = sqlx::Error::Database(Box::new(Refused(code, constraint)));
        DbErr::Exec(RuntimeErr::SqlxError(Arc::new(error)))
    }

    #[test]
    fn what_is_in_the_way_takes_too_long_or_finds_no_room_passes() {
        let postgres =
            ["40001", "40P01", "55P03", "57P01", "08006", "57014", "25P03", "53100", "53200", "53300"];
        let sqlite = ["5", "6", "10", "13", "261", "262", "517", "266", "778", "8714"];
        for code in postgres.iter().chain(&sqlite) {
            assert!(is_passing(&refused(code, None)), "{code}");
        }
    }

    #[test]
    fn what_a_rule_or_a_mistake_refuses_does_not_pass() {
        let postgres = ["23505", "23514", "42601", "42P01", "42501", "22003", "57P04", "25P02"];
        let sqlite = ["1", "8", "11", "19", "787", "1555", "2067"];
        for code in postgres.iter().chain(&sqlite) {
            assert!(!is_passing(&refused(code, None)), "{code}");
        }
    }

    #[test]
    fn whoever_meets_another_at_a_message_an_event_or_a_job_s_key_has_lost_a_race() {
        for index in ["probe_outbox_key_key_seq_key", "probe_event_pkey", "probe_job_key"] {
            assert!(lost_a_race(&refused("23505", Some(index))), "{index}");
        }
        assert!(!lost_a_race(&refused("23505", Some("probe_job_dedupe_key_key"))));
        assert!(!lost_a_race(&refused("23514", Some("probe_job_key"))));
    }

    #[test]
    fn what_takes_too_long_or_finds_no_room_is_not_tried_again_at_once() {
        for code in ["57014", "25P03", "53300"] {
            assert!(!stood_in_the_way(&refused(code, None)), "{code}");
        }
        assert!(stood_in_the_way(&refused("40001", None)));
        assert!(stood_in_the_way(&refused("23505", Some("probe_job_key"))));
    }

    #[test]
    fn what_passes_is_found_below_whatever_was_wrapped_around_it() {
        #[derive(Debug, thiserror::Error)]
        enum OfAModule {
            #[error(transparent)]
            Seen(#[from] DbErr),
            #[error("the database")]
            Named(#[source] DbErr),
        }
        let busy = || refused("5", None);
        for error in
            [OfAModule::from(busy()).into(), OfAModule::Named(busy()).into(), anyhow::Error::from(busy())]
        {
            assert!(comes_of_what_passes(&error.context("a page")));
        }
        let alone = OfAModule::Seen(not_committed(&refused("1", None)));
        assert!(comes_of_what_passes(&alone.into()));
        assert!(!comes_of_what_passes(&OfAModule::Seen(refused("2067", None)).into()));
    }
}
