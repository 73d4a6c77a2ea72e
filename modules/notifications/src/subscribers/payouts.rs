//! What payments says of payouts, told to those who are paid.

use super::{Mails, disputes::TellOfDisputes};
use crate::{
    notice::{Kept, Notice, NoticeKind},
    tables::{campaign, contact, zone},
};
use contracts::{
    CampaignId, Timestamp, UserId,
    campaigns::{CampaignEdited, CampaignPublished},
    payments::{
        BankAccountChanged, CreatorAsked, DisputeClosed, DisputeOpened, PayoutFailed, PayoutPaid, PayoutSent,
        PayoutTakenBack, PayoutTermOver, PayoutUnclaimed,
    },
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::{sync::Arc, time::Duration};

/// An address that was replaced so lately is told of a change of the bank account, too: whoever took an account over
/// changes both (security SEC-6).
const LATELY: Duration = Duration::from_hours(30 * 24);

/// The mails that payouts give rise to.
pub(super) fn payouts(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_payouts")
        .on::<CampaignPublished>(KeepTitles)
        .on::<CampaignEdited>(KeepTitles)
        .on::<PayoutSent>(mails.clone())
        .on::<PayoutPaid>(mails.clone())
        .on::<PayoutFailed>(mails.clone())
        .on::<PayoutTakenBack>(mails.clone())
        .on::<PayoutUnclaimed>(mails.clone())
        .on::<PayoutTermOver>(mails.clone())
        .on::<DisputeOpened>(TellOfDisputes(mails.clone()))
        .on::<DisputeClosed>(TellOfDisputes(mails.clone()))
        .on::<BankAccountChanged>(mails.clone())
        .on::<CreatorAsked>(mails)
        .build()
}

/// Keeps what campaigns are called.
struct KeepTitles;

impl React<CampaignPublished> for KeepTitles {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(campaign::keep(tx, it.campaign, &it.title).await?)
    }
}

impl React<CampaignEdited> for KeepTitles {
    async fn react(&self, tx: &Transaction, it: CampaignEdited) -> Result<(), HandleError> {
        Ok(campaign::keep(tx, it.campaign, &it.title).await?)
    }
}

/// One fact about the money of a campaign.
pub(super) struct News {
    pub(super) campaign: CampaignId,
    pub(super) creator: UserId,
    pub(super) kind: NoticeKind,
    pub(super) said: Vec<Kept>,
    pub(super) at: Timestamp,
}

impl Mails {
    /// Writes to whoever is paid, once about `subject_id`.
    pub(super) async fn to_payee(
        &self,
        tx: &Transaction,
        subject_id: &str,
        it: News,
    ) -> Result<(), HandleError> {
        let title = campaign::title(tx, it.campaign).await?;
        let title = title.unwrap_or_else(|| "your campaign".to_owned());
        let zone = zone::of(tx, it.campaign).await?;
        let notice = Notice {
            notice: it.kind,
            title,
            words: None,
            heading: None,
            said: it.said.into_iter().map(|it| it.there(zone.as_deref())).collect(),
            path: format!("/dashboard/campaigns/{}/money", it.campaign),
            at: it.at,
        };
        Ok(self.ask_about(tx, &contact::of_user(it.creator), subject_id, &notice).await?)
    }
}

impl React<BankAccountChanged> for Mails {
    async fn react(&self, tx: &Transaction, it: BankAccountChanged) -> Result<(), HandleError> {
        let notice = Notice {
            notice: NoticeKind::BankChanged,
            title: String::new(),
            words: None,
            heading: None,
            said: vec![
                Kept::of("notice-bank-held").moment("until", it.held_until),
                Kept::of("notice-bank-not-you"),
            ],
            path: "/dashboard".to_owned(),
            at: it.changed_at,
        };
        let subject_id = format!("{}@{}", it.creator, it.changed_at.0);
        let mut recipients = contact::former(tx, it.creator, it.changed_at.before(LATELY)).await?;
        recipients.push(contact::of_user(it.creator));
        for recipient in recipients {
            self.ask_about(tx, &recipient, &subject_id, &notice).await?;
        }
        Ok(())
    }
}

impl React<CreatorAsked> for Mails {
    async fn react(&self, tx: &Transaction, it: CreatorAsked) -> Result<(), HandleError> {
        let by = it.by.map(|day| Kept::of("notice-wanted-by").day("until", day));
        let (kind, first) = match (it.paid, it.wants) {
            (true, _) => (NoticeKind::AccountWanted, None),
            (false, true) => (NoticeKind::AccountStopped, Some(Kept::of("notice-stopped-wanted"))),
            (false, false) => (NoticeKind::AccountStopped, Some(Kept::of("notice-stopped-looks"))),
        };
        let notice = Notice {
            notice: kind,
            title: String::new(),
            words: None,
            heading: None,
            said: first.into_iter().chain(by).collect(),
            path: "/dashboard/payout-account".to_owned(),
            at: it.asked_at,
        };
        // Of one day there is one mail, however often the provider takes it back and says it again.
        let about = if it.paid { it.by.unwrap_or(it.asked_at) } else { it.asked_at };
        let subject_id = format!("{}@{}", it.creator, about.0);
        Ok(self.ask_about(tx, &contact::of_user(it.creator), &subject_id, &notice).await?)
    }
}

/// Each message that is a mail to whoever is paid: when it happened and what it says.
macro_rules! told {
    ($($message:ident $at:ident $said:expr;)*) => {$(
        impl React<$message> for Mails {
            async fn react(&self, tx: &Transaction, it: $message) -> Result<(), HandleError> {
                let said: fn(&$message) -> Kept = $said;
                let news = News {
                    said: vec![said(&it)],
                    campaign: it.campaign,
                    creator: it.creator,
                    kind: NoticeKind::$message,
                    at: it.$at,
                };
                let subject_id = format!("{}@{}", news.campaign, news.at.0);
                self.to_payee(tx, &subject_id, news).await
            }
        }
    )*};
}

told! {
    PayoutSent sent_at |it| Kept::of("notice-payout-has-left").sum("sum", it.amount);
    PayoutPaid paid_at |it| Kept::of("notice-payout-arrived").sum("sum", it.amount);
    PayoutFailed failed_at |it| Kept::of("notice-payout-held").sum("sum", it.amount);
    PayoutTakenBack taken_back_at |it| Kept::of("notice-payout-came-back").sum("sum", it.amount);
    PayoutUnclaimed told_at |it| {
        Kept::of("notice-payout-waits").sum("sum", it.held).day("until", it.goes_back_at)
    };
    PayoutTermOver over_at |it| Kept::of("notice-payout-goes-back").sum("sum", it.held);
}
