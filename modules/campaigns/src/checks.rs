//! What must hold of this module's tables at any time.

use crate::tables;
use kernel::check::Check;

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check {
            name: "every campaign's total is what its givers gave, and never below zero",
            run: |ctx| Box::pin(async move { Ok(tables::total::wrong(ctx.db.read()).await?) }),
        },
        Check {
            name: "every campaign's progress is told from its total, once both have heard the same",
            run: |ctx| Box::pin(async move { Ok(tables::progress::wrong(ctx.db.read()).await?) }),
        },
    ]
}
