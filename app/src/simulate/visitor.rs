use anyhow::{Context as _, ensure};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use std::collections::BTreeMap;
use tower::ServiceExt as _;

/// Somebody's browser.
#[derive(Clone, Debug, Default)]
pub(super) struct Visitor {
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Where it leads.
    pub(super) location: String,
    pub(super) text: String,
}

impl Visitor {
    pub(super) async fn get(&mut self, site: &Router, path: &str) -> anyhow::Result<Answer> {
        self.send(site, Request::get(path), Body::empty()).await
    }

    pub(super) async fn post(
        &mut self,
        site: &Router,
        path: &str,
        form: &[(&str, String)],
    ) -> anyhow::Result<Answer> {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(site, request, Body::from(serde_urlencoded::to_string(form)?)).await
    }

    async fn send(
        &mut self,
        site: &Router,
        request: axum::http::request::Builder,
        body: Body,
    ) -> anyhow::Result<Answer> {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .header(header::HOST, "product.test")
            .body(body)?;
        let path = request.uri().path().to_owned();
        let (parts, body) = site.clone().oneshot(request).await?.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').context("a cookie without a value")?;
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let status = parts.status.as_u16();
        let location = parts.headers.get(header::LOCATION).and_then(|it| it.to_str().ok());
        let location = location.unwrap_or_default().to_owned();
        let text = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await?).into_owned();
        ensure!(status < 500, "{path} answered {status}: {text}");
        Ok(Answer { status, location, text })
    }
}

impl Answer {
    /// The values of the fields called `name`, as our own templates write them.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        let fields = self.text.split("<input").skip(1).filter_map(|it| it.split('>').next());
        let fields = fields.filter(|it| it.contains(&format!("name=\"{name}\"")));
        fields.filter_map(|it| it.split("value=\"").nth(1)?.split('"').next()).map(str::to_owned).collect()
    }

    /// What the fields are called whose names begin with `prefix`.
    pub(super) fn names(&self, prefix: &str) -> Vec<String> {
        let fields = self.text.split("<input").skip(1).filter_map(|it| it.split('>').next());
        let names = fields.filter_map(|it| it.split(" name=\"").nth(1)?.split('"').next());
        names.filter(|it| it.starts_with(prefix)).map(str::to_owned).collect()
    }

    /// The value of the first field called `name`.
    pub(super) fn value(&self, name: &str) -> anyhow::Result<String> {
        self.values(name)
            .into_iter()
            .next()
            .with_context(|| format!("there is no field {name}: {}", self.text))
    }
}
