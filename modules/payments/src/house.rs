use crate::{
    desk::Desk,
    provider::{Provider, Reply, Trouble},
};
use kernel::{CircuitBreaker, Context, EffectRow, JobError, Pacer};
use std::{
    num::NonZeroU32,
    sync::Arc,
    time::{Duration, Instant},
};

/// How many calls that read there may be for each that changes something.
const READS: NonZeroU32 = NonZeroU32::new(2).unwrap();

/// A pause that whoever asks for many things in a row waits out.
const IN_PLACE: Duration = Duration::from_secs(2);

/// For how long a job keeps its place among those that are done at once, so that its call has one at the provider. At the
/// pace of [`crate::CALLS_PER_SECOND`] that is a dozen of a kind, of the 64 there are.
const KEEPS_ITS_PLACE: Duration = Duration::from_millis(500);
/// The same, of a pace that is faster: no more than so many.
const KEPT: u32 = 12;

/// What kind of call it is. Each kind has a breaker and a pace of its own: a provider who cannot give money back can
/// still take it, and a donor's page does not stand in line behind the charges of a campaign that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Checkout = 0,
    Refund = 1,
    Read = 2,
    Dispute = 3,
    Payout = 4,
    Charge = 5,
    /// Closing a page, letting go of a card.
    Release = 6,
}

/// What the jobs of this module share beside the database. Nothing else holds it: a [`Desk`] is for whoever runs
/// inside a transaction.
#[derive(Clone)]
pub(crate) struct House(Arc<Inner>);

struct Inner {
    provider: Arc<dyn Provider>,
    desk: Desk,
    lines: [Line; 7],
}

/// What calls of one kind go through.
struct Line {
    breaker: Arc<CircuitBreaker>,
    pacer: Pacer,
    /// How long a call waits where it is.
    patience: Duration,
}

impl House {
    pub(crate) fn new(provider: Arc<dyn Provider>, desk: Desk, per_second: NonZeroU32) -> Self {
        let names = ["checkout", "refund", "read", "dispute", "payout", "charge", "release"];
        let lines = names.map(|name| {
            // What reads goes to many addresses, and asks for little; one job may ask for several things in a row.
            let reads = name == "read";
            let pace = if reads { per_second.saturating_mul(READS) } else { per_second };
            let pacer = if reads { Pacer::in_rows(pace) } else { Pacer::new(pace) };
            let patience = KEEPS_ITS_PLACE.min(Duration::from_secs(KEPT.into()) / pace.get());
            Line { breaker: Arc::new(CircuitBreaker::named(name)), pacer, patience }
        });
        Self(Arc::new(Inner { provider, desk, lines }))
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
        self.0.lines.iter().map(|it| it.breaker.clone()).collect()
    }

    /// Makes a call unless the breaker of its kind is open or its pace forbids it now, and tells the breaker how it went.
    pub(crate) async fn call<T>(
        &self,
        ctx: &Context,
        class: Class,
        call: impl Future<Output = Result<T, Trouble>> + Send,
    ) -> Result<Result<T, Trouble>, JobError> {
        let (breaker, pause) = self.admit(ctx, class)?;
        wait(pause).await;
        self.leave(ctx, class).await;
        Ok(noted(ctx, breaker, call.await))
    }

    /// Makes the call that is written down, unless the breaker of its kind is open or its pace forbids it now. It counts as
    /// sent from just before its first byte leaves, or from when it waits for its place: one that was refused here never was.
    pub(crate) async fn send(
        &self,
        ctx: &Context,
        class: Class,
        effect: &EffectRow,
    ) -> Result<Result<Reply, Trouble>, JobError> {
        let (breaker, pause) = self.admit(ctx, class)?;
        let begun = Instant::now();
        EffectRow::sending(ctx, &effect.key).await?;
        // After that, so that calls leave as evenly as their places are, however long a commit takes.
        wait(pause.saturating_sub(begun.elapsed())).await;
        self.leave(ctx, class).await;
        let answer = self.provider().send(&effect.idempotency_key(), &effect.request).await;
        Ok(noted(ctx, breaker, answer))
    }

    /// One of many calls in a row that only read: where the pace forbids it now, it waits in place, or what was read
    /// before would be read again and the end never reached. `call` is asked for anew each time.
    pub(crate) async fn read_in_turn<T, F>(
        &self,
        ctx: &Context,
        call: impl Fn() -> F + Send,
    ) -> Result<T, JobError>
    where
        F: Future<Output = Result<T, Trouble>> + Send,
    {
        loop {
            let asked = ctx.clock.now();
            let pause = match self.read(ctx, call()).await {
                Err(JobError::Later(pause)) if pause <= IN_PLACE => pause,
                read => return read,
            };
            tokio::time::sleep(pause).await;
            // Where time passes only when somebody says so, nobody waits for it.
            if ctx.clock.now() <= asked {
                return Err(JobError::Later(pause));
            }
        }
    }

    /// What to tell how the call went, and how long to wait in place before it is made: for a moment, where time passes by
    /// itself, rather than being put off.
    fn admit(&self, ctx: &Context, class: Class) -> Result<(&CircuitBreaker, Duration), JobError> {
        let (line, now) = (&self.0.lines[class as usize], ctx.clock.now());
        let patience = if ctx.clock.runs() { line.patience } else { Duration::ZERO };
        let pause = line.breaker.admit(now).and_then(|()| line.pacer.keep(now, patience));
        Ok((&line.breaker, pause.map_err(JobError::Later)?))
    }

    /// Waits for what calls that were held up before this one take of its second.
    async fn leave(&self, ctx: &Context, class: Class) {
        if ctx.clock.runs() {
            wait(self.0.lines[class as usize].pacer.leave(ctx.clock.now())).await;
        }
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

async fn wait(pause: Duration) {
    if !pause.is_zero() {
        tokio::time::sleep(pause).await;
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
