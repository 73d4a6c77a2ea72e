use serde_json::{Value, json};

/// What changes the balance, and why.
pub(crate) struct Movement<'a> {
    pub(crate) kind: &'a str,
    /// What reports call it; most often its kind.
    pub(crate) category: &'a str,
    pub(crate) amount: i64,
    pub(crate) fee: i64,
    pub(crate) currency: &'a str,
    pub(crate) source: &'a str,
    pub(crate) available_on: i64,
    pub(crate) description: &'a Value,
}

/// A new balance transaction. Its status follows from `available_on` when it is shown.
pub(crate) fn balance_transaction(id: &str, now: i64, of: &Movement<'_>) -> Value {
    json!({
        "id": id,
        "object": "balance_transaction",
        "amount": of.amount,
        "available_on": of.available_on,
        "balance_type": "payments",
        "created": now,
        "currency": of.currency,
        "description": of.description,
        "exchange_rate": null,
        "fee": of.fee,
        "fee_details": fee_details(of),
        "net": of.amount - of.fee,
        "reporting_category": of.category,
        "source": of.source,
        "status": "pending",
        "type": of.kind,
    })
}

fn fee_details(of: &Movement<'_>) -> Value {
    if of.fee == 0 {
        return json!([]);
    }
    json!([{
        "amount": of.fee,
        "application": null,
        "currency": of.currency,
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    }])
}
