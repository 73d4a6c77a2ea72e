use super::fields;
use crate::{
    commands::save_profile::SaveProfile,
    tables::user::{self, User},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{self, CurrentUser, Error, Form, FormProblems, Page, Problems, Result, Role, Text, View},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

/// The languages a person can choose, with the names they give themselves.
const LOCALES: &[(&str, &str)] = &[("en", "English")];

#[derive(Serialize)]
struct Me {
    name: String,
    email: String,
    verified: bool,
    has_password: bool,
    locale: String,
    news: bool,
    locales: &'static [(&'static str, &'static str)],
    roles: Vec<&'static str>,
    problems: FormProblems,
}

impl Page for Me {
    const TEMPLATE: &'static str = "users/me.html";
}

impl Me {
    fn of(user: User, current: CurrentUser) -> Self {
        Self {
            verified: user.verified_at.is_some(),
            has_password: user.has_password(),
            name: user.name,
            email: user.email,
            locale: user.locale,
            news: user.news,
            locales: LOCALES,
            roles: current.roles.into_iter().map(Role::name).collect(),
            problems: FormProblems::default(),
        }
    }
}

/// The account of whoever is asking.
pub(super) async fn account(ctx: &Context, current: &CurrentUser) -> Result<User> {
    let user = user::by_id(ctx.db.read(), current.id).await?.filter(|it| !it.disabled);
    user.ok_or(Error::SignedOut)
}

/// `GET /me`
pub(crate) async fn show(State(ctx): State<Context>, current: CurrentUser, view: View) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    view.show(&Me::of(user, current))
}

#[derive(Deserialize)]
pub(crate) struct ProfileForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    locale: String,
    news: Option<String>,
}

/// `POST /me`: what one is called, the language, and whether news are wanted.
pub(crate) async fn update(
    State(ctx): State<Context>,
    mut current: CurrentUser,
    session: Session,
    view: View,
    Form(form): Form<ProfileForm>,
) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    let mut problems = Problems::of(&view);
    let name = fields::name(&form.name, &mut problems);
    let locale = LOCALES.iter().find(|(tag, _)| *tag == form.locale).map(|(tag, _)| (*tag).to_owned());
    if locale.is_none() {
        problems.add("locale", &Text::of("account-problem-language"));
    }
    let (Some(locale), true) = (locale, problems.is_empty()) else {
        let page = Me {
            name: form.name,
            news: form.news.is_some(),
            problems: problems.found(),
            ..Me::of(user, current)
        };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let news = form.news.is_some();
    ctx.run(SaveProfile { user: user.id, name: name.clone(), locale, news }).await?;
    current.name = name;
    web::rename(&session, &current).await?;
    Ok(Redirect::to("/me").into_response())
}
