//! Who caused what: the ids that every message, job and saga step carries.

use uuid::Uuid;

tokio::task_local! {
    static CURRENT: Cause;
}

/// What the work at hand belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// One business operation from first click to last mail. Also the trace id of W3C Trace Context.
    pub correlation: Uuid,
    /// The message or job that led here.
    pub causation: Option<Uuid>,
}

impl Cause {
    /// The cause of the work at hand, or a new one when nothing is known of it.
    pub fn current() -> Self {
        CURRENT
            .try_with(|it| *it)
            .unwrap_or_else(|_| Self { correlation: contracts::chance::next_id(), causation: None })
    }

    /// Runs `work` as caused by this.
    pub async fn scope<F: Future>(self, work: F) -> F::Output {
        CURRENT.scope(self, work).await
    }

    /// As a W3C `traceparent`, with a span id of its own.
    pub fn traceparent(&self) -> String {
        let span = crate::chance::number() | 1;
        format!("00-{}-{span:016x}-01", self.correlation.simple())
    }
}
