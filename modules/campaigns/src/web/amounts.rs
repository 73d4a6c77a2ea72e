//! The amounts a donor is offered, as the page of a campaign shows them.

use super::parts::{counted, shown, typed};
use contracts::{
    Money, Suggested,
    campaigns::{GiftUnit, Impact},
    impact_words, suggested,
};
use serde::Serialize;

/// An amount to choose.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Offer {
    /// What the form sends.
    pub(super) value: String,
    /// What the donor reads.
    pub(super) text: String,
    /// What it does, in the creator's words, or what it comes to in units.
    pub(super) impact: Option<String>,
    pub(super) chosen: bool,
}

/// The amounts offered, none below `minimum`.
pub(super) fn offers(minimum: Money, unit: Option<&GiftUnit>, impacts: &[Impact]) -> Vec<Offer> {
    let units = |count: i64| {
        let unit = unit?;
        Some(format!("{} {}", counted(count), if count == 1 { &unit.one } else { &unit.many }))
    };
    let impact = |it: &Suggested| {
        let said = impact_words(impacts, it.amount).map(str::to_owned);
        said.or_else(|| it.units.and_then(units))
    };
    let amounts = suggested(minimum.currency, unit, impacts, minimum);
    let chosen = usize::from(amounts.len() > 1);
    let offer = |(index, it): (usize, Suggested)| Offer {
        value: typed(it.amount),
        text: shown(it.amount),
        impact: impact(&it),
        chosen: index == chosen,
    };
    amounts.into_iter().enumerate().map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn trees() -> GiftUnit {
        GiftUnit { price: Money::new(4_200, Currency::Inr), one: "tree".into(), many: "trees".into() }
    }

    #[test]
    fn trees_are_offered_in_whole_numbers() {
        let offers = offers(Money::new(4_200, Currency::Inr), Some(&trees()), &[]);
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
    fn what_the_creator_says_of_a_size_counts_before_the_units_it_makes() {
        let shade = Impact { amount: Money::new(84_000, Currency::Inr), words: "Shade for one house".into() };
        let offers = offers(Money::new(4_200, Currency::Inr), Some(&trees()), &[shade]);
        let read: Vec<_> = offers.iter().map(|it| (it.value.as_str(), it.impact.as_deref())).collect();
        assert_eq!(
            read,
            [
                ("420", Some("10 trees")),
                ("840", Some("Shade for one house")),
                ("2100", Some("50 trees")),
                ("8400", Some("200 trees"))
            ]
        );
    }

    #[test]
    fn nothing_is_offered_that_is_less_than_the_least() {
        let offers = offers(Money::new(3_000, Currency::Eur), None, &[]);
        assert_eq!(offers.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["€50", "€100"]);
        assert!(offers[1].chosen);
    }

    #[test]
    fn a_currency_with_three_decimals_is_offered_without_them() {
        let offers = offers(Money::new(1_000, Currency::Kwd), None, &[]);
        assert_eq!(offers[0].value, "3");
        for offer in offers {
            assert!(Money::parse_positive(&offer.value, Currency::Kwd, "en").is_ok(), "{}", offer.value);
        }
    }
}
