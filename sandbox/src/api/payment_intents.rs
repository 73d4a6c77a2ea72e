use serde_json::{Value, json};

use super::{Answer, Routed, accepted, as_json, given, retrieve, url};
use crate::domain::intents::{self, Confirmation};
use crate::domain::{Outcome, methods, payments};
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::money;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{int, shown, text};

const CAPTURES: [&str; 3] = ["automatic", "automatic_async", "manual"];
const CANCEL_REASONS: [&str; 4] = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"];
/// Nobody was asked for the money yet, or for nothing that stands.
const UNCONFIRMED: [&str; 3] = ["requires_payment_method", "requires_confirmation", "requires_action"];
const UNDONE: [&str; 8] = [
    "application_fee_amount",
    "confirmation_token",
    "customer_account",
    "mandate_data",
    "on_behalf_of",
    "payment_method_data",
    "shipping",
    "transfer_data",
];

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", []) => Some(create(turn, params)),
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(retrieve(turn, "payment_intent", id, "intent", params)),
        ("POST", [id]) => Some(update(turn, id, params)),
        ("POST", [id, "confirm"]) => Some(confirm(turn, id, params)),
        ("POST", [id, "cancel"]) => Some(cancel(turn, id, params)),
        ("POST", [id, "capture"]) => Some(capture(turn, id, params)),
        _ => None,
    }
}

/// What a request says about confirming.
struct Wish {
    method: Option<String>,
    off_session: bool,
    return_url: Option<String>,
    never_ask: bool,
}

impl Wish {
    fn read(params: &mut Params) -> ApiResult<Self> {
        let return_url = params.text("return_url")?;
        if let Some(text) = &return_url {
            url(text, "return_url")?;
        }
        Ok(Self {
            method: params.text("payment_method")?,
            off_session: params
                .one_of("off_session", &["true", "false", "one_off", "recurring"])?
                .is_some_and(|it| it != "false"),
            return_url,
            never_ask: params.boolean("error_on_requires_action")?.unwrap_or_default(),
        })
    }
}

fn create(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    params.refuse_undone(&UNDONE)?;
    let amount = params.required_integer("amount")?;
    let currency = money::currency(&params.required_text("currency")?, "currency")?;
    money::check_charge(amount, &currency, "amount")?;
    let customer = params.text("customer")?;
    let confirms = params.boolean("confirm")?.unwrap_or_default();
    let wish = Wish::read(&mut params)?;
    let mut fields = fields(&mut params)?;
    fields["metadata"] = json!(params.metadata("metadata")?);
    fields["customer"] = json!(customer);
    automatic_methods(&mut params, &mut fields)?;
    params.accept(accepted::PAYMENT)?;
    params.finish()?;
    if let Some(customer) = &customer {
        turn.find_param("customer", customer, "customer")?;
    }
    if wish.off_session && !confirms {
        let message = "You can only set `off_session` to true when you also set `confirm` to true.";
        return Err(ApiError::parameter(message, "off_session"));
    }
    let method = method_of(turn, &wish, &json!(customer))?;
    if confirms && method.is_none() {
        return Err(no_method());
    }
    if let Some(method) = &method {
        fields["payment_method"] = method["id"].clone();
        fields["status"] = json!("requires_confirmation");
    }
    let id = payments::create(turn, amount, &currency, fields, Value::Null);
    match method {
        Some(method) if confirms => run(turn, &id, method, &wish),
        _ => Ok(Answer::Object(id)),
    }
}

fn fields(params: &mut Params) -> ApiResult<Value> {
    Ok(given([
        ("capture_method", as_json(params.one_of("capture_method", &CAPTURES)?)),
        ("confirmation_method", as_json(params.one_of("confirmation_method", &["automatic", "manual"])?)),
        ("description", as_json(params.text("description")?)),
        ("receipt_email", as_json(params.text("receipt_email")?)),
        ("setup_future_usage", as_json(params.one_of("setup_future_usage", &["on_session", "off_session"])?)),
        ("statement_descriptor", as_json(params.text("statement_descriptor")?)),
        ("statement_descriptor_suffix", as_json(params.text("statement_descriptor_suffix")?)),
        ("transfer_group", as_json(params.text("transfer_group")?)),
    ]))
}

/// `automatic_payment_methods` is the default; naming the types turns it off.
pub(super) fn automatic_methods(params: &mut Params, fields: &mut Value) -> ApiResult<()> {
    let kinds = params.texts("payment_method_types")?;
    let automatic = params.branch("automatic_payment_methods")?;
    if kinds.iter().any(|it| it != "card") {
        let message = "Sandbox: the only payment method type here is 'card'.";
        return Err(ApiError::parameter(message, "payment_method_types"));
    }
    let mut enabled = kinds.is_empty();
    let mut redirects = "always".to_owned();
    if let Some(mut automatic) = automatic {
        let Some(value) = automatic.boolean("enabled")? else { return Err(automatic.missing("enabled")) };
        enabled = value;
        redirects = automatic.one_of("allow_redirects", &["always", "never"])?.unwrap_or(redirects);
        automatic.finish()?;
        if enabled && !kinds.is_empty() {
            let message = "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.";
            return Err(ApiError::parameter(message, "payment_method_types"));
        }
    }
    if enabled {
        fields["automatic_payment_methods"] = json!({ "allow_redirects": redirects, "enabled": true });
    }
    Ok(())
}

