use super::*;
use proptest::prelude::*;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn any_currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::ALL)
}

#[test]
fn money_travels_as_minor_units_and_code() {
    let json = r#"{"minor":4200,"currency":"INR"}"#;
    let money = Money::new(4_200, Currency::Inr);
    assert_eq!(serde_json::to_string(&money).unwrap(), json);
    assert_eq!(serde_json::from_str::<Money>(json).unwrap(), money);
    assert!(serde_json::from_str::<Money>(r#"{"minor":42.5,"currency":"INR"}"#).is_err());
}

#[test]
fn two_currencies_are_never_added_subtracted_or_compared() {
    let mismatch = MoneyError::CurrencyMismatch { expected: Currency::Eur, found: Currency::Usd };
    let usd = Money::new(1, Currency::Usd);
    assert_eq!(eur(1).checked_add(usd), Err(mismatch.clone()));
    assert_eq!(eur(1).checked_sub(usd), Err(mismatch.clone()));
    assert_eq!(eur(1).checked_cmp(usd), Err(mismatch));
    assert_eq!(eur(1).checked_cmp(eur(2)), Ok(Ordering::Less));
}

#[test]
fn what_does_not_fit_is_an_error_and_never_wraps() {
    let (most, least) = (eur(i64::MAX), eur(i64::MIN));
    assert_eq!(most.checked_add(eur(1)), Err(MoneyError::Overflow));
    assert_eq!(least.checked_sub(eur(1)), Err(MoneyError::Overflow));
    assert_eq!(least.checked_neg(), Err(MoneyError::Overflow));
    assert_eq!(most.checked_mul(2), Err(MoneyError::Overflow));
    assert_eq!(most.percent_half_even(20_000), Err(MoneyError::Overflow));
    assert_eq!(most.gross_up(1, 0), Err(MoneyError::Overflow));
}

#[test]
fn percentages_round_a_half_to_the_even_neighbour() {
    let five_percent = |minor| eur(minor).percent_half_even(500).unwrap().minor;
    assert_eq!([10, 30, 50, 70].map(five_percent), [0, 2, 2, 4]);
    assert_eq!([-10, -30, -50, -70].map(five_percent), [0, -2, -2, -4]);
    assert_eq!([9, 11, 29, 31].map(five_percent), [0, 1, 1, 2]);
    assert_eq!(eur(12_345).percent_half_even(10_000), Ok(eur(12_345)));
}

#[test]
fn a_log_line_shows_code_and_every_decimal() {
    assert_eq!(Money::new(2_982_140, Currency::Inr).to_string(), "INR 29821.40");
    assert_eq!(eur(-5).to_string(), "EUR -0.05");
    assert_eq!(Money::new(7, Currency::Jpy).to_string(), "JPY 7");
    assert_eq!(Money::new(i64::MIN, Currency::Kwd).to_string(), "KWD -9223372036854775.808");
}

/// T-64: the exact net after the fee reaches the target, and one unit less would not.
fn assert_least_sufficient(net: i64, rate_bp: u32, fixed: i64) {
    let gross = eur(net).gross_up(rate_bp, fixed).unwrap();
    let kept_of = |gross: i64| i128::from(gross) * (10_000 - i128::from(rate_bp));
    let needed = (i128::from(net) + i128::from(fixed)) * 10_000;
    assert!(kept_of(gross.minor) >= needed, "{net} at {rate_bp} bp + {fixed}: {gross} is too little");
    assert!(kept_of(gross.minor - 1) < needed, "{net} at {rate_bp} bp + {fixed}: {gross} is too much");
    let rounded_fee = gross.percent_half_even(rate_bp).unwrap();
    assert!(gross.minor - rounded_fee.minor - fixed >= net, "{gross} loses its target to a rounded fee");
}

#[test]
fn every_amount_to_ten_thousand_is_grossed_up_to_the_least_that_suffices() {
    for net in 1..=10_000 {
        for (rate_bp, fixed) in [(290, 30), (150, 25), (200, 0), (0, 30), (1, 1), (5_000, 100), (9_999, 0)] {
            assert_least_sufficient(net, rate_bp, fixed);
        }
    }
}

#[test]
fn a_fee_of_everything_cannot_be_covered() {
    assert_eq!(eur(100).gross_up(10_000, 0), Err(MoneyError::FeeTakesAll));
    assert_eq!(eur(100).gross_up(u32::MAX, 0), Err(MoneyError::FeeTakesAll));
}

fn total(parts: &[Money]) -> i128 {
    parts.iter().map(|it| i128::from(it.minor)).sum()
}

#[test]
fn a_hundred_is_split_among_three_seven_and_eleven_without_a_penny_lost() {
    let shares = |count| eur(100).split_evenly(count).iter().map(|it| it.minor).collect::<Vec<_>>();
    assert_eq!(shares(3), [34, 33, 33]);
    assert_eq!(shares(7), [15, 15, 14, 14, 14, 14, 14]);
    assert_eq!(shares(11), [10, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
    assert_eq!(eur(-100).split_evenly(3), [eur(-34), eur(-33), eur(-33)]);
}

#[test]
fn the_largest_remainder_gets_the_spare_unit() {
    // The exact shares are 1.4, 2.8 and 5.8.
    assert_eq!(eur(10).split(&[14, 28, 58]), [eur(1), eur(3), eur(6)]);
    assert_eq!(eur(1).split(&[0, 3, 0]), [eur(0), eur(1), eur(0)]);
}

#[test]
fn splits_at_the_edges_keep_the_whole() {
    assert_eq!(eur(5).split(&[0, 0]), [eur(3), eur(2)]);
    assert_eq!(eur(5).split(&[]), []);
    assert_eq!(eur(i64::MIN).split(&[u64::MAX]), [eur(i64::MIN)]);
    assert_eq!(total(&eur(i64::MIN).split(&[u64::MAX, 1, u64::MAX])), i128::from(i64::MIN));
}

proptest! {
    // T-63 asks for 100 000 random splits.
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    fn the_parts_of_a_split_sum_to_the_whole(
        minor in -1_000_000_000_000..=1_000_000_000_000_i64,
        weights in proptest::collection::vec(0..=1_000_u64, 1..12),
    ) {
        let parts = eur(minor).split(&weights);
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(total(&parts), i128::from(minor));
    }
}

proptest! {
    #[test]
    fn each_part_is_less_than_a_unit_from_its_exact_share(
        minor in any::<i64>(),
        weights in proptest::collection::vec(any::<u64>(), 1..12),
    ) {
        let parts = eur(minor).split(&weights);
        prop_assert_eq!(total(&parts), i128::from(minor));
        let sum: i128 = weights.iter().map(|it| i128::from(*it)).sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = i128::from(minor) * i128::from(*weight);
            let (low, high) = (exact.div_euclid(sum.max(1)), -(-exact).div_euclid(sum.max(1)));
            prop_assert!(sum == 0 || (low..=high).contains(&i128::from(part.minor)));
        }
    }

    #[test]
    fn even_parts_differ_by_one_unit_at_most(minor in any::<i64>(), count in 1..50_usize) {
        let parts: Vec<_> = eur(minor).split_evenly(count).iter().map(|it| it.minor).collect();
        prop_assert!(parts.iter().max().unwrap() - parts.iter().min().unwrap() <= 1);
    }

    #[test]
    fn a_gross_up_is_the_least_that_suffices(
        net in 1..=1_000_000_000_i64,
        rate_bp in 0..10_000_u32,
        fixed in 0..=10_000_i64,
    ) {
        assert_least_sufficient(net, rate_bp, fixed);
    }

    #[test]
    fn what_is_added_can_be_taken_away(a in -1_000_000_000..=1_000_000_000_i64, b in any::<i32>(), currency in any_currency()) {
        let (a, b) = (Money::new(a, currency), Money::new(b.into(), currency));
        prop_assert_eq!(a.checked_add(b).and_then(|it| it.checked_sub(b)), Ok(a));
    }
}
