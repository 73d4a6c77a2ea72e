use super::*;
use crate::Currency::{self, Chf, Eur, Inr, Jpy, Kwd, Usd};

/// The amount with its special spaces and marks made visible.
fn shown(minor: i64, currency: Currency, locale: &str) -> String {
    visible(&Money::new(minor, currency).format(locale))
}

fn visible(text: &str) -> String {
    text.replace('\u{a0}', "~").replace('\u{202f}', "_").replace('\u{200f}', "<").replace('\u{200e}', ">")
}

#[test]
fn rupees_are_shown_in_lakhs_and_crores() {
    for locale in ["en", "en-IN", "en_IN", "hi", "ta", "kn"] {
        assert_eq!(shown(298_214_050, Inr, locale), "₹29,82,140.50", "{locale}");
    }
    assert_eq!(shown(99_900, Inr, "en-IN"), "₹999");
    assert_eq!(shown(100_000, Inr, "en-IN"), "₹1,000");
    assert_eq!(shown(10_000_000, Inr, "en-IN"), "₹1,00,000");
    assert_eq!(shown(123_456_700, Usd, "en-IN"), "$12,34,567");
    assert_eq!(shown(123_456_700, Usd, "en-US"), "$1,234,567");
}

/// The expectations were compared with ICU 78 (CLDR 48).
#[test]
fn each_language_writes_amounts_its_own_way() {
    let cases = [
        ("en", "€1,234,567.50"),
        ("hi", "€12,34,567.50"),
        ("de", "1.234.567,50~€"),
        ("fr", "1_234_567,50~€"),
        ("fr-CA", "1~234~567,50~€"),
        ("es", "1.234.567,50~€"),
        ("it", "1.234.567,50~€"),
        ("nl", "€~1.234.567,50"),
        ("pt-BR", "€~1.234.567,50"),
        ("pt-PT", "1~234~567,50~€"),
        ("pl", "1~234~567,50~€"),
        ("de-CH", "€~1'234'567.50"),
        ("de-AT", "€~1.234.567,50"),
        ("tr", "€1.234.567,50"),
        ("en-ZA", "€1~234~567,50"),
        ("ja", "€1,234,567.50"),
        ("ar", "<1,234,567.50~€"),
        ("ar-MA", "<1.234.567,50~€"),
        ("ar-EG", "<١٬٢٣٤٬٥٦٧٫٥٠~€"),
    ];
    for (locale, expected) in cases {
        assert_eq!(shown(123_456_750, Eur, locale), expected, "{locale}");
    }
}

#[test]
fn decimals_that_are_all_zero_are_left_out_unless_asked_for() {
    assert_eq!(shown(123_400, Usd, "en"), "$1,234");
    assert_eq!(shown(123_450, Usd, "en"), "$1,234.50");
    assert_eq!(Money::new(123_400, Usd).format_exact("en"), "$1,234.00");
    assert_eq!(visible(&Money::new(0, Eur).format_exact("de")), "0,00~€");
}

#[test]
fn each_currency_has_its_own_decimals() {
    assert_eq!(shown(1_234, Jpy, "en"), "¥1,234");
    assert_eq!(Money::new(1_234, Jpy).format_exact("en"), "¥1,234");
    assert_eq!(shown(12_500, Kwd, "en"), "KWD~12.500");
    assert_eq!(shown(12_000, Kwd, "en"), "KWD~12");
    assert_eq!(shown(5, Kwd, "de"), "0,005~KWD");
    assert_eq!(shown(1_234_550, Chf, "de-CH"), "CHF~12'345.50");
}

#[test]
fn the_minus_comes_first() {
    assert_eq!(shown(-1_250, Usd, "en"), "-$12.50");
    assert_eq!(shown(-5, Eur, "de"), "-0,05~€");
    assert_eq!(shown(-1_250, Eur, "ar"), "<>-12.50~€");
    assert_eq!(shown(i64::MIN, Jpy, "en"), "-¥9,223,372,036,854,775,808");
}

#[test]
fn a_lone_thousand_is_not_set_apart_in_spanish_polish_and_italian() {
    for locale in ["es", "it"] {
        assert_eq!(shown(123_450, Eur, locale), "1234,50~€");
        assert_eq!(shown(1_234_550, Eur, locale), "12.345,50~€");
    }
    assert_eq!(shown(123_450, Eur, "pl"), "1234,50~€");
}

#[test]
fn a_form_field_gets_the_bare_number() {
    assert_eq!(Money::new(123_450, Inr).format_input("en-IN"), "1234.50");
    assert_eq!(Money::new(123_450, Eur).format_input("de"), "1234,50");
    assert_eq!(Money::new(-1_234, Jpy).format_input("de"), "-1234");
}