/// The method that was named, if it may be used.
fn method_of(turn: &mut Turn<'_>, wish: &Wish, customer: &Value) -> ApiResult<Option<Value>> {
    let Some(id) = &wish.method else { return Ok(None) };
    let method = methods::resolve(turn, id, "payment_method")?;
    methods::check_usable(&method, customer)?;
    Ok(Some(method))
}

fn no_method() -> ApiError {
    let message = "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.";
    ApiError::invalid(message).code("payment_intent_unexpected_state")
}

fn run(turn: &mut Turn<'_>, id: &str, method: Value, wish: &Wish) -> ApiResult<Answer> {
    let by = Confirmation {
        off_session: wish.off_session,
        return_url: wish.return_url.clone(),
        never_ask: wish.never_ask,
        ..Confirmation::of(method)
    };
    match payments::confirm(turn, id, &by) {
        Outcome::Declined(error) => Err(intents::refusal(turn, id, &error)),
        Outcome::Done | Outcome::Ask(_) => Ok(Answer::Object(id.to_owned())),
    }
}

fn confirm(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    params.refuse_undone(&UNDONE)?;
    let wish = Wish::read(&mut params)?;
    let fields = given([
        ("capture_method", as_json(params.one_of("capture_method", &CAPTURES)?)),
        ("receipt_email", as_json(params.clearable("receipt_email")?)),
        ("setup_future_usage", as_json(params.clearable("setup_future_usage")?)),
    ]);
    params.accept(accepted::PAYMENT_CONFIRMATION)?;
    params.finish()?;
    let intent = turn.find("payment_intent", id, "intent")?;
    intents::refuse_checkout(&intent)?;
    expect_state(turn, &intent, "confirm", &UNCONFIRMED)?;
    let named = method_of(turn, &wish, &intent["customer"])?;
    let kept = || turn.world.copy(text(&intent, "payment_method"));
    let method = named.or_else(kept).ok_or_else(no_method)?;
    turn.update(id, fields);
    run(turn, id, method, &wish)
}

fn update(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    params.refuse_undone(&["currency", "customer"])?;
    let intent = turn.find("payment_intent", id, "intent")?;
    let mut fields = fields(&mut params)?;
    let (amount, method) = (params.integer("amount")?, params.text("payment_method")?);
    let metadata = params.metadata_over("metadata", &intent["metadata"])?;
    params.finish()?;
    fields["metadata"] = json!(metadata);
    if amount.is_some() || method.is_some() {
        intents::refuse_checkout(&intent)?;
        expect_state(turn, &intent, "update", &UNCONFIRMED)?;
    }
    if let Some(amount) = amount {
        money::check_charge(amount, text(&intent, "currency"), "amount")?;
        fields["amount"] = json!(amount);
    }
    if let Some(method) = method {
        let method = methods::resolve(turn, &method, "payment_method")?;
        methods::check_usable(&method, &intent["customer"])?;
        fields["payment_method"] = method["id"].clone();
        fields["status"] = json!("requires_confirmation");
        fields["next_action"] = Value::Null;
    }
    turn.update(id, fields);
    Ok(Answer::Object(id.to_owned()))
}

fn cancel(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let reason = params.one_of("cancellation_reason", &CANCEL_REASONS)?;
    params.finish()?;
    let intent = turn.find("payment_intent", id, "intent")?;
    intents::refuse_checkout(&intent)?;
    let open = [
        "requires_payment_method",
        "requires_capture",
        "requires_confirmation",
        "requires_action",
        "processing",
    ];
    expect_state(turn, &intent, "cancel", &open)?;
    payments::cancel(turn, &intent, reason.as_deref());
    Ok(Answer::Object(id.to_owned()))
}

fn capture(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let intent = turn.find("payment_intent", id, "intent")?;
    let amount = params.integer("amount_to_capture")?;
    let metadata = params.metadata_over("metadata", &intent["metadata"])?;
    params.accept(accepted::CAPTURE)?;
    params.finish()?;
    expect_state(turn, &intent, "capture", &["requires_capture"])?;
    let held = int(&intent, "amount_capturable");
    let amount = amount.unwrap_or(held);
    money::check_shape(amount, text(&intent, "currency"), "amount_to_capture")?;
    if amount > held {
        let message = format!(
            "This PaymentIntent could not be captured because the amount to capture ({amount}) is greater than the capturable amount ({held})."
        );
        return Err(ApiError::invalid(message).code("amount_too_large").param("amount_to_capture"));
    }
    turn.update(id, json!({ "metadata": metadata }));
    payments::capture(turn, &intent, amount);
    Ok(Answer::Object(id.to_owned()))
}

fn expect_state(turn: &Turn<'_>, intent: &Value, verb: &str, states: &[&str]) -> ApiResult<()> {
    let state = text(intent, "status");
    if states.contains(&state) {
        return Ok(());
    }
    let message = format!(
        "You cannot {verb} this PaymentIntent because it has a status of {state}. Only a PaymentIntent with one of the following statuses may be used: {}.",
        states.join(", ")
    );
    let error = ApiError::invalid(message).code("payment_intent_unexpected_state");
    Err(error.with("payment_intent", shown(intent, turn.seconds())))
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let customer = params.text("customer")?;
    params.finish()?;
    let list = page.of(turn, "payment_intent", "/v1/payment_intents", |it| {
        customer.as_deref().is_none_or(|wanted| wanted == text(it, "customer"))
    })?;
    Ok(Answer::List(list))
}
