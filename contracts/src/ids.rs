use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id. Ids sort by the millisecond they were made in; the 74 bits behind it are random in
            /// each of them, so that none is guessed from another.
            pub fn fresh() -> Self {
                Self(crate::chance::fresh_id())
            }
        }

        /// Asked for of every primary key, for databases that number rows; ids are never such numbers.
        #[cfg(feature = "sea-orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A person with an account.
    UserId
    /// A person as personal data sees them: the holder of one encryption key. A guest has one too.
    PersonId
    /// A creator's call for money.
    CampaignId
    /// What a creator gives back for a pledge of some size.
    RewardId
    /// A donor's promise of money to a campaign.
    PledgeId
    /// A donor's gifts to a campaign that are given again by themselves.
    PlanId
    /// One attempt to collect what a pledge promises.
    PaymentId
    /// One decision to give money back.
    RefundId
    /// One decision to pay out what a campaign has raised.
    PayoutId
    /// A decision to give money back to all donors of a campaign.
    RefundBatchId
    /// What a creator tells those who follow a campaign.
    UpdateId
    /// Somebody's report that a campaign is not what it should be.
    ReportId
    /// A sponsor's promise to add to the gifts of others.
    MatchPoolId
    /// A gift that came by hand or by bank, not through the provider.
    OfflineGiftId
}
