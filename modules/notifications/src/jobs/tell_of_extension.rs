//! Telling everybody whose gift counts that its campaign ends later than was said.

use super::{tell_backers::Herald, tell_givers::Told};
use crate::{
    notice::{Kept, Notice, NoticeKind},
    tables::pledge::Pledged,
};
use contracts::{PledgeId, campaigns::DeadlineExtended};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

/// Writes to those whose gifts to a campaign count, from the pledge after `after` on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TellOfExtension {
    /// Nobody's secret: everybody reads it on the campaign's page.
    pub(crate) said: DeadlineExtended,
    /// The right side of every `Message-ID`.
    pub(crate) host: String,
    pub(crate) after: Option<PledgeId>,
}

impl TellOfExtension {
    /// What the mails are about.
    fn subject_id(&self) -> String {
        format!("{}@{}", self.said.campaign, self.said.extended_at.0)
    }

    /// What the donor of `pledge` is told: until when, and when money moves.
    fn notice(&self, pledge: PledgeId, pledged: &Pledged) -> Notice {
        let money = if pledged.charged { "notice-extended-charged" } else { "notice-extended-saved" };
        Notice {
            notice: NoticeKind::GiftExtended,
            title: self.said.title.clone(),
            words: Some(self.said.reason.clone()),
            heading: None,
            said: vec![until(&self.said), Kept::of(money), Kept::of("notice-extended-why")],
            path: format!("/p/{pledge}"),
            at: self.said.extended_at,
        }
    }
}

/// When it was to end, and when it ends, on the clocks of the campaign.
pub(crate) fn until(said: &DeadlineExtended) -> Kept {
    let text = Kept::of("notice-extended-until");
    text.moment("before", said.before).moment("until", said.deadline_at).there(Some(&said.zone))
}

impl Job for TellOfExtension {
    const KIND: &'static str = "tell_of_extension";

    fn dedupe_key(&self) -> Option<String> {
        let after = self.after.map(|it| it.to_string()).unwrap_or_default();
        Some(format!("extension/{}/{after}", self.subject_id()))
    }
}

impl Perform<TellOfExtension> for Herald {
    async fn perform(&self, ctx: &Context, job: TellOfExtension) -> Result<(), JobError> {
        Ok(ctx.run(Tell(job)).await?)
    }
}

struct Tell(TellOfExtension);

impl Command for Tell {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let Self(job) = self;
        let told = Told { campaign: job.said.campaign, subject_id: &job.subject_id(), host: &job.host };
        match told.tell_some(tx, job.after, |id, pledged| job.notice(id, pledged)).await? {
            Some(last) => tx.enqueue(&TellOfExtension { after: Some(last), ..job.clone() }).await,
            None => Ok(()),
        }
    }
}
