//! One admin proposes another limit, another agrees to exactly that.

use super::Limit;
use crate::{
    Actor, Audit, Command, Transaction,
    proposal::{FourEyesError, Proposal, Proposed},
};
use contracts::{Money, UserId};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What the second admin agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NewLimit {
    /// Up to which sum one person would do it alone.
    pub(super) limit: Money,
    /// What that was when it was proposed.
    pub(super) before: Money,
    /// Why, in the words of whoever proposed it.
    pub(super) reason: String,
}

/// Why a limit stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    /// It is no other one.
    #[error("That is the limit already.")]
    Same,
    /// A second admin is needed, or was there already.
    #[error(transparent)]
    FourEyes(#[from] FourEyesError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// An admin proposes a limit. The same one sent twice is one.
#[derive(Clone, Debug)]
pub struct ProposeLimit {
    /// Which.
    pub of: Limit,
    /// The new one, in its currency.
    pub limit: Money,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: UserId,
}

impl Command for ProposeLimit {
    type Output = ();
    type Error = LimitError;

    async fn run(&self, tx: &Transaction) -> Result<(), LimitError> {
        let (of, limit) = (self.of, self.limit);
        let before = of.in_force(tx, limit.currency).await?;
        if limit == before {
            return Err(LimitError::Same);
        }
        let (subject, new) = (limit.currency.code(), NewLimit { limit, before, reason: self.reason.clone() });
        let payload = serde_json::to_string(&new).map_err(FourEyesError::from)?;
        let open = Proposal::open(tx, tx.module(), of.action, tx.now).await?;
        if open.iter().any(|it| it.subject == subject && it.payload == payload && it.proposer == self.by) {
            return Ok(());
        }
        let proposed =
            Proposed { action: of.action, subject, payload: &new, proposer: self.by, beneficiary: None };
        proposed.make(tx).await?;
        Ok(tx.audit(entry(&of, &new, of.entries.propose, self.by)).await?)
    }
}

/// A second admin agrees to a limit, which counts from then on, or somebody says no.
#[derive(Clone, Debug)]
pub struct AnswerLimit {
    /// Which.
    pub of: Limit,
    /// What was proposed.
    pub proposal: Uuid,
    /// Who.
    pub by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub agreed_to: Option<String>,
}

impl Command for AnswerLimit {
    type Output = ();
    type Error = LimitError;

    async fn run(&self, tx: &Transaction) -> Result<(), LimitError> {
        let (of, proposal) = (self.of, (self.of.action, self.proposal));
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, proposal, self.by, "").await?;
            let subject = format!("{}/{}", of.action, declined.subject);
            return Ok(tx.audit(Audit::new(Actor::User(self.by), of.entries.decline, subject)).await?);
        };
        let (proposal, new) = Proposal::approve::<NewLimit>(tx, proposal, self.by, seen).await?;
        of.set(tx, &new, [proposal.proposer, self.by]).await?;
        Ok(tx.audit(entry(&of, &new, of.entries.change, self.by)).await?)
    }
}

fn entry(of: &Limit, new: &NewLimit, action: &'static str, by: UserId) -> Audit {
    let subject = format!("{}/{}", of.action, new.limit.currency.code());
    let entry = Audit::new(Actor::User(by), action, subject).because(&new.reason);
    entry.from(json!({ "limit": new.before })).to(json!({ "limit": new.limit }))
}
