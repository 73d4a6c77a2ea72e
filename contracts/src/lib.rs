//! What modules say to each other, and the few values they all speak in.
//!
//! Plain values only: no database, no web, no clock. One file a publisher; a golden file in `tests/golden`
//! for every version ever published.

pub mod campaigns;
pub mod chance;
mod currency;
mod ids;
mod message;
mod money;
pub mod notifications;
pub mod payments;
pub mod pledges;
mod suggested;
pub mod terms;
mod timestamp;
pub mod users;

pub use self::{
    currency::*,
    ids::{
        CampaignId, MatchPoolId, OfflineGiftId, PaymentId, PayoutId, PersonId, PlanId, PledgeId,
        RefundBatchId, RefundId, ReportId, RewardId, UpdateId, UserId,
    },
    message::{Message, UnknownVersion},
    money::*,
    suggested::{Suggested, impact_words, most_alone, round_sums, suggested},
    timestamp::Timestamp,
};
