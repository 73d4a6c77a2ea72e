//! The room of the jobs: what each kind did last and does next, and the switch that makes it wait.

use super::{GIVES_UP, done_at, reason};
use axum::{
    Extension,
    extract::{Path, Query},
    response::Response,
};
use kernel::{
    Platform,
    job::{KindOfJob, NextJob},
    web::{CurrentUser, Error, Form, Page, Result, View},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const ROOM: &str = "/backoffice/jobs";

#[derive(Serialize)]
struct Jobs {
    modules: Vec<OfModule>,
    /// Whether whoever looks may switch.
    may_switch: bool,
    /// What one kind would do next.
    next: Option<Next>,
}

#[derive(Serialize)]
struct OfModule {
    module: &'static str,
    kinds: Vec<KindOfJob>,
}

#[derive(Serialize)]
struct Next {
    module: String,
    kind: String,
    jobs: Vec<NextJob>,
}

impl Page for Jobs {
    const TEMPLATE: &'static str = "office/jobs.html";
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    module: Option<String>,
    kind: Option<String>,
}

/// `GET /backoffice/jobs`, with `?module=&kind=` for what that kind would do next.
pub(super) async fn index(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    Query(which): Query<Which>,
) -> Result<Response> {
    let next = match (which.module, which.kind) {
        (Some(module), Some(kind)) => {
            let jobs = platform.next_jobs(&module, &kind).await.map_err(|_| Error::NotFound)?;
            Some(Next { module, kind, jobs })
        }
        _ => None,
    };
    let modules = platform.jobs().await?.into_iter().map(|(module, kinds)| OfModule { module, kinds });
    let may_switch = view.user().is_some_and(|it| it.has_one_of(GIVES_UP));
    view.show(&Jobs { modules: modules.collect(), may_switch, next })
}

#[derive(Deserialize)]
pub(super) struct Pause {
    note: String,
}

/// `POST /backoffice/jobs/{module}/{kind}/pause`
pub(super) async fn pause(
    Extension(platform): Extension<Arc<Platform>>,
    user: CurrentUser,
    Path((module, kind)): Path<(String, String)>,
    Form(form): Form<Pause>,
) -> Result<Response> {
    let note = reason(&form.note)?;
    done_at(ROOM, platform.pause_jobs(&module, &kind, &user, note).await)
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /backoffice/jobs/{module}/{kind}/resume`
pub(super) async fn resume(
    Extension(platform): Extension<Arc<Platform>>,
    user: CurrentUser,
    Path((module, kind)): Path<(String, String)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    done_at(ROOM, platform.resume_jobs(&module, &kind, &user).await)
}
