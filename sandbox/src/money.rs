use crate::errors::{ApiError, ApiResult};

/// Currencies without minor units: <https://docs.stripe.com/currencies#zero-decimal>.
const ZERO_DECIMAL: [&str; 15] =
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"];

/// Without minor units, and yet with two decimals in Stripe's API, which must be 00:
/// <https://docs.stripe.com/currencies#special-cases>.
const WHOLE: [&str; 2] = ["isk", "ugx"];
/// Charged with two decimals, paid out whole: the same page.
const PAID_OUT_WHOLE: [&str; 2] = ["huf", "twd"];

/// Currencies with three decimals, of which the last must be 0 ("5.124 KWD must be rounded to 5120 or
/// 5130"): <https://docs.stripe.com/currencies#three-decimal>.
const THREE_DECIMAL: [&str; 5] = ["bhd", "jod", "kwd", "omr", "tnd"];

/// The other currencies that Stripe presents: <https://docs.stripe.com/currencies#presentment-currencies>.
const TWO_DECIMAL: [&str; 121] = [
    "aed", "afn", "all", "amd", "ang", "aoa", "ars", "aud", "awg", "azn", "bam", "bbd", "bdt", "bgn", "bmd",
    "bnd", "bob", "brl", "bsd", "bwp", "byn", "bzd", "cad", "cdf", "chf", "cny", "cop", "crc", "cve", "czk",
    "dkk", "dop", "dzd", "egp", "etb", "eur", "fjd", "fkp", "gbp", "gel", "ghs", "gip", "gmd", "gtq", "gyd",
    "hkd", "hnl", "htg", "huf", "idr", "ils", "inr", "isk", "jmd", "kes", "kgs", "khr", "kyd", "kzt", "lak",
    "lbp", "lkr", "lrd", "lsl", "mad", "mdl", "mkd", "mmk", "mnt", "mop", "mur", "mvr", "mwk", "mxn", "myr",
    "mzn", "nad", "ngn", "nio", "nok", "npr", "nzd", "pab", "pen", "pgk", "php", "pkr", "pln", "qar", "ron",
    "rsd", "rub", "sar", "sbd", "scr", "sek", "sgd", "shp", "sle", "sos", "srd", "std", "szl", "thb", "tjs",
    "top", "try", "ttd", "twd", "tzs", "uah", "ugx", "usd", "uyu", "uzs", "wst", "xcd", "xcg", "yer", "zar",
    "zmw",
];

/// Smallest charges in minor units: <https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts>.
const MINIMUMS: [(&str, i64); 23] = [
    ("usd", 50),
    ("aed", 200),
    ("aud", 50),
    ("bgn", 100),
    ("brl", 50),
    ("cad", 50),
    ("chf", 50),
    ("czk", 1500),
    ("dkk", 250),
    ("eur", 50),
    ("gbp", 30),
    ("hkd", 400),
    ("huf", 17500),
    ("inr", 50),
    ("jpy", 50),
    ("mxn", 1000),
    ("myr", 200),
    ("nok", 300),
    ("nzd", 50),
    ("pln", 200),
    ("ron", 200),
    ("sek", 300),
    ("sgd", 50),
];

/// Eight digits: the largest charge in minor units, but for rupiahs, which have twelve.
const LARGEST: i64 = 99_999_999;
const LARGEST_RUPIAH: i64 = 999_999_999_999;

/// How many decimals an amount of this currency has in Stripe's API.
pub(crate) fn exponent(currency: &str) -> usize {
    if ZERO_DECIMAL.contains(&currency) {
        0
    } else if THREE_DECIMAL.contains(&currency) {
        3
    } else {
        2
    }
}

/// The currency in lower case, or Stripe's refusal.
pub(crate) fn currency(text: &str, param: &str) -> ApiResult<String> {
    let code = text.to_ascii_lowercase();
    let known = |list: &[&str]| list.contains(&code.as_str());
    if known(&ZERO_DECIMAL) || known(&THREE_DECIMAL) || known(&TWO_DECIMAL) {
        return Ok(code);
    }
    let all: Vec<_> = [&TWO_DECIMAL[..], &ZERO_DECIMAL, &THREE_DECIMAL].concat();
    Err(ApiError::parameter(
        format!("Invalid currency: {code}. Stripe currently supports these currencies: {}", all.join(", ")),
        param,
    ))
}

/// The smallest amount that can be charged. For a currency without a rule of its own Stripe converts
/// the rule of the account's currency; here it is about half a dollar or euro in form, not in value.
pub(crate) fn minimum(currency: &str) -> i64 {
    let own = MINIMUMS.iter().find(|(code, _)| *code == currency).map(|(_, least)| *least);
    own.unwrap_or(match exponent(currency) {
        3 => 150,
        _ => 50,
    })
}

/// Refuses what Stripe would not charge.
pub(crate) fn check_charge(amount: i64, currency: &str, param: &str) -> ApiResult<()> {
    check_shape(amount, currency, param)?;
    let least = minimum(currency);
    if amount < least {
        let message = format!("Amount must be at least {} {currency}", format(least, currency));
        return Err(ApiError::parameter(message, param).code("amount_too_small"));
    }
    let most = if currency == "idr" { LARGEST_RUPIAH } else { LARGEST };
    if amount > most {
        let message = format!("Amount must be no more than {} {currency}", format(most, currency));
        return Err(ApiError::parameter(message, param).code("amount_too_large"));
    }
    Ok(())
}

