//! Are the answers Stripe's? Two strict readers say: the types of async-stripe, and those of Stripe's
//! own npm package (`tests/fidelity/check.sh` runs them over the file that is written here).

mod rust_types;
mod story;
mod typescript;
