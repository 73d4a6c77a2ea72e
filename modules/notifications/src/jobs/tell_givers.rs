//! Telling everybody whose gift counts the same: a few at a time, each address once.

use super::tell_backers::{Written, write_once};
use crate::{
    notice::Notice,
    tables::{contact, pledge, pledge::Pledged},
};
use contracts::{CampaignId, PledgeId};
use kernel::Transaction;
use sea_orm::DbErr;

/// How many pledges one transaction looks at.
const AT_ONCE: i64 = 200;

/// What is told to those whose gifts to a campaign count.
pub(super) struct Told<'a> {
    pub(super) campaign: CampaignId,
    /// What the mails are about: each address gets one.
    pub(super) subject_id: &'a str,
    /// The right side of every `Message-ID`.
    pub(super) host: &'a str,
}

impl Told<'_> {
    /// Writes to some of them, from the pledge after `after` on; `notice` says what the donor of a pledge is told. Gives
    /// the last pledge that was looked at; nothing once there is none.
    pub(super) async fn tell_some<F>(
        &self,
        tx: &Transaction,
        after: Option<PledgeId>,
        notice: F,
    ) -> Result<Option<PledgeId>, DbErr>
    where
        F: Fn(PledgeId, &Pledged) -> Notice + Send + Sync,
    {
        let pledges = pledge::active_after(tx, self.campaign, after, AT_ONCE).await?;
        for id in &pledges {
            let recipient = contact::of_pledge(*id);
            let Some(email) = contact::find(tx, &recipient).await?.and_then(|it| it.email) else { continue };
            let Some(pledged) = pledge::find(tx, *id).await? else { continue };
            let told = notice(*id, &pledged);
            let written = Written {
                recipient: &recipient,
                email: &email,
                subject_id: self.subject_id,
                notice: &told,
                host: self.host,
            };
            write_once(tx, &written).await?;
        }
        Ok(pledges.last().copied())
    }
}
