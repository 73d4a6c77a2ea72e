//! What each kind of notice says.

use super::{Notice, NoticeKind};
use kernel::web::{Language, Missing, Text, Texts};
use serde::Serialize;

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Words {
    pub(crate) language: &'static str,
    pub(crate) direction: &'static str,
    pub(crate) subject: String,
    pub(crate) paragraphs: Vec<String>,
    /// What was written by somebody, set apart.
    pub(crate) quote: Option<String>,
    pub(crate) link: String,
    /// Why they get it.
    pub(crate) why: String,
}

impl Notice {
    /// The notice in `language`.
    ///
    /// # Errors
    /// When a text is not there, or wants what was not kept.
    pub(crate) fn say(&self, texts: &Texts, language: Language) -> Result<Words, Missing> {
        let titled = |key| texts.put(language, &Text::of(key).with("title", self.title.as_str()));
        let plain = |key| texts.put(language, &Text::of(key));
        let mut said = self.said.iter().map(|it| it.say(texts, language)).collect::<Result<Vec<_>, _>>()?;
        let (subject, opening) = self.kind();
        let heading = || self.heading.clone().unwrap_or_default();
        let subject = match self.notice {
            NoticeKind::Update | NoticeKind::Followed => {
                self.heading.clone().unwrap_or_else(|| self.title.clone())
            }
            _ if self.is_of_a_plan() => {
                let heading = if said.is_empty() { heading() } else { said.remove(0) };
                let text = Text::of(subject).with("heading", heading).with("title", self.title.as_str());
                texts.put(language, &text)?
            }
            _ => titled(subject)?,
        };
        let opening = match self.notice {
            NoticeKind::Invitation => texts.put(language, &Text::of(opening).with("inviter", heading()))?,
            NoticeKind::Update | NoticeKind::Followed => titled(opening)?,
            _ if self.is_of_a_plan() => titled(opening)?,
            _ => plain(opening)?,
        };
        let (ours, quote) = self.written();
        let paragraphs = [opening].into_iter().chain(said).chain(ours).collect();
        Ok(Words {
            language: language.tag(),
            direction: language.direction(),
            subject,
            paragraphs,
            quote,
            link: plain(self.link())?,
            why: plain(self.why())?,
        })
    }

    /// The texts of its subject and of how it opens.
    const fn kind(&self) -> (&'static str, &'static str) {
        match self.notice {
            NoticeKind::Submitted => ("notice-submitted", "notice-submitted-words"),
            NoticeKind::ChangesRequested => ("notice-changes", "notice-changes-words"),
            NoticeKind::Approved => ("notice-approved", "notice-approved-words"),
            NoticeKind::Rejected => ("notice-rejected", "notice-rejected-words"),
            NoticeKind::Suspended => ("notice-suspended", "notice-suspended-words"),
            NoticeKind::GiftSuspended => ("notice-suspended", "notice-gift-words"),
            NoticeKind::Restored => ("notice-restored", "notice-restored-words"),
            NoticeKind::Extended | NoticeKind::GiftExtended => ("notice-extended", "notice-extended-words"),
            NoticeKind::Ended => ("notice-ended", "notice-ended-words"),
            NoticeKind::Cancelled => ("notice-cancelled", "notice-cancelled-words"),
            // Its subject is what somebody wrote.
            NoticeKind::Update | NoticeKind::Followed => ("", "notice-update-words"),
            NoticeKind::CommentAnswered => ("notice-answered", "notice-answered-words"),
            NoticeKind::Began => ("notice-began", "notice-began-words"),
            NoticeKind::FollowAsked => ("notice-follow-asked", "notice-follow-asked-words"),
            NoticeKind::LaunchAsked => ("notice-launch-asked", "notice-launch-asked-words"),
            NoticeKind::Invitation => ("notice-invitation", "notice-invitation-words"),
            NoticeKind::ReportReceived => ("notice-report-received", "notice-report-received-words"),
            NoticeKind::ReportDecided => ("notice-report-decided", "notice-report-decided-words"),
            NoticeKind::Statement => ("notice-statement", "notice-statement-words"),
            NoticeKind::PlanStarted
            | NoticeKind::PlanChanged
            | NoticeKind::PlanNear
            | NoticeKind::PlanLate
            | NoticeKind::PlanEnded => ("notice-plan", "notice-plan-words"),
            NoticeKind::PayoutSent => ("notice-payout-sent", "notice-payout-words"),
            NoticeKind::PayoutPaid => ("notice-payout-paid", "notice-payout-words"),
            NoticeKind::PayoutFailed => ("notice-payout-failed", "notice-payout-words"),
            NoticeKind::PayoutTakenBack => ("notice-payout-taken-back", "notice-payout-words"),
            NoticeKind::PayoutUnclaimed => ("notice-payout-unclaimed", "notice-payout-words"),
            NoticeKind::PayoutTermOver => ("notice-payout-over", "notice-payout-words"),
            NoticeKind::DisputeOpened => ("notice-dispute-opened", "notice-dispute-words"),
            NoticeKind::DisputeWon => ("notice-dispute-won", "notice-dispute-words"),
            NoticeKind::DisputeLost => ("notice-dispute-lost", "notice-dispute-words"),
            NoticeKind::BankChanged => ("notice-bank", "notice-bank-words"),
            NoticeKind::AccountWanted => ("notice-wanted", "notice-wanted-words"),
            NoticeKind::AccountStopped => ("notice-stopped", "notice-stopped-words"),
            NoticeKind::CardExpires => ("notice-card", "notice-card-words"),
            NoticeKind::PageReady => ("notice-page", "notice-page-words"),
            NoticeKind::DebitFailed => ("notice-debit", "notice-debit-words"),
            NoticeKind::RewardSent => ("notice-sent", "notice-sent-words"),
            NoticeKind::RewardNotSent => ("notice-not-sent", "notice-not-sent-words"),
            NoticeKind::ConfirmGift => ("notice-confirm-gift", "notice-confirm-gift-words"),
        }
    }

