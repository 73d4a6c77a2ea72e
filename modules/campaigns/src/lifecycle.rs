//! What becomes of a campaign, as one table of steps (rules.md R9). Pure.
//!
//! ```text
//! draft → in_review → changes_requested → in_review …
//!                   → rejected
//!                   → approved → scheduled → live → closing → funded | failed → closed
//! live | closing | funded ⇄ suspended;  cancelled from anywhere before an outcome, and by whoever works here when it
//! was funded
//! ```

#[cfg(test)]
mod tests;

use serde::Serialize;
use std::{fmt, str::FromStr};

/// Where a campaign stands. Its name is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// Being written. Nobody but its team sees it.
    Draft,
    /// With the moderators; its words stand still.
    InReview,
    /// Back with its creator, with what is to be changed.
    ChangesRequested,
    /// May begin whenever its creator likes.
    Approved,
    /// Refused for good.
    Rejected,
    /// Begins at an instant that was chosen. Its page says so and takes addresses, but no gifts.
    Scheduled,
    /// Takes gifts until its deadline.
    Live,
    /// Past its deadline: no gifts are taken, and what was promised before is being settled.
    Closing,
    /// Over, and what it was for will happen.
    Funded,
    /// Over without reaching what it needed.
    Failed,
    /// Over, and nothing is left to be done.
    Closed,
    /// Takes no gifts, charges nobody and is paid nothing until it is restored or cancelled.
    Suspended,
    /// Ended without an outcome; what was given goes back.
    Cancelled,
}

/// What moves a campaign on.
#[cfg_attr(not(test), expect(dead_code, reason = "nothing takes the steps of the ending yet"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// Its creator asks for a review.
    Submit,
    /// Its creator takes it back to change something; a review begins anew after that.
    Withdraw,
    /// A moderator asks for changes.
    RequestChanges,
    /// A moderator finds nothing in the way.
    Approve,
    /// A moderator refuses it.
    Reject,
    /// Its creator chooses when it begins.
    Schedule,
    /// Its creator would rather begin at another time.
    Unschedule,
    /// It begins.
    Launch,
    /// Somebody who works here stops it for now.
    Suspend,
    /// Somebody who works here lets it go on where it stood.
    Restore,
    /// It is given up, by its creator or by somebody who works here.
    Cancel,
    /// Somebody who works here gives it more time, once.
    Extend,
    /// Its deadline has passed.
    EndFunding,
    /// What was promised is enough.
    Succeed,
    /// What was promised is not enough.
    Fail,
    /// All that follows from the outcome is done.
    Close,
}

impl Status {
    /// Every status there is.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 13] = [
        Self::Draft,
        Self::InReview,
        Self::ChangesRequested,
        Self::Approved,
        Self::Rejected,
        Self::Scheduled,
        Self::Live,
        Self::Closing,
        Self::Funded,
        Self::Failed,
        Self::Closed,
        Self::Suspended,
        Self::Cancelled,
    ];

    /// Where `step` leads from here; `None` when it cannot be taken. [`Step::Restore`] leads to where the campaign stood
    /// ([`Self::restored`]), which is live unless it is known better.
    pub(crate) fn after(self, step: Step) -> Option<Self> {
        use Status as S;
        let to = match (self, step) {
            (S::Draft | S::ChangesRequested, Step::Submit) => S::InReview,
            (S::InReview | S::Approved | S::Scheduled, Step::Withdraw) => S::Draft,
            (S::InReview, Step::RequestChanges) => S::ChangesRequested,
            (S::InReview, Step::Approve) | (S::Scheduled, Step::Unschedule) => S::Approved,
            (S::InReview, Step::Reject) => S::Rejected,
            (S::Approved | S::Scheduled, Step::Schedule) => S::Scheduled,
            (S::Approved | S::Scheduled, Step::Launch)
            | (S::Suspended, Step::Restore)
            | (S::Live, Step::Extend) => S::Live,
            (S::Live | S::Closing | S::Funded, Step::Suspend) => S::Suspended,
            (
                S::Draft
                | S::InReview
                | S::ChangesRequested
                | S::Approved
                | S::Scheduled
                | S::Live
                | S::Closing
                | S::Funded
                | S::Suspended,
                Step::Cancel,
            ) => S::Cancelled,
            (S::Live, Step::EndFunding) => S::Closing,
            (S::Closing, Step::Succeed) => S::Funded,
            (S::Closing, Step::Fail) => S::Failed,
            (S::Funded | S::Failed, Step::Close) => S::Closed,
            _ => return None,
        };
        Some(to)
    }

    /// Where a campaign goes on that stood here when it was suspended.
    pub(crate) fn restored(self) -> Self {
        match self {
            Self::Closing | Self::Funded => self,
            _ => Self::Live,
        }
    }

    /// The name it is stored under.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::ChangesRequested => "changes_requested",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Scheduled => "scheduled",
            Self::Live => "live",
            Self::Closing => "closing",
            Self::Funded => "funded",
            Self::Failed => "failed",
            Self::Closed => "closed",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether its creator may change everything.
    pub(crate) fn is_open_for_writing(self) -> bool {
        matches!(self, Self::Draft | Self::ChangesRequested)
    }

    /// Whether it has a page that everybody may see.
    pub(crate) fn is_public(self) -> bool {
        !matches!(
            self,
            Self::Draft | Self::InReview | Self::ChangesRequested | Self::Approved | Self::Rejected
        )
    }
}

impl Step {
    /// The name it is stored under.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::RequestChanges => "request_changes",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Schedule => "schedule",
            Self::Unschedule => "unschedule",
            Self::Launch => "launch",
            Self::Suspend => "suspend",
            Self::Restore => "restore",
            Self::Cancel => "cancel",
            Self::Extend => "extend",
            Self::EndFunding => "end_funding",
            Self::Succeed => "succeed",
            Self::Fail => "fail",
            Self::Close => "close",
        }
    }

    /// What the audit log calls it.
    pub(crate) const fn deed(self) -> &'static str {
        match self {
            Self::Submit => "campaign.submit",
            Self::Withdraw => "campaign.withdraw",
            Self::RequestChanges => "campaign.request_changes",
            Self::Approve => "campaign.approve",
            Self::Reject => "campaign.reject",
            Self::Schedule => "campaign.schedule",
            Self::Unschedule => "campaign.unschedule",
            Self::Launch => "campaign.launch",
            Self::Suspend => "campaign.suspend",
            Self::Restore => "campaign.restore",
            Self::Cancel => "campaign.cancel",
            Self::Extend => "campaign.extend",
            Self::EndFunding => "campaign.end_funding",
            Self::Succeed => "campaign.succeed",
            Self::Fail => "campaign.fail",
            Self::Close => "campaign.close",
        }
    }

    /// Whether whoever takes it has to say why.
    pub(crate) fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::RequestChanges | Self::Reject | Self::Suspend | Self::Restore | Self::Cancel | Self::Extend
        )
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Ok(match name {
            "draft" => Self::Draft,
            "in_review" => Self::InReview,
            "changes_requested" => Self::ChangesRequested,
            "approved" => Self::Approved,
            "rejected" => Self::Rejected,
            "scheduled" => Self::Scheduled,
            "live" => Self::Live,
            "closing" => Self::Closing,
            "funded" => Self::Funded,
            "failed" => Self::Failed,
            "closed" => Self::Closed,
            "suspended" => Self::Suspended,
            "cancelled" => Self::Cancelled,
            other => return Err(format!("a campaign is never `{other}`")),
        })
    }
}
