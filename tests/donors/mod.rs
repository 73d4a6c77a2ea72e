//! What donors do.

mod bad_input;
mod giving;
pub(crate) mod journey;
mod rush;
mod tongue;
