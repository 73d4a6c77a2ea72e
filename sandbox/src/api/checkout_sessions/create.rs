use serde_json::{Value, json};

use super::super::{Answer, accepted, as_json, given, url};
use super::line_items;
use crate::domain::{debits, setups};
use crate::errors::{ApiError, ApiResult};
use crate::money;
use crate::objects::{self, Item};
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{PRIVATE, text};

/// A session ends by itself after 24 hours, or earlier where asked, never before 30 minutes.
const LONGEST: i64 = 24 * 3600;
const SHORTEST: i64 = 30 * 60;

const UNDONE: [&str; 13] = [
    "automatic_tax",
    "custom_fields",
    "customer_account",
    "discounts",
    "invoice_creation",
    "optional_items",
    "payment_method_data",
    "return_url",
    "shipping_address_collection",
    "shipping_options",
    "subscription_data",
    "tax_id_collection",
    "managed_payments",
];

pub(super) fn create(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    params.refuse_undone(&UNDONE)?;
    let Some(mode) = params.one_of("mode", &["payment", "setup", "subscription"])? else {
        return Err(params.missing("mode"));
    };
    let setup = match mode.as_str() {
        "subscription" => {
            return Err(ApiError::parameter("Sandbox: mode=subscription is not supported.", "mode"));
        }
        other => other == "setup",
    };
    let fields = fields(turn, &mut params, setup)?;
    let items = if setup { Vec::new() } else { line_items::read(&mut params)? };
    let intent_data = if setup { setup_data(&mut params)? } else { payment_data(&mut params)? };
    params.accept(accepted::SESSION)?;
    params.finish()?;
    if let Some(customer) = fields["customer"].as_str() {
        turn.find_param("customer", customer, "customer")?;
    }
    Ok(Answer::Object(make(turn, &mode, fields, &items, intent_data)))
}

fn fields(turn: &Turn<'_>, params: &mut Params, setup: bool) -> ApiResult<Value> {
    let (customer, email) = (params.text("customer")?, params.text("customer_email")?);
    if customer.is_some() && email.is_some() {
        let message = "You may only specify one of these parameters: customer, customer_email.";
        return Err(ApiError::parameter(message, "customer_email"));
    }
    let creation = params.one_of("customer_creation", &["always", "if_required"])?;
    if customer.is_some() && creation.is_some() {
        let message = "You may only specify one of these parameters: customer, customer_creation.";
        return Err(ApiError::parameter(message, "customer_creation"));
    }
    let mut fields = given([
        ("cancel_url", as_json(address(params, "cancel_url")?)),
        ("client_reference_id", as_json(params.text("client_reference_id")?)),
        ("customer_creation", as_json(creation)),
        ("customer_email", as_json(email)),
        ("integration_identifier", as_json(params.text("integration_identifier")?)),
        ("locale", as_json(params.text("locale")?)),
        ("submit_type", as_json(params.one_of("submit_type", &["auto", "book", "donate", "pay"])?)),
        ("success_url", as_json(address(params, "success_url")?)),
        ("ui_mode", as_json(params.one_of("ui_mode", &["hosted_page"])?)),
    ]);
    if fields["success_url"].is_null() {
        return Err(params.missing("success_url"));
    }
    if customer.is_some() {
        fields["customer"] = json!(customer);
        fields["customer_creation"] = Value::Null;
    }
    fields["metadata"] = json!(params.metadata("metadata")?);
    fields["expires_at"] = json!(expires_at(turn, params)?);
    currency(params, setup, &mut fields)?;
    Ok(fields)
}

fn address(params: &mut Params, name: &str) -> ApiResult<Option<String>> {
    let text = params.text(name)?;
    if let Some(text) = &text {
        url(text, name)?;
    }
    Ok(text)
}

fn expires_at(turn: &Turn<'_>, params: &mut Params) -> ApiResult<i64> {
    let now = turn.seconds();
    let at = params.integer("expires_at")?.unwrap_or(now + LONGEST);
    if at < now + SHORTEST {
        let message =
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.";
        return Err(ApiError::parameter(message, "expires_at"));
    }
    if at > now + LONGEST {
        let message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.";
        return Err(ApiError::parameter(message, "expires_at"));
    }
    Ok(at)
}

