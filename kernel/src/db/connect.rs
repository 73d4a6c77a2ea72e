use super::{
    Sql, carry,
    fault::sqlx_is_passing,
    log,
    presence::Presence,
    transaction::Scope,
    work::{Done, Work},
    writer::Writer,
};
use crate::turn::waiting_for;
use sea_orm::{ConnectOptions, Database as Sea, DatabaseConnection, DbBackend, DbErr, RuntimeErr, Value};
use sqlx::{
    ConnectOptions as _, Connection as _,
    postgres::PgConnectOptions,
    sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::{
    io,
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::time::timeout;

/// How long a connection to a file waits for whoever has it locked.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection for work of which nothing is kept stays open, and how long such work waits for its turn.
const ASIDE_IDLE: Duration = Duration::from_secs(5);
const ASIDE_TURN: Duration = Duration::from_secs(60);
const A_MOMENT: Duration = Duration::from_millis(250);
/// How long the log of a file may get before it is cut off, and how often it is looked at.
const LOG_LIMIT: u64 = 16 << 20;
const LOG_LOOK: Duration = Duration::from_secs(30);

/// A database and the one right way to write to it.
///
/// `SQLite`: one writer that commits in groups, and readers that cannot write. `PostgreSQL`: a pool.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    read: DatabaseConnection,
    /// For what loops look at, beside pages.
    behind: DatabaseConnection,
    write: DatabaseConnection,
    writer: Option<Writer>,
    /// Where the file is, on `SQLite`; nothing when it is in memory alone.
    file: Option<String>,
    /// For work of which nothing is kept, on a file: opened when there is some, closed when there is none for a
    /// while. Each connection reads the whole schema first.
    aside: Option<DatabaseConnection>,
    /// That we have it open, where others can see it.
    presence: Option<Presence>,
    /// See [`Database::turns`].
    turns: usize,
}

impl Database {
    /// Connects to `sqlite://path` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            sqlite(url, Connections::usual()).await
        } else {
            postgres(url, None).await
        }
    }

    /// The same, with the rights of `role` alone: whoever connects has to be a member of it. `PostgreSQL` only;
    /// on `SQLite` there are no roles.
    ///
    /// # Errors
    /// When the database cannot be reached, or there is no such role.
    pub async fn connect_as(url: &str, role: &str) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            sqlite(url, Connections::usual()).await
        } else {
            postgres(url, Some(role.to_owned())).await
        }
    }

    /// The same for a simulation, which does one thing at a time on one thread: a single reader, for each connection
    /// reads the whole schema first, and statements that stay prepared. `SQLite` only.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn connect_alone(url: &str) -> Result<Self, DbErr> {
        sqlite(url, Connections { readers: 1, statements: 1_000 }).await
    }

    /// For reading: on `SQLite` it refuses to write.
    pub fn read(&self) -> &DatabaseConnection {
        &self.0.read
    }

    /// For what loops read by themselves: on a file a connection of its own, so that a page never waits behind the
    /// dozens that look up whenever something was said.
    pub(crate) fn behind(&self) -> &DatabaseConnection {
        &self.0.behind
    }

    /// For migrations, before anything else runs.
    pub fn schema(&self) -> &DatabaseConnection {
        &self.0.write
    }

    /// Which kind of database it is.
    pub fn backend(&self) -> DbBackend {
        self.0.read.get_database_backend()
    }

    /// Whether both are the same database, so that one backup covers both.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether nobody else had this file open when it was opened: what somebody of `module` has at hand in it was at
    /// hand in a process that has died. True once; never on `PostgreSQL`, where nobody can know.
    pub(crate) fn inherits(&self, module: &'static str) -> bool {
        self.0.presence.as_ref().is_some_and(|it| it.inherits(module))
    }

    /// How much of what is asked of one thing may be worked on at once, so that whoever asks for another is not behind
    /// all of it: on `SQLite` as much as there are processors, which do the reading; on `PostgreSQL` what half of the
    /// pool can do.
    pub fn turns(&self) -> usize {
        self.0.turns
    }

    /// One statement on its own, committed at once.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn execute(&self, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
        let (write, sql) = (self.0.write.clone(), sql.to_owned());
        let done = tokio::spawn(async move { write.exec(&sql, values).await });
        done.await.map_err(|error| DbErr::Custom(error.to_string()))?
    }

    /// Closes every connection; on `SQLite` the log is folded into the file first.
    pub async fn close(&self) {
        drop(self.0.read.clone().close().await);
        drop(self.0.behind.clone().close().await);
        if let Some(aside) = &self.0.aside {
            drop(aside.clone().close().await);
        }
        if self.backend() == DbBackend::Sqlite {
            drop(log::cut(&self.0.write).await);
        }
        drop(self.0.write.clone().close().await);
    }

    /// Folds `SQLite`'s log into the file and cuts it off when it is longer than `limit` bytes; whether it did. It
    /// waits for readers for a quarter of a second and leaves it for another time when they are still at it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn cut_log(&self, limit: u64) -> Result<bool, DbErr> {
        let Some(file) = &self.0.file else { return Ok(false) };
        if log::size(&self.0.read).await? <= limit {
            return Ok(false);
        }
        // A connection of its own, for the writer's waits far longer and would wait with the lock in its hands.
        let own = Sea::connect(sqlite_options(file, ONE, true, A_MOMENT)).await?;
        let cut = log::cut(&own).await;
        drop(own.close().await);
        cut
    }

    /// Does `work` in a transaction of its own, which goes on even when whoever asked goes away.
    pub(crate) async fn carry_out(&self, scope: Scope, work: Box<dyn Work>) -> Result<Done, DbErr> {
        if let Some(writer) = &self.0.writer {
            return waiting_for(writer.run(scope, work)).await;
        }
        let write = self.0.write.clone();
        tokio::spawn(async move { carry::pooled(&write, &scope, work).await })
            .await
            .unwrap_or_else(carry::broke_off)
    }

    /// Does `work` that ends in an error, so that nothing of it is kept. On a file it does so beside the writer
    /// and keeps it waiting for nothing, as long as it writes to temporary tables alone: over a connection of its
    /// own, in a transaction that sees the file as it was when it began to read.
    pub(crate) async fn carry_out_aside(&self, scope: Scope, work: Box<dyn Work>) -> Result<Done, DbErr> {
        let Some(aside) = self.0.aside.clone() else { return self.carry_out(scope, work).await };
        tokio::spawn(async move { carry::aside(&aside, scope, work).await })
            .await
            .unwrap_or_else(carry::broke_off)
    }
}

