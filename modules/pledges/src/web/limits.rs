//! The back office's room for the limit above which a refund takes two people (decision 121).

use crate::tables::refund_limit::REFUND_LIMIT;
use kernel::limit::{LimitRoom, LimitWords};

/// `/backoffice/limits`
pub(super) static REFUNDS: LimitRoom = LimitRoom {
    limit: REFUND_LIMIT,
    path: "/backoffice/limits",
    deed: "Agree to a limit for refunds",
    line: "One person gives back at most",
    words: LimitWords {
        title: "limits-title",
        lead: "limits-lead",
        change: "limits-change",
        most: "limits-most",
        hint: "limits-most-hint",
        unchanged: "limits-no-changes",
    },
};
