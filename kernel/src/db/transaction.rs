use super::{Sql, fault};
use crate::{
    Clock, Job, Keys, Wake, job,
    outbox::{self, Keyring},
    trace::Cause,
};
use contracts::{Message, Timestamp};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// Whose change it is: what a transaction needs to know beyond its connection.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) module: &'static str,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Arc<Wake>,
    pub(crate) keys: Keys,
    pub(crate) cause: Cause,
}

/// A change in the making: one database transaction, at one moment, with the messages that tell of it.
///
/// It commits when the [`Command`](super::Command) that was given it succeeds. Otherwise it never happened and
/// nobody hears of it.
pub struct Transaction {
    connection: Arc<DatabaseTransaction>,
    scope: Scope,
    cause: Mutex<Cause>,
    /// When this change happens, by this process.
    pub now: Timestamp,
    said_something: AtomicBool,
    left_work: AtomicBool,
    try_again: AtomicBool,
}

impl Transaction {
    pub(super) fn new(connection: Arc<DatabaseTransaction>, scope: Scope) -> Self {
        Self {
            connection,
            now: scope.clock.now(),
            cause: Mutex::new(scope.cause),
            scope,
            said_something: AtomicBool::new(false),
            left_work: AtomicBool::new(false),
            try_again: AtomicBool::new(false),
        }
    }

    /// Sends `message` to every module that listens, once this commits.
    pub async fn send<M: Message>(&self, message: &M) -> Result<(), DbErr> {
        self.said_something.store(true, Ordering::Relaxed);
        outbox::append(self, message).await
    }

    /// Leaves `job` to be done as soon as this commits. A job whose dedupe key was seen before is dropped.
    pub async fn enqueue<J: Job>(&self, job: &J) -> Result<(), DbErr> {
        self.enqueue_at(job, self.now).await
    }

    /// Leaves `job` to be done at `at` or soon after.
    pub async fn enqueue_at<J: Job>(&self, job: &J, at: Timestamp) -> Result<(), DbErr> {
        self.left_work.store(true, Ordering::Relaxed);
        job::queue::push(self, job, at).await
    }

    /// This moment by the database's clock, which all processes share. Deadlines go by it.
    pub async fn accepted_at(&self) -> Result<Timestamp, DbErr> {
        if self.get_database_backend() == DbBackend::Sqlite {
            return Ok(self.now);
        }
        let sql = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";
        let row = self.one(sql, vec![]).await?;
        let database = row.map_or(Ok(self.now.0), |row| row.try_get_by_index(0))?;
        Ok(self.scope.clock.by_database(Timestamp(database)))
    }

    /// A time for leases, which nobody moves.
    pub(crate) fn steady(&self) -> Timestamp {
        self.scope.clock.steady()
    }

    /// The module whose tables this may touch.
    pub fn module(&self) -> &'static str {
        self.scope.module
    }

    /// A keyed hash of something personal: equal for equal texts, and nothing else can be read from it. What is
    /// kept for ever, such as the audit log, holds this instead of an address.
    pub fn fingerprint(&self, text: &str) -> String {
        self.scope.keys.fingerprint(text)
    }

    /// What led to this change.
    pub fn cause(&self) -> Cause {
        *self.cause.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What follows is because of `cause`: one transaction may handle messages of many stories.
    pub(crate) fn because(&self, cause: Cause) {
        *self.cause.lock().unwrap_or_else(PoisonError::into_inner) = cause;
    }

    /// The keys of the people this module's messages tell of.
    pub fn keyring(&self) -> Keyring<'_, Self> {
        Keyring::of(self.scope.module, self)
    }

    /// Whether a fault that passes by itself stood in the way.
    pub(super) fn should_be_tried_again(&self) -> bool {
        self.try_again.load(Ordering::Relaxed)
    }

    /// What to tell those who wait for messages and jobs, once the change is durable.
    pub(super) fn announcement(&self) -> Announcement {
        Announcement {
            backend: self.get_database_backend(),
            wake: self.scope.wake.clone(),
            said_something: self.said_something.load(Ordering::Relaxed),
            left_work: self.left_work.load(Ordering::Relaxed),
        }
    }

    fn note<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &result
            && fault::stood_in_the_way(error)
        {
            self.try_again.store(true, Ordering::Relaxed);
        }
        result
    }
}

/// News of a change, kept back until it is durable.
pub(super) struct Announcement {
    backend: DbBackend,
    wake: Arc<Wake>,
    said_something: bool,
    left_work: bool,
}

impl Announcement {
    pub(super) fn make(self) {
        if self.said_something {
            self.wake.said(self.backend);
        }
        if self.left_work {
            self.wake.work();
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.note(self.connection.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.note(self.connection.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.note(self.connection.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.note(self.connection.query_all_raw(statement).await)
    }
}
