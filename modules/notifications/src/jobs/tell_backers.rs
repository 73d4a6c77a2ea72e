//! Telling everybody who gave: a few at a time, each address once.

use crate::{
    jobs::SendMail,
    notice::Notice,
    tables::{contact, mail, mail::NewNotice, news, pledge},
};
use contracts::{CampaignId, PledgeId, UpdateId};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many pledges one transaction looks at.
const AT_ONCE: i64 = 200;

/// Writes to those who gave to a campaign, from the pledge after `after` on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TellBackers {
    pub(crate) campaign: CampaignId,
    pub(crate) update: UpdateId,
    pub(crate) notice: Notice,
    /// The right side of every `Message-ID`.
    pub(crate) host: String,
    pub(crate) after: Option<PledgeId>,
}

impl Job for TellBackers {
    const KIND: &'static str = "tell_backers";

    fn dedupe_key(&self) -> Option<String> {
        Some(format!("{}/{}", self.update, self.after.map(|it| it.to_string()).unwrap_or_default()))
    }
}

/// Does it.
pub(crate) struct Herald;

impl Perform<TellBackers> for Herald {
    async fn perform(&self, ctx: &Context, job: TellBackers) -> Result<(), JobError> {
        Ok(ctx.run(Tell(job)).await?)
    }
}

struct Tell(TellBackers);

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
            Some(last) => tx.enqueue(&TellBackers { after: Some(*last), ..job.clone() }).await,
            None => Ok(()),
        }
    }
}

impl Tell {
    async fn tell(&self, tx: &Transaction, pledge: PledgeId) -> Result<(), DbErr> {
        let Self(job) = self;
        let recipient = contact::of_pledge(pledge);
        let Some(email) = contact::find(tx, &recipient).await?.and_then(|it| it.email) else { return Ok(()) };
        if !news::wanted(tx, &email).await? {
            return Ok(());
        }
        let subject_id = job.update.to_string();
        if mail::reached(tx, job.notice.notice, &subject_id, &email).await? {
            return Ok(());
        }
        let id = Uuid::now_v7();
        let message_id = format!("<{id}@{}>", job.host);
        let new = NewNotice {
            id,
            recipient: &recipient,
            subject_id: &subject_id,
            notice: &job.notice,
            message_id: &message_id,
        };
        if mail::insert_notice_once(tx, &new).await? {
            tx.enqueue(&SendMail { mail: id, message_id }).await?;
        }
        Ok(())
    }
}
