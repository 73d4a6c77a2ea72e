use crate::{
    desk::Desk,
    provider::{Provider, Reply, Trouble},
};
use kernel::{CircuitBreaker, Context, EffectRow, JobError};
use std::sync::Arc;

/// What kind of call it is. Each kind has a breaker of its own, so that a provider who cannot give money back
/// can still take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Checkout = 0,
    Refund = 1,
    Read = 2,
    Dispute = 3,
    Payout = 4,
}

/// What the jobs of this module share beside the database. Nothing else holds it: a [`Desk`] is for whoever runs
/// inside a transaction.
#[derive(Clone)]
pub(crate) struct House(Arc<Inner>);

struct Inner {
    provider: Arc<dyn Provider>,
    desk: Desk,
    breakers: [Arc<CircuitBreaker>; 5],
}

impl House {
    pub(crate) fn new(provider: Arc<dyn Provider>, desk: Desk) -> Self {
        let names = ["checkout", "refund", "read", "dispute", "payout"];
        let breakers = names.map(|name| Arc::new(CircuitBreaker::named(name)));
        Self(Arc::new(Inner { provider, desk, breakers }))
    }

    pub(crate) fn provider(&self) -> &dyn Provider {
        &*self.0.provider
    }

    /// Where requests are written.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The breakers of all kinds of calls, in the order of [`Class`].
    pub(crate) fn breakers(&self) -> Vec<Arc<CircuitBreaker>> {
        self.0.breakers.to_vec()
    }

    /// Makes a call unless the breaker of its kind is open, and tells the breaker how it went.
    pub(crate) async fn call<T>(
        &self,
        ctx: &Context,
        class: Class,
        call: impl Future<Output = Result<T, Trouble>> + Send,
    ) -> Result<Result<T, Trouble>, JobError> {
        let breaker = self.admit(ctx, class)?;
        Ok(noted(ctx, breaker, call.await))
    }

    /// Makes the call written down under `key`, unless the breaker of its kind is open. It counts as sent from just
    /// before its first byte leaves: one that the breaker refused never was.
    pub(crate) async fn send(
        &self,
        ctx: &Context,
        class: Class,
        key: &str,
        request: &str,
    ) -> Result<Result<Reply, Trouble>, JobError> {
        let breaker = self.admit(ctx, class)?;
        EffectRow::sending(ctx, key).await?;
        Ok(noted(ctx, breaker, self.provider().send(key, request).await))
    }

    fn admit(&self, ctx: &Context, class: Class) -> Result<&CircuitBreaker, JobError> {
        let breaker = &self.0.breakers[class as usize];
        breaker.admit(ctx.clock.now()).map_err(JobError::Later)?;
        Ok(breaker)
    }

    /// A call that only reads.
    pub(crate) async fn read<T>(
        &self,
        ctx: &Context,
        call: impl Future<Output = Result<T, Trouble>> + Send,
    ) -> Result<T, JobError> {
        Ok(self.call(ctx, Class::Read, call).await??)
    }
}

/// How a call went, after its breaker was told.
fn noted<T>(ctx: &Context, breaker: &CircuitBreaker, result: Result<T, Trouble>) -> Result<T, Trouble> {
    breaker.note(ctx.clock.now(), result.as_ref().err().is_none_or(Trouble::is_answer));
    result
}

impl From<Trouble> for JobError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::RateLimited { retry_after } => Self::Later(retry_after),
            Trouble::Unknown { .. } => Self::Retry(trouble.into()),
            Trouble::Refused { .. } | Trouble::Missing => Self::Fail(trouble.into()),
        }
    }
}
