use crate::PersonId;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Something that has happened in one module, as every other module may read it.
pub trait Message: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// `publisher.thing_happened`. A name is never given a second meaning.
    const NAME: &'static str;

    /// Rises when a field is removed or changes meaning.
    const VERSION: u16;

    /// The fields that tell of a person. They travel encrypted under that person's key, so that the log
    /// never holds them in the clear and destroying the key forgets them; each must be an `Option`, which
    /// reads as `None` from then on.
    const SEALED: &'static [&'static str] = &[];

    /// What this is about, as `noun/id`. Messages with the same key are delivered in the order they were
    /// appended.
    fn key(&self) -> String;

    /// Whose key seals the sealed fields.
    fn person(&self) -> Option<PersonId> {
        None
    }

    /// Turns a payload of an older `version` into one of [`VERSION`](Self::VERSION).
    ///
    /// # Errors
    /// [`UnknownVersion`] when no upcaster knows `version`; above all when it is newer than this program.
    fn upcast(version: u16, payload: Value) -> Result<Value, UnknownVersion> {
        if version == Self::VERSION { Ok(payload) } else { Err(UnknownVersion { name: Self::NAME, version }) }
    }
}

/// A message of a version that this program cannot read, most often because it is the older program.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} of version {version} is unknown to this program")]
pub struct UnknownVersion {
    /// The message's name.
    pub name: &'static str,
    /// The version found.
    pub version: u16,
}