/// Looks after the log of `db` for as long as somebody uses it.
async fn tend(db: Weak<Inner>) {
    loop {
        tokio::time::sleep(LOG_LOOK).await;
        let Some(db) = db.upgrade().map(Database) else { return };
        if let Err(error) = db.cut_log(LOG_LIMIT).await {
            tracing::debug!(%error, "the database's log could not be looked after");
        }
    }
}

/// How many connections a file has to read it, and how many statements each keeps prepared.
#[derive(Clone, Copy)]
struct Connections {
    readers: u32,
    statements: usize,
}

impl Connections {
    /// No more readers than processors, for each holds a copy of the schema, pages and statements, and waits for
    /// nothing but the processor; but two, so that one that is long at it keeps nobody. As many statements as sqlx keeps
    /// anyway.
    fn usual() -> Self {
        let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self { readers: u32::try_from(processors.clamp(2, 4)).unwrap_or(4), statements: 100 }
    }
}

/// One connection for something on the side.
const ONE: (u32, usize) = (1, 100);

/// So many connections, each of which keeps so many statements prepared.
fn sqlite_options(
    url: &str,
    (connections, statements): (u32, usize),
    writes: bool,
    patience: Duration,
) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        // A file does not hang up: asking it first would make of each statement two.
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |it| {
            let it = it
                .create_if_missing(writes)
                .journal_mode(SqliteJournalMode::Wal)
                // NORMAL may lose the last commits when the power goes, after the provider took the money.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(patience)
                .statement_cache_capacity(statements)
                .pragma("journal_size_limit", "67108864");
            // The system keeps the file's pages anyway; each reader's own copies of them are for the query at hand.
            // What is deleted is written over where its page is written anyway: a key that is destroyed is to be gone.
            if writes {
                it.pragma("secure_delete", "FAST")
            } else {
                it.pragma("query_only", "ON").pragma("cache_size", "-512")
            }
        });
    options
}

