//! What Stripe holds of ours: <https://docs.stripe.com/api/balance>.

use super::{
    super::{Held, Trouble},
    minor,
};
use contracts::{Currency, Money};
use serde_json::Value;
use std::collections::BTreeMap;

/// What `GET /v1/balance` answered. A currency that is not ours to pay out in is left out.
pub(super) fn held(body: &str) -> Result<Vec<Held>, Trouble> {
    let balance: Value = serde_json::from_str(body).map_err(Trouble::unknown)?;
    let (available, pending) = (sums(&balance["available"])?, sums(&balance["pending"])?);
    let mut codes: Vec<Currency> = available.values().chain(pending.values()).map(|it| it.currency).collect();
    codes.sort_unstable_by_key(|it| it.code());
    codes.dedup();
    let of = |all: &BTreeMap<&str, Money>, currency: Currency| {
        all.get(currency.code()).copied().unwrap_or(Money::zero(currency))
    };
    Ok(codes
        .into_iter()
        .map(|it| Held { available: of(&available, it), pending: of(&pending, it) })
        .collect())
}

/// Amounts by the code of their currency.
fn sums(amounts: &Value) -> Result<BTreeMap<&'static str, Money>, Trouble> {
    let lines = amounts.as_array().ok_or_else(|| Trouble::unknown("a balance cannot be read"))?;
    let mut sums = BTreeMap::new();
    for line in lines {
        let (Some(amount), Some(currency)) = (line["amount"].as_i64(), line["currency"].as_str()) else {
            return Err(Trouble::unknown("a balance cannot be read"));
        };
        if let Some(money) = minor::from_stripe(amount, currency) {
            sums.insert(money.currency.code(), money);
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_leave_and_what_follows_are_told_apart_in_each_currency() {
        let body = r#"{"available":[{"amount":-5,"currency":"eur"},{"amount":9,"currency":"xxx"}],
                       "pending":[{"amount":700,"currency":"eur"},{"amount":30,"currency":"inr"}]}"#;
        let (eur, inr) = (|it| Money::new(it, Currency::Eur), |it| Money::new(it, Currency::Inr));
        let wanted =
            [Held { available: eur(-5), pending: eur(700) }, Held { available: inr(0), pending: inr(30) }];
        assert_eq!(held(body), Ok(wanted.to_vec()));
        assert!(held("{}").is_err(), "an answer without sums says nothing");
    }
}
