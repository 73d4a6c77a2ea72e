use super::{Bar, enter, steps::Nothing};
use crate::{
    access::{Action, Grants},
    commands::team::{AcceptInvitation, InviteMember, RemoveMember, RevokeInvitation, hash},
    error::CampaignError,
    tables::{invitation, member},
    web::{address::is_address, public::kept_secret},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{PersonId, Timestamp};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Renewal, Result, Text, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize)]
struct Team {
    bar: Bar,
    members: Vec<MemberRow>,
    invitations: Vec<InvitationRow>,
    form: InviteForm,
    problems: FormProblems,
}

impl Page for Team {
    const TEMPLATE: &'static str = "campaigns/desk_team.html";
}

#[derive(Serialize)]
struct MemberRow {
    user: String,
    name: String,
    grants: Grants,
    since: Timestamp,
}

#[derive(Serialize)]
struct InvitationRow {
    id: String,
    hint: String,
    grants: Grants,
    until: Timestamp,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct InviteForm {
    /// Minted when the form was shown.
    id: String,
    email: String,
    edit: Option<String>,
    updates: Option<String>,
    money: Option<String>,
}

/// `GET /dashboard/campaigns/{campaign}/team`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
) -> Result<Response> {
    let form = InviteForm { id: contracts::chance::next_id().to_string(), ..InviteForm::default() };
    page(&ctx, &view, &id, form, FormProblems::default()).await
}

/// `POST /dashboard/campaigns/{campaign}/team`
pub(super) async fn invite(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(form): Form<InviteForm>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Run).await?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let minted =
        form.id.parse().map_err(|_| Error::bad("this form lacks its number: open the page again"))?;
    let mut problems = Problems::of(&view);
    let email = form.email.trim().to_owned();
    if !is_address(&email) {
        problems.add("email", &Text::of("notify-problem-email"));
    }
    let grants =
        Grants { edit: form.edit.is_some(), updates: form.updates.is_some(), money: form.money.is_some() };
    if grants == Grants::default() {
        problems.add("edit", &Text::of("team-problem-grants"));
    }
    if !problems.is_empty() {
        return page(&ctx, &view, &id, form, problems.found()).await;
    }
    let command = InviteMember {
        id: minted,
        campaign,
        grants,
        email,
        secret: Uuid::new_v4().simple().to_string(),
        person: PersonId::fresh(),
        by: user.id,
        by_name: user.name.clone(),
    };
    match ctx.run(command).await {
        Ok(()) => Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/team")).into_response()),
        Err(CampaignError::Refused(text)) => {
            problems.add("email", &text);
            page(&ctx, &view, &id, form, problems.found()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /dashboard/campaigns/{campaign}/team/{user}/removal`
pub(super) async fn remove(
    State(ctx): State<Context>,
    view: View,
    Path((id, user)): Path<(String, String)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Run).await?;
    let user = user.parse().map_err(|_| Error::NotFound)?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    ctx.run(RemoveMember { campaign, user, by }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/team")).into_response())
}

/// `POST /dashboard/campaigns/{campaign}/invitations/{invitation}/removal`
pub(super) async fn revoke(
    State(ctx): State<Context>,
    view: View,
    Path((id, invitation)): Path<(String, String)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Run).await?;
    let invitation = invitation.parse().map_err(|_| Error::NotFound)?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    ctx.run(RevokeInvitation { campaign, invitation, by }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/team")).into_response())
}

async fn page(
    ctx: &Context,
    view: &View,
    id: &str,
    form: InviteForm,
    problems: FormProblems,
) -> Result<Response> {
    let (campaign, found, standing) = enter(ctx, view, id, Action::Run).await?;
    let db = ctx.db.read();
    let member = |it: member::Member| MemberRow {
        user: it.user.to_string(),
        name: it.name,
        grants: it.grants,
        since: it.joined_at,
    };
    let invitation = |it: invitation::Invitation| InvitationRow {
        id: it.id.to_string(),
        hint: it.hint,
        grants: it.grants,
        until: it.expires_at,
    };
    let page = Team {
        bar: Bar::of(view, campaign, &found, standing, "team"),
        members: member::of(db, campaign).await?.into_iter().map(member).collect(),
        invitations: invitation::open(db, campaign, ctx.clock.now())
            .await?
            .into_iter()
            .map(invitation)
            .collect(),
        form,
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

/// An invitation, to whoever has its link and is signed in.
#[derive(Serialize)]
struct Invited {
    secret: String,
    title: String,
    grants: Grants,
    until: Timestamp,
}

impl Page for Invited {
    const TEMPLATE: &'static str = "campaigns/invitation.html";
}

/// `GET /invitations/{secret}`
pub(super) async fn invited(
    State(ctx): State<Context>,
    view: View,
    Path(secret): Path<String>,
) -> Result<Response> {
    let it = invitation::by_secret(ctx.db.read(), &hash(&secret), ctx.clock.now()).await?;
    let it = it.ok_or_else(gone)?;
    let found = super::Found::find(&ctx, it.campaign).await?;
    let page =
        Invited { secret, title: found.draft().title.clone(), grants: it.grants, until: it.expires_at };
    Ok(kept_secret(view.show(&page)?))
}

/// `POST /invitations/{secret}`
pub(super) async fn accept(
    State(ctx): State<Context>,
    view: View,
    renewal: Renewal,
    Path(secret): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let user = view.user().ok_or(Error::SignedOut)?;
    match ctx.run(AcceptInvitation { secret, user: user.id, name: user.name.clone() }).await {
        Ok(campaign) => {
            renewal.of_creator(user).await?;
            Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}")).into_response())
        }
        Err(CampaignError::Unknown) => Err(gone()),
        Err(error) => Err(error.into()),
    }
}

fn gone() -> Error {
    Error::Gone(Text::of("invitation-ended"))
}
