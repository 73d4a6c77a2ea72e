use crate::sign_in::{SignIn, SignInError};
use axum::{
    Extension,
    extract::{ConnectInfo, Query, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{self, Form, FormProblems, Page, Result, View},
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, sync::Arc};
use tower_sessions::Session;

/// Where people land who were on their way nowhere else.
const HOME: &str = "/me";

#[derive(Default, Deserialize)]
pub(crate) struct Onward {
    #[serde(default)]
    next: String,
}

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
    problems: FormProblems,
}

impl Page for LoginPage {
    const TEMPLATE: &'static str = "users/login.html";
}

/// `GET /login`
pub(crate) async fn new(view: View, onward: Result<Query<Onward>, QueryRejection>) -> Result<Response> {
    // An address nobody can read leads nowhere in particular, and is no reason not to sign in.
    let Query(onward) = onward.unwrap_or_default();
    let next = same_site(&onward.next).to_owned();
    if view.user().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    view.show(&LoginPage { email: String::new(), next, problems: FormProblems::default() })
}

/// `POST /login`
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(sign_in): Extension<Arc<SignIn>>,
    view: View,
    session: Session,
    client: Option<Extension<ConnectInfo<SocketAddr>>>,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let network = client.map(|Extension(ConnectInfo(address))| address.ip());
    let next = same_site(&form.next).to_owned();
    match sign_in.attempt(&ctx, &form.email, form.password, network).await {
        Ok(user) => {
            web::sign_in(&session, &user).await?;
            Ok(Redirect::to(&next).into_response())
        }
        Err(SignInError::NotRight) => {
            let mut problems = FormProblems::default();
            problems.add("email", "E-mail or password is not right");
            let page = LoginPage { email: form.email, next, problems };
            view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /logout`
pub(crate) async fn destroy(session: Session, _: Form<SignOutForm>) -> Result<Response> {
    web::sign_out(&session).await?;
    let mut response = Redirect::to("/").into_response();
    let all = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), all);
    Ok(response)
}

/// `next` when it is a path on this site, else [`HOME`]: a sign-in page that sends people anywhere serves
/// whoever wants their next password.
fn same_site(next: &str) -> &str {
    let mut letters = next.chars();
    let path = letters.next() == Some('/') && letters.next() != Some('/');
    // Browsers read a backslash as a slash and leave tabs and line ends out.
    let odd = next.contains(|c: char| c == '\\' || c.is_control() || c.is_whitespace());
    if path && !odd { next } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::{HOME, same_site};

    #[test]
    fn only_a_path_on_this_site_is_gone_on_to() {
        assert_eq!(same_site("/c/mangroves/give?amount=840"), "/c/mangroves/give?amount=840");
        assert_eq!(same_site("/"), "/");
        for elsewhere in [
            "",
            "me",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/x\r\nSet-Cookie: a=b",
            "https://evil.example/",
            "javascript:alert(1)",
            "\\\\evil.example",
        ] {
            assert_eq!(same_site(elsewhere), HOME, "{elsewhere:?}");
        }
    }
}
