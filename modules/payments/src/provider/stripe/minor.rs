use contracts::{Currency, Money};

/// How many of Stripe's smallest units one of ours is. The króna and the Ugandan shilling have no decimals by
/// ISO 4217, and two in Stripe's API: <https://docs.stripe.com/currencies#special-cases>.
const fn factor(currency: Currency) -> i64 {
    match currency {
        Currency::Isk | Currency::Ugx => 100,
        _ => 1,
    }
}

/// The amount in Stripe's smallest unit. None on overflow.
pub(super) fn to_stripe(money: Money) -> Option<i64> {
    money.minor.checked_mul(factor(money.currency))
}

/// The amount in ours. None for a currency that is unknown here, and for a part of our smallest unit.
pub(super) fn from_stripe(amount: i64, currency: &str) -> Option<Money> {
    let currency: Currency = currency.parse().ok()?;
    let factor = factor(currency);
    (amount % factor == 0).then_some(Money::new(amount / factor, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_comes_back_as_it_went() {
        for currency in Currency::ALL {
            let money = Money::new(123_450, *currency);
            let there = to_stripe(money).unwrap();
            assert_eq!(from_stripe(there, &currency.code().to_lowercase()), Some(money));
        }
    }

    #[test]
    fn a_krona_is_a_hundred_of_stripes() {
        assert_eq!(to_stripe(Money::new(500, Currency::Isk)), Some(50_000));
        assert_eq!(from_stripe(50_001, "isk"), None);
    }
}
