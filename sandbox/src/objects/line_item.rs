use serde_json::{Map, Value, json};

/// What is being paid for, as given in `line_items[n][price_data]`.
pub(crate) struct Item {
    pub(crate) currency: String,
    pub(crate) unit_amount: i64,
    pub(crate) quantity: i64,
    pub(crate) name: String,
    pub(crate) metadata: Map<String, Value>,
}

/// A new line item with its price and product ids.
pub(crate) fn line_item(ids: [&str; 3], now: i64, item: &Item) -> Value {
    let [id, price, product] = ids;
    let total = item.unit_amount * item.quantity;
    json!({
        "id": id,
        "object": "item",
        "adjustable_quantity": null,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": item.currency,
        "description": item.name,
        "metadata": item.metadata,
        "price": {
            "id": price,
            "object": "price",
            "active": false,
            "billing_scheme": "per_unit",
            "created": now,
            "currency": item.currency,
            "custom_unit_amount": null,
            "livemode": false,
            "lookup_key": null,
            "metadata": {},
            "nickname": null,
            "product": product,
            "recurring": null,
            "tax_behavior": "unspecified",
            "tiers_mode": null,
            "transform_quantity": null,
            "type": "one_time",
            "unit_amount": item.unit_amount,
            "unit_amount_decimal": item.unit_amount.to_string(),
        },
        "quantity": item.quantity,
    })
}
