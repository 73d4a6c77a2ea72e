use super::{Account, Group};
use contracts::{CampaignId, Money, UserId};

/// Who bears the campaign's line of what goes back: nobody but the escrow that holds it, or whoever earned it.
pub(crate) type Bearer = Option<Earner>;

/// A creator whose money goes back to a donor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Earner {
    pub(crate) creator: UserId,
    /// What the platform gives back of its fee.
    pub(crate) fee_back: Money,
    /// What the creator bears of what the provider kept.
    pub(crate) provider_fee: Money,
}

/// Takes `amount` from where it is held for the campaign, or from whoever earned it.
pub(super) fn of_campaign(group: Group, campaign: CampaignId, amount: Money, bearer: Bearer) -> Group {
    match bearer {
        None => group.debit(Account::Escrow(campaign), amount),
        Some(Earner { creator, fee_back, provider_fee }) => {
            let borne = amount.minor - fee_back.minor + provider_fee.minor;
            group
                .debit(Account::Creator(creator), Money::new(borne, amount.currency))
                .debit(Account::Fee, fee_back)
                .credit(Account::PspFee, provider_fee)
        }
    }
}
