use serde_json::{Value, json};

use crate::cards;
use crate::errors::{ApiError, ApiResult};
use crate::objects::{self, Card};
use crate::turn::Turn;
use crate::world::{PRIVATE, text};

/// A new payment method for a card.
pub(crate) fn make(turn: &mut Turn<'_>, card: &Card) -> Value {
    let id = turn.id("pm");
    let method = objects::payment_method(&id, turn.seconds(), card);
    turn.put(method.clone());
    method
}

/// The payment method of that id; a ready-made one such as `pm_card_visa` is made on the spot.
pub(crate) fn resolve(turn: &mut Turn<'_>, id: &str, param: &str) -> ApiResult<Value> {
    match cards::by_token(id) {
        Some(card) => Ok(make(turn, &Card::ready_made(card.number))),
        None => turn.find_param("payment_method", id, param),
    }
}

/// Refuses a method that may not be used by this customer.
pub(crate) fn check_usable(method: &Value, customer: &Value) -> ApiResult<()> {
    if let Some(owner) = method["customer"].as_str() {
        if customer.as_str() == Some(owner) {
            return Ok(());
        }
        let message = format!(
            "The payment method {} belongs to a Customer. Please include the Customer in the `customer` parameter.",
            text(method, "id")
        );
        return Err(ApiError::invalid(message).param("payment_method"));
    }
    if method[PRIVATE]["spent"] == true {
        let message = "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.";
        return Err(ApiError::invalid(message).param("payment_method"));
    }
    Ok(())
}

/// Gives the method to a customer.
pub(crate) fn attach(turn: &mut Turn<'_>, method: &str, customer: &str) {
    turn.update(method, json!({ "customer": customer }));
    turn.event("payment_method.attached", method);
}

/// Takes the method from its customer; it cannot be used again.
pub(crate) fn detach(turn: &mut Turn<'_>, method: &str) {
    let owner = turn.world.get(method).map(|it| it["customer"].clone()).unwrap_or_default();
    turn.update(method, json!({ "customer": null }));
    turn.remember(method, json!({ "spent": true }));
    turn.changed("payment_method.detached", method, json!({ "customer": owner }));
}
