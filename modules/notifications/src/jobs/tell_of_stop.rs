//! Telling everybody whose gift counts that its campaign was stopped for now: a few at a time, each address once.

use super::tell_backers::{Herald, Written, write_once};
use crate::{
    notice::{Kept, Notice, NoticeKind},
    tables::{contact, pledge, pledge::Pledged},
};
use contracts::{CampaignId, PledgeId, Timestamp};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// How many pledges one transaction looks at.
const AT_ONCE: i64 = 200;

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
        let pledges = pledge::active_after(tx, job.campaign, job.after, AT_ONCE).await?;
        for id in &pledges {
            self.tell(tx, *id).await?;
        }
        match pledges.last() {
            Some(last) => tx.enqueue(&TellOfStop { after: Some(*last), ..job.clone() }).await,
            None => Ok(()),
        }
    }
}

impl Tell {
    async fn tell(&self, tx: &Transaction, id: PledgeId) -> Result<(), DbErr> {
        let Self(job) = self;
        let recipient = contact::of_pledge(id);
        let Some(email) = contact::find(tx, &recipient).await?.and_then(|it| it.email) else { return Ok(()) };
        let Some(pledged) = pledge::find(tx, id).await? else { return Ok(()) };
        let written = Written {
            recipient: &recipient,
            email: &email,
            subject_id: &job.subject_id(),
            notice: &job.notice(id, &pledged),
            host: &job.host,
        };
        write_once(tx, &written).await
    }
}
