//! What must hold of this module's tables at any time.

use crate::tables::gift_hour;
use kernel::check::Check;

pub(crate) fn all() -> Vec<Check> {
    vec![Check {
        name: "no hour has fewer than no gifts, or money without a gift",
        run: |ctx| Box::pin(async move { Ok(gift_hour::impossible(ctx.db.read()).await?) }),
    }]
}
