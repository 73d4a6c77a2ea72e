use super::{me::account, session::forget};
use crate::commands::close_account::{CloseAccount, CloseError};
use axum::{extract::State, http::StatusCode, response::Response};
use kernel::{
    Context,
    web::{self, Error, Form, FormProblems, Page, Problems, Result, StepUp, Text, View},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

#[derive(Serialize)]
struct ClosePage {
    email: String,
    problems: FormProblems,
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "users/close.html";
}

#[derive(Serialize)]
struct ClosedPage {}

impl Page for ClosedPage {
    const TEMPLATE: &'static str = "users/closed.html";
}

#[derive(Deserialize)]
pub(crate) struct CloseForm {
    sure: Option<String>,
}

/// `GET /me/close`: what goes, what is kept, and why.
pub(crate) async fn edit(State(ctx): State<Context>, who: StepUp, view: View) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    view.show(&ClosePage { email: user.email, problems: FormProblems::default() })
}

/// `POST /me/close`
pub(crate) async fn destroy(
    State(ctx): State<Context>,
    who: StepUp,
    session: Session,
    view: View,
    Form(form): Form<CloseForm>,
) -> Result<Response> {
    let user = account(&ctx, &who.user).await?;
    if form.sure.is_none() {
        let mut problems = Problems::of(&view);
        problems.add("sure", &Text::of("account-problem-close-sure"));
        return view.show_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &ClosePage { email: user.email, problems: problems.found() },
        );
    }
    match ctx.run(CloseAccount { user: user.id }).await {
        Ok(()) => {
            web::sign_out(&session).await?;
            let view = view.signed_out();
            Ok(forget(&view, view.show(&ClosedPage {})?))
        }
        Err(CloseError::StillNeeded) => Err(Error::Refused(Text::of("refused-close"))),
        Err(CloseError::Database(error)) => Err(error.into()),
    }
}
