//! Which amounts a donor is offered: four round ones, the second chosen beforehand (experience.md 1.1,
//! "Suggested amounts").

use super::parts::{counted, shown, typed};
use contracts::{Currency, Money, campaigns::GiftUnit};
use serde::Serialize;

/// An amount to choose.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Offer {
    /// What the form sends.
    pub(super) value: String,
    /// What the donor reads.
    pub(super) text: String,
    /// What it comes to, in units.
    pub(super) impact: Option<String>,
    pub(super) chosen: bool,
}

/// Numbers of units whose half, 2½-fold and fivefold are whole.
const COUNTS: [i64; 12] = [2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400];

/// The amounts offered, none below `minimum`.
pub(super) fn offers(minimum: Money, unit: Option<&GiftUnit>) -> Vec<Offer> {
    let amounts = match unit {
        Some(unit) => of_units(unit),
        None => ladder(minimum.currency).map(|it| (it, None)).to_vec(),
    };
    let amounts: Vec<_> = amounts.into_iter().filter(|(it, _)| it.minor >= minimum.minor).collect();
    let chosen = usize::from(amounts.len() > 1);
    let offer = |(index, (amount, impact)): (usize, (Money, Option<String>))| Offer {
        value: typed(amount),
        text: shown(amount),
        impact,
        chosen: index == chosen,
    };
    amounts.into_iter().enumerate().map(offer).collect()
}

/// Four round amounts of a currency, by how much its money buys.
fn ladder(currency: Currency) -> [Money; 4] {
    let whole = match currency {
        Currency::Inr => [500, 1_000, 2_500, 10_000],
        Currency::Jpy => [1_000, 3_000, 5_000, 20_000],
        Currency::Kwd | Currency::Bhd | Currency::Omr | Currency::Jod => [5, 10, 25, 100],
        _ => [20, 50, 100, 250],
    };
    whole.map(|it: i64| Money::new(it * 10_i64.pow(u32::from(currency.exponent())), currency))
}

/// Amounts that make whole units, the second near the currency's usual one.
fn of_units(unit: &GiftUnit) -> Vec<(Money, Option<String>)> {
    let usual = ladder(unit.price.currency)[1].minor / unit.price.minor.max(1);
    let second = COUNTS.into_iter().rev().find(|it| *it <= usual).unwrap_or(COUNTS[0]);
    let counts = [second / 2, second, second * 5 / 2, second * 10];
    let offer = |count: i64| {
        let name = if count == 1 { &unit.one } else { &unit.many };
        let amount = unit.price.checked_mul(count).ok()?;
        Some((amount, Some(format!("{} {name}", counted(count)))))
    };
    counts.into_iter().filter_map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trees() -> GiftUnit {
        GiftUnit { price: Money::new(4_200, Currency::Inr), one: "tree".into(), many: "trees".into() }
    }

    #[test]
    fn trees_are_offered_in_whole_numbers() {
        let offers = offers(Money::new(4_200, Currency::Inr), Some(&trees()));
        let read: Vec<_> =
            offers.iter().map(|it| (it.value.as_str(), it.impact.as_deref().unwrap(), it.chosen)).collect();
        assert_eq!(
            read,
            [
                ("420", "10 trees", false),
                ("840", "20 trees", true),
                ("2100", "50 trees", false),
                ("8400", "200 trees", false)
            ]
        );
    }

    #[test]
    fn nothing_is_offered_that_is_less_than_the_least() {
        let offers = offers(Money::new(3_000, Currency::Eur), None);
        assert_eq!(offers.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["€50", "€100", "€250"]);
        assert!(offers[1].chosen);
    }

    #[test]
    fn a_currency_with_three_decimals_is_offered_without_them() {
        let offers = offers(Money::new(1_000, Currency::Kwd), None);
        assert_eq!(offers[0].value, "5");
        for offer in offers {
            assert!(Money::parse_positive(&offer.value, Currency::Kwd, "en").is_ok(), "{}", offer.value);
        }
    }
}
