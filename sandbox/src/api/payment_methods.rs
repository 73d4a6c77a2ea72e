use serde_json::json;

use super::{Answer, Routed, accepted, retrieve};
use crate::cards;
use crate::domain::methods;
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::objects::{self, Card};
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{PRIVATE, text};

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", []) => Some(create(turn, params)),
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(show(turn, id, params)),
        ("POST", [id, "attach"]) => Some(attach(turn, id, params)),
        ("POST", [id, "detach"]) => Some(detach(turn, id, params)),
        _ => None,
    }
}

fn create(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    if params.one_of("type", &["card"])?.is_none() {
        return Err(params.missing("type"));
    }
    let Some(mut card) = params.branch("card")? else { return Err(params.missing("card")) };
    let number = card.required_text("number")?.replace(' ', "");
    let (exp_month, exp_year) = (card.required_integer("exp_month")?, card.required_integer("exp_year")?);
    card.accept(accepted::CARD)?;
    card.finish()?;
    let metadata = params.metadata("metadata")?;
    let (billing, redisplay) = (params.shown("billing_details"), params.shown("allow_redisplay"));
    params.accept(accepted::PAYMENT_METHOD)?;
    params.finish()?;
    if let Err(message) = cards::check_number(&number) {
        return Err(ApiError::card(message).code("incorrect_number").param("number"));
    }
    let card = Card { exp_month, exp_year, ..Card::ready_made(&number) };
    let method = methods::make(turn, &card);
    let id = text(&method, "id");
    let billing = objects::overlaid(method["billing_details"].clone(), billing.unwrap_or_default());
    let redisplay = redisplay.unwrap_or_else(|| method["allow_redisplay"].clone());
    let fields = json!({ "metadata": metadata, "billing_details": billing, "allow_redisplay": redisplay });
    turn.update(id, fields);
    Ok(Answer::Object(id.to_owned()))
}

fn show(turn: &mut Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    if cards::by_token(id).is_none() {
        return retrieve(turn, "payment_method", id, "payment_method", params);
    }
    params.finish()?;
    let method = methods::resolve(turn, id, "payment_method")?;
    Ok(Answer::Object(text(&method, "id").to_owned()))
}

fn attach(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let customer = params.required_text("customer")?;
    params.finish()?;
    turn.find_param("customer", &customer, "customer")?;
    let method = match cards::by_token(id) {
        Some(_) => methods::resolve(turn, id, "payment_method")?,
        None => turn.find("payment_method", id, "payment_method")?,
    };
    if method["customer"].as_str().is_some_and(|it| it != customer) {
        let message = "The payment method you provided has already been attached to a customer.";
        return Err(ApiError::invalid(message));
    }
    if method[PRIVATE]["spent"] == true {
        let message = "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.";
        return Err(ApiError::invalid(message));
    }
    let id = text(&method, "id");
    methods::attach(turn, id, &customer);
    Ok(Answer::Object(id.to_owned()))
}

fn detach(turn: &mut Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    let method = turn.find("payment_method", id, "payment_method")?;
    if method["customer"].is_null() {
        let message =
            "The payment method you provided is not attached to a customer so detachment is impossible.";
        return Err(ApiError::invalid(message));
    }
    methods::detach(turn, id);
    Ok(Answer::Object(id.to_owned()))
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let Some(customer) = params.text("customer")? else {
        let message = "Must provide a `customer` or `customer_account` parameter to list PaymentMethods.";
        return Err(ApiError::parameter(message, "customer"));
    };
    list_for(turn, &customer, "/v1/payment_methods", params)
}

pub(super) fn list_of_customer(turn: &Turn<'_>, customer: &str, params: Params) -> ApiResult<Answer> {
    list_for(turn, customer, &format!("/v1/customers/{customer}/payment_methods"), params)
}

fn list_for(turn: &Turn<'_>, customer: &str, url: &str, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let kind = params.text("type")?;
    params.accept(accepted::PAYMENT_METHODS)?;
    params.finish()?;
    turn.find_param("customer", customer, "customer")?;
    let list = page.of(turn, "payment_method", url, |it| {
        text(it, "customer") == customer && kind.as_deref().is_none_or(|wanted| wanted == text(it, "type"))
    })?;
    Ok(Answer::List(list))
}

pub(super) fn retrieve_of_customer(
    turn: &Turn<'_>,
    customer: &str,
    id: &str,
    params: Params,
) -> ApiResult<Answer> {
    let found = turn.lookup("payment_method", id).filter(|it| text(it, "customer") == customer);
    if found.is_none() {
        return Err(ApiError::missing("PaymentMethod", id, "payment_method"));
    }
    retrieve(turn, "payment_method", id, "payment_method", params)
}
