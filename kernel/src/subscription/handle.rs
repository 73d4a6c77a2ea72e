use crate::{
    Transaction, db,
    outbox::{Envelope, Unreadable},
};
use contracts::Message;
use futures::future::BoxFuture;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use std::{collections::BTreeMap, sync::Arc};

/// Why a message could not be handled, which says what becomes of it.
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// It will pass: tried again, later and later, for as long as it takes.
    #[error("{0:#}")]
    Retry(anyhow::Error),
    /// A rule forbids it: tried a few times, then kept for a person together with what follows of its key.
    #[error("{0:#}")]
    Reject(anyhow::Error),
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

impl From<DbErr> for HandleError {
    fn from(error: DbErr) -> Self {
        if db::is_passing(&error) { Self::Retry(error.into()) } else { Self::Reject(error.into()) }
    }
}

/// What comes of a fault that passes is tried again, however deep it lies.
impl From<anyhow::Error> for HandleError {
    fn from(error: anyhow::Error) -> Self {
        if db::comes_of_what_passes(&error) { Self::Retry(error) } else { Self::Reject(error) }
    }
}

/// Reacts to messages `M`: may change tables, say something and leave jobs. Heard once; never replayed.
pub trait React<M: Message>: Send + Sync + 'static {
    /// Reacts to one message.
    fn react(&self, tx: &Transaction, message: M) -> impl Future<Output = Result<(), HandleError>> + Send;
}

/// Folds messages `M` into a read model. It can do nothing else, so it may be replayed at any time.
pub trait Project<M: Message>: Send + Sync + 'static {
    /// Folds in one message.
    fn project(
        &self,
        model: &ReadModel<'_>,
        message: M,
    ) -> impl Future<Output = Result<(), HandleError>> + Send;
}

/// The tables of a read model: a transaction that can neither send nor leave jobs.
pub struct ReadModel<'a>(pub(crate) &'a Transaction);

#[async_trait::async_trait]
impl ConnectionTrait for ReadModel<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.0.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(statement).await
    }
}

/// What a subscription may do on hearing a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Act. Never replayed.
    Reactor,
    /// Fold into these tables, which hold nothing else.
    Projection(&'static [&'static str]),
}

type Handler = Arc<
    dyn for<'a> Fn(&'a Transaction, &'a Envelope) -> BoxFuture<'a, Result<(), HandleError>> + Send + Sync,
>;

/// One subscriber of a module: a name that is kept for ever, and what it does with each kind of message.
#[derive(Clone)]
pub struct Subscription {
    /// Its name. The cursor is kept under it.
    pub name: &'static str,
    /// Whether it acts or folds.
    pub kind: Kind,
    handlers: BTreeMap<&'static str, Handler>,
}

/// Makes a subscription that acts.
pub struct Reactor(Subscription);

/// Makes a subscription that folds.
pub struct Projection(Subscription);

impl Reactor {
    /// A subscription called `name`.
    pub fn named(name: &'static str) -> Self {
        Self(Subscription { name, kind: Kind::Reactor, handlers: BTreeMap::new() })
    }

    /// Gives messages `M` to `handler`.
    #[must_use]
    pub fn on<M: Message>(mut self, handler: impl React<M>) -> Self {
        let handler = Arc::new(handler);
        let handle: Handler = Arc::new(move |tx, envelope| {
            let handler = handler.clone();
            Box::pin(async move { handler.react(tx, envelope.open::<M>()?).await })
        });
        self.0.handlers.insert(M::NAME, handle);
        self
    }

    /// The subscription.
    pub fn build(self) -> Subscription {
        self.0
    }
}

impl Projection {
    /// A subscription called `name` that fills `tables` and nothing else does.
    pub fn named(name: &'static str, tables: &'static [&'static str]) -> Self {
        Self(Subscription { name, kind: Kind::Projection(tables), handlers: BTreeMap::new() })
    }

    /// Gives messages `M` to `handler`.
    #[must_use]
    pub fn on<M: Message>(mut self, handler: impl Project<M>) -> Self {
        let handler = Arc::new(handler);
        let handle: Handler = Arc::new(move |tx, envelope| {
            let handler = handler.clone();
            Box::pin(async move { handler.project(&ReadModel(tx), envelope.open::<M>()?).await })
        });
        self.0.handlers.insert(M::NAME, handle);
        self
    }

    /// The subscription.
    pub fn build(self) -> Subscription {
        self.0
    }
}

impl Subscription {
    /// The messages it hears.
    pub fn topics(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.handlers.keys().copied()
    }

    /// The modules it listens to.
    pub fn sources(&self) -> Vec<&'static str> {
        let mut sources: Vec<_> = self.topics().filter_map(|it| it.split('.').next()).collect();
        sources.dedup();
        sources
    }

    /// Whether it wants to hear of `topic`.
    pub fn hears(&self, topic: &str) -> bool {
        self.handlers.contains_key(topic)
    }

    /// Handles one message inside `tx`. Messages it does not listen to are nothing to it.
    ///
    /// # Errors
    /// The handler's own; then `tx` must not be committed.
    pub async fn handle(&self, tx: &Transaction, envelope: &Envelope) -> Result<(), HandleError> {
        match self.handlers.get(envelope.topic.as_str()) {
            Some(handler) => {
                tx.because(envelope.cause());
                handler(tx, envelope).await
            }
            None => Ok(()),
        }
    }
}
