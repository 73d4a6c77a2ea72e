//! What a new object of each kind looks like: every field that Stripe's types require.

mod balance_transaction;
mod charge;
mod checkout_session;
mod connect;
mod customer;
mod dispute;
mod line_item;
mod payment_intent;
mod payment_method;
mod radar;
mod refund;
mod setup_intent;

pub(crate) use balance_transaction::{Movement, balance_transaction};
pub(crate) use charge::charge;
pub(crate) use checkout_session::checkout_session;
pub(crate) use connect::{Moved, account, bank_account, payout, requirements, transfer, transfer_reversal};
pub(crate) use customer::customer;
pub(crate) use dispute::dispute;
pub(crate) use line_item::{Item, line_item};
pub(crate) use payment_intent::payment_intent;
pub(crate) use payment_method::{Account, Card, bank_debit, payment_method};
pub(crate) use radar::{early_fraud_warning, value_list, value_list_item};
pub(crate) use refund::refund;
pub(crate) use setup_intent::setup_intent;

use serde_json::{Value, json};

/// An address of which nothing is known.
pub(crate) fn no_address() -> Value {
    json!({ "city": null, "country": null, "line1": null, "line2": null, "postal_code": null, "state": null })
}

/// `known` with what was `told` in its place, field by field.
pub(crate) fn overlaid(mut known: Value, told: Value) -> Value {
    if let (Some(fields), Value::Object(told)) = (known.as_object_mut(), told) {
        for (name, value) in told {
            let before = fields.get(&name).cloned().unwrap_or_default();
            let after = if before.is_object() && value.is_object() { overlaid(before, value) } else { value };
            fields.insert(name, after);
        }
    }
    known
}

/// Who pays, as far as is known.
pub(crate) fn billing_details(email: Option<&str>, name: Option<&str>) -> Value {
    json!({ "address": no_address(), "email": email, "name": name, "phone": null, "tax_id": null })
}
