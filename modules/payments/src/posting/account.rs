use contracts::{CampaignId, OfflineGiftId, PayoutId, PledgeId, UserId};
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
    /// What the platform keeps of what campaigns raised. Income.
    Fee,
    /// What whoever runs campaigns has earned and not been paid. A liability; below nothing when money went back
    /// to donors after it was paid out.
    Creator(UserId),
    /// Decided to be paid out and not gone. A liability.
    Transit(PayoutId),
    /// What came by hand or by bank, past the provider. An asset that is in no account of ours: whoever confirmed it
    /// says where it is.
    Cash,
    /// The same for one campaign. A liability, apart from the escrow: nobody can send it back through the provider.
    Offline(CampaignId),
    /// What is to be handed back of a gift that came by hand or by bank. A liability.
    HandBack(OfflineGiftId),
    /// What banks took back and have not decided on. An asset.
    DisputeHold,
    /// What banks took back for good and nobody else bears. An expense.
    DisputeLoss,
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
            Self::Fee => "Fees of the platform",
            Self::Creator(_) => "Earned by the creator, not paid out",
            Self::Transit(_) => "On its way to the creator",
            Self::Cash => "Came by hand or by bank",
            Self::Offline(_) => "Came to the campaign by hand or by bank",
            Self::HandBack(_) => "To be handed back",
            Self::DisputeHold => "Taken back by banks, not decided",
            Self::DisputeLoss => "Lost in disputes",
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
            Self::Fee => f.write_str("platform:fee"),
            Self::Creator(creator) => write!(f, "creator:{creator}:payable"),
            Self::Transit(payout) => write!(f, "payout:{payout}:transit"),
            Self::Cash => f.write_str("cash:offline"),
            Self::Offline(campaign) => write!(f, "campaign:{campaign}:offline"),
            Self::HandBack(gift) => write!(f, "giver:{gift}:refundable"),
            Self::DisputeHold => f.write_str("dispute:hold"),
            Self::DisputeLoss => f.write_str("dispute:loss"),
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
            ["platform", "fee"] => Ok(Self::Fee),
            ["cash", "offline"] => Ok(Self::Cash),
            ["campaign", id, "offline"] => id.parse().map(Self::Offline).map_err(|_| unknown()),
            ["giver", id, "refundable"] => id.parse().map(Self::HandBack).map_err(|_| unknown()),
            ["dispute", "hold"] => Ok(Self::DisputeHold),
            ["dispute", "loss"] => Ok(Self::DisputeLoss),
            ["creator", id, "payable"] => id.parse().map(Self::Creator).map_err(|_| unknown()),
            ["payout", id, "transit"] => id.parse().map(Self::Transit).map_err(|_| unknown()),
            ["campaign", id, "escrow"] => id.parse().map(Self::Escrow).map_err(|_| unknown()),
            ["backer", id, "refundable"] => id.parse().map(Self::Refundable).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}
