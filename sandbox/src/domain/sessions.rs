use serde_json::{Map, Value, json};

use crate::domain::intents::Confirmation;
use crate::domain::{Outcome, methods, payments, setups};
use crate::errors::{ApiError, ApiResult};
use crate::objects::{self, Card};
use crate::turn::Turn;
use crate::world::{PRIVATE, int, text};

/// The donor presses the button: pays, or saves the card.
pub(crate) fn pay(turn: &mut Turn<'_>, id: &str, card: &Card) -> ApiResult<Outcome> {
    let session = turn.find("checkout.session", id, "session")?;
    if text(&session, "status") != "open" {
        return Err(ApiError::invalid("This Checkout Session is no longer open."));
    }
    let customer = customer_of(turn, &session, card);
    let method = methods::make(turn, card);
    let by = Confirmation {
        return_url: session["success_url"].as_str().map(str::to_owned),
        ..Confirmation::of(method)
    };
    let session = turn.update(
        id,
        json!({ "customer_details": customer_details(card.email.as_deref(), card.name.as_deref()) }),
    );
    let outcome = if text(&session, "mode") == "setup" {
        let intent = text(&session, "setup_intent");
        turn.update(intent, json!({ "customer": customer }));
        setups::confirm(turn, intent, &by)
    } else {
        let intent = payment_intent_of(turn, &session, customer.as_deref());
        payments::confirm(turn, &intent, &by)
    };
    if outcome == Outcome::Done {
        complete(turn, id);
    }
    Ok(outcome)
}

/// The session's payment intent: made at the first attempt to pay, kept for the next.
pub(super) fn payment_intent_of(turn: &mut Turn<'_>, session: &Value, customer: Option<&str>) -> String {
    let id = text(session, "id");
    if let Some(intent) = session["payment_intent"].as_str() {
        turn.update(intent, json!({ "customer": customer }));
        return intent.to_owned();
    }
    let mut fields = session[PRIVATE]["intent_data"].as_object().cloned().unwrap_or_default();
    fields.insert("customer".to_owned(), json!(customer));
    fields.insert("payment_method_types".to_owned(), session["payment_method_types"].clone());
    let (amount, currency) = (int(session, "amount_total"), text(session, "currency"));
    let intent = payments::create(turn, amount, currency, Value::Object(fields), json!({ "session": id }));
    turn.update(id, json!({ "payment_intent": intent }));
    intent
}

/// The session's customer: the given one, or a new one where the session asks for it.
fn customer_of(turn: &mut Turn<'_>, session: &Value, card: &Card) -> Option<String> {
    if let Some(customer) = session["customer"].as_str() {
        return Some(customer.to_owned());
    }
    let kept = session[PRIVATE]["intent_data"]["setup_future_usage"].is_string();
    if text(session, "customer_creation") != "always" && !kept {
        return None;
    }
    let id = turn.id("cus");
    let mut customer = objects::customer(&id, turn.seconds());
    customer["email"] = json!(card.email);
    customer["name"] = json!(card.name);
    turn.put(customer);
    turn.event("customer.created", &id);
    turn.update(text(session, "id"), json!({ "customer": id }));
    Some(id)
}

pub(super) fn customer_details(email: Option<&str>, name: Option<&str>) -> Value {
    json!({
        "address": objects::no_address(),
        "business_name": null,
        "email": email,
        "individual_name": null,
        "name": name,
        "phone": null,
        "tax_exempt": "none",
        "tax_ids": [],
    })
}

/// Completes the session that an intent belongs to, if it belongs to one.
pub(crate) fn complete_of(turn: &mut Turn<'_>, intent: &Value) {
    if let Some(session) = intent[PRIVATE]["session"].as_str() {
        complete(turn, session);
    }
}

pub(super) fn complete(turn: &mut Turn<'_>, id: &str) {
    let session = turn.world.copy(id).unwrap_or_default();
    let mut fields =
        Map::from_iter([("status".to_owned(), json!("complete")), ("url".to_owned(), Value::Null)]);
    let intent = turn.world.get(text(&session, "payment_intent"));
    if intent.is_some_and(|it| text(&it, "status") == "succeeded") {
        fields.insert("payment_status".to_owned(), json!("paid"));
    }
    turn.update(id, Value::Object(fields));
    turn.remember(id, json!({ "due_at": null }));
    turn.event("checkout.session.completed", id);
}

/// Closes an open session and gives up what was begun in it.
pub(crate) fn expire(turn: &mut Turn<'_>, session: &Value) {
    let id = text(session, "id");
    turn.update(id, json!({ "status": "expired", "url": null }));
    turn.remember(id, json!({ "due_at": null }));
    let intent = turn.world.copy(text(session, "payment_intent"));
    if let Some(intent) = intent {
        payments::cancel(turn, &intent, Some("expired"));
    }
    if let Some(setup) = session["setup_intent"].as_str() {
        setups::cancel(turn, setup, Some("abandoned"));
    }
    turn.event("checkout.session.expired", id);
}
