//! Gifts that wait to be confirmed, told to whoever reads mail at the address that was written.

use super::Mails;
use crate::{
    notice::{Kept, Notice, NoticeKind},
    tables::{
        contact::{self, Contact},
        zone,
    },
};
use contracts::pledges::ConfirmationDue;
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails with a link that confirms a gift.
pub(super) fn confirmations(host: Arc<str>) -> Subscription {
    Reactor::named("write_confirmations").on::<ConfirmationDue>(Mails { host }).build()
}

impl React<ConfirmationDue> for Mails {
    async fn react(&self, tx: &Transaction, it: ConfirmationDue) -> Result<(), HandleError> {
        // The key that sealed them is destroyed when the link has ended.
        let (Some(email), Some(path)) = (it.email, it.link) else { return Ok(()) };
        if it.link_until < tx.now {
            return Ok(());
        }
        let key = format!("confirmation/{}", it.person);
        // Without the name: it was typed by whoever typed the address, and would be words of a stranger in our mail.
        let contact = Contact { name: None, email: Some(email), locale: it.locale };
        contact::keep(tx, key.clone(), it.person, contact, it.due_at).await?;
        let zone = zone::of(tx, it.campaign).await?;
        let notice = Notice {
            notice: NoticeKind::ConfirmGift,
            title: it.campaign_title,
            words: None,
            heading: None,
            said: vec![
                Kept::of("notice-confirm-gift-sum")
                    .sum("sum", it.gift.total())
                    .moment("until", it.link_until)
                    .there(zone.as_deref()),
                Kept::of("notice-confirm-gift-not-you"),
            ],
            path,
            at: it.due_at,
        };
        Ok(self.ask_about(tx, &key, &it.pledge.to_string(), &notice).await?)
    }
}
