use super::{Answer, Routed, refunds, retrieve};
use crate::errors::ApiResult;
use crate::list::Page;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::text;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(retrieve(turn, "charge", id, "id", params)),
        ("GET", [id, "refunds"]) => Some(refunds::list_of_charge(turn, id, params)),
        _ => None,
    }
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (customer, intent) = (params.text("customer")?, params.text("payment_intent")?);
    let group = params.text("transfer_group")?;
    params.finish()?;
    let list = page.of(turn, "charge", "/v1/charges", |it| {
        customer.as_deref().is_none_or(|wanted| wanted == text(it, "customer"))
            && intent.as_deref().is_none_or(|wanted| wanted == text(it, "payment_intent"))
            && group.as_deref().is_none_or(|wanted| wanted == text(it, "transfer_group"))
    })?;
    Ok(Answer::List(list))
}
