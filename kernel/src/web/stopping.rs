use tokio_util::sync::CancellationToken;

/// Cancelled when the process is told to stop. Every request carries it, so that an answer without an end, such as
/// a stream of events, ends then and keeps nobody waiting.
#[derive(Clone, Debug, Default)]
pub struct Stopping(pub CancellationToken);
