//! Which sums a donor is offered, wherever they are asked: whoever presses one on a campaign's page finds it on the
//! form. Four round ones, the second chosen beforehand, because a low default raises how many give and a ladder raised by
//! a third lowers what is given (Goswami & Urminsky 2016). A creator who says what gifts of some sizes do has those
//! sizes offered, and round ones beside them.

use crate::{
    Currency, Money,
    campaigns::{GiftUnit, Impact},
};

/// How many sums are offered.
const MOST: usize = 4;

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

/// The sums to choose from, rising: those of `impacts`, and up to four of whole units where the campaign counts them,
/// else round ones. None is below `minimum`.
pub fn suggested(
    currency: Currency,
    unit: Option<&GiftUnit>,
    impacts: &[Impact],
    minimum: Money,
) -> Vec<Suggested> {
    let usual = match unit {
        Some(unit) => of_units(unit),
        None => round_sums(currency).into_iter().map(plain).collect(),
    };
    let enough = |it: &Suggested| it.amount.minor >= minimum.minor;
    let mut offered: Vec<_> = impacts.iter().map(|it| plain(it.amount)).filter(enough).collect();
    let mut usual: Vec<_> = usual.into_iter().filter(enough).collect();
    if offered.len() + usual.len() < 2 {
        usual =
            [1, 2, 5, 10].iter().filter_map(|times| minimum.checked_mul(*times).ok()).map(plain).collect();
    }
    for it in usual {
        if offered.len() < MOST && offered.iter().all(|own| own.amount != it.amount) {
            offered.push(it);
        }
    }
    offered.sort_by_key(|it| it.amount.minor);
    offered
}

/// What the creator says that `amount` does.
pub fn impact_words(impacts: &[Impact], amount: Money) -> Option<&str> {
    impacts.iter().find(|it| it.amount == amount).map(|it| it.words.as_str())
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

/// The most that one person may give back without a second one, of a gift or of a campaign: twenty times the largest sum
/// that is suggested in its currency (security SEC-20).
pub fn most_alone(currency: Currency) -> Money {
    let largest = round_sums(currency).map(|it| it.minor).into_iter().max().unwrap_or_default();
    Money::new(largest.saturating_mul(20), currency)
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
        let offered = suggested(Currency::Inr, Some(&trees), &[], Money::new(4_200, Currency::Inr));
        let read: Vec<_> = offered.iter().map(|it| (it.amount.minor, it.units)).collect();
        let trees = |count| (4_200 * count, Some(count));
        assert_eq!(read, [trees(10), trees(20), trees(50), trees(200)]);
    }

    #[test]
    fn what_costs_much_is_offered_in_small_numbers() {
        let roofs = GiftUnit { price: Money::new(50_000, EUR), one: "roof".into(), many: "roofs".into() };
        let offered = suggested(EUR, Some(&roofs), &[], Money::new(50_000, EUR));
        assert_eq!(offered.iter().filter_map(|it| it.units).collect::<Vec<_>>(), [1, 2, 5, 20]);
    }

    #[test]
    fn nothing_below_the_least_is_offered_and_never_less_than_two() {
        let minimum = Money::new(9_000, EUR);
        let offered = suggested(EUR, None, &[], minimum);
        assert!(offered.len() >= 2);
        assert!(offered.iter().all(|it| it.amount.minor >= minimum.minor), "{offered:?}");
    }

    /// The sizes of `impacts`, and what is offered beside them from `minimum` on.
    fn beside(impacts: &[i64], minimum: i64) -> Vec<i64> {
        let impact = |it: &i64| Impact { amount: Money::new(*it, EUR), words: format!("{it} cents") };
        let impacts: Vec<_> = impacts.iter().map(impact).collect();
        let offered = suggested(EUR, None, &impacts, Money::new(minimum, EUR));
        offered.iter().map(|it| it.amount.minor).collect()
    }

    #[test]
    fn the_sizes_that_say_what_they_do_are_offered_and_round_ones_beside_them() {
        assert_eq!(beside(&[3_000], 500), [1_000, 2_500, 3_000, 5_000]);
        assert_eq!(beside(&[20_000, 2_500], 500), [1_000, 2_500, 5_000, 20_000]);
        assert_eq!(beside(&[700, 1_500, 4_000, 9_000], 500), [700, 1_500, 4_000, 9_000]);
        assert_eq!(beside(&[60_000], 50_000), [50_000, 60_000, 100_000, 250_000]);
        assert_eq!(
            beside(&[300], 500),
            [1_000, 2_500, 5_000, 10_000],
            "less than can be given is not offered"
        );
    }

    #[test]
    fn words_belong_to_exactly_their_size() {
        let books = Impact { amount: Money::new(3_000, EUR), words: "Ten books".into() };
        assert_eq!(impact_words(std::slice::from_ref(&books), books.amount), Some("Ten books"));
        assert_eq!(impact_words(&[books], Money::new(3_001, EUR)), None);
    }

    #[test]
    fn every_currency_has_four_rising_sums() {
        for currency in Currency::ALL {
            let offered = suggested(*currency, None, &[], Money::new(1, *currency));
            assert_eq!(offered.len(), 4, "{currency}");
            assert!(offered.is_sorted_by_key(|it| it.amount.minor), "{currency}");
        }
    }
}
