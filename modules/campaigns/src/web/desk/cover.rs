use super::{edit, enter, steps::Nothing};
use crate::{
    access::Action,
    commands::set_cover::SetCover,
    picture::{self, MOST_BYTES, PictureProblem, Rendition},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Error, Form, Problems, Result, Upload, View},
};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// One picture at a time: each takes a core and some hundred megabytes for a moment.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// `POST /dashboard/campaigns/{campaign}/cover`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    upload: Upload<MOST_BYTES>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Edit).await?;
    let drawn = if upload.too_large { Err(PictureProblem::TooLarge) } else { drawn(upload.file).await? };
    match drawn {
        Ok(renditions) => {
            ctx.run(SetCover { campaign, image: Some((Uuid::now_v7(), renditions)) }).await?;
            Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/edit/cover?saved=yes")).into_response())
        }
        Err(problem) => {
            let mut problems = Problems::of(&view);
            problems.add("picture", &problem.into());
            edit::cover_again(&ctx, &view, &id, problems.found()).await
        }
    }
}

async fn drawn(file: Vec<u8>) -> Result<std::result::Result<Vec<Rendition>, PictureProblem>> {
    let _turn = ONE_AT_A_TIME.acquire().await.map_err(|error| Error::Internal(error.into()))?;
    let work = tokio::task::spawn_blocking(move || picture::renditions(&file));
    work.await.map_err(|error| Error::Internal(error.into()))
}

/// `POST /dashboard/campaigns/{campaign}/cover/removal`
pub(super) async fn remove(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Edit).await?;
    ctx.run(SetCover { campaign, image: None }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/edit/cover?saved=yes")).into_response())
}
