//! Following a campaign by a mail address, without an account: asked for on a form, and said once more from the mail.

use super::{
    door::{Asked, Door, Knock, Nothing, kept_secret, minted},
    follow::found,
};
use crate::{
    commands::{
        follow_by_mail::{AskToFollow, ConfirmFollow},
        team::hash,
    },
    error::CampaignError,
    tables::{
        campaign::{self, Campaign},
        guest,
    },
    web::address::is_address,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::PersonId;
use kernel::{
    Context,
    web::{Client, Error, Form, FormProblems, Guarded, Page, Problems, Result, Shown, Text, View},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// What the form's date is good for.
const SUBJECT: &str = "follow";

#[derive(Serialize)]
struct GuestPage {
    slug: String,
    title: String,
    /// What the title is written in (BCP 47).
    language: String,
    sent: bool,
    form: AskForm,
    problems: FormProblems,
    guard: Shown,
}

impl Page for GuestPage {
    const TEMPLATE: &'static str = "campaigns/follow_guest.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    /// Minted when the form was shown.
    id: String,
    email: String,
}

/// The form, or that a mail was sent.
pub(super) fn new(ctx: &Context, view: &View, of: Campaign, asked: &Asked) -> Result<Response> {
    let form = AskForm { id: contracts::chance::next_id().to_string(), ..AskForm::default() };
    let guard = view.guard(ctx.clock.now(), SUBJECT, false);
    let Campaign { slug, title, language, .. } = of;
    let (sent, problems) = (asked.sent.is_some(), FormProblems::default());
    view.show(&GuestPage { slug, title, language, sent, form, problems, guard })
}

/// `POST /c/{slug}/follow/guest`: mails a link to the address. The same is done and said for every address.
pub(super) async fn ask(
    State(ctx): State<Context>,
    Extension(door): Extension<Arc<Door>>,
    view: View,
    client: Client,
    Path(slug): Path<String>,
    Guarded(form, trace): Guarded<AskForm>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let minted = minted(&form.id)?;
    let (now, email) = (ctx.clock.now(), form.email.trim().to_owned());
    let mut problems = Problems::of(&view);
    let knock = Knock { now, subject: SUBJECT, trace: &trace, client: &client, email: &email };
    let mut guard = knock.again(&view);
    if is_address(&email) {
        guard = door.look(&view, &knock, &mut problems)?;
    } else {
        problems.add("email", &Text::of("notify-problem-email"));
    }
    if !problems.is_empty() {
        let Campaign { slug, title, language, .. } = campaign;
        let page = GuestPage { slug, title, language, sent: false, form, problems: problems.found(), guard };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    door.count(&knock)?;
    let command = AskToFollow {
        campaign: campaign.id,
        form: minted,
        email,
        locale: view.language().tag().to_owned(),
        person: PersonId::fresh(),
        secret: Uuid::new_v4().simple().to_string(),
    };
    ctx.run(command).await?;
    Ok(Redirect::to(&format!("/c/{}/follow?sent=yes", campaign.slug)).into_response())
}

/// What the link in the mail opens.
#[derive(Serialize)]
struct ConfirmPage {
    secret: String,
    slug: String,
    title: String,
    follows: bool,
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "campaigns/follow_confirm.html";
}

/// `GET /follows/{secret}`: looking changes nothing, because programs look at links, too.
pub(super) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(secret): Path<String>,
) -> Result<Response> {
    let asked = guest::by_secret(ctx.db.read(), &hash(&secret)).await?;
    let lives = asked.filter(|it| it.followed_at.is_some() || it.expires_at > ctx.clock.now());
    let it = lives.ok_or_else(ended)?;
    let campaign = campaign::find(ctx.db.read(), it.campaign).await?.ok_or_else(ended)?;
    let (slug, title, follows) = (campaign.slug, campaign.title, it.followed_at.is_some());
    Ok(kept_secret(view.show(&ConfirmPage { secret, slug, title, follows })?))
}

/// `POST /follows/{secret}`
pub(super) async fn confirm(
    State(ctx): State<Context>,
    Path(secret): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let back = format!("/follows/{secret}");
    match ctx.run(ConfirmFollow { secret }).await {
        Ok(()) => Ok(kept_secret(Redirect::to(&back).into_response())),
        Err(CampaignError::Unknown) => Err(ended()),
        Err(error) => Err(error.into()),
    }
}

fn ended() -> Error {
    Error::Gone(Text::of("follow-ended"))
}
