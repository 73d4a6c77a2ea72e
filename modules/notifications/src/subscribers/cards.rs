//! What pledges says of pages and cards, told to whoever pays with them.

use super::{Mails, News};
use crate::notice::NoticeKind;
use contracts::{
    Timestamp,
    pledges::{CardExpires, PageReady},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails that cards and pages give rise to.
pub(super) fn cards(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_cards").on::<PageReady>(mails.clone()).on::<CardExpires>(mails).build()
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
        let (pledge, about, kind) = (it.pledge, it.pledge.0, NoticeKind::PageReady);
        self.tell_donor(tx, News { pledge, about, kind, heading: None, words, path, at }).await
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
        let (pledge, about, kind, at) = (it.first, it.first.0, NoticeKind::CardExpires, it.told_at);
        self.tell_donor(tx, News { pledge, about, kind, heading: None, words, path, at }).await
    }
}
