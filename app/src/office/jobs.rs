//! The room of the jobs: what each kind did last and does next, and the switch that makes it wait.

use super::{GIVES_UP, Refused, done_at, reason};
use axum::{
    Extension,
    extract::{Path, Query},
    http::StatusCode,
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
    /// The form that came without a reason.
    refused: Refused,
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
    view.show(&Jobs { next, ..room(&platform, &view).await? })
}

async fn room(platform: &Platform, view: &View) -> Result<Jobs> {
    let modules = platform.jobs().await?.into_iter().map(|(module, kinds)| OfModule { module, kinds });
    let may_switch = view.user().is_some_and(|it| it.has_one_of(GIVES_UP));
    Ok(Jobs { modules: modules.collect(), may_switch, next: None, refused: Refused::default() })
}

impl Jobs {
    /// Whether `kind` of `module` can be told to wait.
    fn asks(&self, module: &str, kind: &str) -> bool {
        let mut kinds = self.modules.iter().filter(|it| it.module == module).flat_map(|it| &it.kinds);
        kinds.any(|it| it.kind == kind && it.paused.is_none())
    }
}

#[derive(Deserialize)]
pub(super) struct Pause {
    note: String,
}

/// `POST /backoffice/jobs/{module}/{kind}/pause`
pub(super) async fn pause(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    user: CurrentUser,
    Path((module, kind)): Path<(String, String)>,
    Form(form): Form<Pause>,
) -> Result<Response> {
    let Some(note) = reason(&form.note) else {
        let mut page = room(&platform, &view).await?;
        if !page.asks(&module, &kind) {
            return Err(Error::Conflict("there is no such kind of jobs, or it waits already".to_owned()));
        }
        page.refused = Refused::at(format!("{module}-{kind}"), form.note);
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
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
