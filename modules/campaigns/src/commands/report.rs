use super::{cancel_by_staff::CancelByStaff, intervene::Intervene};
use crate::{
    error::CampaignError,
    lifecycle::{Status, Step},
    tables::{
        campaign::{self, Campaign},
        report::{self, Decided, Report},
    },
};
use contracts::{
    PersonId, ReportId, Timestamp, UserId,
    campaigns::{ReportDecided, ReportOutcome, ReportReceived},
};
use kernel::{Actor, Audit, Command, Transaction, web::Text};
use serde_json::json;

/// How many undecided reports of one campaign are taken: more tell nothing new.
const MOST_OPEN: i64 = 50;

/// Somebody reports a campaign, or a comment on it.
#[derive(Clone, Debug)]
pub(crate) struct ReportCampaign {
    pub(crate) report: Report,
    pub(crate) locale: String,
    /// Where to write about what becomes of it, when they said so.
    pub(crate) email: Option<String>,
}

impl Command for ReportCampaign {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let it = Report { received_at: tx.now, ..self.report.clone() };
        let campaign = campaign::find(tx, it.campaign).await?.ok_or(CampaignError::Unknown)?;
        if report::open_of(tx, it.campaign).await? >= MOST_OPEN || !report::insert(tx, &it).await? {
            return Ok(());
        }
        let said = ReportReceived {
            report: it.id,
            campaign: it.campaign,
            title: campaign.title,
            person: it.person,
            locale: self.locale.clone(),
            received_at: tx.now,
            email: self.email.clone(),
        };
        Ok(tx.send(&said).await?)
    }
}

/// A report by nobody known, of a campaign as its page shows it.
pub(crate) fn fresh(id: ReportId, campaign: contracts::CampaignId, reason: &str, words: &str) -> Report {
    Report {
        id,
        campaign,
        comment: None,
        reason: reason.to_owned(),
        words: words.to_owned(),
        person: PersonId::fresh(),
        received_at: Timestamp(0),
        decided: None,
    }
}

/// A moderator decides on a report; what follows for the campaign happens in the same transaction.
#[derive(Clone, Debug)]
pub(crate) struct DecideReport {
    pub(crate) report: ReportId,
    pub(crate) by: UserId,
    pub(crate) outcome: ReportOutcome,
    pub(crate) to_reporter: String,
    pub(crate) to_creator: String,
}

impl Command for DecideReport {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let it = report::find(tx, self.report).await?.ok_or(CampaignError::Unknown)?;
        let campaign = campaign::find(tx, it.campaign).await?.ok_or(CampaignError::Unknown)?;
        if it.decided.is_some() {
            return Err(CampaignError::Refused(Text::of("refused-report-decided")));
        }
        let (outcome, told) = self.carry_out(tx, &campaign).await?;
        let to_creator = Some(self.to_creator.trim().to_owned()).filter(|it| !it.is_empty());
        let decided = Decided {
            at: tx.now,
            by: self.by,
            outcome,
            to_reporter: self.to_reporter.trim().to_owned(),
            to_creator: to_creator.clone(),
        };
        if !report::decide(tx, it.id, &decided).await? {
            return Err(CampaignError::Refused(Text::of("refused-report-decided")));
        }
        // Not of the campaign: its creator, who reads what is, need not know of a report that nothing came of.
        let entry = Audit::new(Actor::User(self.by), "report.decide", format!("report/{}", it.id));
        tx.audit(entry.to(json!({ "campaign": it.campaign, "outcome": outcome }))).await?;
        let said = ReportDecided {
            report: it.id,
            campaign: it.campaign,
            title: campaign.title,
            slug: campaign.slug,
            creator: campaign.creator,
            outcome,
            to_reporter: decided.to_reporter,
            // A creator whose campaign was stopped just now is told so, and why.
            to_creator: to_creator.filter(|_| !told),
            decided_at: tx.now,
        };
        Ok(tx.send(&said).await?)
    }
}

impl DecideReport {
    /// Does to the campaign what was decided; what it is already it stays. Says what came of it, and whether its creator
    /// hears why by that: where much would go back a second person has to agree, as without a report (decision 092), and
    /// until then it is suspended.
    async fn carry_out(
        &self,
        tx: &Transaction,
        it: &Campaign,
    ) -> Result<(ReportOutcome, bool), CampaignError> {
        let (campaign, by, reason) = (it.id, self.by, self.to_creator.clone());
        match self.outcome {
            ReportOutcome::Suspended if it.status != Status::Suspended => {
                Intervene { campaign, step: Step::Suspend, by, reason }.run(tx).await?;
                Ok((ReportOutcome::Suspended, true))
            }
            ReportOutcome::Cancelled if it.status != Status::Cancelled => {
                let done = CancelByStaff { campaign, by, reason }.run(tx).await?;
                if done {
                    return Ok((ReportOutcome::Cancelled, true));
                }
                Ok((ReportOutcome::Suspended, it.status.after(Step::Suspend).is_some()))
            }
            outcome => Ok((outcome, false)),
        }
    }
}
