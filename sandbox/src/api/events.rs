use super::{Answer, Routed, retrieve};
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
        ("GET", [id]) => Some(retrieve(turn, "event", id, "id", params)),
        _ => None,
    }
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
    let list = page.of(turn, "event", "/v1/events", |it| {
        (kinds.is_empty() || kinds.iter().any(|kind| matches(kind, text(it, "type"))))
            && delivered.is_none_or(|wanted| wanted == (int(it, "pending_webhooks") == 0))
    })?;
    Ok(Answer::List(list))
}

/// `charge.*` stands for all events about charges.
fn matches(wanted: &str, kind: &str) -> bool {
    wanted.strip_suffix('*').map_or(wanted == kind, |start| kind.starts_with(start))
}
