//! The sandbox from outside: what Stripe's clients, donors' browsers and webhook endpoints see of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

mod checkout;
mod connect;
mod control;
mod conversation;
mod debits;
mod declines;
mod disputes;
mod errors;
mod faults;
mod fidelity;
mod harness;
mod idempotency;
mod intents;
mod lists;
mod metadata;
mod pages;
mod recovery;
mod refunds;
mod setups;
mod webhooks;