/// In mode `setup` Stripe needs to know either the currency or the kinds of payment methods.
fn currency(params: &mut Params, setup: bool, fields: &mut Value) -> ApiResult<()> {
    let allowed = params.texts("allowed_payment_method_types")?;
    if !allowed.is_empty() {
        if !allowed.iter().any(|it| it == "card") {
            let message = "Sandbox: no page here is without the payment method type 'card'.";
            return Err(ApiError::parameter(message, "allowed_payment_method_types"));
        }
        fields["allowed_payment_method_types"] = json!(allowed);
    }
    let kinds = params.texts("payment_method_types")?;
    if kinds.iter().any(|it| it != "card") {
        let message = "Sandbox: the only payment method type here is 'card'.";
        return Err(ApiError::parameter(message, "payment_method_types"));
    }
    match params.text("currency")? {
        Some(text) => fields["currency"] = json!(money::currency(&text, "currency")?),
        None if setup && kinds.is_empty() => return Err(params.missing("currency")),
        None => {}
    }
    Ok(())
}

fn payment_data(params: &mut Params) -> ApiResult<Value> {
    let Some(mut data) = params.branch("payment_intent_data")? else { return Ok(json!({})) };
    let undone = ["application_fee_amount", "on_behalf_of", "shipping", "transfer_data"];
    data.refuse_undone(&undone)?;
    let captures = ["automatic", "automatic_async", "manual"];
    let mut fields = given([
        ("capture_method", as_json(data.one_of("capture_method", &captures)?)),
        ("description", as_json(data.text("description")?)),
        ("receipt_email", as_json(data.text("receipt_email")?)),
        ("setup_future_usage", as_json(data.one_of("setup_future_usage", &["on_session", "off_session"])?)),
        ("statement_descriptor", as_json(data.text("statement_descriptor")?)),
        ("statement_descriptor_suffix", as_json(data.text("statement_descriptor_suffix")?)),
        ("transfer_group", as_json(data.text("transfer_group")?)),
    ]);
    fields["metadata"] = json!(data.metadata("metadata")?);
    data.finish()?;
    Ok(fields)
}

fn setup_data(params: &mut Params) -> ApiResult<Value> {
    let Some(mut data) = params.branch("setup_intent_data")? else { return Ok(json!({})) };
    let mut fields = given([("description", as_json(data.text("description")?))]);
    fields["metadata"] = json!(data.metadata("metadata")?);
    data.finish()?;
    Ok(fields)
}

fn make(turn: &mut Turn<'_>, mode: &str, mut fields: Value, items: &[Item], intent_data: Value) -> String {
    let id = turn.world.ids.long("cs_test", 32);
    let mut session = objects::checkout_session(&id, turn.seconds(), mode);
    session["url"] = json!(format!("{}/checkout/{id}", turn.public_url));
    if let Some(first) = items.first() {
        let sum: i64 = items.iter().map(|it| it.unit_amount * it.quantity).sum();
        fields["currency"] = json!(first.currency);
        fields["amount_subtotal"] = json!(sum);
        fields["amount_total"] = json!(sum);
        fields["payment_method_types"] = json!(offered(&fields));
        fields["total_details"] = json!({ "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 });
    }
    if let Some(email) = fields["customer_email"].as_str() {
        session["customer_details"] = known_email(email);
    }
    let due_at = fields["expires_at"].as_i64().map(|it| it * 1_000_000);
    session[PRIVATE] =
        json!({ "line_items": line_items::make(turn, items), "intent_data": intent_data, "due_at": due_at });
    turn.put(session);
    turn.update(&id, fields);
    if mode == "setup" {
        let intent = setup_intent(turn, &id, intent_data);
        turn.update(&id, json!({ "setup_intent": intent }));
    }
    id
}

/// What can be paid with: bank accounts in euros alone.
fn offered(fields: &Value) -> Vec<&'static str> {
    let allowed = fields["allowed_payment_method_types"].as_array();
    let wanted = allowed.is_some_and(|it| it.iter().any(|it| it == debits::KIND));
    let in_euros = text(fields, "currency") == "eur";
    if wanted && in_euros { vec!["card", debits::KIND] } else { vec!["card"] }
}

fn setup_intent(turn: &mut Turn<'_>, session: &str, mut fields: Value) -> String {
    let customer = turn.world.get(session).map(|it| it["customer"].clone()).unwrap_or_default();
    fields["customer"] = customer;
    setups::create(turn, fields, json!({ "session": session }))
}

fn known_email(email: &str) -> Value {
    json!({
        "address": null,
        "business_name": null,
        "email": email,
        "individual_name": null,
        "name": null,
        "phone": null,
        "tax_exempt": "none",
        "tax_ids": null,
    })
}
