//! Mails about campaigns, plans, cards and payouts: their facts, as they are kept until they are sent.

mod kept;
mod words;

pub(crate) use self::kept::Kept;

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
    /// To those whose gift counts: the same.
    GiftSuspended,
    /// To the creator: it goes on.
    Restored,
    /// To the creator: it has more time than was said.
    Extended,
    /// To those whose gift counts: the same.
    GiftExtended,
    /// To the creator: its last day is over, and it is decided how it ended.
    Ended,
    /// To the creator: it has ended for good.
    Cancelled,
    /// To those who gave: news.
    Update,
    /// To those who follow it: the same news.
    Followed,
    /// To whoever wrote a comment: somebody answered it.
    CommentAnswered,
    /// To those who asked to be told: it has begun.
    Began,
    /// To an address that was given to follow it: whether it was them.
    FollowAsked,
    /// To an address that was given to be told when it begins: whether it was them.
    LaunchAsked,
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
    /// To the creator: a part of it was taken back for refunds.
    PayoutTakenBack,
    /// To the creator: it waits for them, and not for ever.
    PayoutUnclaimed,
    /// To the creator: it goes back to the donors.
    PayoutTermOver,
    /// To the creator: a bank took a gift back, and decides.
    DisputeOpened,
    /// To the creator: it decided that the gift stands.
    DisputeWon,
    /// To the creator: it left the money with the donor.
    DisputeLost,
    /// To the creator, also where they were written to until lately: the bank account they are paid to was changed.
    BankChanged,
    /// To the creator: the provider wants something by a day, and pays them out meanwhile.
    AccountWanted,
    /// To the creator: it does not pay them out.
    AccountStopped,
    /// To whoever has a card charged later: it expires before.
    CardExpires,
    /// To whoever promised while the provider was away: they can pay now.
    PageReady,
    /// To whoever gave a bank account: no money came from it.
    DebitFailed,
    /// To whoever gets a reward: it is on its way.
    RewardSent,
    /// The same: that was said by mistake.
    RewardNotSent,
    /// To whoever wants to give while cards are tested: a link that leads on.
    ConfirmGift,
}

impl NoticeKind {
    /// Each of them, for the gallery.
    pub(crate) const ALL: &[Self] = &[
        Self::Submitted,
        Self::ChangesRequested,
        Self::Approved,
        Self::Rejected,
        Self::Suspended,
        Self::GiftSuspended,
        Self::Restored,
        Self::Extended,
        Self::GiftExtended,
        Self::Ended,
        Self::Cancelled,
        Self::Update,
        Self::Followed,
        Self::CommentAnswered,
        Self::Began,
        Self::FollowAsked,
        Self::LaunchAsked,
        Self::Invitation,
        Self::ReportReceived,
        Self::ReportDecided,
        Self::Statement,
        Self::PlanStarted,
        Self::PlanChanged,
        Self::PlanNear,
        Self::PlanLate,
        Self::PlanEnded,
        Self::PayoutSent,
        Self::PayoutPaid,
        Self::PayoutFailed,
        Self::PayoutTakenBack,
        Self::PayoutUnclaimed,
        Self::PayoutTermOver,
        Self::DisputeOpened,
        Self::DisputeWon,
        Self::DisputeLost,
        Self::BankChanged,
        Self::AccountWanted,
        Self::AccountStopped,
        Self::CardExpires,
        Self::PageReady,
        Self::DebitFailed,
        Self::RewardSent,
        Self::RewardNotSent,
        Self::ConfirmGift,
    ];

    /// Whether it is news of a campaign that somebody gave to or follows.
    pub(crate) const fn is_news(self) -> bool {
        matches!(self, Self::Update | Self::Followed)
    }

    /// Whether its reader may stop such mails: it is not what they must be told.
    pub(crate) const fn can_be_stopped(self) -> bool {
        self.is_news() || matches!(self, Self::CommentAnswered)
    }

    /// Whether its reader is forgotten once it is sent: they asked to be told once, or nobody knows yet whether they
    /// asked.
    pub(crate) const fn is_sent_and_forgotten(self) -> bool {
        matches!(self, Self::Began | Self::ConfirmGift | Self::FollowAsked | Self::LaunchAsked)
    }

    /// The name it is stored under.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Submitted => "campaign_submitted",
            Self::ChangesRequested => "changes_requested",
            Self::Approved => "campaign_approved",
            Self::Rejected => "campaign_rejected",
            Self::Suspended => "campaign_suspended",
            Self::GiftSuspended => "gift_suspended",
            Self::Restored => "campaign_restored",
            Self::Extended => "campaign_extended",
            Self::GiftExtended => "gift_extended",
            Self::Ended => "campaign_ended",
            Self::Cancelled => "campaign_cancelled",
            // One name: whoever gave and follows is told once.
            Self::Update | Self::Followed => "campaign_update",
            Self::CommentAnswered => "comment_answered",
            Self::Began => "campaign_began",
            Self::FollowAsked => "follow_asked",
            Self::LaunchAsked => "launch_asked",
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
            Self::PayoutTakenBack => "payout_taken_back",
            Self::PayoutUnclaimed => "payout_unclaimed",
            Self::PayoutTermOver => "payout_term_over",
            Self::DisputeOpened => "dispute_opened",
            Self::DisputeWon => "dispute_won",
            Self::DisputeLost => "dispute_lost",
            Self::BankChanged => "bank_changed",
            Self::AccountWanted => "account_wanted",
            Self::AccountStopped => "account_stopped",
            Self::CardExpires => "card_expires",
            Self::PageReady => "page_ready",
            Self::DebitFailed => "debit_failed",
            Self::RewardSent => "reward_sent",
            Self::RewardNotSent => "reward_not_sent",
            Self::ConfirmGift => "confirm_gift",
        }
    }
}

/// The facts of a mail about a campaign, as they are kept until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub(crate) notice: NoticeKind,
    /// The campaign's title.
    pub(crate) title: String,
    /// What somebody wrote: a reason, an update.
    pub(crate) words: Option<String>,
    /// The title of what somebody wrote, or the name of somebody.
    pub(crate) heading: Option<String>,
    /// What we say ourselves, in no language yet: what it is about in short, then a paragraph each.
    #[serde(default)]
    pub(crate) said: Vec<Kept>,
    /// Where it leads, without the site's own address.
    pub(crate) path: String,
    /// When it happened.
    pub(crate) at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_and_a_pledge_are_never_taken_for_each_other() -> serde_json::Result<()> {
        let notice = r#"{"notice":"began","title":"A","words":null,"heading":null,"path":"/c/a","at":0}"#;
        assert!(serde_json::from_str::<crate::letter::Facts>(notice).is_err());
        assert_eq!(serde_json::from_str::<Notice>(notice)?.notice, NoticeKind::Began);
        Ok(())
    }
}
