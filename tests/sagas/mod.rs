//! The sagas, forward and back, with everything going wrong that can, at each of their steps.
//!
//! Of pledges: `sweep` is the table of steps and faults of the line to the provider, `webhooks` the table of faults of
//! what the provider tells, `inside` that of steps that ask nobody, `noting` that of what jobs note of payouts and of
//! gifts, `crashes` ends the program at each step, `undo` and
//! `outage` are what lasts longer, and `cards` and `races` are what donors do. `gifts` has those of a plan, `payouts` the
//! saga of payouts, and in `turning` staff make any of them turn back. After every story: everything holds, nobody is
//! charged or refunded twice, our books are the provider's, and whatever is not over is on the list of what waits for a
//! person.

mod cards;
mod crashes;
mod gifts;
mod inside;
mod noting;
mod outage;
mod payouts;
mod races;
mod story;
mod sweep;
mod turning;
mod undo;
mod webhooks;
