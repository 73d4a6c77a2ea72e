//! The sums a donor is offered: suggested amounts, the tip, and what it takes to cover the fee. Pure.

use contracts::{
    Currency, Money, MoneyError, Suggested,
    campaigns::{GiftUnit, Impact},
    impact_words,
    pledges::Gift,
    suggested,
};

pub(crate) use contracts::terms::{CARD_FEE_BP as FEE_BASIS_POINTS, CARD_FEE_FIXED_MINOR as FEE_FIXED_MINOR};

/// The tips offered, in whole per cent of the amount. Nothing is the default.
pub(crate) const TIPS: [u32; 4] = [0, 5, 10, 15];

/// A suggested amount and what it does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Suggestion {
    pub(crate) amount: Money,
    /// "10 trees", or what the creator says of it.
    pub(crate) impact: Option<String>,
}

/// Amounts to choose from. None is below `minimum`.
pub(crate) fn suggestions(
    currency: Currency,
    unit: Option<&GiftUnit>,
    impacts: &[Impact],
    minimum: Money,
) -> Vec<Suggestion> {
    let units = |count: i64| {
        let unit = unit?;
        Some(format!("{count} {}", if count == 1 { &unit.one } else { &unit.many }))
    };
    let impact = |it: &Suggested| {
        let said = impact_words(impacts, it.amount).map(str::to_owned);
        said.or_else(|| it.units.and_then(units))
    };
    let offer = |it: Suggested| Suggestion { amount: it.amount, impact: impact(&it) };
    suggested(currency, unit, impacts, minimum).into_iter().map(offer).collect()
}

/// The smallest step a card can be charged in, in minor units: of a currency with three decimals the last digit
/// is always 0 (docs.stripe.com/currencies#three-decimal).
pub(crate) fn step(currency: Currency) -> i64 {
    if currency.exponent() == 3 { 10 } else { 1 }
}

/// The most that a card can be charged at once: eight of Stripe's digits, and twelve of the rupiah (API reference,
/// `amount` of a `PaymentIntent`). Of the króna and the Ugandan shilling Stripe counts hundredths, which ISO 4217 does
/// not have (docs.stripe.com/currencies#special-cases).
pub(crate) fn most(currency: Currency) -> Money {
    let minor = match currency {
        Currency::Idr => 999_999_999_999,
        Currency::Isk | Currency::Ugx => 999_999,
        _ => 99_999_999,
    };
    Money::new(minor, currency)
}

/// Whether a card can be charged exactly this.
pub(crate) fn is_chargeable(money: Money) -> bool {
    money.minor % step(money.currency) == 0
}

/// `percent` of `amount`, a half rounded to even, and then up to what can be charged.
pub(crate) fn tip(amount: Money, percent: u32) -> Result<Money, MoneyError> {
    up_to_a_step(amount.percent_half_even(percent * 100)?)
}

fn up_to_a_step(money: Money) -> Result<Money, MoneyError> {
    let step = step(money.currency);
    let missing = (step - money.minor.rem_euclid(step)) % step;
    money.checked_add(Money::new(missing, money.currency))
}

/// What to add so that the processor's fee on the whole charge leaves `amount` and `tip` as they are.
pub(crate) fn covering_fee(amount: Money, tip: Money) -> Result<Money, MoneyError> {
    let net = amount.checked_add(tip)?;
    up_to_a_step(net.gross_up(FEE_BASIS_POINTS, FEE_FIXED_MINOR)?.checked_sub(net)?)
}

/// The lines of a gift.
pub(crate) fn gift(amount: Money, tip: Money, covers_fee: bool) -> Result<Gift, MoneyError> {
    let covered_fee = if covers_fee { covering_fee(amount, tip)? } else { Money::zero(amount.currency) };
    Ok(Gift { amount, tip, covered_fee })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EUR: Currency = Currency::Eur;

    fn trees() -> GiftUnit {
        GiftUnit { price: Money::new(4_200, Currency::Inr), one: "tree".into(), many: "trees".into() }
    }

    #[test]
    fn tips_and_fees_in_dinars_end_in_what_a_card_can_be_charged() -> Result<(), MoneyError> {
        let amount = Money::new(3_330, Currency::Kwd);
        for percent in TIPS {
            let gift = gift(amount, tip(amount, percent)?, true)?;
            assert!(is_chargeable(gift.tip) && is_chargeable(gift.covered_fee), "{gift:?}");
        }
        assert!(!is_chargeable(Money::new(3_333, Currency::Kwd)));
        assert!(is_chargeable(Money::new(3_333, EUR)));
        Ok(())
    }

    #[test]
    fn a_campaign_of_trees_suggests_trees() {
        let offered = suggestions(Currency::Inr, Some(&trees()), &[], Money::new(4_200, Currency::Inr));
        assert_eq!(offered[1].amount, Money::new(84_000, Currency::Inr));
        assert_eq!(offered[1].impact.as_deref(), Some("20 trees"));
    }

    #[test]
    fn whoever_covers_the_fee_leaves_the_campaign_its_whole_amount() {
        for minor in [1, 30, 99, 100, 2_500, 42_000, 9_999_999] {
            let amount = Money::new(minor, EUR);
            let fee = covering_fee(amount, Money::zero(EUR)).unwrap();
            let charged = minor + fee.minor;
            // The processor rounds its share half up at worst.
            let kept = (charged * i64::from(FEE_BASIS_POINTS) + 5_000) / 10_000 + FEE_FIXED_MINOR;
            assert!(charged - kept >= minor, "{minor} is left {}", charged - kept);
        }
    }

    #[test]
    fn no_tip_is_no_money() {
        assert_eq!(tip(Money::new(2_500, EUR), 0), Ok(Money::zero(EUR)));
        assert_eq!(tip(Money::new(2_500, EUR), 15), Ok(Money::new(375, EUR)));
    }
}
