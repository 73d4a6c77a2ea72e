//! Money back for everybody who gave to a campaign (rule R5).
//!
//! A batch has a line for each pledge, and each line goes through the same decision that staff make for one pledge.
//! So a line that fails neither stops nor hides behind the others, and a batch that was killed goes on where it
//! was: a line's refund has an id that follows from the batch and the pledge.

mod kept;
mod line;
mod start;
mod table;
mod work;

pub(crate) use self::{
    kept::check,
    start::{GiveBack, RefundCancelled},
    table::{Batch, Counts, Leftover, all, counts, find, leftovers, of_campaign},
    work::{BatchError, FollowRefunds, Pause, Resume, RetryFailed, WorkThrough, Worker, rehearse},
};
