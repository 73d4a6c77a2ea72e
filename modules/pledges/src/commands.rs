//! One file for each thing a person can do here. A command is one transaction.

mod cancel_pledge;
mod decide_refund;
mod make_pledge;

pub(crate) use self::{
    cancel_pledge::{CancelPledge, DonorCancels},
    decide_refund::DecideRefund,
    make_pledge::MakePledge,
};
