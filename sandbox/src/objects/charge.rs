use serde_json::{Value, json};

use crate::world::{int, text};

/// A new charge of a payment intent with a card or a bank account; without its outcome.
pub(crate) fn charge(id: &str, now: i64, intent: &Value, method: &Value) -> Value {
    json!({
        "id": id,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": null,
        "application_fee": null,
        "application_fee_amount": null,
        "balance_transaction": null,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "TRIBUTARY",
        "captured": false,
        "created": now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": false,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "fraud_details": {},
        "livemode": false,
        "metadata": intent["metadata"],
        "on_behalf_of": null,
        "outcome": null,
        "paid": false,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": payment_method_details(int(intent, "amount"), method),
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": null,
        "receipt_url": null,
        "refunded": false,
        "review": null,
        "shipping": null,
        "source": null,
        "source_transfer": null,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "pending",
        "transfer_data": null,
        "transfer_group": intent["transfer_group"],
    })
}

fn payment_method_details(amount: i64, method: &Value) -> Value {
    if method["sepa_debit"].is_object() {
        return debit_details(&method["sepa_debit"]);
    }
    let card = &method["card"];
    json!({
        "type": "card",
        "card": {
            "amount_authorized": amount,
            "authorization_code": null,
            "brand": card["brand"],
            "checks": card["checks"],
            "country": card["country"],
            "electronic_commerce_indicator": null,
            "exp_month": card["exp_month"],
            "exp_year": card["exp_year"],
            "extended_authorization": { "status": "disabled" },
            "fingerprint": card["fingerprint"],
            "funding": card["funding"],
            "incremental_authorization": { "status": "unavailable" },
            "installments": null,
            "last4": card["last4"],
            "mandate": null,
            "multicapture": { "status": "unavailable" },
            "network": text(card, "brand"),
            "network_token": { "used": false },
            "network_transaction_id": null,
            "overcapture": { "maximum_amount_capturable": amount, "status": "unavailable" },
            "regulated_status": "unregulated",
            "three_d_secure": null,
            "transaction_link_id": null,
            "wallet": null,
        },
    })
}

fn debit_details(account: &Value) -> Value {
    json!({
        "type": "sepa_debit",
        "sepa_debit": {
            "bank_code": account["bank_code"],
            "branch_code": account["branch_code"],
            "country": account["country"],
            "fingerprint": account["fingerprint"],
            "last4": account["last4"],
            "mandate": null,
        },
    })
}
