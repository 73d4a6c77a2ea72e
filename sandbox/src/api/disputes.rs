use serde_json::json;

use super::{Answer, Routed, retrieve};
use crate::domain::disputes;
use crate::errors::ApiResult;
use crate::list::Page;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::text;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(retrieve(turn, "dispute", id, "id", params)),
        ("POST", [id]) => Some(update(turn, id, params)),
        ("POST", [id, "close"]) => Some(close(turn, id, params)),
        _ => None,
    }
}

fn update(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let dispute = turn.find("dispute", id, "id")?;
    let evidence = params.words("evidence")?;
    // Evidence that is not held back is handed in.
    let submit = params.boolean("submit")?.unwrap_or(true);
    let metadata = params.metadata_over("metadata", &dispute["metadata"])?;
    params.finish()?;
    turn.update(id, json!({ "metadata": metadata }));
    disputes::answer(turn, &dispute, evidence, submit)?;
    Ok(Answer::Object(id.to_owned()))
}

/// Gives a dispute up.
fn close(turn: &mut Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    let dispute = turn.find("dispute", id, "id")?;
    disputes::close(turn, &dispute, false);
    Ok(Answer::Object(id.to_owned()))
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (charge, intent) = (params.text("charge")?, params.text("payment_intent")?);
    params.finish()?;
    let list = page.of(turn, "dispute", "/v1/disputes", |it| {
        charge.as_deref().is_none_or(|wanted| wanted == text(it, "charge"))
            && intent.as_deref().is_none_or(|wanted| wanted == text(it, "payment_intent"))
    })?;
    Ok(Answer::List(list))
}
