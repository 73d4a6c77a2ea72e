use serde_json::{Value, json};

use crate::errors::{ApiError, ApiResult};
use crate::turn::Turn;
use crate::world::{PRIVATE, shown, text};

/// Stripe's limit: <https://docs.stripe.com/api/expanding_objects>.
const DEEPEST: usize = 4;

/// What each kind of object can show in place of an id, and the kinds of what is shown.
fn expandable(kind: &str) -> &'static [(&'static str, &'static [&'static str])] {
    match kind {
        "checkout.session" => &[
            ("customer", &["customer"]),
            ("line_items", &[]),
            ("payment_intent", &["payment_intent"]),
            ("setup_intent", &["setup_intent"]),
        ],
        "payment_intent" => &[
            ("customer", &["customer"]),
            ("latest_charge", &["charge"]),
            ("payment_method", &["payment_method"]),
        ],
        "setup_intent" => &[("customer", &["customer"]), ("payment_method", &["payment_method"])],
        "charge" => &[
            ("balance_transaction", &["balance_transaction"]),
            ("customer", &["customer"]),
            ("failure_balance_transaction", &["balance_transaction"]),
            ("payment_intent", &["payment_intent"]),
            ("refunds", &["refund"]),
        ],
        "refund" => &[
            ("balance_transaction", &["balance_transaction"]),
            ("charge", &["charge"]),
            ("failure_balance_transaction", &["balance_transaction"]),
            ("payment_intent", &["payment_intent"]),
        ],
        "payment_method" => &[("customer", &["customer"])],
        "balance_transaction" => {
            &[("source", &["charge", "refund", "dispute", "transfer", "transfer_reversal"])]
        }
        "dispute" | "radar.early_fraud_warning" => {
            &[("charge", &["charge"]), ("payment_intent", &["payment_intent"])]
        }
        "transfer" => &[("balance_transaction", &["balance_transaction"]), ("destination", &["account"])],
        _ => &[],
    }
}

/// The kind that an endpoint answers with.
fn kind_of(path: &str) -> &'static str {
    let segments: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
    match segments.as_slice() {
        ["checkout", "sessions", ..] => "checkout.session",
        ["payment_intents", ..] => "payment_intent",
        ["setup_intents", ..] => "setup_intent",
        ["charges", _, "refunds"] | ["refunds", ..] => "refund",
        ["charges", ..] => "charge",
        ["payment_methods", ..] | ["customers", _, "payment_methods", ..] => "payment_method",
        ["disputes", ..] => "dispute",
        ["radar", "early_fraud_warnings", ..] => "radar.early_fraud_warning",
        ["transfers", _, "reversals", ..] => "transfer_reversal",
        ["transfers", ..] => "transfer",
        ["balance_transactions", ..] => "balance_transaction",
        _ => "",
    }
}

/// Refuses what cannot be expanded, before anything is done.
pub(crate) fn check(path: &str, wanted: &[String]) -> ApiResult<()> {
    for property in wanted {
        let segments: Vec<&str> = property.split('.').collect();
        if segments.len() > DEEPEST {
            let message =
                format!("You cannot expand more than {DEEPEST} levels of a property. Property: {property}");
            return Err(ApiError::parameter(message, "expand"));
        }
        if !leads_somewhere(kind_of(path), &segments) {
            let message = format!("This property cannot be expanded ({property}).");
            return Err(ApiError::parameter(message, "expand"));
        }
    }
    Ok(())
}

fn leads_somewhere(kind: &str, segments: &[&str]) -> bool {
    let Some((field, rest)) = segments.split_first() else { return true };
    if *field == "data" {
        return leads_somewhere(kind, rest);
    }
    let Some((_, kinds)) = expandable(kind).iter().find(|(name, _)| name == field) else { return false };
    rest.is_empty() || kinds.iter().any(|it| leads_somewhere(it, rest))
}

/// An object as it is shown, with the asked-for ids replaced by their objects.
pub(crate) fn show(turn: &Turn<'_>, object: &Value, wanted: &[String]) -> Value {
    let mut result = shown(object, turn.seconds());
    for property in wanted {
        expand(turn, &mut result, &property.split('.').collect::<Vec<_>>());
    }
    result
}

fn expand(turn: &Turn<'_>, at: &mut Value, segments: &[&str]) {
    let Some((field, rest)) = segments.split_first() else { return };
    if text(at, "object") == "list" && *field == "data" {
        at["data"].as_array_mut().into_iter().flatten().for_each(|it| expand(turn, it, rest));
        return;
    }
    open(turn, at, field);
    if let Some(inner) = at.get_mut(*field).filter(|it| it.is_object()) {
        expand(turn, inner, rest);
    }
}

/// Puts the object in the place of its id, once.
fn open(turn: &Turn<'_>, at: &mut Value, field: &str) {
    let kind = text(at, "object").to_owned();
    if let Some(list) = included(turn, &kind, at, field) {
        at[field] = list;
    } else if let Some(object) = at[field].as_str().and_then(|id| turn.world.get(id)) {
        let object = shown(&object, turn.seconds());
        at[field] = object;
    }
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
            let refunds: Vec<_> = refunds.map(|it| shown(&it, turn.seconds())).collect();
            Some(list(&json!(refunds), &format!("/v1/charges/{id}/refunds")))
        }
        _ => None,
    }
}

fn list(items: &Value, url: &str) -> Value {
    let data = if items.is_array() { items.clone() } else { json!([]) };
    json!({ "object": "list", "data": data, "has_more": false, "url": url })
}
