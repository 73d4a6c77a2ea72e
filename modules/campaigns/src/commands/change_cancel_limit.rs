//! One admin proposes another limit for cancelling, another agrees to exactly that (security SEC-20, decision 121).

use crate::{error::CampaignError, tables::cancel_limit};
use contracts::{Money, UserId};
use kernel::{
    Actor, Audit, Command, Transaction,
    proposal::{FourEyesError, Proposal, Proposed},
    web::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What a limit is proposed as.
pub(crate) const LIMIT: &str = "cancel_limit";

/// What the second admin agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewLimit {
    /// What may go back, at most, when one person cancels a campaign.
    pub(crate) limit: Money,
    /// What that was when it was proposed.
    pub(crate) before: Money,
    /// Why, in the words of whoever proposed it.
    pub(crate) reason: String,
}

/// An admin proposes a limit. The same one sent twice is one.
#[derive(Clone, Debug)]
pub(crate) struct ProposeLimit {
    pub(crate) limit: Money,
    pub(crate) reason: String,
    pub(crate) by: UserId,
}

impl Command for ProposeLimit {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let limit = self.limit;
        let before = cancel_limit::in_force(tx, limit.currency).await?;
        if limit == before {
            return Err(CampaignError::Refused(Text::of("cancellations-limit-same")));
        }
        let (subject, new) = (limit.currency.code(), NewLimit { limit, before, reason: self.reason.clone() });
        let payload = serde_json::to_string(&new).map_err(FourEyesError::from)?;
        let open = Proposal::open(tx, tx.module(), LIMIT, tx.now).await?;
        if open.iter().any(|it| it.subject == subject && it.payload == payload && it.proposer == self.by) {
            return Ok(());
        }
        let proposed =
            Proposed { action: LIMIT, subject, payload: &new, proposer: self.by, beneficiary: None };
        proposed.make(tx).await?;
        Ok(tx.audit(entry(&new, "cancel_limit.propose", self.by)).await?)
    }
}

/// A second admin agrees to a limit, which counts from then on, or says no.
#[derive(Clone, Debug)]
pub(crate) struct AnswerLimit {
    pub(crate) proposal: Uuid,
    pub(crate) by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub(crate) agreed_to: Option<String>,
}

impl Command for AnswerLimit {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, (LIMIT, self.proposal), self.by, "").await?;
            let subject = format!("cancel_limit/{}", declined.subject);
            return Ok(tx.audit(Audit::new(Actor::User(self.by), "cancel_limit.decline", subject)).await?);
        };
        let (proposal, new) =
            Proposal::approve::<NewLimit>(tx, (LIMIT, self.proposal), self.by, seen).await?;
        cancel_limit::set(tx, new.limit, &new.reason, [proposal.proposer, self.by]).await?;
        Ok(tx.audit(entry(&new, "cancel_limit.change", self.by)).await?)
    }
}

fn entry(new: &NewLimit, action: &'static str, by: UserId) -> Audit {
    let subject = format!("cancel_limit/{}", new.limit.currency.code());
    let entry = Audit::new(Actor::User(by), action, subject).because(&new.reason);
    entry.from(json!({ "limit": new.before })).to(json!({ "limit": new.limit }))
}
