use crate::trace::Cause;
use contracts::{Message, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A message on its way, with what is known of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    /// Its place in its source's log. Dense: the next one is one more.
    pub pos: i64,
    /// Its own id, the same wherever it is delivered.
    pub message_id: Uuid,
    /// Its name.
    pub topic: String,
    /// The version it was written in.
    pub version: u16,
    /// What it is about.
    pub key: String,
    /// Its number among the messages of its key, from 1, without gaps.
    pub key_seq: i64,
    /// What it says. Sealed fields are filled in on delivery, unless their person was forgotten.
    pub payload: Value,
    /// The fields of `payload` that were sealed.
    #[serde(default)]
    pub sealed_fields: Vec<String>,
    /// The business operation it belongs to.
    pub correlation: Uuid,
    /// W3C trace context of whoever sent it.
    pub traceparent: Option<String>,
    /// When it was said.
    pub created_at: Timestamp,
}

impl Envelope {
    /// What follows from it belongs to the same story.
    pub(crate) fn cause(&self) -> Cause {
        Cause { correlation: self.correlation, causation: Some(self.message_id) }
    }
}

/// Why a message cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It was written by a newer program, or its upcaster is gone. It can be read after a deploy.
    #[error(transparent)]
    Version(#[from] contracts::UnknownVersion),
    /// It is not what its name and version say.
    #[error("{topic} cannot be read: {cause}")]
    Malformed {
        /// Its name.
        topic: String,
        /// What was wrong.
        cause: serde_json::Error,
    },
}

impl Envelope {
    /// The message inside, brought up to the version this program speaks.
    ///
    /// # Errors
    /// When it is of an unknown version or malformed.
    pub fn open<M: Message>(&self) -> Result<M, Unreadable> {
        let payload = M::upcast(self.version, self.payload.clone())?;
        serde_json::from_value(payload)
            .map_err(|cause| Unreadable::Malformed { topic: self.topic.clone(), cause })
    }
}
