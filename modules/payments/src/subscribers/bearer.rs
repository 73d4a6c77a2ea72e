//! Who bears what goes back to a donor (rule R5).
//!
//! Until its money has left for the creator, the platform gives back its fee and bears what the provider kept. After
//! that it keeps its fee, and the creator bears what the provider kept of the gift and of what covers the fee. What it
//! kept of the tip stays the platform's, whose tip it was.

use crate::{
    apply::share,
    payment::Payment,
    posting::{Bearer, Earner, fee_part},
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
        let minor = kept.map_or(0, |kept| fee_part(kept.minor, &payment.gift, &gone, gift));
        earner.provider_fee = Money::new(minor, currency);
    } else {
        let left = payment.gift.amount.minor - gone.amount.minor;
        let rate = platform_fee::rate(tx, payment.pledge).await?;
        earner.fee_back = share(left, gift.amount, rate).map_err(anyhow::Error::from)?;
    }
    Ok(Some(earner))
}
