//! `campaigns_cancel_limit`: up to which sum one person who works here cancels a campaign alone. Rows are added and never
//! changed.

use contracts::most_alone;
use kernel::limit::{Limit, LimitEntries};

/// What may go back, at most, when one person cancels a campaign (decision 121).
pub(crate) const CANCEL_LIMIT: Limit = Limit {
    action: "cancel_limit",
    table: "campaigns_cancel_limit",
    entries: LimitEntries {
        propose: "cancel_limit.propose",
        change: "cancel_limit.change",
        decline: "cancel_limit.decline",
    },
    unchanged: most_alone,
};
