use serde_json::{Value, json};

use crate::cards::Verdict;
use crate::domain::intents::{self, Confirmation};
use crate::domain::{Outcome, methods};
use crate::objects;
use crate::turn::Turn;
use crate::world::{PRIVATE, text};

/// A new setup intent with the given fields.
pub(crate) fn create(turn: &mut Turn<'_>, fields: Value, private: Value) -> String {
    let (id, secret) = (turn.id("seti"), turn.world.ids.long("secret", 25));
    let secret = secret.trim_start_matches("secret_").to_owned();
    let mut intent = objects::setup_intent(&id, &secret, turn.seconds());
    intent[PRIVATE] = private;
    turn.put(intent);
    turn.update(&id, fields);
    turn.event("setup_intent.created", &id);
    id
}

/// Asks the issuer whether the card may be kept for later charges.
pub(crate) fn confirm(turn: &mut Turn<'_>, id: &str, by: &Confirmation) -> Outcome {
    let fields = json!({ "payment_method": by.method["id"], "next_action": null, "last_setup_error": null });
    let intent = turn.update(id, fields);
    match intents::verdict(by, true) {
        Verdict::Approved => {
            save(turn, &intent, &by.method);
            Outcome::Done
        }
        Verdict::Ask => {
            let (url, action) = intents::next_action(turn, id, by.return_url.as_deref());
            turn.update(id, json!({ "status": "requires_action", "next_action": action }));
            turn.event("setup_intent.requires_action", id);
            Outcome::Ask(url)
        }
        Verdict::Declined(decline) => {
            let error = intents::error_of(turn, decline, &by.method, None);
            failed(turn, id, &error)
        }
    }
}

fn save(turn: &mut Turn<'_>, intent: &Value, method: &Value) {
    let (id, method_id) = (text(intent, "id"), text(method, "id"));
    let saved = text(intent, "usage") == "off_session";
    match intent["customer"].as_str() {
        Some(customer) => {
            turn.remember(method_id, json!({ "saved": saved }));
            if method["customer"].is_null() {
                methods::attach(turn, method_id, customer);
            }
        }
        None => turn.remember(method_id, json!({ "spent": true })),
    }
    turn.update(id, json!({ "status": "succeeded" }));
    turn.event("setup_intent.succeeded", id);
}

/// The donor said no on the 3-D Secure page, or the bank did.
pub(crate) fn authentication_failed(turn: &mut Turn<'_>, id: &str) -> Outcome {
    let error = json!({
        "type": "invalid_request_error",
        "code": "setup_intent_authentication_failure",
        "message": "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        "doc_url": "https://stripe.com/docs/error-codes/setup-intent-authentication-failure",
    });
    failed(turn, id, &error)
}

fn failed(turn: &mut Turn<'_>, id: &str, error: &Value) -> Outcome {
    let fields = json!({
        "status": "requires_payment_method",
        "payment_method": null,
        "next_action": null,
        "last_setup_error": error,
    });
    turn.update(id, fields);
    turn.event("setup_intent.setup_failed", id);
    Outcome::Declined(error.clone())
}

/// Gives up a setup that has not succeeded.
pub(crate) fn cancel(turn: &mut Turn<'_>, id: &str, reason: Option<&str>) {
    turn.update(id, json!({ "status": "canceled", "cancellation_reason": reason, "next_action": null }));
    turn.event("setup_intent.canceled", id);
}
