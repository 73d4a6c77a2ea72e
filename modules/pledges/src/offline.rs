//! Gifts that came by hand or by bank (rule R24): written down by one person and confirmed by another. Only what
//! is confirmed counts.
//!
//! `entered → confirmed | rejected`, and `confirmed → refund_due → refunded`: nobody but a person can hand money
//! back that never came through the provider, so it is never "refunded" before one says so. Whose task that is stands
//! with the gift: its keeper's, who is one of those who answer for money (rule R5).

mod commands;
mod import;
mod table;

pub(crate) use self::{
    commands::{Decide, Enter, HandBack, OfflineError, RefundOffline, TakeOn, hand_back_all},
    import::{NUMBER, Problem, Read, Report, day, read},
    table::{Gift, Keeper, Method, State, forget_keeper, in_state, listed},
};
