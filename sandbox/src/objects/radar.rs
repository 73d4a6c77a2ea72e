use serde_json::{Value, json};

/// A list of Radar: <https://docs.stripe.com/api/radar/value_lists/object>.
pub(crate) fn value_list(id: &str, now: i64, alias: &str, name: &str, item_type: &str) -> Value {
    let url = format!("/v1/radar/value_list_items?value_list={id}");
    json!({
        "id": id,
        "object": "radar.value_list",
        "alias": alias,
        "created": now,
        "created_by": "Stripe",
        "item_type": item_type,
        "list_items": { "object": "list", "data": [], "has_more": false, "url": url },
        "livemode": false,
        "metadata": {},
        "name": name,
    })
}

/// What stands on one: <https://docs.stripe.com/api/radar/value_list_items/object>.
pub(crate) fn value_list_item(id: &str, now: i64, list: &str, value: &str) -> Value {
    json!({
        "id": id,
        "object": "radar.value_list_item",
        "created": now,
        "created_by": "sandbox",
        "livemode": false,
        "value": value,
        "value_list": list,
    })
}

/// A bank says that a charge may be fraud: <https://docs.stripe.com/api/radar/early_fraud_warnings/object>.
pub(crate) fn early_fraud_warning(id: &str, now: i64, charge: &Value, fraud_type: &str) -> Value {
    json!({
        "id": id,
        "object": "radar.early_fraud_warning",
        "actionable": true,
        "charge": charge["id"],
        "created": now,
        "fraud_type": fraud_type,
        "livemode": false,
        "payment_intent": charge["payment_intent"],
    })
}
