use serde_json::json;

use super::{Answer, Routed, retrieve};
use crate::domain::radar;
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::objects;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::text;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    // It is there whether or not somebody asked for it before.
    radar::blocked_cards(turn);
    match (method, path) {
        ("GET", ["value_lists"]) => Some(lists(turn, params)),
        ("GET", ["value_lists", id]) => Some(retrieve(turn, "radar.value_list", id, "value_list", params)),
        ("POST", ["value_list_items"]) => Some(add(turn, params)),
        ("GET", ["value_list_items"]) => Some(items(turn, params)),
        ("GET", ["value_list_items", id]) => {
            Some(retrieve(turn, "radar.value_list_item", id, "item", params))
        }
        ("GET", ["early_fraud_warnings"]) => Some(warnings(turn, params)),
        ("GET", ["early_fraud_warnings", id]) => {
            Some(retrieve(turn, "radar.early_fraud_warning", id, "early_fraud_warning", params))
        }
        ("DELETE", ["value_list_items", id]) => Some(remove(turn, id, params)),
        _ => None,
    }
}

fn lists(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let alias = params.text("alias")?;
    params.finish()?;
    let list = page.of(turn, "radar.value_list", "/v1/radar/value_lists", |it| {
        alias.as_deref().is_none_or(|wanted| wanted == text(it, "alias"))
    })?;
    Ok(Answer::List(list))
}

fn add(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let (list, value) = (params.required_text("value_list")?, params.required_text("value")?);
    params.finish()?;
    turn.find_param("radar.value_list", &list, "value_list")?;
    let stands = |it: &serde_json::Value| text(it, "value") == value && text(it, "value_list") == list;
    if turn.world.of_kind("radar.value_list_item").any(|it| stands(&it)) {
        return Err(ApiError::parameter("This value already exists in the value list.", "value"));
    }
    let id = turn.id("rsli");
    turn.put(objects::value_list_item(&id, turn.seconds(), &list, &value));
    Ok(Answer::Object(id))
}

fn items(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (list, value) = (params.required_text("value_list")?, params.text("value")?);
    params.finish()?;
    let list = page.of(turn, "radar.value_list_item", "/v1/radar/value_list_items", |it| {
        text(it, "value_list") == list && value.as_deref().is_none_or(|wanted| wanted == text(it, "value"))
    })?;
    Ok(Answer::List(list))
}

fn remove(turn: &mut Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    turn.find("radar.value_list_item", id, "item")?;
    turn.remove(id);
    Ok(Answer::Plain(json!({ "id": id, "object": "radar.value_list_item", "deleted": true })))
}

fn warnings(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (charge, intent) = (params.text("charge")?, params.text("payment_intent")?);
    params.finish()?;
    let list = page.of(turn, "radar.early_fraud_warning", "/v1/radar/early_fraud_warnings", |it| {
        charge.as_deref().is_none_or(|wanted| wanted == text(it, "charge"))
            && intent.as_deref().is_none_or(|wanted| wanted == text(it, "payment_intent"))
    })?;
    Ok(Answer::List(list))
}
