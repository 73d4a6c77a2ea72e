//! The bank accounts of whoever runs campaigns.

use super::super::Bank;
use serde_json::Value;

/// Where the money of an account goes: of each currency to one bank account
/// (<https://docs.stripe.com/api/external_accounts>). The same bank account written down anew has the same fingerprint.
pub(super) fn bank(account: &Value) -> Option<Bank> {
    let all = account["external_accounts"]["data"].as_array()?;
    let paid_to = all.iter().filter(|it| it["default_for_currency"] != false);
    let mut found: Vec<_> = paid_to.filter_map(one).collect();
    found.sort_unstable();
    found.dedup();
    let (prints, digits): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    (!prints.is_empty()).then(|| Bank { print: prints.join(" "), last4: digits.join(", ") })
}

fn one(it: &Value) -> Option<(String, String)> {
    let print = it["fingerprint"].as_str().or_else(|| it["id"].as_str())?;
    let currency = it["currency"].as_str().unwrap_or_default();
    Some((format!("{currency}:{print}"), it["last4"].as_str().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(banks: &Value) -> Option<Bank> {
        bank(&json!({ "external_accounts": { "data": banks } }))
    }

    #[test]
    fn a_bank_account_that_is_written_down_anew_is_the_same_and_another_is_not() {
        let it = |id: &str, print: &str| {
            of(&json!([{ "id": id, "fingerprint": print, "currency": "eur", "last4": "6789" }]))
        };
        let first = it("ba_1", "x");
        assert_eq!(first.as_ref().map(|it| it.last4.as_str()), Some("6789"));
        assert_eq!(first, it("ba_2", "x"));
        assert_ne!(first, it("ba_3", "y"), "the digits alone say nothing");
        assert_eq!(of(&json!([])), None);
    }

    #[test]
    fn of_several_bank_accounts_those_count_that_money_goes_to_in_whatever_order() {
        let it = |id: &str, currency: &str, last4: &str, paid_to: bool| json!({ "id": id, "currency": currency, "last4": last4, "default_for_currency": paid_to });
        let (usd, eur) = (it("ba_1", "usd", "1111", true), it("ba_2", "eur", "2222", true));
        let idle = it("ba_3", "eur", "3333", false);
        let both = of(&json!([usd, eur, idle]));
        assert_eq!(both.as_ref().map(|it| it.last4.as_str()), Some("2222, 1111"));
        assert_eq!(both, of(&json!([eur, usd])));
    }
}
