use crate::tables::session;
use contracts::UserId;
use kernel::{Actor, Audit, Command, Transaction};
use sea_orm::DbErr;
use serde_json::json;
use uuid::Uuid;

/// Which sessions of a person to end.
pub(crate) enum Which {
    /// The one with this handle.
    One(Uuid),
    /// All but the one with this handle.
    AllBut(Option<Uuid>),
}

/// Signs somebody out elsewhere. Says how many places that were.
pub(crate) struct EndSessions {
    pub(crate) user: UserId,
    pub(crate) which: Which,
}

impl Command for EndSessions {
    type Output = u64;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<u64, DbErr> {
        let ended = match self.which {
            Which::One(handle) => u64::from(session::end(tx, self.user, handle).await?),
            Which::AllBut(here) => session::end_all(tx, self.user, here).await?,
        };
        if ended > 0 {
            let entry = Audit::new(Actor::User(self.user), "session.end", format!("user/{}", self.user));
            tx.audit(entry.to(json!({ "ended": ended }))).await?;
        }
        Ok(ended)
    }
}
