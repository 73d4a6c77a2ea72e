mod create;
mod line_items;

use super::{Answer, Routed, retrieve};
use crate::domain::sessions;
use crate::errors::{ApiError, ApiResult};
use crate::list::{List, Page};
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{PRIVATE, text};

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", []) => Some(create::create(turn, params)),
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(retrieve(turn, "checkout.session", id, "session", params)),
        ("POST", [id, "expire"]) => Some(expire(turn, id, params)),
        ("GET", [id, "line_items"]) => Some(items(turn, id, params)),
        _ => None,
    }
}

fn expire(turn: &mut Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    let session = turn.find("checkout.session", id, "session")?;
    if text(&session, "status") != "open" {
        let message = format!(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {}.",
            text(&session, "status")
        );
        return Err(ApiError::invalid(message));
    }
    sessions::expire(turn, &session);
    Ok(Answer::Object(id.to_owned()))
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (customer, intent) = (params.text("customer")?, params.text("payment_intent")?);
    let status = params.one_of("status", &["complete", "expired", "open"])?;
    params.finish()?;
    let list = page.of(turn, "checkout.session", "/v1/checkout/sessions", |it| {
        customer.as_deref().is_none_or(|wanted| wanted == text(it, "customer"))
            && intent.as_deref().is_none_or(|wanted| wanted == text(it, "payment_intent"))
            && status.as_deref().is_none_or(|wanted| wanted == text(it, "status"))
    })?;
    Ok(Answer::List(list))
}

/// Line items are few: they are given in one page, whatever the limit.
fn items(turn: &Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    Page::read(&mut params)?;
    params.finish()?;
    let session = turn.find("checkout.session", id, "session")?;
    let data = session[PRIVATE]["line_items"].as_array().cloned().unwrap_or_default();
    let url = format!("/v1/checkout/sessions/{id}/line_items");
    Ok(Answer::List(List { data, has_more: false, url }))
}
