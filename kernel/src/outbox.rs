//! What a module says: appended in the transaction of the change, read in an order that never changes.

mod append;
mod envelope;
mod epoch;
mod listen;
mod seal;
mod sequencer;
mod source;

pub(crate) use self::{
    append::append,
    listen::Listener,
    seal::{open as unseal, seal as seal_up},
};
pub use self::{
    envelope::{Envelope, Unreadable},
    epoch::restored,
    seal::Keyring,
    sequencer::{Sequencer, stamp},
    source::{EventSource, LocalSource},
};
