//! What donors do.

mod bad_input;
mod giving;
mod journey;
mod rush;
