use super::{Account, Group};
use contracts::{CampaignId, Money, UserId, pledges::Gift};

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

/// What of `kept`, which the provider kept of `taken`, falls on `back`, when `gone` of it went before. The parts of
/// one payment sum to the whole, however it is cut. All in minor units.
pub(crate) fn fee_part(kept: i64, taken: &Gift, gone: &Gift, back: &Gift) -> i64 {
    let whole = i128::from(taken.total().minor).max(1);
    let (before, now) = (given_to_it(gone), given_to_it(back));
    let until = |lines: i128| i128::from(kept) * lines / whole;
    i64::try_from(until(before + now) - until(before)).unwrap_or_default()
}

/// The lines that were given to the campaign.
fn given_to_it(gift: &Gift) -> i128 {
    i128::from(gift.amount.minor) + i128::from(gift.covered_fee.minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn gift(amount: i64, tip: i64, covered_fee: i64) -> Gift {
        let money = |minor| Money::new(minor, Currency::Eur);
        Gift { amount: money(amount), tip: money(tip), covered_fee: money(covered_fee) }
    }

    #[test]
    fn what_goes_back_in_parts_bears_the_whole_fee_and_no_cent_more() {
        let taken = gift(10_000, 0, 321);
        let cuts = [gift(3_333, 0, 100), gift(3_333, 0, 100), gift(3_334, 0, 121)];
        let mut gone = gift(0, 0, 0);
        let mut borne = 0;
        for back in cuts {
            borne += fee_part(329, &taken, &gone, &back);
            gone = gift(
                gone.amount.minor + back.amount.minor,
                0,
                gone.covered_fee.minor + back.covered_fee.minor,
            );
        }
        assert_eq!(borne, 329);
        assert_eq!(fee_part(329, &taken, &gift(0, 0, 0), &taken), 329);
    }

    #[test]
    fn what_the_provider_kept_of_a_tip_stays_with_the_platform() {
        let taken = gift(9_000, 1_000, 0);
        assert_eq!(fee_part(320, &taken, &gift(0, 0, 0), &taken), 288);
        assert_eq!(fee_part(320, &taken, &gift(0, 0, 0), &gift(0, 1_000, 0)), 0);
    }
}
