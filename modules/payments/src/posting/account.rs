use contracts::{CampaignId, PledgeId};
use std::{fmt, str::FromStr};

/// An account of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// Our balance with the provider. An asset.
    Psp,
    /// What the provider kept. An expense.
    PspFee,
    /// What donors gave to a campaign and nobody has paid out yet. A liability.
    Escrow(CampaignId),
    /// What donors gave to the platform. Income.
    Tip,
    /// What donors gave on top so that the provider's fee does not come out of their gift. Income.
    FeeCover,
    /// What is owed to the donor of a pledge. A liability.
    Refundable(PledgeId),
}

impl Account {
    /// What it is, for people.
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Psp => "Our balance with the payment provider",
            Self::PspFee => "Fees the payment provider kept",
            Self::Escrow(_) => "Held for the campaign",
            Self::Tip => "Tips to the platform",
            Self::FeeCover => "Fees that donors covered",
            Self::Refundable(_) => "Owed to a donor",
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Psp => f.write_str("psp:stripe"),
            Self::PspFee => f.write_str("psp:fee"),
            Self::Escrow(campaign) => write!(f, "campaign:{campaign}:escrow"),
            Self::Tip => f.write_str("platform:tip"),
            Self::FeeCover => f.write_str("platform:fee_cover"),
            Self::Refundable(pledge) => write!(f, "backer:{pledge}:refundable"),
        }
    }
}

/// A name that no account has.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no account {0}")]
pub(crate) struct UnknownAccount(String);

impl FromStr for Account {
    type Err = UnknownAccount;

    fn from_str(name: &str) -> Result<Self, UnknownAccount> {
        let unknown = || UnknownAccount(name.to_owned());
        match name.split(':').collect::<Vec<_>>().as_slice() {
            ["psp", "stripe"] => Ok(Self::Psp),
            ["psp", "fee"] => Ok(Self::PspFee),
            ["platform", "tip"] => Ok(Self::Tip),
            ["platform", "fee_cover"] => Ok(Self::FeeCover),
            ["campaign", id, "escrow"] => id.parse().map(Self::Escrow).map_err(|_| unknown()),
            ["backer", id, "refundable"] => id.parse().map(Self::Refundable).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}
