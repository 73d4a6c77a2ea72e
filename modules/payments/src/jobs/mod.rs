//! What this module does outside the database.

mod account;
mod balance;
mod block;
mod card;
mod charge;
mod checkout;
mod clawback;
mod dispute;
mod held;
mod payout;
mod poll;
mod reconcile;
mod refund;
mod rest;
mod sweep;
mod unblock;
pub(crate) mod unclaimed;
mod warning;
mod webhook;

pub(crate) use self::{
    account::{AskToBePaid, LookAtAccount, OpenOnboarding},
    balance::{AskForBalance, LookAtBalance},
    block::BlockCard,
    card::{DetachCard, release},
    charge::ChargeCard,
    checkout::{CloseCheckout, ExpireCheckout, OpenCheckout},
    clawback::{LookForDebt, TakeBack},
    dispute::{RemindOfDispute, SendEvidence, SubmitEvidence},
    held::{ReleaseRefund, hold_back},
    payout::MovePayout,
    poll::{LookOnReturn, PollPayment, PollRefund, soon},
    reconcile::Reconcile,
    refund::{
        Again, RefundAfterDispute, RetryRefund, SubmitRefund, again as refund_again, effect as refund_effect,
    },
    rest::LookForRest,
    sweep::{SweepAccount, SweepEvents, ask_for_next},
    unblock::{FreeCard, UnblockCard},
    warning::LeaveWarning,
    webhook::{HandleWebhook, ReplayWebhook, is_heard},
};
use crate::house::House;
use contracts::PledgeId;
use kernel::Jobs;

/// One attempt at a time talks to the provider about a pledge.
fn key(pledge: PledgeId) -> String {
    format!("pledge/{pledge}")
}

/// Tries of a job that money hangs on: some three days at the longest pause. Until then somebody will have
/// looked at what is stuck.
const PATIENT: i32 = 500;

pub(crate) fn jobs(house: &House) -> Jobs {
    Jobs::default()
        .on::<OpenCheckout>(house.clone())
        .on::<CloseCheckout>(house.clone())
        .on::<ExpireCheckout>(house.clone())
        .on::<ChargeCard>(house.clone())
        .on::<DetachCard>(house.clone())
        .on::<PollPayment>(house.clone())
        .on::<LookOnReturn>(house.clone())
        .on::<SubmitRefund>(house.clone())
        .on::<RefundAfterDispute>(house.clone())
        .on::<ReleaseRefund>(house.clone())
        .on::<PollRefund>(house.clone())
        .on::<HandleWebhook>(house.clone())
        .on::<MovePayout>(house.clone())
        .on::<LookForRest>(house.clone())
        .on::<LookForDebt>(house.clone())
        .on::<TakeBack>(house.clone())
        .on::<OpenOnboarding>(house.clone())
        .on::<LookAtAccount>(house.clone())
        .on::<RemindOfDispute>(house.clone())
        .on::<SubmitEvidence>(house.clone())
        .on::<BlockCard>(house.clone())
        .on::<UnblockCard>(house.clone())
        .on::<Reconcile>(house.clone())
        .on::<LookAtBalance>(house.clone())
        .on::<unclaimed::LookForPayee>(house.clone())
        .on::<SweepEvents>(house.clone())
        .on::<SweepAccount>(house.clone())
}
