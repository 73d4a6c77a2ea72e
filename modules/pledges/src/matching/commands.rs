use super::{
    pool::{Pool, PoolId},
    table,
};
use contracts::UserId;
use kernel::{Actor, Audit, Command, Transaction};
use sea_orm::DbErr;
use serde_json::json;

/// A sponsor promises to add to gifts. The same promise written down again changes nothing.
#[derive(Clone, Debug)]
pub(crate) struct OpenPool {
    pub(crate) pool: Pool,
}

impl Command for OpenPool {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Pool { id, campaign, terms, created_by, .. } = &self.pool;
        if !table::insert(tx, &self.pool).await? {
            return Ok(());
        }
        // Not the sponsor, who may be a person.
        let terms = json!({
            "campaign": campaign, "currency": terms.currency, "percent": terms.percent, "cap": terms.cap,
            "per_gift": terms.per_gift, "per_donor": terms.per_donor, "closes_at": terms.closes_at,
        });
        tx.audit(Audit::new(Actor::User(*created_by), "match_pool.open", subject(*id)).to(terms)).await
    }
}

/// Ends a pool early. What it added stays added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EndPool {
    pub(crate) pool: PoolId,
    pub(crate) by: UserId,
}

impl Command for EndPool {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        if table::set_window_end(tx, self.pool, tx.now).await? {
            tx.audit(Audit::new(Actor::User(self.by), "match_pool.end", subject(self.pool))).await?;
        }
        Ok(())
    }
}

fn subject(pool: PoolId) -> String {
    format!("match_pool/{pool}")
}
