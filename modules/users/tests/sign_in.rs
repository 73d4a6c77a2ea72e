//! Signing in, as a browser sees it.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
    middleware::from_fn_with_state,
};
use kernel::{
    Clock, Context, Database, PlatformBuilder, SystemClock,
    db::Sql,
    web::{Role, SessionStore, Templates, WebSettings, WebState, show_errors, with_sessions},
};
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};
use tower::ServiceExt;
use users::{NewUser, Passwords, Pepper};

const PASSWORD: &str = "a quiet river bend";
const NOT_RIGHT: &str = "E-mail or password is not right";

#[tokio::test]
async fn whoever_knows_the_password_is_signed_in_and_sent_where_they_were_going() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    assert_eq!(browser.get("/me").await?.location, "/login?next=%2Fme");
    let answer = browser.sign_in(" Asha@Example.Test ", PASSWORD, "/c/mangroves").await?;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/c/mangroves"));
    let me = browser.get("/me").await?;
    assert_eq!(me.status, StatusCode::OK);
    assert!(me.text.contains("asha@example.test") && me.text.contains("support"), "{}", me.text);
    assert!(me.text.contains("href=\"/backoffice\""), "{}", me.text);
    Ok(())
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut answers = Vec::new();
    for email in ["asha@example.test", "nobody@example.test", "closed@example.test"] {
        let mut browser = site.browser();
        let password = if email.starts_with("closed") { PASSWORD } else { "some other password" };
        let answer = browser.sign_in(email, password, "/").await?;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(answer.text.contains("<title>Error: Log in"), "{}", answer.text);
        assert_eq!(
            answer.text.matches(NOT_RIGHT).count(),
            2,
            "beside the field and in the summary: {}",
            answer.text
        );
        assert!(answer.text.contains("aria-invalid=\"true\""), "{}", answer.text);
        assert!(
            answer.text.contains(&format!("value=\"{email}\"")),
            "what was typed is kept: {}",
            answer.text
        );
        assert!(!answer.text.contains(password), "the password is not: {}", answer.text);
        assert_eq!(browser.get("/me").await?.status, StatusCode::SEE_OTHER);
        // Each answer has a nonce of its own.
        let nonce =
            answer.text.split("nonce=\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default();
        assert!(!nonce.is_empty(), "{}", answer.text);
        answers.push(answer.text.replace(email, "…").replace(&browser.token, "…").replace(nonce, "…"));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    Ok(())
}

#[tokio::test]
async fn the_session_gets_a_new_id_at_sign_in_and_the_old_one_is_dead_after_sign_out() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    browser.sign_in("asha@example.test", PASSWORD, "/").await?;
    let first = browser.cookies["sid"].clone();
    browser.open().await?;
    browser.sign_in("asha@example.test", PASSWORD, "/").await?;
    browser.open().await?;
    let second = browser.cookies["sid"].clone();
    assert_ne!(first, second);

    let mut stolen = site.browser();
    stolen.cookies.insert("sid".into(), first);
    assert_eq!(stolen.get("/me").await?.status, StatusCode::SEE_OTHER);

    let out = browser.post("/logout", &[]).await?;
    assert_eq!((out.status, out.location.as_str()), (StatusCode::SEE_OTHER, "/"));
    stolen.cookies.insert("sid".into(), second);
    assert_eq!(stolen.get("/me").await?.status, StatusCode::SEE_OTHER);
    assert_eq!(site.count("SELECT COUNT(*) FROM users_session WHERE user_id IS NOT NULL").await?, 0);
    Ok(())
}

#[tokio::test]
async fn whoever_signs_out_leaves_no_form_behind_that_they_typed() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    browser.sign_in("asha@example.test", PASSWORD, "/").await?;
    browser.open().await?;
    browser.cookies.insert("typed".into(), "00ff".into());
    let out = browser.post("/logout", &[]).await?;
    let cookies: Vec<_> =
        out.headers.get_all(header::SET_COOKIE).iter().filter_map(|it| it.to_str().ok()).collect();
    assert!(cookies.iter().any(|it| it.starts_with("typed=; Path=/; Max-Age=0")), "{cookies:?}");
    Ok(())
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() -> anyhow::Result<()> {
    let site = Site::start().await?;
    for next in ["https://evil.example/", "//evil.example/", "/\\evil.example/", "/\t/evil.example"] {
        let answer = site.browser().sign_in("asha@example.test", PASSWORD, next).await?;
        assert_eq!(answer.location, "/me", "{next:?}");
    }
    let mut browser = site.browser();
    let page = browser.get("/login?next=//evil.example/").await?;
    assert!(!page.text.contains("value=\"//evil.example/\""), "{}", page.text);
    assert_eq!(browser.get("/login?next=a&next=b").await?.status, StatusCode::OK);
    browser.sign_in("asha@example.test", PASSWORD, "/").await?;
    assert_eq!(browser.get("/login?next=/c/mangroves").await?.location, "/c/mangroves");
    assert_eq!(browser.get("/login?next=https://evil.example/").await?.location, "/me");
    Ok(())
}

