//! While cards are tested: the page that says that a mail is on its way, and the one that its link leads to (decision
//! 090). To look at a link does nothing, because mail programs do: its page asks.

use super::super::{
    address,
    pledge::{Nothing, unlisted},
    problems::of_pledge,
};
use super::kept::Kept;
use crate::{
    commands::{ConfirmGift, MakePledge},
    confirmation,
    error::{ConfirmError, PledgeError},
    tables::{campaign::Campaign, confirmation as table},
};
use anyhow::Context as _;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{Money, PledgeId};
use kernel::{
    Context,
    web::{Error, Form, Forms, Page, Result, View},
};
use serde::{Deserialize, Serialize};

/// A mail is on its way.
#[derive(Serialize)]
struct Sent {
    slug: String,
    campaign: String,
    /// The language its title is written in (BCP 47); empty when nobody said.
    language: String,
    /// Where to, as far as this browser remembers.
    email: Option<String>,
    /// The form that asked for it.
    pledge: Option<String>,
    /// How many such mails an address gets within an hour.
    most: i16,
}

impl Page for Sent {
    const TEMPLATE: &'static str = "pledges/confirm_sent.html";
}

/// The gift that a link stands for.
#[derive(Serialize)]
struct Ask {
    slug: String,
    campaign: String,
    /// The language its title is written in (BCP 47); empty when nobody said.
    language: String,
    total: Money,
    /// The part of the link that is secret.
    secret: String,
    /// Why it was not taken.
    problem: Option<String>,
}

impl Page for Ask {
    const TEMPLATE: &'static str = "pledges/confirm.html";
    const FORMS: Forms = Forms::Checkout;
}

/// A link that does nothing any more.
#[derive(Serialize)]
struct Ended {
    slug: String,
    campaign: String,
    /// The language its title is written in (BCP 47); empty when nobody said.
    language: String,
}

impl Page for Ended {
    const TEMPLATE: &'static str = "pledges/confirm_ended.html";
}

#[derive(Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    pledge: String,
}

/// `GET /c/{slug}/confirm`
pub(in crate::web) async fn sent(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let campaign = Campaign::by_slug(ctx.db.read(), &slug).await?.ok_or(Error::NotFound)?;
    let form = Kept::find(&view, &asked.pledge).map(|it| it.form);
    let page = Sent {
        slug,
        campaign: campaign.title,
        language: campaign.language,
        email: form.as_ref().map(|it| it.email.trim().to_owned()),
        pledge: form.map(|it| it.pledge),
        most: confirmation::MOST,
    };
    Ok(unlisted(view.show(&page)?))
}

/// `GET /c/{slug}/confirm/{secret}`: what would be given, and a button.
pub(in crate::web) async fn ask(
    State(ctx): State<Context>,
    view: View,
    Path((slug, secret)): Path<(String, String)>,
) -> Result<Response> {
    let campaign = Campaign::by_slug(ctx.db.read(), &slug).await?.ok_or(Error::NotFound)?;
    let waiting = table::find(ctx.db.read(), &confirmation::hash(&secret)).await?;
    if let Some(it) = waiting.as_ref().filter(|it| it.used) {
        return Ok(unlisted(to_pay(&ctx, it.pledge)));
    }
    match waiting.filter(|it| ctx.clock.now() < it.until_at).and_then(|it| it.gift) {
        Some(kept) => {
            let page = Ask::of(campaign, secret, &kept, None)?;
            Ok(unlisted(view.show(&page)?))
        }
        None => ended(&view, campaign),
    }
}

/// `POST /c/{slug}/confirm/{secret}`
pub(in crate::web) async fn confirm(
    State(ctx): State<Context>,
    view: View,
    Path((slug, secret)): Path<(String, String)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let campaign = Campaign::by_slug(ctx.db.read(), &slug).await?.ok_or(Error::NotFound)?;
    let error = match ctx.run(ConfirmGift { secret: secret.clone() }).await {
        Ok(pledge) => return Ok(unlisted(to_pay(&ctx, pledge))),
        // The form was sent once more when nothing was asked for any more, with other content: that is the pledge.
        Err(ConfirmError::Ended | ConfirmError::Refused(PledgeError::SentBefore)) => {
            return ended(&view, campaign);
        }
        Err(ConfirmError::Database(error) | ConfirmError::Refused(PledgeError::Database(error))) => {
            return Err(error.into());
        }
        Err(ConfirmError::Refused(error)) => error,
    };
    let Some(problem) = of_pledge(&error) else { return Err(Error::Internal(error.into())) };
    // Nothing was done, so what the link stands for is still there to be shown.
    let waiting = table::find(ctx.db.read(), &confirmation::hash(&secret)).await?;
    let Some(kept) = waiting.and_then(|it| it.gift) else { return ended(&view, campaign) };
    let page = Ask::of(campaign, secret, &kept, Some(view.say(&problem)))?;
    Ok(unlisted(view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)?))
}

impl Ask {
    fn of(campaign: Campaign, secret: String, kept: &str, problem: Option<String>) -> Result<Self> {
        let gift: MakePledge = serde_json::from_str(kept).context("a gift that waits cannot be read")?;
        let Campaign { slug, title, language, .. } = campaign;
        Ok(Self { slug, campaign: title, language, total: gift.gift.total(), secret, problem })
    }
}

fn to_pay(ctx: &Context, pledge: PledgeId) -> Response {
    Redirect::to(&format!("{}/pay", address::of_pledge(ctx, pledge))).into_response()
}

fn ended(view: &View, campaign: Campaign) -> Result<Response> {
    let Campaign { slug, title, language, .. } = campaign;
    let page = Ended { slug, campaign: title, language };
    Ok(unlisted(view.show_with(StatusCode::GONE, &page)?))
}
