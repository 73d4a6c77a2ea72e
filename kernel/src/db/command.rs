use crate::Transaction;
use futures::future::BoxFuture;
use sea_orm::DbErr;

/// One thing somebody can do: one transaction.
///
/// It may run more than once when another transaction was in the way, so it holds what it needs and changes
/// nothing but the transaction. It speaks to nothing but the database: no provider, no mail, no other
/// [`Context::run`](crate::Context::run) — the only writer of `SQLite` would wait for itself.
pub trait Command: Send + Sync + 'static {
    /// What comes of it.
    type Output: Send + 'static;
    /// Why it could not be done; then nothing was.
    type Error: From<DbErr> + Send + 'static;

    /// Does it.
    fn run(&self, tx: &Transaction) -> impl Future<Output = Result<Self::Output, Self::Error>> + Send;
}

/// A command made of a closure, for the short ones: `with(|tx| Box::pin(async move { … }))`.
pub fn with<T, E, F>(work: F) -> With<F>
where
    F: for<'a> Fn(&'a Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
{
    With(work)
}

/// See [`with`].
pub struct With<F>(F);

impl<T, E, F> Command for With<F>
where
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
    F: for<'a> Fn(&'a Transaction) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
{
    type Output = T;
    type Error = E;

    async fn run(&self, tx: &Transaction) -> Result<T, E> {
        (self.0)(tx).await
    }
}
