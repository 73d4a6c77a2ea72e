use serde_json::{Value, json};

use crate::errors::{ApiError, ApiResult};
use crate::turn::Turn;
use crate::world::{PRIVATE, shown, text};

/// Stripe's limit: <https://docs.stripe.com/api/expanding_objects>.
const DEEPEST: usize = 4;

/// What each kind of object can show in place of an id.
fn expandable(kind: &str) -> &'static [&'static str] {
    match kind {
        "checkout.session" => &["customer", "payment_intent", "setup_intent"],
        "payment_intent" => &["customer", "payment_method", "latest_charge"],
        "setup_intent" => &["customer", "payment_method"],
        "charge" => &["balance_transaction", "customer", "payment_intent", "failure_balance_transaction"],
        "refund" => &["balance_transaction", "charge", "failure_balance_transaction", "payment_intent"],
        "payment_method" => &["customer"],
        "balance_transaction" => &["source"],
        _ => &[],
    }
}

/// An object as it is shown, with the asked-for ids replaced by their objects.
pub(crate) fn show(turn: &Turn<'_>, object: &Value, wanted: &[String]) -> ApiResult<Value> {
    let mut result = shown(object, turn.seconds());
    for path in wanted {
        let segments: Vec<&str> = path.split('.').collect();
        if segments.len() > DEEPEST {
            let message = format!("You cannot expand more than {DEEPEST} levels of a property. Property: {path}");
            return Err(ApiError::parameter(message, "expand"));
        }
        expand(turn, &mut result, &segments, path)?;
    }
    Ok(result)
}

fn expand(turn: &Turn<'_>, at: &mut Value, segments: &[&str], path: &str) -> ApiResult<()> {
    let Some((field, rest)) = segments.split_first() else { return Ok(()) };
    if text(at, "object") == "list" && *field == "data" {
        for item in at["data"].as_array_mut().into_iter().flatten() {
            expand(turn, item, rest, path)?;
        }
        return Ok(());
    }
    open(turn, at, field, path)?;
    if at[*field].is_object() { expand(turn, &mut at[*field], rest, path) } else { Ok(()) }
}

/// Puts the object in the place of its id, once.
fn open(turn: &Turn<'_>, at: &mut Value, field: &str, path: &str) -> ApiResult<()> {
    let kind = text(at, "object").to_owned();
    if let Some(list) = included(turn, &kind, at, field) {
        at[field] = list;
        return Ok(());
    }
    if !expandable(&kind).contains(&field) {
        let message = format!("This property cannot be expanded ({path}).");
        return Err(ApiError::parameter(message, "expand"));
    }
    let object = at[field].as_str().and_then(|id| turn.world.get(id));
    if let Some(object) = object {
        at[field] = shown(object, turn.seconds());
    }
    Ok(())
}

/// Lists that are left out unless they are asked for.
fn included(turn: &Turn<'_>, kind: &str, at: &Value, field: &str) -> Option<Value> {
    let id = text(at, "id");
    match (kind, field) {
        ("checkout.session", "line_items") => {
            let items = turn.world.get(id)?[PRIVATE]["line_items"].clone();
            Some(list(&items, &format!("/v1/checkout/sessions/{id}/line_items")))
        }
        ("charge", "refunds") => {
            let refunds = turn.world.of_kind("refund").rev().filter(|it| text(it, "charge") == id);
            let refunds: Vec<_> = refunds.map(|it| shown(it, turn.seconds())).collect();
            Some(list(&json!(refunds), &format!("/v1/charges/{id}/refunds")))
        }
        _ => None,
    }
}

fn list(items: &Value, url: &str) -> Value {
    let data = if items.is_array() { items.clone() } else { json!([]) };
    json!({ "object": "list", "data": data, "has_more": false, "url": url })
}
