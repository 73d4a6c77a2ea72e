use serde_json::{Value, json};

use super::{Answer, Routed, accepted, retrieve};
use crate::domain::refunds::{self, Order};
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::text;

const REASONS: [&str; 3] = ["duplicate", "fraudulent", "requested_by_customer"];

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", []) => Some(create(turn, params)),
        ("GET", []) => Some(list(turn, "/v1/refunds", params)),
        ("GET", [id]) => Some(retrieve(turn, "refund", id, "id", params)),
        ("POST", [id]) => Some(update(turn, id, params)),
        ("POST", [id, "cancel"]) => Some(cancel(turn, id, params)),
        _ => None,
    }
}

fn create(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let undone = ["reverse_transfer", "refund_application_fee", "customer", "currency", "origin"];
    params.refuse_undone(&undone)?;
    let (charge, intent) = (params.text("charge")?, params.text("payment_intent")?);
    let order = Order {
        amount: params.integer("amount")?,
        reason: params.one_of("reason", &REASONS)?,
        metadata: params.metadata("metadata")?,
    };
    params.accept(accepted::REFUND)?;
    params.finish()?;
    let charge = charge_of(turn, charge.as_deref(), intent.as_deref())?;
    refunds::create(turn, &charge, &order).map(Answer::Object)
}

fn charge_of(turn: &Turn<'_>, charge: Option<&str>, intent: Option<&str>) -> ApiResult<Value> {
    if let Some(charge) = charge {
        let found = turn.find_param("charge", charge, "charge")?;
        if intent.is_some_and(|it| it != text(&found, "payment_intent")) {
            let message = "The charge and the payment_intent do not belong to each other.";
            return Err(ApiError::invalid(message).param("payment_intent"));
        }
        return Ok(found);
    }
    let Some(intent) = intent else {
        let message =
            "One of the following params should be provided for this request: payment_intent or charge.";
        return Err(ApiError::parameter(message, "charge").code("parameter_missing"));
    };
    let found = turn.find_param("payment_intent", intent, "payment_intent")?;
    if text(&found, "status") != "succeeded" {
        let message = format!("This PaymentIntent ({intent}) does not have a successful charge to refund.");
        return Err(ApiError::invalid(message).param("payment_intent"));
    }
    turn.find_param("charge", text(&found, "latest_charge"), "charge")
}

fn update(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let refund = turn.find("refund", id, "id")?;
    let metadata = params.metadata_over("metadata", &refund["metadata"])?;
    params.finish()?;
    turn.update(id, json!({ "metadata": metadata }));
    turn.changed("refund.updated", id, json!({ "metadata": refund["metadata"] }));
    Ok(Answer::Object(id.to_owned()))
}

/// Card refunds cannot be called back.
fn cancel(turn: &Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    let refund = turn.find("refund", id, "id")?;
    let message = format!("The refund {} cannot be canceled.", text(&refund, "id"));
    Err(ApiError::invalid(message))
}

fn list(turn: &Turn<'_>, url: &str, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (charge, intent) = (params.text("charge")?, params.text("payment_intent")?);
    params.finish()?;
    let list = page.of(turn, "refund", url, |it| {
        charge.as_deref().is_none_or(|wanted| wanted == text(it, "charge"))
            && intent.as_deref().is_none_or(|wanted| wanted == text(it, "payment_intent"))
    })?;
    Ok(Answer::List(list))
}

/// `GET /v1/charges/{id}/refunds`.
pub(super) fn list_of_charge(turn: &Turn<'_>, charge: &str, mut params: Params) -> ApiResult<Answer> {
    turn.find("charge", charge, "charge")?;
    let page = Page::read(&mut params)?;
    params.finish()?;
    let url = format!("/v1/charges/{charge}/refunds");
    let list = page.of(turn, "refund", &url, |it| text(it, "charge") == charge)?;
    Ok(Answer::List(list))
}
