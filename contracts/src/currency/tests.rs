use super::*;
use std::collections::BTreeSet;

#[test]
fn exponents_follow_iso_4217() {
    let of = |exponent: u8| -> Vec<_> {
        Currency::ALL.iter().filter(|it| it.exponent() == exponent).map(|it| it.code()).collect()
    };
    assert_eq!(of(0), ["CLP", "ISK", "JPY", "KRW", "PYG", "RWF", "UGX", "VND", "XAF", "XOF"]);
    assert_eq!(of(3), ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);
    assert_eq!(of(2).len() + 17, Currency::ALL.len());
}

#[test]
fn codes_are_three_capitals_in_order_and_symbols_are_unique() {
    let codes: Vec<_> = Currency::ALL.iter().map(|it| it.code()).collect();
    assert!(codes.iter().all(|it| it.len() == 3 && it.bytes().all(|byte| byte.is_ascii_uppercase())));
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    let symbols: BTreeSet<_> = Currency::ALL.iter().map(|it| it.symbol()).collect();
    assert_eq!(symbols.len(), Currency::ALL.len());
}

#[test]
fn a_currency_is_written_as_its_code_and_read_back() {
    for currency in Currency::ALL {
        let json = serde_json::to_string(currency).unwrap();
        assert_eq!(json, format!("\"{}\"", currency.code()));
        assert_eq!(serde_json::from_str::<Currency>(&json).unwrap(), *currency);
        assert_eq!(currency.to_string().parse(), Ok(*currency));
    }
}

#[test]
fn a_code_is_read_in_either_case_from_a_provider_but_only_in_capitals_from_a_message() {
    assert_eq!("inr".parse(), Ok(Currency::Inr));
    assert!(serde_json::from_str::<Currency>("\"inr\"").is_err());
}

#[test]
fn an_unknown_code_is_refused_and_named() {
    assert_eq!("XYZ".parse::<Currency>(), Err(UnknownCurrency("XYZ".into())));
    assert_eq!("".parse::<Currency>(), Err(UnknownCurrency(String::new())));
}

#[test]
fn a_shared_sign_stands_for_its_best_known_currency() {
    assert_eq!(Currency::marked_by("$"), Some(Currency::Usd));
    assert_eq!(Currency::marked_by("¥"), Some(Currency::Jpy));
    assert_eq!(Currency::marked_by("rs"), Some(Currency::Inr));
    assert_eq!(Currency::marked_by("zloty"), None);
}

#[cfg(feature = "sea-orm")]
#[test]
fn a_currency_is_kept_in_a_text_column() {
    use sea_orm::sea_query::{ColumnType, Value, ValueType};
    assert_eq!(<Currency as ValueType>::column_type(), ColumnType::Text);
    assert_eq!(Value::from(Currency::Kwd), Value::from("KWD".to_owned()));
    assert_eq!(<Currency as ValueType>::try_from(Value::from("KWD".to_owned())).ok(), Some(Currency::Kwd));
    assert!(<Currency as ValueType>::try_from(Value::from("XYZ".to_owned())).is_err());
}
