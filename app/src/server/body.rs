use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep_until};

/// What a body may take at first, before its bytes buy it more time.
const GRACE: Duration = Duration::from_secs(5);
/// The slowest honest line: this many bytes buy a second.
const LEAST: u64 = 500;
/// The longest a body may take, however steadily it comes.
const LONGEST: Duration = Duration::from_secs(15);
/// The same for an upload, which says beforehand that it is one.
pub(super) const LONGEST_UPLOAD: Duration = Duration::from_secs(120);
/// A body that says it is larger than this is an upload.
pub(super) const UPLOAD: u64 = 256 * 1024;

/// A request's body that must come with some speed.
pub(super) struct Timed {
    body: Incoming,
    longest: Duration,
    begun: Option<Instant>,
    received: u64,
    alarm: Option<Pin<Box<Sleep>>>,
}

/// The client sends too slowly.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
pub(super) struct TooSlow;

impl Timed {
    pub(super) fn new(body: Incoming) -> Self {
        let upload = body.size_hint().lower() > UPLOAD;
        let longest = if upload { LONGEST_UPLOAD } else { LONGEST };
        Self { body, longest, begun: None, received: 0, alarm: None }
    }

    fn deadline(&self, begun: Instant) -> Instant {
        begun + (GRACE + Duration::from_millis(self.received * 1000 / LEAST)).min(self.longest)
    }
}

impl Body for Timed {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let begun = *self.begun.get_or_insert_with(Instant::now);
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            if let Some(Ok(data)) = frame.as_ref().map(|it| it.as_ref().map(Frame::data_ref)) {
                self.received += data.map_or(0, |it| it.len() as u64);
            }
            return Poll::Ready(frame.map(|it| it.map_err(Into::into)));
        }
        let deadline = self.deadline(begun);
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        alarm.as_mut().reset(deadline);
        match alarm.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Some(Err(TooSlow.into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
