use super::{fields, link::secret};
use crate::{
    commands::first_admin::OpenFirstAdmin,
    entrance,
    house::House,
    policy,
    tables::{
        link::{self, Purpose},
        user,
    },
    token,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use kernel::{
    Context,
    web::{Client, Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Default, Serialize)]
struct SetupPage {
    token: String,
    name: String,
    email: String,
    problems: FormProblems,
}

impl Page for SetupPage {
    const TEMPLATE: &'static str = "users/setup.html";
}

#[derive(Deserialize)]
pub(crate) struct SetupForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
}

/// `GET /setup/{token}`: for the first admin, with the token the program printed when it was started.
pub(crate) async fn new(
    State(ctx): State<Context>,
    view: View,
    Path(token): Path<String>,
) -> Result<Response> {
    works(&ctx, &token).await?;
    Ok(secret(view.show(&SetupPage { token, ..SetupPage::default() })?))
}

/// `POST /setup/{token}`
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    session: Session,
    client: Client,
    view: View,
    Path(token): Path<String>,
    Form(form): Form<SetupForm>,
) -> Result<Response> {
    works(&ctx, &token).await?;
    let mut problems = Problems::of(&view);
    let name = fields::name(&form.name, &mut problems);
    let email = fields::address(&form.email, &mut problems);
    let about = [name.as_str(), email.as_str()];
    let password = form.password.expose_secret();
    fields::new_password("password", password, policy::ALONE, &about, &mut problems);
    if !problems.is_empty() {
        let page = SetupPage { token, name: form.name, email: form.email, problems: problems.found() };
        return Ok(secret(view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)?));
    }
    let hash = house.passwords.hash_accepted(&form.password).await?;
    let opened = ctx.run(OpenFirstAdmin { token, name, email, hash }).await?;
    let id = opened.ok_or_else(ended)?;
    let user = user::by_id(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    entrance::enter(&ctx, &session, client, user, "/me/security").await
}

async fn works(ctx: &Context, token: &str) -> Result<()> {
    let link = link::by_token(ctx.db.read(), &token::hash(token)).await?;
    let link = link.filter(|it| it.purpose == Purpose::FirstAdmin && it.lives(ctx.clock.now()));
    link.map(drop).ok_or_else(ended)
}

fn ended() -> Error {
    Error::Gone(Text::of("setup-ended"))
}
