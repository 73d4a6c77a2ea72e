//! `pledges_refund_limit`: up to which sum one person gives back alone. Rows are added and never changed.

use contracts::most_alone;
use kernel::limit::{Limit, LimitEntries};

/// What one person gives back alone of a pledge, at most (decision 121).
pub(crate) const REFUND_LIMIT: Limit = Limit {
    action: "refund_limit",
    table: "pledges_refund_limit",
    entries: LimitEntries {
        propose: "refund_limit.propose",
        change: "refund_limit.change",
        decline: "refund_limit.decline",
    },
    unchanged: most_alone,
};
