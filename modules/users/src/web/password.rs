use super::{fields, me::account, session::forget};
use crate::{
    commands::change_password::ChangePassword,
    house::House,
    password::Verdict,
    policy,
    tables::{factor, user::User},
};
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{self, Client, CurrentUser, Form, FormProblems, Page, Problems, Proof, Result, StepUp, Text, View},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Serialize)]
struct PasswordPage {
    has_password: bool,
    least: usize,
    problems: FormProblems,
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "users/password.html";
}

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    #[serde(default)]
    current: SecretString,
    #[serde(default)]
    new: SecretString,
}

/// `GET /me/password`
pub(crate) async fn edit(
    State(ctx): State<Context>,
    current: CurrentUser,
    fresh: Result<StepUp>,
    view: View,
) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    if !user.has_password() {
        fresh?;
    }
    let least = least(&ctx, &user).await?;
    view.show(&PasswordPage { has_password: user.has_password(), least, problems: FormProblems::default() })
}

/// `POST /me/password`: another password. Everywhere else they are signed out.
#[expect(clippy::too_many_arguments, reason = "each is one thing the request brings along")]
pub(crate) async fn update(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    current: CurrentUser,
    fresh: Result<StepUp>,
    session: Session,
    client: Client,
    view: View,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    // Whoever has no password yet shows by a link that it is them.
    if !user.has_password() {
        fresh?;
    }
    let mut problems = Problems::of(&view);
    if user.has_password() {
        house.count_try(&ctx, &user.email, client.address).await?;
        if house.passwords.verify(Some(&user.hash), &form.current).await? == Verdict::Wrong {
            problems.add("current", &Text::of("account-problem-password-current"));
        }
    }
    let least = least(&ctx, &user).await?;
    let about = [user.name.as_str(), user.email.as_str()];
    fields::new_password("new", form.new.expose_secret(), least, &about, &mut problems);
    if !problems.is_empty() {
        let page = PasswordPage { has_password: user.has_password(), least, problems: problems.found() };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let new = house.passwords.hash_accepted(&form.new).await?;
    let here = web::handle_of(&session).await?;
    ctx.run(ChangePassword { user: user.id, new, here }).await?;
    house.forgive(&ctx, &user.email).await?;
    let proof = web::proof_of(&session).await?;
    // Whoever has a second factor confirms with it: for them a password proves nothing anew (SEC-6).
    let at = if least == policy::ALONE { Some(ctx.clock.steady()) } else { proof.at };
    web::prove(&session, Proof { at, ..proof }).await?;
    Ok(forget(&view, Redirect::to("/me/security").into_response()))
}

async fn least(ctx: &Context, user: &User) -> Result<usize> {
    let alone = factor::of(ctx.db.read(), user.id).await?.is_empty();
    Ok(if alone { policy::ALONE } else { policy::WITH_FACTOR })
}
