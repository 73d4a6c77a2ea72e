//! Which sums a donor is offered, wherever they are asked: whoever presses one on a campaign's page finds it on the
//! form. Four round ones, the second chosen beforehand, because a low default raises how many give and a ladder raised by
//! a third lowers what is given (Goswami & Urminsky 2016).

use crate::{Currency, Money, campaigns::GiftUnit};

/// A sum to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// How much.
    pub amount: Money,
    /// How many units that makes, where a campaign counts them.
    pub units: Option<i64>,
}

/// Numbers of units whose half, 2½-fold and tenfold are whole.
const COUNTS: [i64; 12] = [2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400];

/// The sums to choose from, rising: of whole units where the campaign counts them, else round ones. None is below
/// `minimum`.
pub fn suggested(currency: Currency, unit: Option<&GiftUnit>, minimum: Money) -> Vec<Suggested> {
    let all = match unit {
        Some(unit) => of_units(unit),
        None => round_sums(currency).into_iter().map(plain).collect(),
    };
    let enough: Vec<_> = all.into_iter().filter(|it| it.amount.minor >= minimum.minor).collect();
    if enough.len() >= 2 {
        return enough;
    }
    [1, 2, 5, 10].iter().filter_map(|times| minimum.checked_mul(*times).ok()).map(plain).collect()
}

/// Round sums that mean about as much in each currency.
pub fn round_sums(currency: Currency) -> [Money; 4] {
    let whole: [i64; 4] = match currency {
        Currency::Inr | Currency::Jpy => [500, 1_000, 2_500, 5_000],
        Currency::Krw | Currency::Clp => [10_000, 20_000, 50_000, 100_000],
        Currency::Idr | Currency::Vnd => [50_000, 100_000, 250_000, 500_000],
        Currency::Kwd | Currency::Bhd | Currency::Omr => [3, 5, 10, 25],
        _ => [10, 25, 50, 100],
    };
    let one = 10_i64.pow(u32::from(currency.exponent()));
    whole.map(|it| Money::new(it * one, currency))
}

const fn plain(amount: Money) -> Suggested {
    Suggested { amount, units: None }
}

/// Sums that make whole units, the second near the currency's usual one.
fn of_units(unit: &GiftUnit) -> Vec<Suggested> {
    let usual = round_sums(unit.price.currency)[1].minor / unit.price.minor.max(1);
    let second = COUNTS.into_iter().rev().find(|it| *it <= usual).unwrap_or(COUNTS[0]);
    let counts = [second / 2, second, second * 5 / 2, second * 10];
    let offer = |count| Some(Suggested { amount: unit.price.checked_mul(count).ok()?, units: Some(count) });
    counts.into_iter().filter_map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EUR: Currency = Currency::Eur;

    #[test]
    fn a_campaign_of_trees_offers_whole_trees_near_what_is_usual() {
        let trees =
            GiftUnit { price: Money::new(4_200, Currency::Inr), one: "tree".into(), many: "trees".into() };
        let offered = suggested(Currency::Inr, Some(&trees), Money::new(4_200, Currency::Inr));
        let read: Vec<_> = offered.iter().map(|it| (it.amount.minor, it.units)).collect();
        let trees = |count| (4_200 * count, Some(count));
        assert_eq!(read, [trees(10), trees(20), trees(50), trees(200)]);
    }

    #[test]
    fn what_costs_much_is_offered_in_small_numbers() {
        let roofs = GiftUnit { price: Money::new(50_000, EUR), one: "roof".into(), many: "roofs".into() };
        let offered = suggested(EUR, Some(&roofs), Money::new(50_000, EUR));
        assert_eq!(offered.iter().filter_map(|it| it.units).collect::<Vec<_>>(), [1, 2, 5, 20]);
    }

    #[test]
    fn nothing_below_the_least_is_offered_and_never_less_than_two() {
        let minimum = Money::new(9_000, EUR);
        let offered = suggested(EUR, None, minimum);
        assert!(offered.len() >= 2);
        assert!(offered.iter().all(|it| it.amount.minor >= minimum.minor), "{offered:?}");
    }

    #[test]
    fn every_currency_has_four_rising_sums() {
        for currency in Currency::ALL {
            let offered = suggested(*currency, None, Money::new(1, *currency));
            assert_eq!(offered.len(), 4, "{currency}");
            assert!(offered.is_sorted_by_key(|it| it.amount.minor), "{currency}");
        }
    }
}
