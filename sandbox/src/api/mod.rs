//! Stripe's endpoints: which there are, and what each reads and answers.

mod accepted;
mod balance;
mod charges;
mod checkout_sessions;
mod connect;
mod customers;
mod disputes;
mod events;
mod payment_intents;
mod payment_methods;
mod radar;
mod refunds;
mod setup_intents;

use serde_json::{Value, json};

use crate::errors::{ApiError, ApiResult};
use crate::expand;
use crate::list::List;
use crate::params::Params;
use crate::turn::Turn;

/// What an endpoint answers.
pub(crate) enum Answer {
    /// The object with that id, as it is now.
    Object(String),
    List(List),
    Plain(Value),
}

/// Finds the endpoint, runs it, and shows its answer with what was asked to be expanded.
pub(crate) fn serve(turn: &mut Turn<'_>, method: &str, path: &str, mut params: Params) -> ApiResult<Value> {
    let wanted = params.texts("expand")?;
    expand::check(path, &wanted)?;
    let answer = route(turn, method, path, params)?;
    match answer {
        Answer::Object(id) => {
            let object = turn.world.copy(&id).unwrap_or_default();
            Ok(expand::show(turn, &object, &wanted))
        }
        Answer::List(list) => {
            let mut body = list.body();
            body["data"] = list.data.iter().map(|it| crate::world::shown(it, turn.seconds())).collect();
            Ok(expand::show(turn, &body, &wanted))
        }
        Answer::Plain(body) => Ok(body),
    }
}

fn route(turn: &mut Turn<'_>, method: &str, path: &str, params: Params) -> ApiResult<Answer> {
    let segments: Vec<&str> = path.trim_start_matches("/v1/").trim_end_matches('/').split('/').collect();
    match segments.as_slice() {
        ["checkout", "sessions", rest @ ..] => checkout_sessions::route(turn, method, rest, params),
        ["payment_intents", rest @ ..] => payment_intents::route(turn, method, rest, params),
        ["setup_intents", rest @ ..] => setup_intents::route(turn, method, rest, params),
        ["customers", rest @ ..] => customers::route(turn, method, rest, params),
        ["payment_methods", rest @ ..] => payment_methods::route(turn, method, rest, params),
        ["refunds", rest @ ..] => refunds::route(turn, method, rest, params),
        ["charges", rest @ ..] => charges::route(turn, method, rest, params),
        ["disputes", rest @ ..] => disputes::route(turn, method, rest, params),
        ["accounts" | "account_links" | "transfers" | "payouts", ..] => {
            connect::route(turn, method, &segments, params)
        }
        ["radar", rest @ ..] => radar::route(turn, method, rest, params),
        ["events", rest @ ..] => events::route(turn, method, rest, params),
        ["balance" | "balance_transactions", ..] => balance::route(turn, method, &segments, params),
        _ => None,
    }
    .unwrap_or_else(|| Err(ApiError::unknown_route(method, path)))
}

/// `None`: no such endpoint.
type Routed = Option<ApiResult<Answer>>;

/// `GET /v1/…/{id}`.
fn retrieve(turn: &Turn<'_>, kind: &str, id: &str, param: &str, params: Params) -> ApiResult<Answer> {
    params.finish()?;
    turn.find(kind, id, param)?;
    Ok(Answer::Object(id.to_owned()))
}

/// Fields to set from optional parameters: those that were given.
fn given(pairs: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn as_json(value: Option<String>) -> Option<Value> {
    value.map(|it| json!(it))
}

/// An address to send a browser to, as Stripe wants it: absolute, http or https.
fn url(text: &str, param: &str) -> ApiResult<()> {
    // The placeholder is no valid part of an address until it is filled in.
    let filled = text.replace(crate::pages::SESSION_PLACEHOLDER, "cs");
    let good = url::Url::parse(&filled).is_ok_and(|it| matches!(it.scheme(), "http" | "https"));
    if good {
        return Ok(());
    }
    Err(ApiError::parameter("Not a valid URL", param).code("url_invalid"))
}
