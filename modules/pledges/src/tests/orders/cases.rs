//! The table of orders that matter.

use super::Move::{
    self, Cancel, Closed, Collected, Declined, Expired, Opened, RefundAll, RefundFailed, RefundSubmitted,
    RefundSucceeded, Refused, Saved, Wait,
};
use crate::pledge::{Hold, Status};
use Hold::{Released, Reserved as Kept, Sold};
use SagaStatus::{Compensated, Compensating, Completed, Running, Stuck};
use kernel::saga::SagaStatus;

/// An order and what comes of it.
pub(super) struct Case {
    pub(super) moves: &'static [Move],
    pub(super) status: Status,
    pub(super) saga: SagaStatus,
    pub(super) hold: Hold,
    pub(super) said: &'static [&'static str],
}

pub(super) const RESERVED: &str = "pledge_reserved";
pub(super) const ACTIVATED: &str = "pledge_activated";
const CLOSE: &str = "page_close_due";
pub(super) const LAPSED: &str = "pledge_lapsed";
pub(super) const REDUCED: &str = "pledge_reduced";
const DUE: &str = "refund_due";

const fn case(
    moves: &'static [Move],
    status: Status,
    saga: SagaStatus,
    hold: Hold,
    said: &'static [&'static str],
) -> Case {
    Case { moves, status, saga, hold, said }
}

