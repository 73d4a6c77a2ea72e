//! The back office's room for the limit above which cancelling a campaign takes two people (decision 121).

use crate::tables::cancel_limit::CANCEL_LIMIT;
use kernel::limit::{LimitRoom, LimitWords};

/// `/backoffice/cancelling-limits`
pub(super) static CANCELLING: LimitRoom = LimitRoom {
    limit: CANCEL_LIMIT,
    path: "/backoffice/cancelling-limits",
    deed: "Agree to a limit for cancelling",
    line: "One person cancels while no more goes back than",
    words: LimitWords {
        title: "cancellations-limit-title",
        lead: "cancellations-limit-lead",
        change: "cancellations-limit-change",
        most: "cancellations-limit-most",
        hint: "cancellations-limit-most-hint",
        unchanged: "cancellations-limit-no-changes",
    },
};
