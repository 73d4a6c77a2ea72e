//! What donors do.

mod bad_input;
mod before_paying;
mod cancelling;
mod details;
mod giving;
mod honest;
pub(crate) mod journey;
pub(crate) mod rush;
mod tongue;
