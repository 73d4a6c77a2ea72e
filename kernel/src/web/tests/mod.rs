//! The pages of a small module, as a browser sees them.

mod errors;
mod forms;
mod languages;
mod pages;
mod sessions;

use super::{
    Action, CurrentUser, Error, Form, FormProblems, Forms, Page, Proof, Result, Role, Routes, SessionStore,
    StepUp, Templates, View, WebSettings, WebState, in_languages, office_cookie, prove, security_headers,
    show_errors, sign_in, sign_out, with_sessions,
};
use crate::{Context, Database, FixedClock, Module, PlatformBuilder};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, Request, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use contracts::{Timestamp, UserId};
use http_body_util::BodyExt;
use sea_orm::{ConnAcquireErr, DbErr};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tower::ServiceExt;
use tower_sessions::Session;

const TEMPLATES: &[(&str, &str)] = &[
    (
        "probe/form.html",
        "{% extends \"layouts/site.html\" %}{% block main %}<form method=\"post\" action=\"/form\">\
         {{ <csrf_field token={ui.csrf} /> }}{{ <error_summary problems={problems.list} /> }}\
         {{ <field name=\"email\" label=\"E-mail\" value={form.email} hint=\"For the receipt.\" problems={problems.list} /> }}\
         {{ <field name=\"reply\" label=\"Reply to\" kind=\"email\" /> }}\
         </form>{% endblock %}",
    ),
    (
        "probe/plain.html",
        "{% extends \"layouts/site.html\" %}{% block main %}{{ <river percent={percent} /> }}{% endblock %}",
    ),
    ("probe/room.html", "{% extends \"layouts/backoffice.html\" %}{% block room %}A room{% endblock %}"),
];

#[derive(Clone, Default, Serialize, Deserialize)]
struct Address {
    email: String,
}

#[derive(Default, Serialize)]
struct FormPage {
    form: Address,
    problems: FormProblems,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "probe/form.html";
    const FORMS: Forms = Forms::Checkout;
}

#[derive(Serialize)]
struct PlainPage {
    percent: i64,
}

impl Page for PlainPage {
    const TEMPLATE: &'static str = "probe/plain.html";
}

#[derive(Serialize)]
struct Room {}

impl Page for Room {
    const TEMPLATE: &'static str = "probe/room.html";
}

async fn new(view: View) -> Result<Response> {
    view.show(&FormPage::default())
}

async fn create(view: View, Form(form): Form<Address>) -> Result<Response> {
    let mut problems = FormProblems::default();
    if !form.email.contains('@') {
        problems.add("email", "Write an address with an @.");
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &FormPage { form, problems });
    }
    view.show(&PlainPage { percent: 71 })
}

async fn become_one(session: Session, Path(role): Path<String>) -> Result<()> {
    let role = role.parse().map_err(|_| Error::NotFound)?;
    sign_in(&session, &CurrentUser { id: UserId::fresh(), name: "Asha".into(), roles: vec![role] }).await
}

async fn show_factor(session: Session) -> Result<()> {
    prove(&session, Proof { second: true, at: None }).await
}

async fn show_again(State(ctx): State<Context>, session: Session, Path(second): Path<bool>) -> Result<()> {
    prove(&session, Proof { second, at: Some(ctx.clock.steady()) }).await
}

fn routes() -> Routes {
    Routes::default()
        .anyone(
            "/public/{percent}",
            get(|view: View, Path(percent)| async move { view.public(&PlainPage { percent }) }),
        )
        .anyone("/private", get(|view: View| async move { view.show(&PlainPage { percent: 3 }) }))
        .anyone("/form", get(new).post(create))
        .anyone("/sent", post(create))
        .anyone("/as/{role}", post(become_one))
        .anyone("/factor", post(show_factor))
        .anyone("/proved/{second}", post(show_again))
        .signed_in(
            "/payee",
            get(|State(ctx): State<Context>, who: StepUp| async move {
                who.with_second(&ctx).await.map(|()| "paid")
            }),
        )
        .anyone("/out", post(|session: Session| async move { sign_out(&session).await }))
        .anyone(
            "/broken",
            get(|| async { Err::<(), _>(Error::Internal(anyhow::anyhow!("the secret cause"))) }),
        )
        .anyone("/taken.json", get(|| async { Err::<(), _>(Error::Conflict("this is taken".into())) }))
        .anyone(
            "/locked",
            get(|| async { Err::<(), _>(Error::from(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))) }),
        )
        .anyone("/busy", get(|| async { Err::<(), _>(Error::TooMany(Duration::from_secs(7))) }))
        .signed_in("/mine", get(|user: CurrentUser| async move { user.name }).post(|| async {}))
        .staff("/desk", get(|view: View| async move { view.show(&Room {}) }))
        .roles("/vault", &[Role::Finance], get(|| async { "gold" }))
        .allowed("/log", Action::ReadAuditLog, get(|| async { "who did what" }))
        .webhook("/webhooks/probe", post(|raw: super::Raw| async move { raw.body }))
}

