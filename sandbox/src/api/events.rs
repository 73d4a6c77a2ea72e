use serde_json::Value;

use super::{Answer, Routed};
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{int, text};

/// How many kinds may be asked for at once: <https://docs.stripe.com/api/events/list>.
const MOST_KINDS: usize = 20;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(one(turn, id, params)),
        _ => None,
    }
}

/// Whose events are asked for: of the account that `Stripe-Account` names, or the platform's own. Nobody is shown both
/// together: <https://docs.stripe.com/connect/authentication>.
fn owner(turn: &Turn<'_>) -> ApiResult<Value> {
    let Some(account) = turn.asker.account.as_deref() else { return Ok(Value::Null) };
    turn.lookup("account", account).ok_or_else(|| ApiError::no_access(account))?;
    Ok(Value::from(account))
}

fn one(turn: &Turn<'_>, id: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    if turn.find("event", id, "id")?["account"] != owner(turn)? {
        return Err(ApiError::missing("event", id, "id"));
    }
    Ok(Answer::Object(id.to_owned()))
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let mut kinds = params.texts("types")?;
    if kinds.len() > MOST_KINDS {
        let message = format!("Too many elements in array; maximum allowed is {MOST_KINDS}.");
        return Err(ApiError::parameter(message, "types"));
    }
    kinds.extend(params.text("type")?);
    let delivered = params.boolean("delivery_success")?;
    params.finish()?;
    let owner = owner(turn)?;
    let list = page.of(turn, "event", "/v1/events", |it| {
        it["account"] == owner
            && (kinds.is_empty() || kinds.iter().any(|kind| matches(kind, text(it, "type"))))
            && delivered.is_none_or(|wanted| wanted == (int(it, "pending_webhooks") == 0))
    })?;
    Ok(Answer::List(list))
}

/// `charge.*` stands for all events about charges.
fn matches(wanted: &str, kind: &str) -> bool {
    wanted.strip_suffix('*').map_or(wanted == kind, |start| kind.starts_with(start))
}
