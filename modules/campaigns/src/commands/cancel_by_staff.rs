//! Whoever works here cancels a campaign, and where much would go back a second person agrees (security SEC-20,
//! decision 092).

use super::intervene::Intervene;
use crate::{
    error::CampaignError,
    lifecycle::{Status, Step},
    tables::{
        campaign::{self, Campaign},
        cancel_limit::CANCEL_LIMIT,
        total,
    },
    transition::StepRefused,
};
use contracts::{CampaignId, Money, UserId, campaigns::FundingModel};
use kernel::{
    Actor, Audit, Command, Transaction,
    db::Sql,
    proposal::{Proposal, Proposed},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What it is proposed as.
pub(crate) const CANCEL: &str = "cancel_campaign";

/// What the second person agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cancellation {
    pub(crate) campaign: CampaignId,
    /// What would go back, when it was proposed.
    pub(crate) sum: Money,
    /// Why, as everybody will read it.
    pub(crate) reason: String,
}

/// What goes back to those who gave when `it` is cancelled: nothing while cards are only saved, for a promise that is
/// let go moves no money. Once a campaign was funded its cards are being charged, so all of it counts.
async fn goes_back(db: &impl Sql, it: &Campaign) -> Result<Money, DbErr> {
    let before_the_end = matches!(it.status, Status::Live | Status::Suspended | Status::Closing);
    if it.model == FundingModel::AllOrNothing && before_the_end {
        return Ok(Money::zero(it.goal.currency));
    }
    Ok(total::of(db, it.id, it.goal.currency).await?.raised)
}

/// Somebody who works here cancels a campaign. Where no more goes back than one person may decide alone it is done at once;
/// otherwise it is proposed, and nobody gives to it meanwhile. Whether it was done is what comes of it.
#[derive(Clone, Debug)]
pub(crate) struct CancelByStaff {
    pub(crate) campaign: CampaignId,
    pub(crate) by: UserId,
    /// Why, as everybody may read it.
    pub(crate) reason: String,
}

impl Command for CancelByStaff {
    type Output = bool;
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<bool, CampaignError> {
        if let Some(it) = campaign::find(tx, self.campaign).await? {
            let sum = goes_back(tx, &it).await?;
            if sum.minor > CANCEL_LIMIT.in_force(tx, sum.currency).await?.minor {
                return self.propose(tx, &it, sum).await.map(|()| false);
            }
        }
        self.step(Step::Cancel).run(tx).await.map(|()| true)
    }
}

impl CancelByStaff {
    async fn propose(&self, tx: &Transaction, it: &Campaign, sum: Money) -> Result<(), CampaignError> {
        let reason = self.reason.trim();
        if reason.is_empty() {
            return Err(StepRefused::NoReason.into());
        }
        // Nothing is proposed that could not be done. Whether it still can is asked again when it is agreed to.
        if it.status.after(Step::Cancel).is_none() {
            return Err(StepRefused::NotFrom(it.status).into());
        }
        let (payload, subject) =
            (Cancellation { campaign: it.id, sum, reason: reason.to_owned() }, it.id.to_string());
        let proposed = Proposed {
            action: CANCEL,
            subject: &subject,
            payload: &payload,
            proposer: self.by,
            beneficiary: None,
        };
        proposed.make(tx).await?;
        let entry =
            Audit::new(Actor::User(self.by), "campaign.cancel.propose", format!("campaign/{subject}"));
        tx.audit(entry.because(reason).to(json!({ "sum": sum }))).await?;
        if it.status.after(Step::Suspend).is_some() {
            self.step(Step::Suspend).run(tx).await?;
        }
        Ok(())
    }

    fn step(&self, step: Step) -> Intervene {
        Intervene { campaign: self.campaign, step, by: self.by, reason: self.reason.clone() }
    }
}

/// Somebody who answers for money agrees to cancel a campaign, which is done in the same transaction in the name of
/// whoever proposed it; or somebody says no, as whoever proposed it may too.
#[derive(Clone, Debug)]
pub(crate) struct AnswerCancellation {
    pub(crate) proposal: Uuid,
    pub(crate) by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub(crate) agreed_to: Option<String>,
}

impl Command for AnswerCancellation {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let by = Actor::User(self.by);
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, (CANCEL, self.proposal), self.by, "").await?;
            let subject = format!("campaign/{}", declined.subject);
            return Ok(tx.audit(Audit::new(by, "campaign.cancel.decline", subject)).await?);
        };
        let (proposal, it) =
            Proposal::approve::<Cancellation>(tx, (CANCEL, self.proposal), self.by, seen).await?;
        let entry = Audit::new(by, "campaign.cancel.agree", format!("campaign/{}", it.campaign));
        tx.audit(entry.to(json!({ "sum": it.sum }))).await?;
        let Cancellation { campaign, reason, .. } = it;
        Intervene { campaign, step: Step::Cancel, by: proposal.proposer, reason }.run(tx).await
    }
}