/// The small module, on a database of its own.
struct Site {
    router: Router,
    db: Database,
    clock: Arc<FixedClock>,
    _dir: tempfile::TempDir,
}

impl Site {
    async fn start() -> anyhow::Result<Self> {
        Self::open(true).await
    }

    /// The same, no demo or a demo.
    async fn open(demo: bool) -> anyhow::Result<Self> {
        Self::as_set(demo, false).await
    }

    /// The same, reached over TLS or not.
    async fn as_set(demo: bool, secure_cookies: bool) -> anyhow::Result<Self> {
        let dir = tempfile::tempdir()?;
        let db = Database::connect(&format!("sqlite://{}?mode=rwc", dir.path().join("db").display())).await?;
        migrations::up(db.schema(), "users").await?;
        let settings = WebSettings {
            public_url: "http://localhost".into(),
            keys: crate::Keys::for_tests(),
            demo,
            secure_cookies,
            checkout_origins: vec!["https://checkout.example".into()],
            account_origins: vec!["https://account.example".into()],
            guard: false,
        };
        let state = WebState::new(Templates::new(TEMPLATES.iter().copied())?, settings.clone(), Vec::new());
        let state = Arc::new(state.showing(routes().shown().to_vec()));
        let clock = Arc::new(FixedClock::at(Timestamp::from_seconds(1_772_366_400)));
        let module = Module { routes: routes(), ..Module::named("users") };
        let (_, hosted) = PlatformBuilder::new(clock.clone(), state.clone()).host(module, db.clone()).build();
        let (ctx, own) = hosted.into_iter().next().expect("one module");
        let (pages, webhooks) = own.into_routers();
        let store = SessionStore::new(db.clone(), clock.clone());
        let pages = pages.fallback(|| async { Error::NotFound }).with_state(ctx.clone());
        let router = pages
            .layer(from_fn_with_state(state.clone(), show_errors))
            .layer(from_fn_with_state(state, office_cookie));
        let router = with_sessions(router, store, &settings)
            .merge(webhooks.with_state(ctx))
            .layer(from_fn(security_headers));
        let router = in_languages(router, settings.demo);
        Ok(Self { router, db, clock, _dir: dir })
    }

    fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new() }
    }
}

/// Keeps cookies and follows nothing.
#[derive(Clone)]
struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Browser {
    async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send(Request::get(path).body(Body::empty())?).await
    }

    async fn post(&mut self, path: &str, body: impl Into<Bytes>) -> anyhow::Result<Answer> {
        let form = "application/x-www-form-urlencoded";
        self.send(Request::post(path).header(header::CONTENT_TYPE, form).body(Body::from(body.into()))?).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> anyhow::Result<Answer> {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse()?);
        let response = self.router.clone().oneshot(request).await?;
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie is a name and a value");
            self.cookies.insert(name.into(), value.into());
        }
        let text = String::from_utf8_lossy(&body.collect().await?.to_bytes()).into_owned();
        Ok(Answer { status: parts.status, headers: parts.headers, text })
    }

    /// Opens the form and reads its token.
    async fn token(&mut self) -> anyhow::Result<String> {
        Ok(self.get("/form").await?.token())
    }
}

impl Answer {
    /// The token of the form in it.
    fn token(&self) -> String {
        let from = self.text.split("name=\"_token\" value=\"").nth(1).expect("the form has a token");
        from.split('"').next().unwrap_or_default().to_owned()
    }

    fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }
}
