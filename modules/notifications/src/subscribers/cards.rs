//! What pledges says of pages and cards, told to whoever pays with them.

use super::{Mails, News};
use crate::notice::{Kept, NoticeKind};
use contracts::pledges::{CardExpires, DebitFailed, PageReady};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails that cards and pages give rise to.
pub(super) fn cards(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_cards")
        .on::<PageReady>(mails.clone())
        .on::<CardExpires>(mails.clone())
        .on::<DebitFailed>(mails)
        .build()
}

impl React<PageReady> for Mails {
    async fn react(&self, tx: &Transaction, it: PageReady) -> Result<(), HandleError> {
        let said = Kept::of("notice-page-kept").sum("sum", it.gift.total()).moment("until", it.kept_until);
        let (path, at) = (format!("/p/{}/pay", it.pledge), it.opened_at);
        let (pledge, about, kind) = (it.pledge, it.pledge.0, NoticeKind::PageReady);
        self.tell_donor(tx, News { pledge, about, kind, said: vec![said], path, at }).await
    }
}

impl React<DebitFailed> for Mails {
    async fn react(&self, tx: &Transaction, it: DebitFailed) -> Result<(), HandleError> {
        let key = if it.refused { "notice-debit-refused" } else { "notice-debit-late" };
        let said = vec![Kept::of(key).sum("sum", it.gift.total())];
        let (path, at) = (format!("/p/{}", it.pledge), it.failed_at);
        let (pledge, about, kind) = (it.pledge, it.pledge.0, NoticeKind::DebitFailed);
        self.tell_donor(tx, News { pledge, about, kind, said, path, at }).await
    }
}

impl React<CardExpires> for Mails {
    async fn react(&self, tx: &Transaction, it: CardExpires) -> Result<(), HandleError> {
        let (key, path) = match it.plan {
            Some(plan) => ("notice-card-plan", format!("/plans/{plan}")),
            None => ("notice-card-pledge", format!("/p/{}", it.pledge)),
        };
        let said = vec![Kept::of(key).moment("last", it.valid_until)];
        let (pledge, about, kind, at) = (it.first, it.first.0, NoticeKind::CardExpires, it.told_at);
        self.tell_donor(tx, News { pledge, about, kind, said, path, at }).await
    }
}
