use super::*;
use Currency::{Aed, Cad, Eur, Gbp, Inr, Jpy, Kwd, Omr, Sek, Usd};
use proptest::prelude::*;

fn minor(input: &str, currency: Currency, locale: &str) -> Result<i64, MoneyError> {
    Money::parse(input, currency, locale).map(|it| it.minor)
}

fn assert_read(locale: &str, currency: Currency, cases: &[(&str, i64)]) {
    for (input, expected) in cases {
        assert_eq!(minor(input, currency, locale), Ok(*expected), "{input:?} in {locale}");
    }
}

/// The name of the error, which is enough where its words are tested elsewhere.
fn refusal(input: &str, currency: Currency, locale: &str) -> String {
    let error = minor(input, currency, locale).expect_err(&format!("{input:?} in {locale} was read"));
    format!("{error:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
}

fn assert_refused(locale: &str, currency: Currency, cases: &[(&str, &str)]) {
    for (input, expected) in cases {
        assert_eq!(refusal(input, currency, locale), *expected, "{input:?} in {locale}");
    }
}

#[test]
fn plain_numbers_are_read_in_every_locale() {
    for locale in ["en", "en-IN", "hi", "ta", "kn", "es", "fr", "de", "ar", "en-XA", "", "xx-YY"] {
        assert_read(locale, Eur, &[("12", 1_200), ("0", 0), ("007", 700), (" 12 ", 1_200), ("-12", -1_200)]);
    }
}

#[test]
fn points_and_commas_mean_what_they_mean_in_the_locale() {
    assert_read("en", Usd, &[("12.50", 1_250), ("12.5", 1_250), ("1,234.50", 123_450), ("1,234", 123_400)]);
    assert_read("de", Eur, &[("12,50", 1_250), ("12,5", 1_250), ("1.234,50", 123_450), ("1.234", 123_400)]);
    assert_read("fr", Eur, &[("1 000,50", 100_050), ("1\u{a0}000,50", 100_050), ("1\u{202f}000,5", 100_050)]);
    assert_read("de-CH", Eur, &[("1'234.50", 123_450), ("1’234.50", 123_450), ("1’234", 123_400)]);
    assert_read("es", Eur, &[("1234,50", 123_450), ("1.234,50", 123_450)]);
    assert_read("es-MX", Usd, &[("1,234.50", 123_450)]);
}

#[test]
fn indian_grouping_is_read() {
    let cases = [("1,00,000", 10_000_000), ("12,34,567.8", 123_456_780), ("29,82,140.50", 298_214_050)];
    assert_read("en-IN", Inr, &cases);
    assert_read("hi", Inr, &cases);
    assert_read("en", Inr, &[("12,345.67", 1_234_567), ("1,234,567", 123_456_700)]);
}

#[test]
fn a_number_with_one_reading_is_read_even_in_a_foreign_form() {
    assert_read("en", Usd, &[("1.234,50", 123_450), ("1 234,50", 123_450), ("1.234.567", 123_456_700)]);
    assert_read("de", Eur, &[("1,234.50", 123_450), ("1,234,567", 123_456_700)]);
    assert_read("fr", Eur, &[("12.50", 1_250), ("1.234,50", 123_450), ("1,234.5", 123_450)]);
    assert_read("en", Usd, &[(".50", 50), ("$.50", 50), ("-.5", -50)]);
}

#[test]
fn a_number_with_two_readings_is_refused_with_both() {
    let cases = [
        ("1,2", Usd, "en", vec!["1.20", "12"]),
        ("12,50", Usd, "en", vec!["12.50", "1250"]),
        ("1.5", Eur, "de", vec!["1,50", "15"]),
        ("0,234", Kwd, "en", vec!["0.234"]),
        ("1.234", Eur, "fr", vec!["1234"]),
        ("1 234,567", Kwd, "en", vec!["1234.567", "1234567"]),
        ("12 50", Eur, "fr", vec!["12,50", "1250"]),
        ("1,234", Inr, "ar-EG", vec!["1234"]),
    ];
    for (input, currency, locale, readings) in cases {
        let Err(MoneyError::Ambiguous { typed, readings: found }) = minor(input, currency, locale) else {
            panic!("{input:?} in {locale} was not ambiguous");
        };
        assert_eq!((typed.as_str(), found), (input, readings.into_iter().map(str::to_owned).collect()));
    }
}

#[test]
fn separators_that_make_no_number_are_refused() {
    let mixed = |input| (input, "MixedSeparators");
    assert_refused(
        "en",
        Usd,
        &["1,2.3", "1.2,3.4", "1,23,4", "1.2.3", "1,,234", "1, 234", "1,234 567"].map(mixed),
    );
    assert_refused(
        "en",
        Usd,
        &["12,3456.50", "1234,567.00", "0,123,456", "0,1234567", "1 000'000.50"].map(mixed),
    );
    assert_refused("ar", Inr, &["1٫2٫3", "1٫234٬567"].map(mixed));
}

#[test]
fn digits_of_other_scripts_are_read() {
    assert_read("hi", Inr, &[("४२०", 42_000), ("₹१,००,०००.५०", 10_000_050)]);
    assert_read("ar", Aed, &[("٤٢٠", 42_000), ("١٬٢٣٤٫٥٠", 123_450), ("۴۲۰", 42_000)]);
    assert_read("ar-EG", Aed, &[("١٬٢٣٤٫٥٠", 123_450), ("1,234.50", 123_450), ("١٢٫٥", 1_250)]);
    assert_read("en", Inr, &[("৪২০", 42_000), ("௪௨௦", 42_000), ("೪೨೦", 42_000), ("４２０．５０", 42_050)]);
}

#[test]
fn a_sign_or_code_may_stand_on_either_side() {
    assert_read("en", Inr, &[("₹420", 42_000), ("₹ 420", 42_000), ("420 INR", 42_000), ("inr420", 42_000)]);
    assert_read("en", Inr, &[("Rs. 420", 42_000), ("Rs.420", 42_000), ("₹420/-", 42_000), ("रु 420", 42_000)]);
    assert_read(
        "de",
        Eur,
        &[("420 €", 42_000), ("420,- €", 42_000), ("EUR 420", 42_000), ("€420 EUR", 42_000)],
    );
    assert_read("en", Cad, &[("$420", 42_000), ("CA$420", 42_000), ("C$ 420", 42_000)]);
    assert_read("en", Usd, &[("-$5", -500), ("$-5", -500), ("−$5", -500), ("US$5", 500)]);
    assert_read("ar", Kwd, &[("12.5 د.ك.\u{200f}", 12_500), ("د.ك. 12", 12_000)]);
    assert_read("en", Omr, &[("ر.ع. 12", 12_000)]);
    assert_read("sv", Sek, &[("12 kr", 1_200), ("12,50 kr.", 1_250)]);
}

#[test]
fn marks_of_direction_are_no_part_of_the_amount() {
    assert_read("en", Inr, &[("\u{200f}₹420\u{200e}", 42_000), ("\u{2068}420\u{2069}", 42_000)]);
    assert_read(
        "ar",
        Inr,
        &[("\u{61c}420", 42_000), ("\u{202b}420\u{202c}", 42_000), ("\u{feff}420", 42_000)],
    );
}

#[test]
fn the_mark_of_another_currency_is_refused() {
    let mismatch = |expected, found| Err(MoneyError::CurrencyMismatch { expected, found });
    assert_eq!(minor("$420", Inr, "en"), mismatch(Inr, Usd));
    assert_eq!(minor("420 EUR", Inr, "en"), mismatch(Inr, Eur));
    assert_eq!(minor("£5", Eur, "de"), mismatch(Eur, Gbp));
}

#[test]
fn what_is_no_number_is_refused() {
    assert_refused("en", Usd, &["", "  ", "\u{200f}"].map(|it| (it, "Empty")));
    let words = [
        "abc",
        "$",
        "-",
        ".",
        "NaN",
        "∞",
        "0x10",
        "12 apples",
        "1k",
        "5-",
        "--5",
        "1/2",
        "USD.50",
        "+5",
        "5%",
    ];
    assert_refused("en", Usd, &words.map(|it| (it, "NotANumber")));
    assert_refused(
        "en",
        Usd,
        &["1e9", "1E9", "1e+9", "1.5e3", "1e-9", "$1e9"].map(|it| (it, "ScientificNotation")),
    );
}

#[test]
fn decimals_the_currency_does_not_have_are_refused() {
    let too_many = |input| (input, "TooManyDecimals");
    assert_refused("en", Usd, &["1.234", "0.001", "12.500", "1,234.505"].map(too_many));
    assert_refused("en", Jpy, &["12.5", "1.0"].map(too_many));
    assert_refused("en", Kwd, &["1.2345"].map(too_many));
    assert_read("en", Jpy, &[("¥1,234", 1_234), ("￥1234", 1_234)]);
    assert_read("en", Kwd, &[("12.5", 12_500), ("1.234", 1_234), ("KWD 1,234.567", 1_234_567)]);
}

#[test]
fn the_largest_amount_is_read_and_one_unit_more_is_not() {
    let large = |input| (input, "TooLarge");
    assert_read("en", Usd, &[("10,000,000,000.00", Money::MAX_TYPED_MINOR)]);
    assert_refused("en", Usd, &["10,000,000,000.01", "99999999999999999999", "1000000000000000"].map(large));
    assert_refused("en", Usd, &[("9".repeat(100_000).as_str(), "TooLarge")]);
    assert_refused("en", Usd, &[("-10000000000.01", "TooLarge")]);
    let (zeros, one) = ("0".repeat(20), "0".repeat(20) + "1");
    assert_read("en", Usd, &[(&zeros, 0), (&one, 100)]);
}

#[test]
fn a_gift_is_more_than_nothing() {
    assert_eq!(Money::parse_positive("0", Eur, "en"), Err(MoneyError::Zero));
    assert_eq!(Money::parse_positive("-0.00", Eur, "en"), Err(MoneyError::Zero));
    assert_eq!(Money::parse_positive("-5", Eur, "en"), Err(MoneyError::Negative));
    assert_eq!(Money::parse_positive("0.01", Eur, "en"), Ok(Money::new(1, Eur)));
}

#[test]
fn errors_say_what_to_write_instead() {
    let told =
        |input, currency, locale| Money::parse_positive(input, currency, locale).unwrap_err().to_string();
    assert_eq!(told("", Usd, "en"), "Write an amount.");
    assert_eq!(told("ten", Usd, "de"), "“ten” is not an amount. Write only a number, for example 5,00.");
    let arabic = "“abc” is not an amount. Write only a number, for example ٥٫٠٠٠.";
    assert_eq!(told("abc", Kwd, "ar-EG"), arabic);
    assert_eq!(told("1e9", Usd, "en"), "Write “1e9” out in full, as a number without letters.");
    assert_eq!(told("1,2", Usd, "en"), "“1,2” can be read in more than one way. Write 1.20 or 12.");
    assert_eq!(told("1.5", Jpy, "en"), "JPY has no decimals. Write a whole number.");
    let decimals = "USD has 2 decimals. Write at most 2 digits after the point or comma.";
    assert_eq!(told("1.555", Usd, "en"), decimals);
    let large = "The amount is too large. The most that can be written here is ₹10,00,00,00,000.";
    assert_eq!(told("99999999999", Inr, "en"), large);
    let mixed = "The commas, points or spaces in “1,2.3” do not make one number. Write it like 1234.50.";
    assert_eq!(told("1,2.3", Usd, "en"), mixed);
    assert_eq!(told("€5", Usd, "en"), "The amount is in EUR, but only USD can be used here.");
}

#[test]
fn an_error_repeats_no_more_than_a_line_and_no_marks_of_direction() {
    let Err(MoneyError::NotANumber { typed, .. }) = minor(&format!("\u{202e}{}", "x".repeat(999)), Eur, "en")
    else {
        panic!("letters were read as an amount");
    };
    assert_eq!(typed, "x".repeat(SHOWN));
}

/// T-61: what a float parser gets wrong by a cent.
#[test]
fn every_amount_from_one_cent_to_a_thousand_is_read_exactly() {
    for (locale, point) in [("en", '.'), ("de", ','), ("hi", '.'), ("fr", ',')] {
        for cents in 1..=99_999_i64 {
            let text = format!("{}{point}{:02}", cents / 100, cents % 100);
            assert_eq!(minor(&text, Eur, locale), Ok(cents), "{text} in {locale}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_shown_is_read_back(
        currency in proptest::sample::select(Currency::ALL),
        minor in -Money::MAX_TYPED_MINOR..=Money::MAX_TYPED_MINOR,
        shift in 0..40_u32,
    ) {
        // Shifting makes small amounts as likely as large ones.
        let money = Money::new(minor >> shift, currency);
        for locale in ["en", "de", "hi", "fr", "es", "ta", "kn", "ar", "ar-EG", "ar-MA", "de-CH", "pl", "pt-BR", "en-ZA", "tr"] {
            for text in [money.format_exact(locale), money.format(locale), money.format_input(locale)] {
                prop_assert_eq!(Money::parse(&text, currency, locale), Ok(money), "{} in {}", text, locale);
            }
        }
    }

    #[test]
    fn no_input_makes_the_reader_panic_or_exceed_its_limit(input in "\\PC{0,30}", locale in "[a-z]{2}(-[A-Z]{2})?") {
        if let Ok(money) = Money::parse(&input, Eur, &locale) {
            prop_assert!(money.minor.abs() <= Money::MAX_TYPED_MINOR);
        }
    }

    #[test]
    fn no_mixture_of_digits_and_separators_is_read_as_other_digits(input in "[0-9 .,'٫٬$e-]{0,14}") {
        if let Ok(money) = Money::parse(&input, Usd, "en") {
            let typed: String = input.chars().filter(char::is_ascii_digit).collect();
            let read = money.minor.unsigned_abs().to_string();
            let significant = |digits: &str| digits.trim_matches('0').to_owned();
            prop_assert_eq!(significant(&typed), significant(&read), "{}", input);
        }
    }
}
