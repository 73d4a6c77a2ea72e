//! Somebody who looks at pages and fills in forms.

use super::bench::Bench;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt;
use kernel::{
    Clock as _,
    web::{CurrentUser, Proof, SessionStore},
};
use std::sync::Arc;
use tower::ServiceExt;
use tower_sessions::Session;

/// A browser, signed in or not.
#[derive(Default)]
pub(super) struct Browser {
    pub(super) user: Option<CurrentUser>,
    pub(super) cookie: String,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) location: String,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) html: String,
}

impl Browser {
    pub(super) async fn get(&mut self, bench: &Bench, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        self.send(bench, request).await
    }

    pub(super) async fn post(&mut self, bench: &Bench, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(form).unwrap()))
            .unwrap();
        self.send(bench, request).await
    }

    async fn send(&mut self, bench: &Bench, mut request: Request<Body>) -> Answer {
        if let Some(user) = &self.user {
            let store = SessionStore::new(bench.ctx.db.clone(), bench.clock.clone());
            let session = Session::new(None, Arc::new(store), None);
            session.insert("user", user).await.unwrap();
            let at = Some(bench.clock.steady());
            session.insert("proof", Proof { second: true, at }).await.unwrap();
            request.extensions_mut().insert(session);
        }
        let response = bench.pages.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let name = pair.split('=').next().unwrap();
            let others = self.cookie.split("; ").filter(|it| it.split('=').next() != Some(name));
            self.cookie = others.chain([pair]).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
        }
        let body = body.collect().await.unwrap().to_bytes();
        let location = parts.headers.get(header::LOCATION).map_or("", |it| it.to_str().unwrap()).to_owned();
        let html = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, location, headers: parts.headers, html }
    }
}

impl Answer {
    /// What a hidden field carries.
    pub(super) fn hidden(&self, name: &str) -> String {
        let (_, rest) = self.html.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}
