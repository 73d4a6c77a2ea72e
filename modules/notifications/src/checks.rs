//! What must hold of this module's tables at any time.

use crate::tables::{account_mail, audit_root, mail};
use kernel::check::Check;

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check {
            name: "a letter about an account that is settled tells of nobody",
            run: |ctx| Box::pin(async move { Ok(account_mail::talkative(ctx.db.read()).await?) }),
        },
        Check {
            name: "every active pledge was told so once: by a receipt, or by a card that was saved and a receipt when it is charged",
            run: |ctx| Box::pin(async move { Ok(mail::without_word_of_it(ctx.db.read()).await?) }),
        },
        Check {
            name: "nobody is told the same thing twice",
            run: |ctx| Box::pin(async move { Ok(mail::doubled(ctx.db.read()).await?) }),
        },
        Check {
            name: "every mail that waits has a job that will send it",
            run: |ctx| Box::pin(async move { Ok(mail::stranded(ctx.db.read()).await?) }),
        },
        Check {
            name: "every signed root that waits to be mailed has a job that will send it",
            run: |ctx| Box::pin(async move { Ok(audit_root::stranded(ctx.db.read()).await?) }),
        },
    ]
}