#[tokio::test]
async fn a_form_that_was_not_shown_by_us_signs_nobody_in_or_out() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    browser.token = "00".repeat(32);
    let form = [("email", "asha@example.test"), ("password", PASSWORD), ("next", "/")];
    assert_eq!(browser.post("/login", &form).await?.status, StatusCode::FORBIDDEN);
    browser.get("/login").await?;
    browser.sign_in("asha@example.test", PASSWORD, "/").await?;
    browser.token = "00".repeat(32);
    assert_eq!(browser.post("/logout", &[]).await?.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/me").await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn whoever_guesses_too_often_is_told_to_wait_even_with_the_right_password() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    for _ in 0..10 {
        browser.sign_in("asha@example.test", "some other password", "/").await?;
    }
    let answer = browser.sign_in("asha@example.test", PASSWORD, "/").await?;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key(header::RETRY_AFTER), "{:?}", answer.headers);
    let other = site.browser().sign_in("nobody@example.test", PASSWORD, "/").await?;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

#[tokio::test]
async fn an_account_is_made_once_for_an_address_and_told_of_once() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let again = NewUser { email: "ASHA@example.test".into(), ..user("asha", Role::Admin) };
    let known = users::register(&site.ctx, &site.passwords, again.clone()).await?;
    assert_eq!(known, users::register(&site.ctx, &site.passwords, again).await?);
    assert!(users::is_registered(&site.ctx, "Asha@Example.test").await?);
    assert!(!users::is_registered(&site.ctx, "nobody@example.test").await?);
    for told in ["users.user_registered", "users.address_verified"] {
        let once = format!("SELECT COUNT(*) FROM users_outbox WHERE topic = '{told}'");
        assert_eq!(site.count(&once).await?, 2, "{told}: one for each of the two accounts");
    }
    assert_eq!(site.count("SELECT COUNT(*) FROM users_outbox WHERE payload LIKE '%asha%'").await?, 0);
    assert_eq!(site.count("SELECT COUNT(*) FROM users_role WHERE role = 'admin'").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_hash_under_an_older_pepper_is_made_anew_at_sign_in() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let newer = Passwords::new(vec![pepper("2027"), pepper("2026")])?;
    let newer = site.with(newer)?;
    newer.browser().sign_in("asha@example.test", PASSWORD, "/").await?;
    assert_eq!(site.count("SELECT COUNT(*) FROM users_user WHERE pepper = '2027'").await?, 1);
    let answer = newer.browser().sign_in("asha@example.test", PASSWORD, "/").await?;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    Ok(())
}

#[tokio::test]
async fn everybody_of_the_demo_can_sign_in() -> anyhow::Result<()> {
    let site = Site::start().await?;
    for new in users::demo_users() {
        let (email, password) = (new.email.clone(), new.password.clone());
        users::register(&site.ctx, &site.passwords, new).await?;
        let password = secrecy::ExposeSecret::expose_secret(&password);
        let answer = site.browser().sign_in(&email, password, "/").await?;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{email}");
    }
    Ok(())
}

/// The pages of users, on a database of their own.
struct Site {
    ctx: Context,
    router: Router,
    passwords: Passwords,
    dir: Arc<tempfile::TempDir>,
}

struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    token: String,
}

struct Answer {
    status: StatusCode,
    location: String,
    headers: HeaderMap,
    text: String,
}

impl Site {
    /// With an account `asha@example.test` that works in support, and `closed@example.test`, which is closed.
    async fn start() -> anyhow::Result<Self> {
        let dir = Arc::new(tempfile::tempdir()?);
        let db = database(dir.path()).await?;
        migrations::up(db.schema(), "users").await?;
        let passwords = Passwords::new(vec![pepper("2026")])?;
        let site = Self::on(db, passwords, dir)?;
        for name in ["asha", "closed"] {
            users::register(&site.ctx, &site.passwords, user(name, Role::Support)).await?;
        }
        let close = "UPDATE users_user SET disabled_at = 1 WHERE email = 'closed@example.test'";
        site.ctx.db.execute(close, vec![]).await?;
        Ok(site)
    }

