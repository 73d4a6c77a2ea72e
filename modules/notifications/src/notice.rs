//! What mails about campaigns say. Facts go in, a subject, paragraphs and a link come out. Pure.

use contracts::Timestamp;
use serde::{Deserialize, Serialize};

/// What a mail about a campaign tells its reader. A name is kept for ever: mails are stored under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoticeKind {
    /// To the creator: sent in for review.
    Submitted,
    /// To the creator: something is to be changed.
    ChangesRequested,
    /// To the creator: it may begin.
    Approved,
    /// To the creator: it was refused.
    Rejected,
    /// To the creator: it takes no gifts for now.
    Suspended,
    /// To the creator: it goes on.
    Restored,
    /// To the creator: it has ended for good.
    Cancelled,
    /// To those who gave: news.
    Update,
    /// To those who asked to be told: it has begun.
    Began,
    /// To somebody who is asked to help.
    Invitation,
    /// To whoever reported a campaign: it arrived.
    ReportReceived,
    /// To whoever reported a campaign: what was decided.
    ReportDecided,
    /// To the creator of a reported campaign: what was decided.
    Statement,
    /// To whoever gives again and again: it has begun.
    PlanStarted,
    /// The same: they changed it.
    PlanChanged,
    /// The same: the next gift is charged soon.
    PlanNear,
    /// The same: their card was refused.
    PlanLate,
    /// The same: it has ended.
    PlanEnded,
    /// To the creator: money is on its way to their bank.
    PayoutSent,
    /// To the creator: it is there.
    PayoutPaid,
    /// To the creator: it did not arrive.
    PayoutFailed,
    /// To the creator: it waits for them, and not for ever.
    PayoutUnclaimed,
    /// To the creator: it goes back to the donors.
    PayoutTermOver,
    /// To whoever has a card charged later: it expires before.
    CardExpires,
    /// To whoever promised while the provider was away: they can pay now.
    PageReady,
}

impl NoticeKind {
    /// Whether it is news, which its reader may stop, and not what they must be told.
    pub(crate) const fn is_news(self) -> bool {
        matches!(self, Self::Update)
    }

    /// The name it is stored under.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Submitted => "campaign_submitted",
            Self::ChangesRequested => "changes_requested",
            Self::Approved => "campaign_approved",
            Self::Rejected => "campaign_rejected",
            Self::Suspended => "campaign_suspended",
            Self::Restored => "campaign_restored",
            Self::Cancelled => "campaign_cancelled",
            Self::Update => "campaign_update",
            Self::Began => "campaign_began",
            Self::Invitation => "team_invitation",
            Self::ReportReceived => "report_received",
            Self::ReportDecided => "report_decided",
            Self::Statement => "report_statement",
            Self::PlanStarted => "plan_started",
            Self::PlanChanged => "plan_changed",
            Self::PlanNear => "plan_near",
            Self::PlanLate => "plan_late",
            Self::PlanEnded => "plan_ended",
            Self::PayoutSent => "payout_sent",
            Self::PayoutPaid => "payout_paid",
            Self::PayoutFailed => "payout_failed",
            Self::PayoutUnclaimed => "payout_unclaimed",
            Self::PayoutTermOver => "payout_term_over",
            Self::CardExpires => "card_expires",
            Self::PageReady => "page_ready",
        }
    }
}

const WHAT_IT_RAISED: &str = "This is about what your campaign raised.";

/// The facts of a mail about a campaign, as they are kept until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub(crate) notice: NoticeKind,
    /// The campaign's title.
    pub(crate) title: String,
    /// What somebody wrote: a reason, an update.
    pub(crate) words: Option<String>,
    /// The title of what somebody wrote.
    pub(crate) heading: Option<String>,
    /// Where it leads, without the site's own address.
    pub(crate) path: String,
    /// When it happened.
    pub(crate) at: Timestamp,
}

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Said {
    pub(crate) subject: String,
    pub(crate) paragraphs: Vec<String>,
    /// What was written by somebody, set apart.
    pub(crate) quote: Option<String>,
    pub(crate) link: String,
    /// Why they get it.
    pub(crate) why: &'static str,
}