pub(super) const CHARGED: &[Case] = &[
    case(&[], Status::Reserved, Running, Kept, &[RESERVED]),
    case(&[Opened], Status::AwaitingPayment, Running, Kept, &[RESERVED]),
    case(&[Opened, Declined], Status::Declined, Running, Kept, &[RESERVED]),
    case(&[Opened, Collected], Status::Active, Completed, Sold, &[RESERVED, ACTIVATED]),
    case(&[Opened, Declined, Collected], Status::Active, Completed, Sold, &[RESERVED, ACTIVATED]),
    // Paid before anybody said that the page was open.
    case(&[Collected, Opened], Status::Active, Completed, Sold, &[RESERVED, ACTIVATED]),
    // What is heard after the money changes nothing.
    case(
        &[Opened, Collected, Declined, Expired, Closed],
        Status::Active,
        Completed,
        Sold,
        &[RESERVED, ACTIVATED],
    ),
    case(&[Opened, Collected, Cancel, Wait], Status::Active, Completed, Sold, &[RESERVED, ACTIVATED]),
    // A pledge that is to be charged takes no saved card for money.
    case(&[Opened, Saved], Status::AwaitingPayment, Running, Kept, &[RESERVED]),
    // Nobody pays.
    case(&[Wait], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Opened, Wait], Status::AwaitingPayment, Running, Kept, &[RESERVED, CLOSE]),
    case(&[Opened, Declined, Wait], Status::Declined, Running, Kept, &[RESERVED, CLOSE]),
    case(&[Opened, Wait, Expired], Status::Lapsed, Compensated, Released, &[RESERVED, CLOSE, LAPSED]),
    case(&[Opened, Wait, Expired, Closed], Status::Lapsed, Compensated, Released, &[RESERVED, CLOSE, LAPSED]),
    case(&[Opened, Expired], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Opened, Expired, Closed, Wait], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Refused], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Opened, Declined, Refused, Declined], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    // Payments does not know for half a day whether it was paid.
    case(&[Opened, Wait, Wait], Status::Lapsed, Compensating, Kept, &[RESERVED, CLOSE, LAPSED]),
    case(&[Opened, Wait, Wait, Closed], Status::Lapsed, Compensated, Released, &[RESERVED, CLOSE, LAPSED]),
    case(&[Opened, Wait, Wait, Expired], Status::Lapsed, Compensated, Released, &[RESERVED, CLOSE, LAPSED]),
    // Payments never says that it closed the page: a person is asked, and its word still counts.
    case(
        &[Opened, Wait, Wait, Wait, Wait, Wait, Wait, Wait],
        Status::Lapsed,
        Stuck,
        Kept,
        &[RESERVED, CLOSE, LAPSED],
    ),
    case(
        &[Opened, Wait, Wait, Wait, Wait, Wait, Wait, Wait, Closed],
        Status::Lapsed,
        Compensated,
        Released,
        &[RESERVED, CLOSE, LAPSED],
    ),
    // It was paid in time, or while the page was being closed: the reward is still kept for it.
    case(&[Opened, Wait, Collected], Status::Active, Completed, Sold, &[RESERVED, CLOSE, ACTIVATED]),
    case(&[Opened, Wait, Collected, Expired], Status::Active, Completed, Sold, &[RESERVED, CLOSE, ACTIVATED]),
    // The donor turns back.
    case(&[Cancel], Status::Lapsed, Compensating, Kept, &[RESERVED, LAPSED]),
    case(&[Cancel, Opened, Closed], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Opened, Cancel, Closed], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Opened, Closed, Cancel], Status::Lapsed, Compensating, Kept, &[RESERVED, LAPSED]),
    case(&[Opened, Wait, Cancel, Closed], Status::Lapsed, Compensated, Released, &[RESERVED, CLOSE, LAPSED]),
    case(&[Opened, Cancel, Refused], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    // Money comes when it is too late.
    case(&[Opened, Cancel, Collected], Status::Refunding, Compensated, Released, &[RESERVED, LAPSED, DUE]),
    case(
        &[Opened, Wait, Wait, Collected],
        Status::Refunding,
        Compensated,
        Released,
        &[RESERVED, CLOSE, LAPSED, DUE],
    ),
    case(
        &[Opened, Wait, Wait, Closed, Collected],
        Status::Refunding,
        Compensated,
        Released,
        &[RESERVED, CLOSE, LAPSED, DUE],
    ),
    case(&[Opened, Expired, Collected], Status::Refunding, Compensated, Released, &[RESERVED, LAPSED, DUE]),
    case(&[Wait, Opened, Collected], Status::Refunding, Compensated, Released, &[RESERVED, LAPSED, DUE]),
    case(&[Wait, Collected, RefundAll], Status::Refunding, Compensated, Released, &[RESERVED, LAPSED, DUE]),
    case(
        &[Opened, Wait, Wait, Wait, Wait, Wait, Wait, Wait, Collected],
        Status::Refunding,
        Compensated,
        Released,
        &[RESERVED, CLOSE, LAPSED, DUE],
    ),
    case(
        &[Wait, Collected, RefundSucceeded],
        Status::Refunded,
        Compensated,
        Released,
        &[RESERVED, LAPSED, DUE],
    ),
    case(&[Wait, Collected, RefundFailed], Status::RefundFailed, Stuck, Released, &[RESERVED, LAPSED, DUE]),
    // Staff give it back.
    case(
        &[Collected, RefundAll],
        Status::Refunding,
        Compensating,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
    case(
        &[Collected, RefundAll, Cancel, Wait, RefundSubmitted],
        Status::Refunding,
        Compensating,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
    case(
        &[Collected, RefundAll, RefundSubmitted, RefundSucceeded],
        Status::Refunded,
        Compensated,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
    // The provider's words in the wrong order.
    case(
        &[Collected, RefundAll, RefundSucceeded, RefundSubmitted],
        Status::Refunded,
        Compensated,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
    case(
        &[Collected, RefundAll, RefundFailed],
        Status::RefundFailed,
        Stuck,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
    case(
        &[Collected, RefundAll, RefundFailed, RefundSucceeded],
        Status::Refunded,
        Compensated,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
    // A refund that succeeded comes back.
    case(
        &[Collected, RefundAll, RefundSucceeded, RefundFailed],
        Status::RefundFailed,
        Stuck,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
];

pub(super) const SAVED: &[Case] = &[
    case(&[Opened, Saved], Status::CardSaved, Completed, Sold, &[RESERVED, ACTIVATED]),
    case(&[Saved, Opened, Wait], Status::CardSaved, Completed, Sold, &[RESERVED, ACTIVATED]),
    case(&[Opened, Saved, Cancel], Status::Withdrawn, Compensated, Released, &[RESERVED, ACTIVATED, REDUCED]),
    case(
        &[Opened, Saved, Cancel, Closed],
        Status::Withdrawn,
        Compensated,
        Released,
        &[RESERVED, ACTIVATED, REDUCED],
    ),
    case(&[Opened, Saved, RefundAll], Status::CardSaved, Completed, Sold, &[RESERVED, ACTIVATED]),
    case(&[Opened, Cancel, Saved], Status::Lapsed, Compensated, Released, &[RESERVED, LAPSED]),
    case(&[Opened, Wait, Saved, Closed], Status::CardSaved, Completed, Sold, &[RESERVED, CLOSE, ACTIVATED]),
    case(
        &[Opened, Wait, Wait, Saved, Closed],
        Status::Lapsed,
        Compensated,
        Released,
        &[RESERVED, CLOSE, LAPSED],
    ),
    // Charged at the deadline.
    case(&[Opened, Saved, Collected], Status::Active, Completed, Sold, &[RESERVED, ACTIVATED]),
    case(
        &[Opened, Saved, Cancel, Collected],
        Status::Refunding,
        Compensated,
        Released,
        &[RESERVED, ACTIVATED, REDUCED, DUE],
    ),
];
