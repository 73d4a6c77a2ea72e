//! Telling everybody who gave, then everybody who follows: a few at a time, each address once.

use crate::{
    jobs::SendMail,
    notice::{Notice, NoticeKind},
    tables::{contact, follower, mail, mail::NewNotice, news, pledge},
};
use contracts::{CampaignId, PledgeId, UpdateId, UserId};
use kernel::{Command, Context, Job, JobError, Perform, Transaction};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many pledges one transaction looks at.
const AT_ONCE: i64 = 200;

/// Who is still to be written to once those who gave were.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Followers {
    /// Nobody: it is for those who gave.
    #[default]
    Untold,
    /// All who follow, when those who gave are through.
    Later {
        /// The last part of the campaign's address.
        slug: String,
    },
    /// Those after this one.
    After(UserId),
}

/// Writes to those who gave to a campaign, from the pledge after `after` on, and to those who follow it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TellBackers {
    pub(crate) campaign: CampaignId,
    pub(crate) update: UpdateId,
    pub(crate) notice: Notice,
    /// The right side of every `Message-ID`.
    pub(crate) host: String,
    pub(crate) after: Option<PledgeId>,
    #[serde(default)]
    pub(crate) followers: Followers,
}

impl Job for TellBackers {
    const KIND: &'static str = "tell_backers";

    fn dedupe_key(&self) -> Option<String> {
        let after = match self.followers {
            Followers::After(follower) => format!("follower/{follower}"),
            _ => self.after.map(|it| it.to_string()).unwrap_or_default(),
        };
        Some(format!("{}/{after}", self.update))
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
        if let Followers::After(after) = job.followers {
            return self.tell_followers(tx, after).await;
        }
        let pledges = pledge::active_after(tx, job.campaign, job.after, AT_ONCE).await?;
        for id in &pledges {
            self.tell(tx, &contact::of_pledge(*id), true).await?;
        }
        match (pledges.last(), &job.followers) {
            (Some(last), _) => tx.enqueue(&TellBackers { after: Some(*last), ..job.clone() }).await,
            (None, Followers::Later { slug }) => {
                let notice = Notice {
                    notice: NoticeKind::Followed,
                    path: format!("/c/{slug}/updates#{}", job.update),
                    ..job.notice.clone()
                };
                // Nobody has the number that is all zeros.
                let followers = Followers::After(UserId(Uuid::nil()));
                tx.enqueue(&TellBackers { notice, followers, ..job.clone() }).await
            }
            (None, _) => Ok(()),
        }
    }
}

impl Tell {
    async fn tell_followers(&self, tx: &Transaction, after: UserId) -> Result<(), DbErr> {
        let Self(job) = self;
        let followers = follower::after(tx, job.campaign, after, AT_ONCE).await?;
        for it in &followers {
            // Who follows has asked for this campaign's news, whatever they said of those they gave to.
            self.tell(tx, &it.contact, false).await?;
        }
        match followers.last() {
            Some(last) => {
                tx.enqueue(&TellBackers { followers: Followers::After(last.id), ..job.clone() }).await
            }
            None => Ok(()),
        }
    }

    async fn tell(&self, tx: &Transaction, recipient: &str, if_wanted: bool) -> Result<(), DbErr> {
        let Self(job) = self;
        let Some(email) = contact::find(tx, recipient).await?.and_then(|it| it.email) else { return Ok(()) };
        if if_wanted && !news::wanted(tx, &email).await? {
            return Ok(());
        }
        let written = Written {
            recipient,
            email: &email,
            subject_id: &job.update.to_string(),
            notice: &job.notice,
            host: &job.host,
        };
        write_once(tx, &written).await
    }
}

/// A mail for whoever reads what is sent to `email`.
pub(super) struct Written<'a> {
    /// The contact it goes to.
    pub(super) recipient: &'a str,
    pub(super) email: &'a str,
    /// What it is about.
    pub(super) subject_id: &'a str,
    pub(super) notice: &'a Notice,
    /// The right side of its `Message-ID`.
    pub(super) host: &'a str,
}

/// Asks for a mail, unless its address gets the same already, whichever contact it was asked for.
pub(super) async fn write_once(tx: &Transaction, it: &Written<'_>) -> Result<(), DbErr> {
    let Written { recipient, email, subject_id, notice, host } = *it;
    if mail::reached(tx, notice.notice, subject_id, email).await? {
        return Ok(());
    }
    let id = contracts::chance::next_id();
    let message_id = format!("<{id}@{host}>");
    let new = NewNotice { id, recipient, subject_id, notice, message_id: &message_id };
    if mail::insert_notice_once(tx, &new).await? {
        tx.enqueue(&SendMail { mail: id, message_id }).await?;
    }
    Ok(())
}