impl Notice {
    /// The notice in English.
    pub(crate) fn say(&self) -> Said {
        let title = &self.title;
        let (news, invitation) = (format!("News of “{title}”:"), self.invitation());
        let (subject, paragraph) = match self.notice {
            NoticeKind::Submitted => (
                format!("“{title}” is being read"),
                "Our moderators have your campaign and answer within two days. Nothing is public until you begin.",
            ),
            NoticeKind::ChangesRequested => (
                format!("Changes to “{title}”"),
                "Our moderators ask you to change something before it can begin:",
            ),
            NoticeKind::Approved => (
                format!("“{title}” may begin"),
                "Our moderators have read it and found nothing in the way. It begins when you say so.",
            ),
            NoticeKind::Rejected => (
                format!("“{title}” was refused"),
                "Our moderators decided that it cannot begin here. This is why:",
            ),
            NoticeKind::Suspended => (
                format!("“{title}” is suspended"),
                "It takes no gifts until it is restored. No money has moved. This is why:",
            ),
            NoticeKind::Restored => {
                (format!("“{title}” goes on"), "It takes gifts again, until the same last day.")
            }
            NoticeKind::Cancelled => (
                format!("“{title}” was cancelled"),
                "It has ended for good, and everything that was given goes back to the donors. This is why:",
            ),
            NoticeKind::Update => (self.heading.clone().unwrap_or_else(|| title.clone()), &*news),
            NoticeKind::Began => {
                (format!("“{title}” has begun"), "You wanted to know: it takes gifts from now on.")
            }
            NoticeKind::Invitation => (format!("Help to run “{title}”"), &*invitation),
            NoticeKind::ReportReceived => (
                format!("Your report of “{title}”"),
                "It has arrived. A moderator reads it within three days, and we write to you what we decided and why.",
            ),
            NoticeKind::ReportDecided => (
                format!("What we decided about “{title}”"),
                "You reported this campaign. A moderator has looked at it and decided:",
            ),
            NoticeKind::Statement => (
                format!("A decision about “{title}”"),
                "Somebody reported your campaign. A moderator has looked at it and decided:",
            ),
            NoticeKind::PlanStarted
            | NoticeKind::PlanChanged
            | NoticeKind::PlanNear
            | NoticeKind::PlanLate
            | NoticeKind::PlanEnded => return self.say_of_a_plan(),
            NoticeKind::PayoutSent => (format!("Money of “{title}” is on its way to you"), WHAT_IT_RAISED),
            NoticeKind::PayoutPaid => (format!("Money of “{title}” has arrived"), WHAT_IT_RAISED),
            NoticeKind::PayoutFailed => (format!("Money of “{title}” could not be paid out"), WHAT_IT_RAISED),
            NoticeKind::PayoutUnclaimed => (format!("Money of “{title}” waits for you"), WHAT_IT_RAISED),
            NoticeKind::PayoutTermOver => {
                (format!("Money of “{title}” goes back to the donors"), WHAT_IT_RAISED)
            }
            NoticeKind::CardExpires => (
                format!("Your card for “{title}” expires soon"),
                "Nothing was charged now, and your gift stands.",
            ),
            NoticeKind::PageReady => (
                format!("You can pay your gift to “{title}” now"),
                "Our payment provider did not answer when you wanted to give, so nothing was charged. It answers again, and your pledge was kept for you.",
            ),
        };
        let (link, why) = (self.link().to_owned(), self.why());
        let mut said =
            Said { subject, paragraphs: vec![paragraph.to_owned()], quote: self.words.clone(), link, why };
        if self.has_our_words() {
            // Ours, and not what somebody wrote.
            said.paragraphs.extend(said.quote.take());
        }
        said
    }

    /// Whether what it brings with it is ours, and not what somebody wrote.
    const fn has_our_words(&self) -> bool {
        matches!(
            self.notice,
            NoticeKind::CardExpires
                | NoticeKind::PageReady
                | NoticeKind::PayoutSent
                | NoticeKind::PayoutPaid
                | NoticeKind::PayoutFailed
                | NoticeKind::PayoutUnclaimed
                | NoticeKind::PayoutTermOver
        )
    }

