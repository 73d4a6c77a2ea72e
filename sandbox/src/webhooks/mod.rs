//! Events told to webhook endpoints: signed, retried, and spoiled where a plan says so.

mod delivery;
mod run;
mod signature;
mod transport;

pub(crate) use delivery::{Delivery, enqueue};
pub use run::Deliveries;
pub(crate) use run::{deliver_due, keep_delivering};
pub use signature::sign;
pub use transport::{HttpTransport, RouterTransport, Transport};