/// Refuses amounts that cannot be: not positive, or finer than the currency is traded in.
pub(crate) fn check_shape(amount: i64, currency: &str, param: &str) -> ApiResult<()> {
    if amount < 1 {
        let message = "This value must be greater than or equal to 1.";
        return Err(ApiError::parameter(message, param).code("parameter_invalid_integer"));
    }
    let step = match currency {
        _ if WHOLE.contains(&currency) => 100,
        _ if THREE_DECIMAL.contains(&currency) => 10,
        _ => 1,
    };
    check_step(amount, step, currency, param)
}

/// Refuses what Stripe would not pay out.
pub(crate) fn check_payout(amount: i64, currency: &str, param: &str) -> ApiResult<()> {
    check_shape(amount, currency, param)?;
    let step = if PAID_OUT_WHOLE.contains(&currency) { 100 } else { 1 };
    check_step(amount, step, currency, param)
}

fn check_step(amount: i64, step: i64, currency: &str, param: &str) -> ApiResult<()> {
    if amount % step != 0 {
        let message = format!(
            "Invalid amount: amounts in {currency} must be evenly divisible by {step} (got {amount})."
        );
        return Err(ApiError::parameter(message, param));
    }
    Ok(())
}

/// The sandbox's own fee: 2.9 % rounded half up, plus 30 minor units. Stripe's prices differ by
/// country and card; a test that knows this rule can say what a charge leaves.
pub(crate) fn fee(amount: i64) -> i64 {
    (amount * 29 + 500) / 1000 + 30
}

/// An amount as people read it: `₹1,00,000.00`, `¥500`, `KWD 12.500`.
pub(crate) fn format(minor: i64, currency: &str) -> String {
    let exponent = exponent(currency);
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = exponent + 1);
    let (whole, fraction) = digits.split_at(digits.len() - exponent);
    let whole = group(whole, if currency == "inr" { 2 } else { 3 });
    let point = if exponent == 0 { "" } else { "." };
    let minus = if minor < 0 { "-" } else { "" };
    format!("{minus}{}{whole}{point}{fraction}", sign(currency))
}

fn sign(currency: &str) -> String {
    match currency {
        "usd" => "$".to_owned(),
        "eur" => "€".to_owned(),
        "gbp" => "£".to_owned(),
        "inr" => "₹".to_owned(),
        "jpy" => "¥".to_owned(),
        other => format!("{}\u{a0}", other.to_uppercase()),
    }
}

/// Thousands first, then groups of `size`: India groups by two.
fn group(whole: &str, size: usize) -> String {
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let after = whole.len() - place;
        if place > 0 && (after == 3 || (after > 3 && (after - 3).is_multiple_of(size))) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_their_currency_is_written() {
        for (minor, currency, text) in [
            (4200, "inr", "₹42.00"),
            (1_234_567_890, "inr", "₹1,23,45,678.90"),
            (500, "jpy", "¥500"),
            (1_234_567, "usd", "$12,345.67"),
            (12_500, "kwd", "KWD\u{a0}12.500"),
            (5, "eur", "€0.05"),
            (-1050, "gbp", "-£10.50"),
        ] {
            assert_eq!(format(minor, currency), text);
        }
    }

    #[test]
    fn what_stripe_would_not_charge_is_refused() {
        for (amount, currency) in [
            (0, "usd"),
            (-5, "usd"),
            (49, "usd"),
            (29, "gbp"),
            (5_124, "kwd"),
            (123, "isk"),
            (100_000_000, "usd"),
        ] {
            assert!(check_charge(amount, currency, "amount").is_err(), "{amount} {currency}");
        }
        for (amount, currency) in
            [(50, "usd"), (50, "jpy"), (5_120, "kwd"), (99_999_999, "usd"), (4_200, "inr")]
        {
            assert!(check_charge(amount, currency, "amount").is_ok(), "{amount} {currency}");
        }
    }

    #[test]
    fn every_currency_is_in_one_list_and_those_of_the_product_are_known() {
        let all: Vec<_> = [&TWO_DECIMAL[..], &ZERO_DECIMAL, &THREE_DECIMAL].concat();
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        for code in ["ETB", "gel", "kzt", "npr", "twd", "tzs", "uah", "uyu", "ugx", "zmw", "xcd"] {
            assert_eq!(currency(code, "currency").unwrap(), code.to_lowercase());
        }
        for code in ["iqd", "lyd", "irr", "xyz", ""] {
            assert!(currency(code, "currency").is_err(), "{code}");
        }
        assert_eq!(["jpy", "ugx", "isk", "huf", "twd", "kwd"].map(exponent), [0, 2, 2, 2, 2, 3]);
    }

    #[test]
    fn kronas_and_shillings_are_charged_whole_and_forints_and_taiwan_dollars_paid_out_whole() {
        for (amount, currency, charged, paid_out) in [
            (50_000, "isk", true, true),
            (50_050, "isk", false, false),
            (50_000, "ugx", true, true),
            (50_001, "ugx", false, false),
            (50_010, "huf", true, false),
            (50_000, "huf", true, true),
            (50_010, "twd", true, false),
            (50_010, "kwd", true, true),
            (50_001, "kwd", false, false),
            (50_001, "eur", true, true),
        ] {
            assert_eq!(check_charge(amount, currency, "amount").is_ok(), charged, "{amount} {currency}");
            assert_eq!(check_payout(amount, currency, "amount").is_ok(), paid_out, "{amount} {currency}");
        }
        assert_eq!(format(50_000, "ugx"), "UGX\u{a0}500.00");
    }

    #[test]
    fn the_fee_rounds_half_up() {
        assert_eq!(fee(1000), 59);
        assert_eq!(fee(500), 45);
        assert_eq!(fee(517), 45);
        assert_eq!(fee(50), 31);
    }
}