    /// What it brings with it: ours, in a mail that an older program asked for, or what somebody wrote.
    fn written(&self) -> (Vec<String>, Option<String>) {
        let ours = self.is_of_a_plan()
            || matches!(
                self.notice,
                NoticeKind::CardExpires
                    | NoticeKind::PageReady
                    | NoticeKind::DebitFailed
                    | NoticeKind::PayoutSent
                    | NoticeKind::PayoutPaid
                    | NoticeKind::PayoutFailed
                    | NoticeKind::PayoutTakenBack
                    | NoticeKind::PayoutUnclaimed
                    | NoticeKind::PayoutTermOver
            );
        match &self.words {
            Some(words) if ours => (words.split("\n\n").map(str::to_owned).collect(), None),
            words => (Vec::new(), words.clone()),
        }
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

    /// What its button says.
    const fn link(&self) -> &'static str {
        match self.notice {
            NoticeKind::ChangesRequested => "notice-link-change",
            NoticeKind::Approved => "notice-link-begin",
            NoticeKind::Update | NoticeKind::Followed => "notice-link-update",
            NoticeKind::CommentAnswered => "notice-link-answer",
            NoticeKind::Invitation => "notice-link-join",
            NoticeKind::FollowAsked => "notice-link-follow",
            NoticeKind::LaunchAsked => "notice-link-launch",
            NoticeKind::Began | NoticeKind::ReportReceived | NoticeKind::ReportDecided => {
                "notice-link-campaign"
            }
            NoticeKind::Submitted
            | NoticeKind::Rejected
            | NoticeKind::Suspended
            | NoticeKind::Restored
            | NoticeKind::Extended
            | NoticeKind::Ended
            | NoticeKind::Cancelled
            | NoticeKind::Statement
            | NoticeKind::AccountStopped => "notice-link-desk",
            NoticeKind::PlanLate => "notice-link-late",
            NoticeKind::PayoutUnclaimed | NoticeKind::AccountWanted => "notice-link-wanted",
            NoticeKind::PayoutSent
            | NoticeKind::PayoutPaid
            | NoticeKind::PayoutFailed
            | NoticeKind::PayoutTakenBack
            | NoticeKind::PayoutTermOver
            | NoticeKind::DisputeOpened
            | NoticeKind::DisputeWon
            | NoticeKind::DisputeLost
            | NoticeKind::BankChanged => "notice-link-money",
            NoticeKind::CardExpires => "notice-link-card",
            NoticeKind::GiftSuspended
            | NoticeKind::GiftExtended
            | NoticeKind::RewardSent
            | NoticeKind::RewardNotSent
            | NoticeKind::DebitFailed => "mail-see",
            NoticeKind::PageReady => "notice-link-pay",
            NoticeKind::ConfirmGift => "notice-link-confirm-gift",
            NoticeKind::PlanStarted
            | NoticeKind::PlanChanged
            | NoticeKind::PlanNear
            | NoticeKind::PlanEnded => "notice-link-plan",
        }
    }

