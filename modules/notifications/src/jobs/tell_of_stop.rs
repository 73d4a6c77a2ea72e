//! Telling everybody whose gift counts that its campaign was stopped for now.

use super::{tell_backers::Herald, tell_givers::Told};
use crate::{
    notice::{Kept, Notice, NoticeKind},
    tables::pledge::Pledged,
};
use contracts::{CampaignId, PledgeId, Timestamp};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// Writes to those whose gifts to a campaign count, from the pledge after `after` on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TellOfStop {
    pub(crate) campaign: CampaignId,
    pub(crate) title: String,
    /// Why it was stopped, as everybody may read it.
    pub(crate) reason: String,
    pub(crate) suspended_at: Timestamp,
    /// The right side of every `Message-ID`.
    pub(crate) host: String,
    pub(crate) after: Option<PledgeId>,
}

impl TellOfStop {
    /// What the mails are about: a campaign may be stopped again.
    fn subject_id(&self) -> String {
        format!("{}@{}", self.campaign, self.suspended_at.0)
    }

    /// What the donor of `pledge` is told: whether money moved, and what comes next.
    fn notice(&self, pledge: PledgeId, pledged: &Pledged) -> Notice {
        let money = if pledged.charged { "notice-gift-charged" } else { "notice-gift-saved" };
        Notice {
            notice: NoticeKind::GiftSuspended,
            title: self.title.clone(),
            words: Some(self.reason.clone()),
            heading: None,
            said: [money, "notice-gift-next", "notice-gift-why"].map(Kept::of).to_vec(),
            path: format!("/p/{pledge}"),
            at: self.suspended_at,
        }
    }
}

impl Job for TellOfStop {
    const KIND: &'static str = "tell_of_stop";

    fn dedupe_key(&self) -> Option<String> {
        let after = self.after.map(|it| it.to_string()).unwrap_or_default();
        Some(format!("stop/{}/{after}", self.subject_id()))
    }
}

impl Perform<TellOfStop> for Herald {
    async fn perform(&self, ctx: &Context, job: TellOfStop) -> Result<(), JobError> {
        Ok(ctx.run(Tell(job)).await?)
    }
}

struct Tell(TellOfStop);

impl Command for Tell {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Self(job) = self;
        let told = Told { campaign: job.campaign, subject_id: &job.subject_id(), host: &job.host };
        match told.tell_some(tx, job.after, |id, pledged| job.notice(id, pledged)).await? {
            Some(last) => tx.enqueue(&TellOfStop { after: Some(last), ..job.clone() }).await,
            None => Ok(()),
        }
    }
}
