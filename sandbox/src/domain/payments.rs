use serde_json::{Value, json};

use crate::cards::{self, Decline, Verdict};
use crate::domain::intents::{self, Confirmation};
use crate::domain::{Outcome, balance, disputes, methods, radar};
use crate::objects;
use crate::turn::Turn;
use crate::world::{PRIVATE, int, text};

/// An authorisation that nobody captures lapses: <https://docs.stripe.com/payments/place-a-hold-on-a-payment-method>.
const AUTHORISATION_MICROS: i64 = 7 * 24 * 3600 * 1_000_000;

/// A new payment intent with the given fields.
pub(crate) fn create(
    turn: &mut Turn<'_>,
    amount: i64,
    currency: &str,
    fields: Value,
    private: Value,
) -> String {
    let (id, secret) = (turn.id("pi"), turn.world.ids.long("secret", 25));
    let secret = secret.trim_start_matches("secret_").to_owned();
    let mut intent = objects::payment_intent(&id, &secret, turn.seconds(), amount, currency);
    intent[PRIVATE] = private;
    turn.put(intent);
    turn.update(&id, fields);
    turn.event("payment_intent.created", &id);
    id
}

/// Asks the issuer and does what it says.
pub(crate) fn confirm(turn: &mut Turn<'_>, id: &str, by: &Confirmation) -> Outcome {
    let fields =
        json!({ "payment_method": by.method["id"], "next_action": null, "last_payment_error": null });
    let intent = turn.update(id, fields);
    if radar::blocks(turn, &by.method) {
        return refuse(turn, &intent, by, &cards::BLOCKED);
    }
    match intents::verdict(by, false) {
        Verdict::Approved => approve(turn, &intent, by),
        Verdict::Ask => ask(turn, id, by),
        Verdict::Declined(decline) => refuse(turn, &intent, by, decline),
    }
}

fn ask(turn: &mut Turn<'_>, id: &str, by: &Confirmation) -> Outcome {
    let (url, action) = intents::next_action(turn, id, by.return_url.as_deref());
    turn.update(id, json!({ "status": "requires_action", "next_action": action }));
    turn.event("payment_intent.requires_action", id);
    Outcome::Ask(url)
}

fn approve(turn: &mut Turn<'_>, intent: &Value, by: &Confirmation) -> Outcome {
    let charge_id = turn.id("ch");
    let mut charge = objects::charge(&charge_id, turn.seconds(), intent, &by.method);
    charge["status"] = json!("succeeded");
    charge["paid"] = json!(true);
    charge["outcome"] = approved();
    turn.put(charge);
    keep_method(turn, intent, by);
    let id = text(intent, "id");
    turn.update(id, json!({ "latest_charge": charge_id }));
    if text(intent, "capture_method") == "manual" {
        turn.event("charge.succeeded", &charge_id);
        authorised(turn, id);
    } else {
        take(turn, &charge_id, int(intent, "amount"));
        turn.event("charge.succeeded", &charge_id);
        succeeded(turn, id, int(intent, "amount"));
        if cards::is_disputed(text(&by.method[PRIVATE], "number")) {
            // A charge that was just captured can be disputed.
            let _ = disputes::open(turn, &charge_id);
        }
    }
    Outcome::Done
}

fn authorised(turn: &mut Turn<'_>, id: &str) {
    let amount = turn.world.get(id).map(|it| it["amount"].clone());
    turn.update(id, json!({ "status": "requires_capture", "amount_capturable": amount }));
    turn.remember(id, json!({ "due_at": turn.now + AUTHORISATION_MICROS }));
    turn.event("payment_intent.amount_capturable_updated", id);
}

/// Takes the money of an authorised charge.
pub(super) fn take(turn: &mut Turn<'_>, charge: &str, amount: i64) {
    let charge = turn.update(charge, json!({ "captured": true, "amount_captured": amount }));
    let transaction = balance::book_charge(turn, &charge, amount);
    turn.update(text(&charge, "id"), json!({ "balance_transaction": transaction }));
}

pub(super) fn succeeded(turn: &mut Turn<'_>, id: &str, amount: i64) {
    turn.update(id, json!({ "status": "succeeded", "amount_received": amount, "amount_capturable": 0 }));
    turn.event("payment_intent.succeeded", id);
}

