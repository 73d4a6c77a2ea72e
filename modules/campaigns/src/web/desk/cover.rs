//! The picture at the head of a campaign and what it shows, in one form: whoever chooses a file and saves has it kept,
//! or reads why not.

mod sent;

use self::sent::Sent;
use super::{Found, edit, enter, steps::Nothing};
use crate::{
    access::Action,
    commands::set_cover::SetCover,
    draft::{Section, digest},
    picture::{self, PictureProblem, Rendition},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Context,
    web::{Error, Form, Problems, Result, View},
};
use tokio::sync::Semaphore;

/// One picture at a time: each takes a core and some hundred megabytes for a moment.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// `POST /dashboard/campaigns/{campaign}/cover`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response> {
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let (campaign, found, _) = enter(&ctx, &view, &id, Action::Edit).await?;
    let Sent { mut fields, picture, held } = sent;
    if let Some(file) = picture {
        let drawn = match file {
            Ok(file) => drawn(file).await?,
            Err(problem) => Err(problem),
        };
        drop(held);
        let renditions = match drawn {
            Ok(renditions) => renditions,
            Err(problem) => {
                let mut problems = Problems::of(&view);
                problems.add("picture", &problem.into());
                return edit::cover_again(&ctx, &view, &id, &fields, problems.found()).await;
            }
        };
        let before = digest(found.draft(), Section::Cover);
        let image = Some((contracts::chance::next_id(), renditions));
        ctx.run(SetCover { campaign, image, by }).await?;
        // The picture is part of what the form's mark stands for: what changed it just now was this form itself.
        if fields.get("seen").is_some_and(|it| *it == before) {
            let found = Found::find(&ctx, campaign).await?;
            fields.insert("seen".to_owned(), digest(found.draft(), Section::Cover));
        }
    }
    edit::keep(&ctx, &view, &id, Section::Cover, fields).await
}

async fn drawn(file: Vec<u8>) -> Result<Result<Vec<Rendition>, PictureProblem>> {
    let turn = ONE_AT_A_TIME.acquire().await.map_err(|error| Error::Internal(error.into()))?;
    // Whoever sent it may go away, and it is drawn to its end: so the work itself holds the turn.
    let work = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        picture::renditions(&file)
    });
    work.await.map_err(|error| Error::Internal(error.into()))
}

/// `POST /dashboard/campaigns/{campaign}/cover/removal`
pub(super) async fn remove(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let (campaign, ..) = enter(&ctx, &view, &id, Action::Edit).await?;
    ctx.run(SetCover { campaign, image: None, by }).await?;
    Ok(Redirect::to(&format!("/dashboard/campaigns/{campaign}/edit/cover?saved=yes")).into_response())
}
