use super::onward::{Onward, query, same_site};
use crate::{entrance, house::House, sign_in::SignInError};
use axum::{
    Extension,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{self, Client, Form, FormProblems, Forms, Page, Problems, Result, Text, View, form_waits},
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Deserialize)]
pub(crate) struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(crate) struct SignOutForm {}

#[derive(Serialize)]
struct LoginPage {
    email: String,
    next: String,
    /// The same, as part of an address.
    query: String,
    /// What was sent from here waits for its sender.
    waits: bool,
    problems: FormProblems,
}

impl Page for LoginPage {
    const TEMPLATE: &'static str = "users/login.html";
    const FORMS: Forms = Forms::Onwards;
}

impl LoginPage {
    async fn of(session: &Session, email: String, next: String, problems: FormProblems) -> Result<Self> {
        Ok(Self { email, query: query(&next), next, waits: form_waits(session).await?, problems })
    }
}

/// `GET /login`
pub(crate) async fn new(
    view: View,
    session: Session,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Response> {
    // An address nobody can read leads nowhere in particular, and is no reason not to sign in.
    let Query(onward) = onward.unwrap_or_default();
    let next = same_site(&onward.next).to_owned();
    if view.user().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    view.show(&LoginPage::of(&session, String::new(), next, FormProblems::default()).await?)
}

/// `POST /login`
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    view: View,
    session: Session,
    client: Client,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let next = same_site(&form.next).to_owned();
    match house.attempt(&ctx, &form.email, form.password, client.address).await {
        Ok(user) => entrance::enter(&ctx, &session, client, user, &next).await,
        Err(SignInError::NotRight) => {
            let mut problems = Problems::of(&view);
            problems.add("email", &Text::of("account-problem-sign-in"));
            let page = LoginPage::of(&session, form.email, next, problems.found()).await?;
            view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /logout`
pub(crate) async fn destroy(session: Session, view: View, _: Form<SignOutForm>) -> Result<Response> {
    web::sign_out(&session).await?;
    Ok(forget(&view, Redirect::to("/").into_response()))
}

/// The same answer, which also makes the browser forget what it keeps of this site: what lies in its cache, and the form
/// that was typed last, with a name and an address in it.
pub(super) fn forget(view: &View, mut response: Response) -> Response {
    let all = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), all);
    if let Some(cookie) = view.let_go() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
