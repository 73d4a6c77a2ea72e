//! What pledges says of pages and cards, told to whoever pays with them.

use super::Mails;
use crate::{
    notice::{Notice, NoticeKind},
    tables::{contact, pledge},
};
use contracts::{
    PledgeId, Timestamp,
    pledges::{CardExpires, PageReady},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails that cards and pages give rise to.
pub(super) fn cards(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_cards").on::<PageReady>(mails.clone()).on::<CardExpires>(mails).build()
}

/// One fact about how a gift is paid.
struct News {
    pledge: PledgeId,
    kind: NoticeKind,
    words: String,
    path: String,
    at: Timestamp,
}

impl Mails {
    async fn to_payer(&self, tx: &Transaction, it: News) -> Result<(), HandleError> {
        let pledged = pledge::find(tx, it.pledge).await?;
        // Pledges says so before; a mail about a gift of nobody knows where would go nowhere.
        let Some(pledged) = pledged else {
            return Err(HandleError::Retry(anyhow::anyhow!("{} is not known yet", it.pledge)));
        };
        let notice = Notice {
            notice: it.kind,
            title: pledged.campaign,
            words: Some(it.words),
            heading: None,
            path: it.path,
            at: it.at,
        };
        let subject_id = format!("{}@{}", it.pledge, it.at.0);
        Ok(self.ask_about(tx, &contact::of_pledge(it.pledge), &subject_id, &notice).await?)
    }
}

fn moment(at: Timestamp) -> String {
    let at = at.to_utc();
    format!("{} {} {}, {:02}:{:02} UTC", at.day(), at.month(), at.year(), at.hour(), at.minute())
}

impl React<PageReady> for Mails {
    async fn react(&self, tx: &Transaction, it: PageReady) -> Result<(), HandleError> {
        let (sum, until) = (it.gift.total().format_exact("en"), moment(it.kept_until));
        let words = format!(
            "{sum} is kept for you until {until}. If you do not pay by then, it ends and nothing is charged."
        );
        let (path, at) = (format!("/p/{}/pay", it.pledge), it.opened_at);
        self.to_payer(tx, News { pledge: it.pledge, kind: NoticeKind::PageReady, words, path, at }).await
    }
}

impl React<CardExpires> for Mails {
    async fn react(&self, tx: &Transaction, it: CardExpires) -> Result<(), HandleError> {
        let last = moment(it.valid_until);
        let (words, path) = match it.plan {
            Some(plan) => (
                format!(
                    "Your gifts are charged to a card that is good until {last}. So that they go on, choose another card on \
                     the page behind this link; there you can also stop them."
                ),
                format!("/plans/{plan}"),
            ),
            None => (
                format!(
                    "Your pledge is charged to a card that is good until {last}, after the campaign's last day. Choose another \
                     card on the page behind this link, or your pledge may be lost to the campaign."
                ),
                format!("/p/{}", it.pledge),
            ),
        };
        self.to_payer(
            tx,
            News { pledge: it.first, kind: NoticeKind::CardExpires, words, path, at: it.told_at },
        )
        .await
    }
}
