//! Whether a connection gets on: when a request began, when one ended, what was written.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How long a client may take over its request's headers.
const HEADERS: Duration = Duration::from_secs(5);
/// How long a connection may be kept open between two requests.
const IDLE: Duration = Duration::from_secs(30);
/// How long after that a connection may go on with what was begun on it: a page that is watched, a download. Over
/// HTTP/2 a client that takes nothing and answers pings would otherwise stay for ever.
const LINGER: Duration = Duration::from_mins(10);
/// Over this long a client that is written to must take [`LEAST`] bytes.
const READING: Duration = Duration::from_secs(10);
const LEAST: u64 = 2_500;

/// What to do with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Go on.
    Keep,
    /// Let it end: it has been idle.
    Finish,
    /// Close it now: it is too slow.
    Close,
}

/// The pulse of one connection. Instants are milliseconds since it was accepted, plus one; zero is none.
#[derive(Debug)]
pub(super) struct Pulse {
    begun: Instant,
    headers_since: AtomicU64,
    idle_since: AtomicU64,
    stuck_since: AtomicU64,
    written: AtomicU64,
    written_before: AtomicU64,
    active: AtomicUsize,
    multiplexed: AtomicBool,
}

/// A request under way.
pub(super) struct Beat(Arc<Pulse>);

impl Pulse {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            begun: Instant::now(),
            headers_since: AtomicU64::new(1),
            idle_since: AtomicU64::new(1),
            stuck_since: AtomicU64::new(0),
            written: AtomicU64::new(0),
            written_before: AtomicU64::new(0),
            active: AtomicUsize::new(0),
            multiplexed: AtomicBool::new(false),
        })
    }

    /// A request's headers have come. Over HTTP/2, where headers of many requests come at once, the pings of
    /// the protocol find out who is stuck.
    pub(super) fn request(self: &Arc<Self>, multiplexed: bool) -> Beat {
        self.active.fetch_add(1, Relaxed);
        self.headers_since.store(0, Relaxed);
        self.multiplexed.fetch_or(multiplexed, Relaxed);
        Beat(self.clone())
    }

    pub(super) fn verdict(&self) -> Verdict {
        self.verdict_at(self.now())
    }

    fn verdict_at(&self, now: u64) -> Verdict {
        let longer = |since: u64, than: Duration| {
            since != 0 && u128::from(now.saturating_sub(since)) > than.as_millis()
        };
        if longer(self.headers_since.load(Relaxed), HEADERS) {
            return Verdict::Close;
        }
        if longer(self.stuck_since.load(Relaxed), READING) {
            if self.written.load(Relaxed) - self.written_before.load(Relaxed) < LEAST {
                return Verdict::Close;
            }
            self.stuck_since.store(0, Relaxed);
        }
        let idle = |than| self.active.load(Relaxed) == 0 && longer(self.idle_since.load(Relaxed), than);
        match (idle(IDLE), idle(IDLE + LINGER)) {
            (_, true) => Verdict::Close,
            (true, _) => Verdict::Finish,
            _ => Verdict::Keep,
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX).saturating_add(1)
    }

    fn heard(&self) {
        if self.active.load(Relaxed) == 0 && !self.multiplexed.load(Relaxed) {
            let _ = self.headers_since.compare_exchange(0, self.now(), Relaxed, Relaxed);
        }
    }

    fn took(&self, bytes: usize, all: bool) {
        self.written.fetch_add(bytes as u64, Relaxed);
        if all {
            self.stuck_since.store(0, Relaxed);
        }
    }

    fn stuck(&self) {
        if self.stuck_since.compare_exchange(0, self.now(), Relaxed, Relaxed).is_ok() {
            self.written_before.store(self.written.load(Relaxed), Relaxed);
        }
    }
}

impl Drop for Beat {
    fn drop(&mut self) {
        self.0.idle_since.store(self.0.now(), Relaxed);
        self.0.active.fetch_sub(1, Relaxed);
    }
}

/// A stream whose pulse is felt.
pub(super) struct Felt<S> {
    pub(super) stream: S,
    pub(super) pulse: Arc<Pulse>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Felt<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, into);
        if into.filled().len() > before {
            self.pulse.heard();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Felt<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, from);
        self.note(&written, from.len());
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, from);
        self.note(&written, from.iter().map(|it| it.len()).sum());
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S> Felt<S> {
    fn note(&self, written: &Poll<io::Result<usize>>, wanted: usize) {
        match written {
            Poll::Ready(Ok(bytes)) => self.pulse.took(*bytes, *bytes == wanted),
            Poll::Ready(Err(_)) => (),
            Poll::Pending => self.pulse.stuck(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_is_idle_ends_and_what_still_hangs_on_it_does_not_hang_for_ever() {
        let pulse = Pulse::new();
        let after = |time: Duration| pulse.now() + u64::try_from(time.as_millis()).unwrap_or_default();
        let beat = pulse.request(true);
        assert_eq!(pulse.verdict_at(after(Duration::from_hours(1))), Verdict::Keep, "a request is under way");
        drop(beat);
        assert_eq!(pulse.verdict_at(after(Duration::from_secs(29))), Verdict::Keep);
        assert_eq!(pulse.verdict_at(after(Duration::from_secs(32))), Verdict::Finish);
        assert_eq!(pulse.verdict_at(after(Duration::from_mins(11))), Verdict::Close);
    }
}
