//! The platform from outside, by who uses it.

mod architecture;
mod donors;
mod staff;
mod webhooks;
