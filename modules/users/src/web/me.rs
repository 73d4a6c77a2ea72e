use super::fields;
use crate::{
    commands::save_profile::SaveProfile,
    tables::user::{self, User},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{self, CurrentUser, Error, Form, FormProblems, Language, Page, Problems, Result, Role, Text, View},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each lets the template show one thing")]
struct Me {
    name: String,
    email: String,
    verified: bool,
    has_password: bool,
    locale: String,
    news: bool,
    /// The languages a person can choose, with the names they give themselves.
    locales: [(&'static str, &'static str); 4],
    roles: Vec<&'static str>,
    /// What was changed has just been kept.
    saved: bool,
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
            locales: Language::OFFERED.map(|it| (it.tag(), it.own_name())),
            roles: current.roles.into_iter().map(Role::name).collect(),
            saved: false,
            problems: FormProblems::default(),
        }
    }
}

/// The account of whoever is asking.
pub(super) async fn account(ctx: &Context, current: &CurrentUser) -> Result<User> {
    let user = user::by_id(ctx.db.read(), current.id).await?.filter(|it| !it.disabled);
    user.ok_or(Error::SignedOut)
}

#[derive(Deserialize)]
pub(crate) struct Shown {
    saved: Option<String>,
}

/// `GET /me`
pub(crate) async fn show(
    State(ctx): State<Context>,
    current: CurrentUser,
    view: View,
    shown: Result<Query<Shown>, QueryRejection>,
) -> Result<Response> {
    let user = account(&ctx, &current).await?;
    let saved = shown.is_ok_and(|Query(it)| it.saved.is_some());
    view.show(&Me { saved, ..Me::of(user, current) })
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
    let chosen = Language::OFFERED.into_iter().find(|it| it.tag() == form.locale);
    let locale = chosen.map(|it| it.tag().to_owned());
    if locale.is_none() {
        problems.add("locale", &Text::of("account-problem-language"));
    }
    let (Some(locale), true) = (locale, problems.is_empty()) else {
        let page = Me {
            name: form.name,
            locale: form.locale,
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
    Ok(Redirect::to("/me?saved=yes").into_response())
}
