//! Who bears what goes back to a donor (rule R5).
//!
//! Until its money has left for the creator, the platform gives back its fee and bears what the provider kept. After
//! that it keeps its fee, and the creator bears what the provider kept of the gift and of what covers the fee. What it
//! kept of the tip stays the platform's, whose tip it was.

use crate::{
    apply::share,
    payment::Payment,
    posting::{Bearer, Earner},
    tables::{dispute as disputes, payee, payment as payments, payout as payouts, platform_fee},
};
use contracts::{Money, pledges::Gift};
use kernel::{HandleError, Transaction};

/// Who bears `gift` of `payment`: the escrow, or whoever earned it already.
pub(super) async fn of(tx: &Transaction, payment: &Payment, gift: &Gift) -> Result<Bearer, HandleError> {
    let owner = payee::earned_by(tx, payment).await?.zip(payment.earned_at);
    let Some((creator, earned_at)) = owner else { return Ok(None) };
    let currency = gift.amount.currency;
    let gone = disputes::gone(tx, payment.id, currency).await?;
    let mut earner = Earner { creator, fee_back: Money::zero(currency), provider_fee: Money::zero(currency) };
    if payouts::left_since(tx, creator, currency, earned_at).await? {
        let kept = payments::fee(tx, payment.id).await?.filter(|it| it.currency == currency);
        let minor = kept.map_or(0, |kept| part(kept.minor, &payment.gift, &gone, gift));
        earner.provider_fee = Money::new(minor, currency);
    } else {
        let left = payment.gift.amount.minor - gone.amount.minor;
        let rate = platform_fee::rate(tx, payment.pledge).await?;
        earner.fee_back = share(left, gift.amount, rate).map_err(anyhow::Error::from)?;
    }
    Ok(Some(earner))
}

/// What of `kept`, which the provider kept of `taken`, falls on `back`, when `gone` of it went before. The parts of
/// one payment sum to the whole, however it is cut. All in minor units.
fn part(kept: i64, taken: &Gift, gone: &Gift, back: &Gift) -> i64 {
    let whole = i128::from(taken.total().minor).max(1);
    let (before, now) = (of_campaign(gone), of_campaign(back));
    let until = |lines: i128| i128::from(kept) * lines / whole;
    i64::try_from(until(before + now) - until(before)).unwrap_or_default()
}

/// The lines that were given to the campaign.
fn of_campaign(gift: &Gift) -> i128 {
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
            borne += part(329, &taken, &gone, &back);
            gone = gift(
                gone.amount.minor + back.amount.minor,
                0,
                gone.covered_fee.minor + back.covered_fee.minor,
            );
        }
        assert_eq!(borne, 329);
        assert_eq!(part(329, &taken, &gift(0, 0, 0), &taken), 329);
    }

    #[test]
    fn what_the_provider_kept_of_a_tip_stays_with_the_platform() {
        let taken = gift(9_000, 1_000, 0);
        assert_eq!(part(320, &taken, &gift(0, 0, 0), &taken), 288);
        assert_eq!(part(320, &taken, &gift(0, 0, 0), &gift(0, 1_000, 0)), 0);
    }
}