/// Captures an authorised payment; what is not captured goes back to the donor's card.
pub(crate) fn capture(turn: &mut Turn<'_>, intent: &Value, amount: i64) {
    let (id, charge) = (text(intent, "id"), text(intent, "latest_charge"));
    turn.remember(id, json!({ "due_at": null }));
    take(turn, charge, amount);
    turn.event("charge.captured", charge);
    succeeded(turn, id, amount);
}

/// Gives up a payment that has not succeeded.
pub(crate) fn cancel(turn: &mut Turn<'_>, intent: &Value, reason: Option<&str>) {
    let id = text(intent, "id");
    if text(intent, "status") == "requires_capture" {
        let charge = text(intent, "latest_charge");
        turn.update(charge, json!({ "refunded": true, "amount_refunded": intent["amount"] }));
        turn.event(if reason == Some("automatic") { "charge.expired" } else { "charge.refunded" }, charge);
    }
    turn.remember(id, json!({ "due_at": null }));
    let fields = json!({
        "status": "canceled",
        "canceled_at": turn.seconds(),
        "cancellation_reason": reason,
        "amount_capturable": 0,
        "next_action": null,
    });
    turn.update(id, fields);
    turn.event("payment_intent.canceled", id);
}

fn refuse(turn: &mut Turn<'_>, intent: &Value, by: &Confirmation, decline: &Decline) -> Outcome {
    let charge_id = turn.id("ch");
    let mut charge = objects::charge(&charge_id, turn.seconds(), intent, &by.method);
    charge["status"] = json!("failed");
    charge["failure_code"] = json!(decline.code);
    charge["failure_message"] = json!(decline.message);
    charge["outcome"] = declined(decline);
    turn.put(charge);
    turn.event("charge.failed", &charge_id);
    let error = intents::error_of(turn, decline, &by.method, Some(&charge_id));
    failed(turn, text(intent, "id"), &error, json!(charge_id))
}

/// The donor said no on the 3-D Secure page, or the bank did.
pub(crate) fn authentication_failed(turn: &mut Turn<'_>, id: &str) -> Outcome {
    let latest = turn.world.get(id).map(|it| it["latest_charge"].clone()).unwrap_or_default();
    let error = json!({
        "type": "invalid_request_error",
        "code": "payment_intent_authentication_failure",
        "message": "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        "doc_url": "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
    });
    failed(turn, id, &error, latest)
}

pub(super) fn failed(turn: &mut Turn<'_>, id: &str, error: &Value, latest_charge: Value) -> Outcome {
    let mut fields = json!({
        "status": "requires_payment_method",
        "payment_method": null,
        "next_action": null,
        "last_payment_error": error,
    });
    fields["latest_charge"] = latest_charge;
    turn.update(id, fields);
    turn.event("payment_intent.payment_failed", id);
    Outcome::Declined(error.clone())
}

/// A method without a customer is good for one payment; one kept for later is given to the customer.
fn keep_method(turn: &mut Turn<'_>, intent: &Value, by: &Confirmation) {
    let (method, customer) = (text(&by.method, "id"), intent["customer"].as_str());
    let kept = intent["setup_future_usage"].is_string();
    match customer {
        Some(customer) if kept && by.method["customer"].is_null() => {
            turn.remember(method, json!({ "saved": true }));
            methods::attach(turn, method, customer);
        }
        Some(_) if !by.method["customer"].is_null() => {}
        _ => turn.remember(method, json!({ "spent": true })),
    }
}

pub(super) fn approved() -> Value {
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": "approved_by_network",
        "reason": null,
        "risk_level": "normal",
        "risk_score": 20,
        "seller_message": "Payment complete.",
        "type": "authorized",
    })
}

fn declined(decline: &Decline) -> Value {
    if decline == &cards::BLOCKED {
        return blocked();
    }
    json!({
        "advice_code": decline.advice,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": "declined_by_network",
        "reason": decline.decline_code,
        "risk_level": "normal",
        "risk_score": 20,
        "seller_message": format!("The bank returned the decline code `{}`.", decline.decline_code),
        "type": "issuer_declined",
    })
}

/// The network was not asked.
fn blocked() -> Value {
    json!({
        "advice_code": null,
        "network_advice_code": null,
        "network_decline_code": null,
        "network_status": "not_sent_to_network",
        "reason": "rule",
        "risk_level": "normal",
        "risk_score": 20,
        "seller_message": "The payment matches a value on your block list.",
        "type": "blocked",
    })
}