async fn sqlite(url: &str, Connections { readers, statements }: Connections) -> Result<Database, DbErr> {
    let write = Sea::connect(sqlite_options(url, (1, statements), true, PATIENCE)).await?;
    let read = Sea::connect(sqlite_options(url, (readers, statements), false, PATIENCE)).await?;
    let writer = Writer::start(write.clone());
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    let file = (!in_memory).then(|| url.to_owned());
    let aside = match &file {
        Some(url) => {
            let mut options = sqlite_options(url, ONE, true, PATIENCE);
            options
                .min_connections(0)
                .connect_lazy(true)
                .idle_timeout(ASIDE_IDLE)
                .acquire_timeout(ASIDE_TURN);
            Some(Sea::connect(options).await?)
        }
        None => None,
    };
    let behind = match &file {
        // A simulation reads over the one it has.
        Some(url) if readers > 1 => {
            let mut options = sqlite_options(url, (1, statements), false, PATIENCE);
            options.min_connections(0).connect_lazy(true);
            Sea::connect(options).await?
        }
        _ => read.clone(),
    };
    let presence = file.as_deref().and_then(Presence::join);
    let turns = usize::try_from(readers).unwrap_or(2).max(2);
    let inner = Arc::new(Inner { read, behind, write, writer: Some(writer), file, aside, presence, turns });
    tokio::spawn(tend(Arc::downgrade(&inner)));
    Ok(Database(inner))
}

/// How many connections at once: one pool for all modules, or a smaller one for each.
const POOL: u32 = 16;
const POOL_OF_ONE: u32 = 8;
/// How long a server that does not answer yet is waited for at the start, and how often it is asked meanwhile.
const UNTIL_IT_ANSWERS: Duration = Duration::from_secs(3);
const BETWEEN_KNOCKS: Duration = Duration::from_millis(200);
/// How long a connection that was at work is taken for one that still answers.
const WARM: Duration = Duration::from_secs(1);

async fn postgres(url: &str, role: Option<String>) -> Result<Database, DbErr> {
    let most = if role.is_some() { POOL_OF_ONE } else { POOL };
    let ours = move |it: PgConnectOptions| {
        let it = it.application_name("tributary").options([
            ("idle_in_transaction_session_timeout", "30s"),
            ("lock_timeout", "5s"),
            ("statement_timeout", "30s"),
        ]);
        match &role {
            Some(role) => it.options([("role", role)]),
            None => it,
        }
    };
    knock(&ours(url.parse().map_err(not_connected)?)).await.map_err(not_connected)?;
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(most)
        .sqlx_logging(false)
        // One that was at work a moment ago is there still; asking it first would be a journey more for each statement.
        .test_before_acquire_if_idle_for(WARM)
        .acquire_timeout(Duration::from_secs(10))
        .map_sqlx_postgres_opts(ours);
    let pool = Sea::connect(options).await?;
    Ok(Database(Arc::new(Inner {
        read: pool.clone(),
        behind: pool.clone(),
        write: pool,
        writer: None,
        file: None,
        aside: None,
        presence: None,
        turns: usize::try_from(most / 2).unwrap_or(2),
    })))
}

/// Connects once and hangs up. The pool would wait for as long as a request may, and then say only that it has waited.
async fn knock(options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let mut last = sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, "it does not answer"));
    let knocking = async {
        loop {
            match options.connect().await {
                Ok(connection) => return connection.close().await,
                // It may be starting, as we are.
                Err(error) if sqlx_is_passing(&error) => last = error,
                Err(error) => return Err(error),
            }
            tokio::time::sleep(BETWEEN_KNOCKS).await;
        }
    };
    let knocked = timeout(UNTIL_IT_ANSWERS, knocking).await;
    knocked.unwrap_or_else(|_| Err(last))
}

fn not_connected(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)))
}
