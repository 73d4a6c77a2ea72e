use serde_json::{Value, json};

use crate::world::text;

/// A new dispute of a charge, for all that was taken with it.
pub(crate) fn dispute(id: &str, now: i64, due_by: i64, charge: &Value) -> Value {
    let mut dispute = json!({
        "id": id,
        "object": "dispute",
        "amount": charge["amount_captured"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": no_evidence(),
        "evidence_details": {
            "due_by": due_by,
            "enhanced_eligibility": {},
            "has_evidence": false,
            "past_due": false,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "intended_submission_method": null,
        "is_charge_refundable": false,
        "livemode": false,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": "fraudulent",
        "status": "needs_response",
    });
    if let (Some(details), Some(fields)) =
        (of_card(&charge["payment_method_details"]["card"]), dispute.as_object_mut())
    {
        fields.insert("payment_method_details".to_owned(), details);
    }
    dispute
}

/// What the card's network says of it; nothing of a bank account's debit.
fn of_card(card: &Value) -> Option<Value> {
    let details = || {
        json!({
            "type": "card",
            "card": {
                "brand": text(card, "brand"),
                "case_type": "chargeback",
                "network": text(card, "brand"),
                "network_reason_code": "10.4",
            },
        })
    };
    (!card.is_null()).then(details)
}

/// What may be said in defence, and was not said yet.
fn no_evidence() -> Value {
    json!({
        "access_activity_log": null,
        "billing_address": null,
        "cancellation_policy": null,
        "cancellation_policy_disclosure": null,
        "cancellation_rebuttal": null,
        "customer_communication": null,
        "customer_email_address": null,
        "customer_name": null,
        "customer_purchase_ip": null,
        "customer_signature": null,
        "duplicate_charge_documentation": null,
        "duplicate_charge_explanation": null,
        "duplicate_charge_id": null,
        "enhanced_evidence": {},
        "product_description": null,
        "receipt": null,
        "refund_policy": null,
        "refund_policy_disclosure": null,
        "refund_refusal_explanation": null,
        "service_date": null,
        "service_documentation": null,
        "shipping_address": null,
        "shipping_carrier": null,
        "shipping_date": null,
        "shipping_documentation": null,
        "shipping_tracking_number": null,
        "uncategorized_file": null,
        "uncategorized_text": null,
    })
}
