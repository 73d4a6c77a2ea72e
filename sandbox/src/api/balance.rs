use super::{Answer, Routed, retrieve};
use crate::domain::balance;
use crate::errors::ApiResult;
use crate::list::Page;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::text;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("GET", ["balance"]) => Some(params.finish().map(|()| Answer::Plain(balance::balance(turn)))),
        ("GET", ["balance_transactions"]) => Some(list(turn, params)),
        ("GET", ["balance_transactions", id]) => {
            Some(retrieve(turn, "balance_transaction", id, "id", params))
        }
        _ => None,
    }
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (kind, source) = (params.text("type")?, params.text("source")?);
    let currency = params.text("currency")?;
    params.finish()?;
    let list = page.of(turn, "balance_transaction", "/v1/balance_transactions", |it| {
        kind.as_deref().is_none_or(|wanted| wanted == text(it, "type"))
            && source.as_deref().is_none_or(|wanted| wanted == text(it, "source"))
            && currency.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(text(it, "currency")))
    })?;
    Ok(Answer::List(list))
}
