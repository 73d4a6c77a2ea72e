//! Taking a step: the one place where a campaign's status changes, and its record.

use crate::{
    lifecycle::{Status, Step},
    tables::{campaign, draft, transition},
};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::{
    Transaction,
    audit::{Actor, Audit},
    db::Sql,
};
use sea_orm::DbErr;
use serde_json::json;

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepRefused {
    #[error("There is no such campaign.")]
    Unknown,
    #[error("This cannot be done with a campaign that is {}.", .0.name())]
    NotFrom(Status),
    #[error("Write why. Both sides read it.")]
    NoReason,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A step to be taken.
#[derive(Clone, Debug)]
pub(crate) struct Taken<'a> {
    pub(crate) campaign: CampaignId,
    pub(crate) step: Step,
    /// Who takes it; `None` for the clock.
    pub(crate) by: Option<UserId>,
    /// Why, where the step needs a reason.
    pub(crate) reason: &'a str,
    pub(crate) at: Timestamp,
}

/// Where a campaign stands, published or not.
pub(crate) async fn status_of(tx: &Transaction, campaign: CampaignId) -> Result<Option<Status>, DbErr> {
    if let Some(status) = campaign::status(tx, campaign).await? {
        return Ok(Some(status));
    }
    draft::status(tx, campaign).await
}

/// Where a published campaign stands whose status is `status`, and one that is suspended stood before.
pub(crate) async fn stood(db: &impl Sql, campaign: CampaignId, status: Status) -> Result<Status, DbErr> {
    if status != Status::Suspended {
        return Ok(status);
    }
    Ok(transition::suspended_from(db, campaign).await?.unwrap_or(Status::Live).restored())
}

/// Takes a step: changes the status, unless somebody was faster, and writes down who, when and why. Whoever
/// calls says what follows from it in the same transaction.
///
/// # Errors
/// When there is no such campaign, it stands where the step cannot be taken, or the reason is missing. Then
/// nothing changed.
pub(crate) async fn take(tx: &Transaction, it: &Taken<'_>) -> Result<Status, StepRefused> {
    if it.step.needs_reason() && it.reason.trim().is_empty() {
        return Err(StepRefused::NoReason);
    }
    let from = status_of(tx, it.campaign).await?.ok_or(StepRefused::Unknown)?;
    let mut to = from.after(it.step).ok_or(StepRefused::NotFrom(from))?;
    if it.step == Step::Restore {
        to = stood(tx, it.campaign, from).await?;
    }
    let moved = if campaign::status(tx, it.campaign).await?.is_some() {
        campaign::set_status(tx, it.campaign, from, to).await?
    } else {
        draft::set_status(tx, it.campaign, from, to).await?
    };
    if !moved {
        // Somebody took another step between our look and our change.
        let now = status_of(tx, it.campaign).await?.ok_or(StepRefused::Unknown)?;
        return Err(StepRefused::NotFrom(now));
    }
    transition::insert(tx, it, from, to).await?;
    let by = it.by.map_or(Actor::Rule("calendar"), Actor::User);
    let entry = Audit::new(by, it.step.deed(), format!("campaign/{}", it.campaign));
    let entry = entry.from(json!({ "status": from.name() })).to(json!({ "status": to.name() }));
    let reason = it.reason.trim();
    tx.audit(if reason.is_empty() { entry } else { entry.because(reason) }).await?;
    Ok(to)
}

/// The text that says a status.
pub(crate) fn words(status: Status) -> &'static str {
    match status {
        Status::Draft => "stage-draft",
        Status::InReview => "stage-in-review",
        Status::ChangesRequested => "stage-changes-requested",
        Status::Approved => "stage-approved",
        Status::Rejected => "stage-rejected",
        Status::Scheduled => "stage-scheduled",
        Status::Live => "stage-live",
        Status::Closing => "stage-closing",
        Status::Funded => "stage-funded",
        Status::Failed => "stage-failed",
        Status::Closed => "stage-closed",
        Status::Suspended => "stage-suspended",
        Status::Cancelled => "stage-cancelled",
    }
}
