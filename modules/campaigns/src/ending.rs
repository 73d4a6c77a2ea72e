//! How a campaign ends (rules R2, R13).
//!
//! 1. [`EndFunding`], a job that waits for the deadline, stops the funding and says so. A late one changes nothing:
//!    pledges compares the instant at which a promise was accepted with the deadline, not with this.
//! 2. Pledges answers with what was promised by then, once everything that was on its way has ended.
//! 3. [`Decide`] decides from that number, in one row that cannot be written twice; of a campaign that is suspended by
//!    then once it goes on.

mod decide;
mod end;
mod table;

pub(crate) use self::{
    decide::{Decide, DecideRestored},
    end::{EndFunding, EndOnTime, Ender},
    table::{Outcome, outcomes},
};
