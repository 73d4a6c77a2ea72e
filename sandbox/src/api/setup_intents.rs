use serde_json::{Value, json};

use super::payment_intents::automatic_methods;
use super::{Answer, Routed, accepted, as_json, given, retrieve, url};
use crate::domain::intents::{self, Confirmation};
use crate::domain::{Outcome, methods, setups};
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{shown, text};

const CANCEL_REASONS: [&str; 3] = ["abandoned", "duplicate", "requested_by_customer"];
const UNDONE: [&str; 7] = [
    "attach_to_self",
    "confirmation_token",
    "customer_account",
    "mandate_data",
    "on_behalf_of",
    "payment_method_data",
    "single_use",
];

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", []) => Some(create(turn, params)),
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(retrieve(turn, "setup_intent", id, "intent", params)),
        ("POST", [id, "confirm"]) => Some(confirm(turn, id, params)),
        ("POST", [id, "cancel"]) => Some(cancel(turn, id, params)),
        _ => None,
    }
}

fn create(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    params.refuse_undone(&UNDONE)?;
    let customer = params.text("customer")?;
    let confirms = params.boolean("confirm")?.unwrap_or_default();
    let (method, return_url) = (params.text("payment_method")?, return_url(&mut params)?);
    let mut fields = given([
        ("description", as_json(params.text("description")?)),
        ("usage", as_json(params.one_of("usage", &["on_session", "off_session"])?)),
    ]);
    fields["metadata"] = json!(params.metadata("metadata")?);
    fields["customer"] = json!(customer);
    automatic_methods(&mut params, &mut fields)?;
    params.accept(accepted::SETUP)?;
    params.finish()?;
    if let Some(customer) = &customer {
        turn.find_param("customer", customer, "customer")?;
    }
    let method = method_of(turn, method.as_deref(), &json!(customer))?;
    if confirms && method.is_none() {
        return Err(no_method());
    }
    if let Some(method) = &method {
        fields["payment_method"] = method["id"].clone();
        fields["status"] = json!("requires_confirmation");
    }
    let id = setups::create(turn, fields, Value::Null);
    match method {
        Some(method) if confirms => run(turn, &id, method, return_url),
        _ => Ok(Answer::Object(id)),
    }
}

fn return_url(params: &mut Params) -> ApiResult<Option<String>> {
    let return_url = params.text("return_url")?;
    if let Some(text) = &return_url {
        url(text, "return_url")?;
    }
    Ok(return_url)
}

fn method_of(turn: &mut Turn<'_>, id: Option<&str>, customer: &Value) -> ApiResult<Option<Value>> {
    let Some(id) = id else { return Ok(None) };
    let method = methods::resolve(turn, id, "payment_method")?;
    methods::check_usable(&method, customer)?;
    Ok(Some(method))
}

fn no_method() -> ApiError {
    let message = "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.";
    ApiError::invalid(message).code("setup_intent_unexpected_state")
}

fn run(turn: &mut Turn<'_>, id: &str, method: Value, return_url: Option<String>) -> ApiResult<Answer> {
    let by = Confirmation { return_url, ..Confirmation::of(method) };
    match setups::confirm(turn, id, &by) {
        Outcome::Declined(error) => Err(intents::refusal(turn, id, &error)),
        Outcome::Done | Outcome::Ask(_) => Ok(Answer::Object(id.to_owned())),
    }
}

fn confirm(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    params.refuse_undone(&UNDONE)?;
    let (method, return_url) = (params.text("payment_method")?, return_url(&mut params)?);
    params.accept(accepted::SETUP_CONFIRMATION)?;
    params.finish()?;
    let intent = turn.find("setup_intent", id, "intent")?;
    intents::refuse_checkout(&intent)?;
    expect_open(turn, &intent, "confirm")?;
    let named = method_of(turn, method.as_deref(), &intent["customer"])?;
    let kept = || turn.world.copy(text(&intent, "payment_method"));
    let method = named.or_else(kept).ok_or_else(no_method)?;
    run(turn, id, method, return_url)
}

fn cancel(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let reason = params.one_of("cancellation_reason", &CANCEL_REASONS)?;
    params.finish()?;
    let intent = turn.find("setup_intent", id, "intent")?;
    intents::refuse_checkout(&intent)?;
    expect_open(turn, &intent, "cancel")?;
    setups::cancel(turn, id, reason.as_deref());
    Ok(Answer::Object(id.to_owned()))
}

fn expect_open(turn: &Turn<'_>, intent: &Value, verb: &str) -> ApiResult<()> {
    let state = text(intent, "status");
    if ["requires_payment_method", "requires_confirmation", "requires_action"].contains(&state) {
        return Ok(());
    }
    let message = format!("You cannot {verb} this SetupIntent because it has a status of {state}.");
    let error = ApiError::invalid(message).code("setup_intent_unexpected_state");
    Err(error.with("setup_intent", shown(intent, turn.seconds())))
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (customer, method) = (params.text("customer")?, params.text("payment_method")?);
    params.finish()?;
    let list = page.of(turn, "setup_intent", "/v1/setup_intents", |it| {
        customer.as_deref().is_none_or(|wanted| wanted == text(it, "customer"))
            && method.as_deref().is_none_or(|wanted| wanted == text(it, "payment_method"))
    })?;
    Ok(Answer::List(list))
}
