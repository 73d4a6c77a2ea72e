//! What payments says of payouts, told to those who are paid.

use super::Mails;
use crate::{
    notice::{Notice, NoticeKind},
    tables::{campaign, contact},
};
use contracts::{
    CampaignId, Timestamp, UserId,
    campaigns::{CampaignEdited, CampaignPublished},
    payments::{PayoutFailed, PayoutPaid, PayoutSent, PayoutTermOver, PayoutUnclaimed},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};
use std::sync::Arc;

/// The mails that payouts give rise to.
pub(super) fn payouts(host: Arc<str>) -> Subscription {
    let mails = Mails { host };
    Reactor::named("write_about_payouts")
        .on::<CampaignPublished>(KeepTitles)
        .on::<CampaignEdited>(KeepTitles)
        .on::<PayoutSent>(mails.clone())
        .on::<PayoutPaid>(mails.clone())
        .on::<PayoutFailed>(mails.clone())
        .on::<PayoutUnclaimed>(mails.clone())
        .on::<PayoutTermOver>(mails)
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
struct News {
    campaign: CampaignId,
    creator: UserId,
    kind: NoticeKind,
    words: String,
    at: Timestamp,
}

impl Mails {
    async fn to_payee(&self, tx: &Transaction, it: News) -> Result<(), HandleError> {
        let title = campaign::title(tx, it.campaign).await?;
        let title = title.unwrap_or_else(|| "your campaign".to_owned());
        let notice = Notice {
            notice: it.kind,
            title,
            words: Some(it.words),
            heading: None,
            path: format!("/dashboard/campaigns/{}/money", it.campaign),
            at: it.at,
        };
        let subject_id = format!("{}@{}", it.campaign, it.at.0);
        Ok(self.ask_about(tx, &contact::of_user(it.creator), &subject_id, &notice).await?)
    }
}

fn day(at: Timestamp) -> String {
    let at = at.to_utc();
    format!("{} {} {}", at.day(), at.month(), at.year())
}

/// Each message that is a mail to whoever is paid: its kind, what it says and when it happened.
macro_rules! told {
    ($($message:ident $at:ident $words:expr;)*) => {$(
        impl React<$message> for Mails {
            async fn react(&self, tx: &Transaction, it: $message) -> Result<(), HandleError> {
                let words: fn(&$message) -> String = $words;
                let news = News {
                    words: words(&it),
                    campaign: it.campaign,
                    creator: it.creator,
                    kind: NoticeKind::$message,
                    at: it.$at,
                };
                self.to_payee(tx, news).await
            }
        }
    )*};
}

told! {
    PayoutSent sent_at |it| {
        format!("{} has left for your bank account. Banks take some days.", it.amount.format_exact("en"))
    };
    PayoutPaid paid_at |it| format!("{} has arrived in your bank account.", it.amount.format_exact("en"));
    PayoutFailed failed_at |it| {
        format!(
            "{} could not be sent to your bank account. Nothing is lost: it is held for you. Look whether your account is \
             still right; we send it again after that.",
            it.amount.format_exact("en")
        )
    };
    PayoutUnclaimed told_at |it| {
        format!(
            "{} is held for you, and we cannot pay it: the payment processor still wants to know something. Give it by {}, \
             or the money goes back to the donors.",
            it.held.format_exact("en"),
            day(it.goes_back_at)
        )
    };
    PayoutTermOver over_at |it| {
        format!(
            "{} was held for you for three months after the last day, and could not be paid. It goes back to the donors now.",
            it.held.format_exact("en")
        )
    };
}
