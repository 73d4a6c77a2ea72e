//! What a module says: appended in the transaction of the change, read in an order that never changes.

mod append;
mod envelope;
mod seal;
mod sequencer;
mod source;

pub(crate) use self::append::append;
pub use self::{
    envelope::{Envelope, Unreadable},
    seal::Keyring,
    sequencer::{Sequencer, stamp},
    source::{EventSource, LocalSource},
};
