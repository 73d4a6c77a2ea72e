use super::{
    fields,
    onward::{Onward, same_site},
    session::forget,
};
use crate::{
    commands::{
        ask_link::AskLink,
        use_link::{UseLink, Used},
    },
    entrance,
    house::House,
    policy,
    tables::{
        factor,
        link::{self, Link, Purpose},
        user,
    },
    token,
};
use axum::{
    Extension,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Client, Error, Form, FormProblems, Forms, Page, Problems, Result, View},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_sessions::Session;

#[derive(Serialize)]
struct AskPage {
    /// `sign_in` or `reset`.
    what: &'static str,
    email: String,
    next: String,
    problems: FormProblems,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "users/ask_link.html";
}

#[derive(Deserialize)]
pub(crate) struct AskForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    next: String,
}

/// `GET /login/link`
pub(crate) async fn new(view: View, onward: Result<Query<Onward>, QueryRejection>) -> Result<Response> {
    ask_page(&view, "sign_in", &onward.unwrap_or_default().0.next)
}

/// `GET /login/reset`
pub(crate) async fn new_reset(view: View) -> Result<Response> {
    ask_page(&view, "reset", "")
}

fn ask_page(view: &View, what: &'static str, next: &str) -> Result<Response> {
    let next = same_site(next).to_owned();
    view.show(&AskPage { what, email: String::new(), next, problems: FormProblems::default() })
}

/// `POST /login/link`: mails a link that signs in, if there is anybody to sign in.
pub(crate) async fn create(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    view: View,
    client: Client,
    Form(form): Form<AskForm>,
) -> Result<Response> {
    ask(&ctx, &house, &view, &client, form, Purpose::SignIn).await
}

/// `POST /signup/link`: mails a link that signs in, or opens an account without a password. For guests who gave.
pub(crate) async fn join(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    view: View,
    client: Client,
    Form(form): Form<AskForm>,
) -> Result<Response> {
    ask(&ctx, &house, &view, &client, form, Purpose::Join).await
}

/// `POST /login/reset`: mails a link that lets a new password be chosen, if there is anybody to choose one.
pub(crate) async fn create_reset(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    view: View,
    client: Client,
    Form(form): Form<AskForm>,
) -> Result<Response> {
    ask(&ctx, &house, &view, &client, form, Purpose::Reset).await
}

async fn ask(
    ctx: &Context,
    house: &House,
    view: &View,
    client: &Client,
    form: AskForm,
    purpose: Purpose,
) -> Result<Response> {
    let mut problems = Problems::of(view);
    let email = fields::address(&form.email, &mut problems);
    let next = same_site(&form.next).to_owned();
    if !problems.is_empty() {
        let what = if purpose == Purpose::Reset { "reset" } else { "sign_in" };
        let page = AskPage { what, email: form.email, next, problems: problems.found() };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    house.count_mail(ctx, &email, client).await?;
    let link = Link::new(purpose, email, view.browser(), &next);
    ctx.run(AskLink(Link { locale: view.language().tag().to_owned(), ..link })).await?;
    Ok(Redirect::to("/link/sent").into_response())
}

#[derive(Serialize)]
struct SentPage {}

impl Page for SentPage {
    const TEMPLATE: &'static str = "users/link_sent.html";
}

/// `GET /link/sent`: the same words whether a mail went out or not.
pub(crate) async fn sent(view: View) -> Result<Response> {
    view.show(&SentPage {})
}

#[derive(Serialize)]
struct LinkPage {
    token: String,
    /// `register`, `sign_in`, `join`, `reset`, `change_email`; `elsewhere` in another browser, `ended` when over.
    state: &'static str,
    email: String,
    least: usize,
    problems: FormProblems,
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "users/link.html";
    const FORMS: Forms = Forms::Onwards;
}

/// `GET /link/{token}`: shows what the link does. Nothing happens yet: mail scanners open links too.
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(token): Path<String>,
) -> Result<Response> {
    let (status, page) = match look(&ctx, &view, &token).await? {
        Found::Works(link) => (StatusCode::OK, LinkPage::of(token, &link, least(&ctx, &link).await?)),
        Found::Elsewhere => (StatusCode::FORBIDDEN, LinkPage::over("elsewhere")),
        Found::Ended => (StatusCode::GONE, LinkPage::over("ended")),
    };
    Ok(secret(view.show_with(status, &page)?))
}

#[derive(Deserialize)]
pub(crate) struct UseForm {
    #[serde(default)]
    password: SecretString,
}

/// `POST /link/{token}`: does what the link is for.
pub(crate) async fn consume(
    State(ctx): State<Context>,
    Extension(house): Extension<Arc<House>>,
    view: View,
    session: Session,
    client: Client,
    Path(token): Path<String>,
    Form(form): Form<UseForm>,
) -> Result<Response> {
    let new = match look(&ctx, &view, &token).await? {
        Found::Works(link) if link.purpose == Purpose::Reset => {
            let least = least(&ctx, &link).await?;
            let mut problems = Problems::of(&view);
            let password = form.password.expose_secret();
            fields::new_password("password", password, least, &[&link.email], &mut problems);
            if !problems.is_empty() {
                let page = LinkPage { problems: problems.found(), ..LinkPage::of(token, &link, least) };
                return Ok(secret(view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)?));
            }
            Some(house.passwords.hash_accepted(&form.password).await?)
        }
        _ => None,
    };
    match ctx.run(UseLink { token, browser: view.browser(), new }).await? {
        Used::Enter(id, next) => {
            let user = user::by_id(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
            Ok(secret(entrance::enter(&ctx, &session, client, user, &next).await?))
        }
        Used::PasswordReset => Ok(forget(&view, view.show(&DonePage { what: "reset" })?)),
        Used::EmailChanged => view.show(&DonePage { what: "email" }),
        Used::Ended => view.show_with(StatusCode::GONE, &LinkPage::over("ended")),
    }
}

#[derive(Serialize)]
struct DonePage {
    what: &'static str,
}

impl Page for DonePage {
    const TEMPLATE: &'static str = "users/link_done.html";
}

enum Found {
    Works(Box<Link>),
    Elsewhere,
    Ended,
}

async fn look(ctx: &Context, view: &View, token: &str) -> Result<Found> {
    let link = link::by_token(ctx.db.read(), &token::hash(token)).await?;
    Ok(match link.filter(|it| it.lives(ctx.clock.now())) {
        Some(link) if link.browser == view.browser() => Found::Works(Box::new(link)),
        Some(_) => Found::Elsewhere,
        None => Found::Ended,
    })
}

/// How long the new password of whoever has this link must be.
async fn least(ctx: &Context, link: &Link) -> Result<usize> {
    let user = user::by_email(ctx.db.read(), &link.email).await?;
    let Some(user) = user else { return Ok(policy::ALONE) };
    let alone = factor::of(ctx.db.read(), user.id).await?.is_empty();
    Ok(if alone { policy::ALONE } else { policy::WITH_FACTOR })
}

impl LinkPage {
    fn of(token: String, link: &Link, least: usize) -> Self {
        let problems = FormProblems::default();
        Self { token, state: link.purpose.name(), email: link.email.clone(), least, problems }
    }

    fn over(state: &'static str) -> Self {
        Self {
            token: String::new(),
            state,
            email: String::new(),
            least: 0,
            problems: FormProblems::default(),
        }
    }
}

/// The address of the page is a secret: it goes to nobody, and no search engine keeps it.
pub(super) fn secret(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
