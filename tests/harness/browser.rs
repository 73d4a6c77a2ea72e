use anyhow::{Context as _, ensure};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, header},
};
use http_body_util::BodyExt as _;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};
use tower::ServiceExt as _;

/// Somebody's browser: it keeps cookies and shows what came back.
pub struct Browser {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    /// Of whoever signed in with it.
    password: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Where it leads.
    pub location: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The page.
    pub text: String,
}

impl Browser {
    /// A browser of `router`'s site.
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Mutex::default(), password: None }
    }

    /// The same browser, with its cookies, at another process of the same site.
    #[must_use]
    pub fn at(&self, router: Router) -> Self {
        Self { router, cookies: Mutex::new(self.jar().clone()), password: self.password.clone() }
    }

    /// The same browser, of somebody who has this password.
    #[must_use]
    pub fn of(self, password: String) -> Self {
        Self { password: Some(password), ..self }
    }

    /// Proves who it is, and signs what is shown on the page that `asked` leads to. Gives the token of forms from then
    /// on.
    pub async fn sign(&self, asked: &Answer) -> anyhow::Result<String> {
        let password = self.password.as_deref().context("nobody has signed in with this browser")?;
        let page = self.get(&asked.location).await?;
        let (token, deed) = (page.field("_token")?, page.field("deed")?);
        let next = page.field("next")?.replace("&#x2F;", "/");
        let form = [("_token", &*token), ("deed", &*deed), ("next", &*next), ("password", password)];
        let answer = self.post("/me/confirm", &form).await?;
        ensure!(answer.location == next, "signing answered {}: {}", answer.status, answer.text);
        self.get("/me").await?.field("_token")
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(serde_urlencoded::to_string(form)?)).await
    }

    /// Sends anything.
    pub async fn send(&self, request: axum::http::request::Builder, body: Body) -> anyhow::Result<Answer> {
        let cookies: Vec<_> = self.jar().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .header(header::HOST, "product.test")
            .body(body)?;
        let response = self.router.clone().oneshot(request).await?;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').context("a cookie without a value")?;
            self.jar().insert(name.to_owned(), value.to_owned());
        }
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION).and_then(|it| it.to_str().ok());
        Ok(Answer {
            status: parts.status.as_u16(),
            location: location.unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
            text: String::from_utf8_lossy(&body.collect().await?.to_bytes()).into_owned(),
        })
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Answer {
    /// The pledge whose page, or whose payment, this leads on to.
    pub fn pledge(&self) -> anyhow::Result<String> {
        let address = self.location.strip_prefix("/p/").and_then(|it| it.split(['/', '?']).next());
        let id = address.and_then(|it| it.split_once('~')).map(|(id, _)| id.to_owned());
        id.with_context(|| format!("it leads to no pledge: {}", self.location))
    }

    /// The value of the first field called `name`.
    pub fn field(&self, name: &str) -> anyhow::Result<String> {
        let mut fields =
            self.text.split("<input").skip(1).filter(|it| it.contains(&format!("name=\"{name}\"")));
        let value = fields.find_map(|it| it.split('>').next()?.split("value=\"").nth(1)?.split('"').next());
        value
            .map(str::to_owned)
            .with_context(|| format!("no field {name} in a page of status {}:\n{}", self.status, self.text))
    }
}
