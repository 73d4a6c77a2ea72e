//! Accounts, account links, transfers and payouts.

use serde_json::json;

use super::{Answer, Routed, accepted, retrieve};
use crate::domain::connect;
use crate::errors::{ApiError, ApiResult};
use crate::list::Page;
use crate::money;
use crate::objects;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::{PRIVATE, text};

/// How long a link to the hosted page lasts.
const LINK_SECONDS: i64 = 300;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", ["accounts"]) => Some(create_account(turn, params)),
        ("GET", ["accounts"]) => Some(list(turn, "account", "/v1/accounts", params)),
        ("GET", ["accounts", id]) => Some(retrieve(turn, "account", id, "id", params)),
        ("POST", ["account_links"]) => Some(create_link(turn, params)),
        ("POST", ["transfers"]) => Some(create_transfer(turn, params)),
        ("GET", ["transfers"]) => Some(list_transfers(turn, params)),
        ("GET", ["transfers", id]) => Some(retrieve(turn, "transfer", id, "id", params)),
        ("POST", ["transfers", id, "reversals"]) => Some(reverse(turn, id, params)),
        ("GET", ["transfers", id, "reversals"]) => Some(list_reversals(turn, id, params)),
        ("POST", ["payouts"]) => Some(create_payout(turn, params)),
        ("GET", ["payouts"]) => Some(list_payouts(turn, params)),
        ("GET", ["payouts", id]) => Some(retrieve(turn, "payout", id, "id", params)),
        _ => None,
    }
}

fn create_account(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let kind = params.one_of("type", &["express"])?;
    let country = params.text("country")?.unwrap_or_else(|| "US".to_owned());
    let email = params.text("email")?;
    let metadata = params.metadata("metadata")?;
    params.accept(accepted::ACCOUNT)?;
    params.finish()?;
    if kind.is_none() {
        return Err(ApiError::parameter("Sandbox: only accounts of type 'express' are made here.", "type"));
    }
    let id = turn.id("acct");
    turn.put(objects::account(&id, turn.seconds(), &country, email, metadata));
    Ok(Answer::Object(id))
}

fn create_link(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let account = params.required_text("account")?;
    let (refresh, back) = (params.required_text("refresh_url")?, params.required_text("return_url")?);
    params.one_of("type", &["account_onboarding", "account_update"])?;
    params.accept(accepted::ACCOUNT_LINK)?;
    params.finish()?;
    super::url(&refresh, "refresh_url")?;
    super::url(&back, "return_url")?;
    turn.find_param("account", &account, "account")?;
    turn.remember(&account, json!({ "return_url": back }));
    let nonce = turn.world.ids.long("link", 12);
    let created = turn.seconds();
    Ok(Answer::Plain(json!({
        "object": "account_link",
        "created": created,
        "expires_at": created + LINK_SECONDS,
        "url": format!("{}/onboarding/{account}/{nonce}", turn.public_url),
    })))
}

fn create_transfer(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let (amount, currency) = (params.required_integer("amount")?, params.required_text("currency")?);
    let destination = params.required_text("destination")?;
    let group = params.text("transfer_group")?;
    let metadata = params.metadata("metadata")?;
    params.accept(accepted::TRANSFER)?;
    params.finish()?;
    let currency = money::currency(&currency, "currency")?;
    money::check_shape(amount, &currency, "amount")?;
    connect::transfer(turn, (amount, &currency), &destination, group, metadata).map(Answer::Object)
}

fn reverse(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let transfer = turn.find("transfer", id, "id")?;
    let amount = params.integer("amount")?;
    let metadata = params.metadata("metadata")?;
    params.finish()?;
    connect::reverse(turn, &transfer, amount, metadata).map(Answer::Object)
}

fn create_payout(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let (amount, currency) = (params.required_integer("amount")?, params.required_text("currency")?);
    let metadata = params.metadata("metadata")?;
    params.accept(accepted::PAYOUT)?;
    params.finish()?;
    let Some(owner) = turn.asker.account.clone() else {
        return Err(ApiError::invalid("Sandbox: payouts are made for a connected account (Stripe-Account)."));
    };
    let account = turn.find("account", &owner, "account")?;
    let currency = money::currency(&currency, "currency")?;
    money::check_payout(amount, &currency, "amount")?;
    connect::pay_out(turn, &account, (amount, &currency), metadata).map(Answer::Object)
}

fn list(turn: &Turn<'_>, kind: &str, url: &str, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    params.finish()?;
    Ok(Answer::List(page.of(turn, kind, url, |_| true)?))
}

fn list_transfers(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let (group, destination) = (params.text("transfer_group")?, params.text("destination")?);
    params.finish()?;
    let list = page.of(turn, "transfer", "/v1/transfers", |it| {
        group.as_deref().is_none_or(|wanted| wanted == text(it, "transfer_group"))
            && destination.as_deref().is_none_or(|wanted| wanted == text(it, "destination"))
    })?;
    Ok(Answer::List(list))
}

fn list_reversals(turn: &Turn<'_>, transfer: &str, mut params: Params) -> ApiResult<Answer> {
    turn.find("transfer", transfer, "id")?;
    let page = Page::read(&mut params)?;
    params.finish()?;
    let url = format!("/v1/transfers/{transfer}/reversals");
    Ok(Answer::List(page.of(turn, "transfer_reversal", &url, |it| text(it, "transfer") == transfer)?))
}

fn list_payouts(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let status = params.text("status")?;
    params.finish()?;
    let owner = turn.asker.account.clone().unwrap_or_default();
    let list = page.of(turn, "payout", "/v1/payouts", |it| {
        text(&it[PRIVATE], "account") == owner
            && status.as_deref().is_none_or(|wanted| wanted == text(it, "status"))
    })?;
    Ok(Answer::List(list))
}
