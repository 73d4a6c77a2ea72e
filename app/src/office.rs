//! The back office's front room: what is stuck, in every module, and how to get it going again.

use axum::{
    Extension,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use kernel::{
    Context, Platform,
    check::Report,
    health::Health,
    web::{Error, Form, Page, Result, Role, Routes, View},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("office/stuck.html", include_str!("../templates/stuck.html")),
    ("office/check.html", include_str!("../templates/check.html")),
];

pub(crate) fn routes() -> Routes {
    Routes::default()
        .staff("/backoffice", get(index))
        .roles("/backoffice/check", &[Role::Finance, Role::Admin], get(check))
        .roles("/backoffice/redrive", &[Role::Support, Role::Finance, Role::Admin], post(redrive))
}

#[derive(Serialize)]
struct Stuck {
    modules: Vec<Health>,
    quiet: bool,
}

impl Page for Stuck {
    const TEMPLATE: &'static str = "office/stuck.html";
}

/// `GET /backoffice`
async fn index(Extension(platform): Extension<Arc<Platform>>, view: View) -> Result<Response> {
    let modules = platform.health().await?;
    view.show(&Stuck { quiet: !modules.iter().any(Health::needs_a_person), modules })
}

#[derive(Serialize)]
struct Checked {
    report: Report,
}

impl Page for Checked {
    const TEMPLATE: &'static str = "office/check.html";
}

/// `GET /backoffice/check`
async fn check(Extension(platform): Extension<Arc<Platform>>, view: View) -> Result<Response> {
    view.show(&Checked { report: platform.check().await? })
}

#[derive(Deserialize)]
struct Redrive {
    module: String,
    subscriber: String,
    key: String,
}

/// `POST /backoffice/redrive`: handles what is kept of one key, in order.
async fn redrive(
    axum::extract::State(_): axum::extract::State<Context>,
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    Form(form): Form<Redrive>,
) -> Result<Response> {
    let by = view.user().map_or_else(String::new, |user| user.name.clone());
    match platform.redrive(&form.module, &form.subscriber, &form.key, &by).await {
        Ok(_) => Ok(Redirect::to("/backoffice").into_response()),
        Err(error) => Err(Error::Conflict(format!("it still cannot be handled: {error:#}"))),
    }
}
