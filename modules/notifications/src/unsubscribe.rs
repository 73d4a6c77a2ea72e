//! Stopping news, and wanting them again: by the key in a mail, without logging in.

use crate::tables::{
    follower,
    news::{self, Reader},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use kernel::{
    Command, Context, Transaction,
    web::{Error, Form, Page, Result, Routes, View},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

pub(crate) const TEMPLATE: (&str, &str) =
    ("notifications/unsubscribe.html", include_str!("../templates/notifications/unsubscribe.html"));

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .anyone("/unsubscribe/{key}", get(show).post(choose))
        // RFC 8058: programs that read mail say so by themselves, with neither cookie nor token. The key is enough.
        .webhook("/unsubscribe/{key}/now", post(stop).get(led))
}

#[derive(Serialize)]
struct Unsubscribe {
    key: String,
    wanted: bool,
    /// It is about answers to comments, and not about news.
    of_answers: bool,
}

impl Page for Unsubscribe {
    const TEMPLATE: &'static str = "notifications/unsubscribe.html";
}

#[derive(Deserialize)]
struct Choice {
    /// `stop` or `start`.
    news: String,
}

/// Keeps whether the reader of a mail wants more of its sort: news, or answers to their comments.
struct SetNews {
    key: String,
    wanted: bool,
}

impl Command for SetNews {
    /// Whether there is such a mail.
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        let Some(Reader { email, of_answers }) = news::reader(tx, &self.key).await? else { return Ok(false) };
        if of_answers {
            news::set_answers(tx, &email, self.wanted).await?;
            return Ok(true);
        }
        news::set(tx, &email, self.wanted, tx.now).await?;
        if !self.wanted {
            for reader in follower::readers(tx, &email).await? {
                follower::forget(tx, reader).await?;
            }
        }
        Ok(true)
    }
}

/// `GET /unsubscribe/{key}`: looking changes nothing, because programs look at links, too.
async fn show(State(ctx): State<Context>, view: View, Path(key): Path<String>) -> Result<Response> {
    let db = ctx.db.read();
    let Reader { email, of_answers } = news::reader(db, &key).await?.ok_or(Error::NotFound)?;
    let wanted = if of_answers {
        news::answers_wanted(db, &email).await?
    } else {
        news::wanted(db, &email).await? || follower::any(db, &email).await?
    };
    view.show(&Unsubscribe { key, wanted, of_answers })
}

/// `POST /unsubscribe/{key}`
async fn choose(
    State(ctx): State<Context>,
    Path(key): Path<String>,
    Form(Choice { news }): Form<Choice>,
) -> Result<Response> {
    let back = format!("/unsubscribe/{key}");
    let found = ctx.run(SetNews { key, wanted: news == "start" }).await?;
    if found { Ok(Redirect::to(&back).into_response()) } else { Err(Error::NotFound) }
}

/// `POST /unsubscribe/{key}/now`
async fn stop(State(ctx): State<Context>, Path(key): Path<String>) -> Result<StatusCode> {
    let found = ctx.run(SetNews { key, wanted: false }).await?;
    if found { Ok(StatusCode::NO_CONTENT) } else { Err(Error::NotFound) }
}

/// `GET /unsubscribe/{key}/now`: for a program that only opens what stands in the header.
async fn led(Path(key): Path<String>) -> Redirect {
    Redirect::to(&format!("/unsubscribe/{key}"))
}