    /// The same site in a process that was given other `passwords`.
    fn with(&self, passwords: Passwords) -> anyhow::Result<Self> {
        Self::on(self.ctx.db.clone(), passwords, self.dir.clone())
    }

    fn on(db: Database, passwords: Passwords, dir: Arc<tempfile::TempDir>) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let module = users::module(passwords.clone());
        let settings = WebSettings {
            public_url: "http://localhost".into(),
            keys: kernel::Keys::for_tests(),
            demo: false,
            secure_cookies: false,
            checkout_origins: Vec::new(),
            account_origins: Vec::new(),
            guard: false,
        };
        let templates = Templates::of(module.templates.to_vec(), module.texts.to_vec())?;
        let state = Arc::new(WebState::new(templates, settings.clone(), Vec::new()));
        let (_, mut hosted) =
            PlatformBuilder::new(clock.clone(), state.clone()).host(module, db.clone()).build();
        let (ctx, pages) = hosted.remove(0);
        let router =
            pages.into_routers().0.with_state(ctx.clone()).layer(from_fn_with_state(state, show_errors));
        let router = with_sessions(router, SessionStore::new(db, clock), &settings);
        Ok(Self { ctx, router, passwords, dir })
    }

    fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: BTreeMap::new(), token: String::new() }
    }

    async fn count(&self, sql: &str) -> anyhow::Result<i64> {
        let row = self.ctx.db.read().one(sql, vec![]).await?;
        Ok(row.map_or(Ok(0), |row| row.try_get_by_index(0))?)
    }
}

impl Browser {
    /// Opens the form and sends it.
    async fn sign_in(&mut self, email: &str, password: &str, next: &str) -> anyhow::Result<Answer> {
        if self.token.is_empty() {
            self.get("/login").await?;
        }
        self.post("/login", &[("email", email), ("password", password), ("next", next)]).await
    }

    /// Opens a page that whoever is signed in has a form on: a token is good in the session it was shown in.
    async fn open(&mut self) -> anyhow::Result<()> {
        let page = self.get("/me").await?;
        anyhow::ensure!(page.status == StatusCode::OK, "nobody is signed in");
        Ok(())
    }

    async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let answer = self.ask(Request::get(path), Body::empty()).await?;
        if let Some((_, rest)) = answer.text.split_once("name=\"_token\" value=\"") {
            rest.split('"').next().unwrap_or_default().clone_into(&mut self.token);
        }
        Ok(answer)
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let pairs = form.iter().copied().chain([("_token", self.token.as_str())]);
        let body: Vec<_> = pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.join("&"))).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> anyhow::Result<Answer> {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header(header::COOKIE, cookies.join("; ")).body(body)?;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4000))));
        let response = self.router.clone().oneshot(request).await?;
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let location =
            parts.headers.get(header::LOCATION).and_then(|it| it.to_str().ok()).unwrap_or_default();
        Ok(Answer {
            status: parts.status,
            location: location.to_owned(),
            text: String::from_utf8(to_bytes(body, 1 << 20).await?.to_vec())?,
            headers: parts.headers,
        })
    }
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| ["%", &hex(byte)].concat()).collect()
}

fn hex(byte: u8) -> String {
    format!("{byte:02X}")
}

fn user(name: &str, role: Role) -> NewUser {
    NewUser {
        email: format!("{name}@example.test"),
        name: name.to_owned(),
        password: PASSWORD.to_owned().into(),
        roles: vec![role],
    }
}

fn pepper(id: &str) -> Pepper {
    Pepper { id: id.to_owned(), secret: "sixteen bytes or more".to_owned().into() }
}

/// A database of its own: a file, or one on the server that `TEST_DATABASE_URL` names.
async fn database(dir: &std::path::Path) -> anyhow::Result<Database> {
    #[expect(clippy::disallowed_methods, reason = "where the tests' server is")]
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        return Ok(Database::connect(&format!("sqlite://{}?mode=rwc", dir.join("db").display())).await?);
    };
    let name = format!("t{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(&server).await?;
    admin.execute(&format!("CREATE DATABASE {name}"), vec![]).await?;
    admin.close().await;
    let (base, _) = server.rsplit_once('/').unwrap_or((&server, ""));
    Ok(Database::connect(&format!("{base}/{name}")).await?)
}
