use crate::{
    deadline,
    draft::{Draft, LOCALE, RewardText},
    story,
    tables::{campaign, draft},
    web::{campaign::preview, parts::shown},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Currency, Money};
use kernel::{
    Context,
    web::{Error, Result, View},
};
use serde::Serialize;

/// A draft on a moderator's sheet: all of it below each other, with what donors see only later.
#[derive(Serialize)]
pub(crate) struct Preview {
    draft: Draft,
    goal: Option<String>,
    minimum: Option<String>,
    ends: Option<String>,
    all_or_nothing: bool,
    /// HTML that `story` made safe.
    story: String,
    /// The same of the risks.
    risks: String,
    budget: Vec<(String, String)>,
    /// What gifts of some sizes do.
    impacts: Vec<(String, String)>,
    rewards: Vec<RewardShown>,
    cover: Option<String>,
}

/// A reward as donors will see it.
#[derive(Serialize)]
struct RewardShown {
    title: String,
    description: String,
    /// As pages write amounts, or as it was typed where that is none.
    price: String,
    limit: String,
    quantity: String,
    add_on: bool,
}

impl Preview {
    pub(crate) fn of(draft: Draft) -> Self {
        Self {
            goal: draft.goal_read().map(shown),
            minimum: draft.minimum_read().map(shown),
            ends: draft.ends_at().and_then(|it| deadline::shown(it, &draft.zone).ok()).map(|it| it.local),
            all_or_nothing: draft.model == contracts::campaigns::FundingModel::AllOrNothing,
            story: story::to_html(&draft.story),
            risks: story::to_html(&draft.risks),
            budget: draft.lines().into_iter().map(|it| (it.label, shown(it.amount))).collect(),
            impacts: draft.impacts_read().into_iter().map(|it| (shown(it.amount), it.words)).collect(),
            rewards: draft.rewards.iter().map(|it| RewardShown::of(it, draft.currency)).collect(),
            cover: draft.cover.map(|it| format!("/media/{it}")),
            draft,
        }
    }
}

impl RewardShown {
    fn of(it: &RewardText, currency: Currency) -> Self {
        let price = Money::parse_positive(&it.price, currency, LOCALE);
        Self {
            title: it.title.clone(),
            description: it.description.clone(),
            price: price.map_or_else(|_| it.price.clone(), shown),
            limit: it.limit.clone(),
            quantity: it.quantity.clone(),
            add_on: it.add_on,
        }
    }
}

/// `GET /preview/{token}`: the page that donors will see, or the one they see, once it has begun.
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(token): Path<String>,
) -> Result<Response> {
    let is_token = token.len() == 32 && token.bytes().all(|it| it.is_ascii_hexdigit());
    let drafted = if is_token { draft::by_token(ctx.db.read(), &token).await? } else { None };
    let drafted = drafted.ok_or(Error::NotFound)?;
    if let Some(begun) = campaign::find(ctx.db.read(), drafted.campaign).await? {
        return Ok(Redirect::to(&format!("/c/{}", begun.slug)).into_response());
    }
    let mut response = preview(&view, drafted, &ctx.web.settings.public_url, ctx.clock.now())?;
    let out = response.headers_mut();
    // The address is the permission: it must not leave in a Referer, nor be found by a search.
    out.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    out.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}
