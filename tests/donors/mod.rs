//! What donors do.

mod bad_input;
mod details;
mod giving;
pub(crate) mod journey;
mod rush;
mod tongue;