    /// Whether it is about gifts that are given again by themselves.
    const fn is_of_a_plan(&self) -> bool {
        matches!(
            self.notice,
            NoticeKind::PlanStarted
                | NoticeKind::PlanChanged
                | NoticeKind::PlanNear
                | NoticeKind::PlanLate
                | NoticeKind::PlanEnded
        )
    }

    /// Such notices bring their words with them; the campaign is named before all else.
    fn say_of_a_plan(&self) -> Said {
        let subject = format!("{}: {}", self.heading.as_deref().unwrap_or_default(), self.title);
        let about = format!("This is about your gifts to “{}”.", self.title);
        let words = self.words.iter().flat_map(|it| it.split("\n\n")).map(str::to_owned);
        Said {
            subject,
            paragraphs: [about].into_iter().chain(words).collect(),
            quote: None,
            link: self.link().to_owned(),
            why: self.why(),
        }
    }

    fn invitation(&self) -> String {
        format!(
            "{} asks you to help run this campaign. The link is good for a week and for one person. If you do not want \
             to, do nothing.",
            self.heading.as_deref().unwrap_or("Somebody")
        )
    }

    /// What its button says.
    const fn link(&self) -> &'static str {
        match self.notice {
            NoticeKind::ChangesRequested => "Change it and send it in again",
            NoticeKind::Approved => "Begin",
            NoticeKind::Update => "Read it on the campaign's page",
            NoticeKind::Invitation => "Join the team",
            NoticeKind::Began | NoticeKind::ReportReceived | NoticeKind::ReportDecided => "See the campaign",
            NoticeKind::Submitted
            | NoticeKind::Rejected
            | NoticeKind::Suspended
            | NoticeKind::Restored
            | NoticeKind::Cancelled
            | NoticeKind::Statement => "See how it stands",
            NoticeKind::PlanLate => "Pay it now, or stop",
            NoticeKind::PayoutUnclaimed => "Give what is wanted",
            NoticeKind::PayoutSent
            | NoticeKind::PayoutPaid
            | NoticeKind::PayoutFailed
            | NoticeKind::PayoutTermOver => "See the money",
            NoticeKind::CardExpires => "Choose another card",
            NoticeKind::PageReady => "Go on to the payment page",
            NoticeKind::PlanStarted
            | NoticeKind::PlanChanged
            | NoticeKind::PlanNear
            | NoticeKind::PlanEnded => "See, change or stop it",
        }
    }

    /// Why they get it.
    const fn why(&self) -> &'static str {
        match self.notice {
            NoticeKind::Update => "You get this mail because you gave to this campaign.",
            NoticeKind::Began => "You get this mail because you asked for it. There will not be another one.",
            NoticeKind::Invitation => {
                "You get this mail because somebody who runs a campaign wrote your address."
            }
            NoticeKind::ReportReceived | NoticeKind::ReportDecided => {
                "You get this mail because this address was given with the report."
            }
            NoticeKind::CardExpires | NoticeKind::PageReady => {
                "You get this mail because this address was given with the gift. It is about your money, so it cannot be switched off."
            }
            _ if self.is_of_a_plan() => {
                "You get this mail because this address was given with the gift. It is about your money, so it cannot be switched off."
            }
            _ => "You get this mail because you run this campaign.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_is_in_the_mail_and_its_title_is_the_subject() {
        let notice = Notice {
            notice: NoticeKind::Update,
            title: "A bench".into(),
            words: Some("The oak has come.".into()),
            heading: Some("Oak".into()),
            path: "/c/a-bench/updates".into(),
            at: Timestamp(0),
        };
        let said = notice.say();
        assert_eq!((said.subject.as_str(), said.quote.as_deref()), ("Oak", Some("The oak has come.")));
    }

    #[test]
    fn a_notice_and_a_pledge_are_never_taken_for_each_other() -> serde_json::Result<()> {
        let notice = r#"{"notice":"began","title":"A","words":null,"heading":null,"path":"/c/a","at":0}"#;
        assert!(serde_json::from_str::<crate::letter::Facts>(notice).is_err());
        assert_eq!(serde_json::from_str::<Notice>(notice)?.notice, NoticeKind::Began);
        Ok(())
    }
}
