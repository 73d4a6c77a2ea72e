//! Following a campaign by a mail address, without an account: asked for on a form, and said once more from the mail.

use super::follow::found;
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
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use contracts::PersonId;
use kernel::{
    Context,
    web::{
        Case, Client, Error, Form, FormProblems, Guarded, Page, Problems, Result, Scores, Shown, Source,
        Text, Throttle, Verdict, View,
    },
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// What the form's date is good for.
const SUBJECT: &str = "follow";

/// What stands before the form, shared by all requests of one process.
pub(super) struct Door {
    /// Mails asked for.
    mails: Throttle,
    /// How suspicious who is that asks for them.
    scores: Scores,
}

impl Door {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { mails: Throttle::of_mails(), scores: Scores::default() })
    }
}

#[derive(Serialize)]
struct GuestPage {
    slug: String,
    title: String,
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

#[derive(Deserialize)]
pub(super) struct Asked {
    sent: Option<String>,
}

/// The form, or that a mail was sent.
pub(super) fn new(ctx: &Context, view: &View, of: Campaign, asked: &Asked) -> Result<Response> {
    let form = AskForm { id: Uuid::now_v7().to_string(), ..AskForm::default() };
    let guard = view.guard(ctx.clock.now(), SUBJECT, false);
    let (slug, title, sent) = (of.slug, of.title, asked.sent.is_some());
    view.show(&GuestPage { slug, title, sent, form, problems: FormProblems::default(), guard })
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
    let minted: Uuid =
        form.id.parse().map_err(|_| Error::bad("this form lacks its number: open the page again"))?;
    let (now, email) = (ctx.clock.now(), form.email.trim().to_owned());
    let mut guard = view.guard_again(now, SUBJECT, &trace);
    let mut problems = Problems::of(&view);
    if is_address(&email) {
        let sources = client.address.map(Source::network).into_iter();
        let sources = sources.chain([Source::browser(&view.browser()), Source::address(&email)]).collect();
        let case = Case { now, subject: SUBJECT, trace: &trace, sources, besieged: false };
        match view.judge(&door.scores, &case) {
            Verdict::Pass => {}
            Verdict::Refuse(wait) => return Err(Error::TooMany(wait)),
            Verdict::Again(text, anew) => {
                problems.add("guard", &Text::of(text));
                guard = anew;
            }
        }
    } else {
        problems.add("email", &Text::of("notify-problem-email"));
    }
    if !problems.is_empty() {
        let (slug, title, problems) = (campaign.slug, campaign.title, problems.found());
        let page = GuestPage { slug, title, sent: false, form, problems, guard };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    door.mails.count(&email.to_lowercase(), client.address, now).map_err(Error::TooMany)?;
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

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

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

/// The address of the page is a secret: it goes to nobody, and no search engine keeps it.
fn kept_secret(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