    /// Why they get it.
    const fn why(&self) -> &'static str {
        match self.notice {
            NoticeKind::Update => "notice-why-gave",
            NoticeKind::Followed => "notice-why-follows",
            NoticeKind::CommentAnswered => "notice-why-comment",
            NoticeKind::Began => "notice-why-asked",
            NoticeKind::FollowAsked => "notice-why-follow-asked",
            NoticeKind::LaunchAsked => "notice-why-launch-asked",
            NoticeKind::Invitation => "notice-why-written",
            NoticeKind::ReportReceived | NoticeKind::ReportDecided => "notice-why-report",
            NoticeKind::GiftSuspended
            | NoticeKind::GiftExtended
            | NoticeKind::CardExpires
            | NoticeKind::PageReady
            | NoticeKind::DebitFailed => "notice-why-gift",
            NoticeKind::RewardSent | NoticeKind::RewardNotSent => "notice-why-reward",
            NoticeKind::ConfirmGift => "notice-why-confirm-gift",
            NoticeKind::BankChanged | NoticeKind::AccountWanted | NoticeKind::AccountStopped => {
                "notice-why-paid"
            }
            _ if self.is_of_a_plan() => "notice-why-gift",
            _ => "notice-why-runs",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Kept;
    use contracts::{Currency, Money, Timestamp};

    fn texts() -> anyhow::Result<Texts> {
        Texts::new(kernel::texts!("notice").iter().copied())
    }

    fn notice(notice: NoticeKind, said: Vec<Kept>) -> Notice {
        Notice {
            notice,
            title: "A bench".into(),
            words: None,
            heading: None,
            said,
            path: "/c/a-bench".into(),
            at: Timestamp(0),
        }
    }

    #[test]
    fn what_somebody_wrote_is_in_the_mail_and_its_title_is_the_subject() -> anyhow::Result<()> {
        let update = Notice {
            words: Some("The oak has come.".into()),
            heading: Some("Oak".into()),
            ..notice(NoticeKind::Update, Vec::new())
        };
        let said = update.say(&texts()?, Language::En)?;
        assert_eq!((said.subject.as_str(), said.quote.as_deref()), ("Oak", Some("The oak has come.")));
        Ok(())
    }

    #[test]
    fn what_was_kept_is_said_in_the_language_of_its_reader() -> anyhow::Result<()> {
        let sum = Money::new(2_000, Currency::Eur);
        let near = |key| Kept::of(key).sum("sum", sum).words("every", "month").day("when", Timestamp(0));
        let said = vec![near("notice-plan-near"), near("notice-plan-near-words")];
        let kept: Notice =
            serde_json::from_str(&serde_json::to_string(&notice(NoticeKind::PlanNear, said))?)?;
        let (english, spanish) = (kept.say(&texts()?, Language::En)?, kept.say(&texts()?, Language::Es)?);
        assert_eq!(english.subject, "€20.00 is charged on 1 January 1970: A bench");
        assert!(english.paragraphs[1].contains("and every month after that"), "{english:?}");
        assert_eq!(spanish.subject, "20,00\u{a0}€ se cobran el 1 de enero de 1970: A bench");
        assert!(spanish.paragraphs[1].contains("después cada mes"), "{spanish:?}");
        Ok(())
    }

    #[test]
    fn days_and_hours_are_told_on_the_clocks_of_the_campaign() -> anyhow::Result<()> {
        // Midnight in Kolkata, and still the day before in UTC.
        let (at, sum) = (Timestamp(1_779_733_800_000_000), Money::new(2_000, Currency::Eur));
        let kept = || Kept::of("notice-page-kept").sum("sum", sum).moment("until", at);
        let near = || Kept::of("notice-plan-near").sum("sum", sum).words("every", "month").day("when", at);
        for (zone, hour, day) in [
            (Some("Asia/Kolkata"), "25 May 2026 at 23:59 (Asia/Kolkata)", "26 May 2026"),
            (Some("Nowhere/At_All"), "25 May 2026 at 18:30 UTC", "25 May 2026"),
            (None, "25 May 2026 at 18:30 UTC", "25 May 2026"),
        ] {
            let (hours, days) = (kept().there(zone), near().there(zone));
            assert!(hours.say(&texts()?, Language::En)?.contains(hour), "{zone:?} {hours:?}");
            assert!(days.say(&texts()?, Language::En)?.contains(day), "{zone:?} {days:?}");
        }
        Ok(())
    }

    #[test]
    fn what_an_older_program_asked_for_is_said_as_it_was_kept() -> anyhow::Result<()> {
        let old = Notice {
            words: Some("You have stopped it.\n\nNothing more is charged.".into()),
            heading: Some("It has ended".into()),
            ..notice(NoticeKind::PlanEnded, Vec::new())
        };
        let said = old.say(&texts()?, Language::En)?;
        assert_eq!(said.subject, "It has ended: A bench");
        assert_eq!(said.paragraphs[1..], ["You have stopped it.", "Nothing more is charged."]);
        assert_eq!(said.quote, None);
        Ok(())
    }
}
